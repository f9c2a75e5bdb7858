// What drives the outcomes: indices of the judgements behind a run, and of the factors of a sweep.
const outcomeTitles = { agreement: "an agreement, at any time", force: "the use of force", regional_war: "a regional war" };

// rows: {name, value, low, high, kind: above, below, placebo, text}; a bar from 0 or from low to high.
const barTones = { above: "#2f7fb8", below: "#9aa5ad", placebo: "#c8682a" };
const barNames = { above: "told apart from noise", below: "not told apart from noise", placebo: "placebo: random numbers" };
const barLegend = (rows) => Object.keys(barTones).filter((kind) => rows.some((row) => row.kind === kind))
  .map((kind) => ({ name: barNames[kind], tone: barTones[kind] }));
const barChart = (rows, axis, spans) => {
  const x = { type: "quantitative", axis };
  const bar = spans ? { x: { ...x, field: "low" }, x2: { field: "high" } } : { x: { ...x, field: "value" } };
  return {
    height: Math.max(60, 28 * rows.length), data: { values: rows },
    encoding: {
      y: { field: "name", type: "nominal", sort: null, title: null, scale: { paddingInner: 0.3 },
        axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: 200, labelFontSize: 11, ...twoLines(12, 14, 6) } },
      color: { field: "kind", type: "nominal", legend: null, scale: { domain: Object.keys(barTones), range: Object.values(barTones) } },
      tooltip: [{ field: "name", title: "number" }, { field: "text", title: "effect" }, { field: "meaning", title: "meaning" }],
    },
    layer: [
      { mark: { type: "bar" }, encoding: bar },
      ...(spans ? [] : [{ name: "ink", mark: { type: "rule", color: "#1c2226", strokeWidth: 1.2 },
        encoding: { color: null, x: { ...x, field: "low" }, x2: { field: "high" } } }]),
      ...(rows.some((row) => row.alone !== undefined) ? [{ name: "alone_ink", mark: { type: "point", shape: "diamond", size: 60, filled: true,
        color: "#1c2226", opacity: 1 }, encoding: { color: null, x: { ...x, field: "alone" } } }] : []),
    ],
  };
};

const barFigure = (study, title, unit, note, rows, axis, spans = false) => figure({ title, unit, note, source: source(study),
  alt: `Bars, the largest first: ${rows.slice(0, 6).map((row) => `${row.name} ${row.text}`).join("; ")}.`,
  legend: barLegend(rows), spec: barChart(rows, axis, spans),
  table: { title, columns: [{ title: "number", path: true }, { title: "effect", number: true }, { title: "told apart from noise" },
    { title: "meaning", wide: true }],
  rows: rows.map((row) => [row.name, row.text, row.kind === "placebo" ? "placebo" : row.kind === "above" ? "yes" : "no", row.meaning]) } });

const within = (value, error) => ({ value, low: value - 1.96 * error, high: value + 1.96 * error });

// The numbers that stand in the charts, for who does not know their names.
const meaningsOf = (study, drawn) => {
  const rows = study.parameters.filter((row) => drawn.has(row[0]));
  return rows.length === 0 ? null : table("What these numbers mean, and what is believed of them", [{ title: "number", path: true },
    { title: "meaning", wide: true }, { title: "prior", wide: true }], [...drawn].map((path) => rows.find((row) => row[0] === path))
    .filter(Boolean).map((row) => [row[0], row[6], believed(row)]));
};

const driverPart = (study) => {
  const drawn = new Set();
  const meaning = new Map(study.parameters.map((row) => [row[0], row[6]]));
  const told = study.drivers.flatMap((result) => {
    const what = outcomeTitles[result.outcome] ?? words(result.outcome);
    const title = `Which judgements decide on ${what}`;
    const above = result.parameters.filter((p) => p.first !== null && p.above_floor);
    const lead = `Judgements decide ${percent(result.judgement_share, 0)} (${range(result.judgement_ci95, 0)}) of whether it comes to ${what}, luck the rest. `;
    if (!(result.judgement_ci95[0] > 0)) return [h("p", {}, `Whether it comes to ${what}: judgement cannot be told from luck here; more runs would.`)];
    if (above.length === 0) return [h("p", {}, `${lead}No single number can be told from noise.`)];
    const row = (name, p, kind) => ({ name, kind, ...within(p.first, p.standard_error), text: percent(p.first), meaning: meaning.get(name) ?? "random numbers" });
    above.slice(0, 12).forEach((p) => drawn.add(p.path));
    const rows = [...above.slice(0, 12).map((p) => row(p.path, p, "above")), row("placebo", result.placebo, "placebo")];
    return [barFigure(study, title, "share of the variance that judgement explains; rule: 95 %",
      `${lead}${above.length} of ${result.parameters.length} uncertain numbers stand above the noise (if none did anything, about ${exact(Math.round(result.parameters.length / 20))} would by chance); the largest are drawn, as shares of judgement's part; rule: 95 %.`,
      rows, shareAxis("share of judgement's part"))];
  });
  return [h("p", { class: "intro" }, `Read from the ${grouped(study.drivers[0].draws)} draws of the priors behind these runs: how much of an outcome's variance, luck left out, ` +
    "goes with one number alone (first-order index). What numbers do only together is not seen."), ...told, meaningsOf(study, drawn)];
};

const signed = ({ change, at }) => `${change > 0 ? "+" : change < 0 ? "−" : ""}${exact(Math.abs(change))}${at ? ` at ${at}` : ""}`;
const effectRows = (result) => result.factors.map((factor) => {
  const kind = factor.placebo ? "placebo" : factor.above_noise ? "above" : "below";
  const base = { name: factor.placebo ? "placebo" : factor.title || factor.factor, kind, meaning: factor.remark ?? "" };
  const told = (index) => `${brief(index.value)} (${brief(index.ci95[0])} to ${brief(index.ci95[1])})`;
  const index = factor.total ?? factor.first;
  if (index) return { ...base, value: index.value, low: index.ci95[0], high: index.ci95[1],
    ...(factor.total && { alone: factor.first.value }), text: factor.total ? `total ${told(factor.total)}, alone ${told(factor.first)}` : told(index) };
  if (factor.mu_star !== undefined)
    return { ...base, ...within(factor.mu_star, factor.mu_star_standard_error), text: `${brief(factor.mu_star)}, σ ${brief(factor.sigma)}` };
  return { ...base, value: factor.highest.change, low: factor.lowest.change, high: factor.highest.change,
    text: `${signed(factor.lowest)} to ${signed(factor.highest)}` };
});
const effectUnits = { sobol: "bar: share of the variance that the factor has a part in (total index; rule: 95 %); diamond: that it explains alone (first order)",
  given_data: "first-order index: share of the variance that goes with the factor alone; rule: 95 %",
  morris: "mean size of the effect over the factor's whole range, μ*; rule: 95 %",
  one_at_a_time: "change of the outcome while this factor alone moves over its levels" };

const sensitivityPart = (study) => study.sensitivity.map((result) => {
  const outcome = study.outcomes.find((o) => o.id === result.outcome);
  const rows = effectRows(result);
  if (rows.every((row) => row.value === null)) return h("p", {}, `What drives ${outcome.title} cannot be told: beyond the noise it does not vary over these points.`);
  const spans = result.method === "one_at_a_time";
  const axis = { title: spans || result.method === "morris" ? `change of the ${measureTitle(outcome)}` : "index", tickCount: 5,
    ...(outcome.share && (spans || result.method === "morris") && pointsAxis) };
  return barFigure(study, `What drives: ${outcome.title}`, effectUnits[result.method], undefined, rows, axis, spans);
});
