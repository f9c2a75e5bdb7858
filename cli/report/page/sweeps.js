// The parts of the page about a sweep or a comparison.
const estimateText = (outcome, [mean, low, high]) => outcome.share ? `${percent(mean)} (${range([low, high])})`
  : `${brief(mean)} (${brief(low)} to ${brief(high)})${outcome.unit ? ` ${outcome.unit}` : ""}`;
const unitOf = (factor) => (factor.unit === "" || factor.unit === "value" ? "" : ` ${factor.unit}`);
const factorText = (factor, value) => value === null ? "as it is"
  : value.number === null ? value.text : `${exact(value.number)}${unitOf(factor)}`;
const numeric = (study, f) => study.points.every((p) => p.values[f] === null || p.values[f].number !== null);
const measureTitle = (outcome) => outcome.share ? "share of runs" : outcome.unit ? `mean, ${outcome.unit}` : "mean";
const sweepSource = (study) => `${study.title}; ${grouped(study.runs)} runs a point, seed ${study.seed}`;

// The factors that move, the one with most numbers first; the placebo is none.
const moving = (study) => {
  const levels = (f) => new Set(study.points.map((p) => JSON.stringify(p.values[f]))).size;
  return study.factors.map((factor, f) => f).filter((f) => study.factors[f].kind !== "placebo" && levels(f) > 1)
    .sort((a, b) => numeric(study, b) - numeric(study, a) || levels(b) - levels(a));
};

const pointsTable = (study, most = 400) => {
  const few = study.factors.length > 0 && study.factors.length <= 3;
  return table(study.points.length > most ? `Outcomes at the first ${most} points` : "Outcomes at every point", [
    ...(few ? study.factors.map((factor) => ({ title: factor.title })) : [{ title: "point" }]),
    ...study.outcomes.map((outcome) => ({ title: outcome.title, number: true }))],
  study.points.slice(0, most).map((point) => [
    ...(few ? study.factors.map((factor, f) => factorText(factor, point.values[f])) : [point.label]),
    ...study.outcomes.map((outcome, o) => estimateText(outcome, point.estimates[o]))]));
};

// One outcome over one factor, a line for each level of the other.
const sweepChart = (study, o, x, by) => {
  const outcome = study.outcomes[o];
  const across = study.factors[x];
  const isNumber = numeric(study, x);
  const rows = study.points.filter((p) => p.values[x] !== null).map((p) => ({
    x: isNumber ? p.values[x].number : factorText(across, p.values[x]), by: by === undefined ? outcome.title : factorText(study.factors[by], p.values[by]),
    at: factorText(across, p.values[x]), mean: p.estimates[o][0], low: p.estimates[o][1], high: p.estimates[o][2], text: estimateText(outcome, p.estimates[o]) }));
  const domain = [...new Set(rows.map((row) => row.by))];
  const y = { type: "quantitative", scale: { zero: outcome.share }, axis: outcome.share ? shareAxis(measureTitle(outcome)) : { title: measureTitle(outcome), tickCount: 5 } };
  const xAxis = isNumber ? { field: "x", type: "quantitative", scale: { zero: false, nice: false, padding: 12 },
    axis: { title: lines(`${across.title}${unitOf(across) && ","}${unitOf(across)}`), grid: false, tickCount: 5 } }
    : { field: "x", type: "nominal", sort: null, axis: { title: lines(across.title), labelAngle: domain.length && rows.length > 5 ? -30 : 0, labelLimit: 120 } };
  const color = { field: "by", type: "nominal", legend: { columns: 1 }, scale: { domain, range: actorTones } };
  const tooltip = [{ field: "at", title: "at" }, ...(by === undefined ? [] : [{ field: "by", title: "with" }]), { field: "text", title: outcome.title }];
  const place = !isNumber && by !== undefined ? { xOffset: { field: "by", type: "nominal", sort: domain } } : {};
  return { domain, spec: { height: 230, data: { values: rows }, encoding: { x: xAxis, color, tooltip, ...place }, layer: [
    ...(isNumber ? [{ mark: { type: "line", strokeWidth: 2 }, encoding: { y: { ...y, field: "mean" } } }] : []),
    { mark: { type: "rule", strokeWidth: 2 }, encoding: { y: { ...y, field: "low" }, y2: { field: "high" } } },
    { mark: { type: "point", filled: true, size: 55, opacity: 1 }, encoding: { y: { ...y, field: "mean" }, shape: { field: "by", scale: { domain } } } },
  ] } };
};

// A sweep in at most five sentences: what was played, then an outcome each.
const sweepSentences = (study) => {
  const moved = study.factors.filter((factor) => factor.kind !== "placebo");
  const size = ({ mean }, outcome) => (outcome.share ? percent(mean) : `${brief(mean)}${outcome.unit ? ` ${outcome.unit}` : ""}`);
  const told = study.outcomes.slice(0, 4).map((outcome, o) => {
    const points = study.points.map((point) => ({ label: point.label, mean: point.estimates[o][0] })).filter((point) => point.mean !== null)
      .sort((a, b) => a.mean - b.mean);
    if (points.length === 0) return null;
    const lead = `${capital(outcome.title)} lies between ${size(points[0], outcome)} and ${size(points.at(-1), outcome)} over these versions`;
    const result = study.sensitivity.find((one) => one.outcome === outcome.id);
    if (!result) return `${lead}: least with ${points[0].label}, most with ${points.at(-1).label}.`;
    const rows = effectRows(result).filter((row) => row.kind !== "placebo");
    const above = rows.filter((row) => row.kind === "above").map((row) => `“${row.name}”`);
    return above.length === 0 ? `${lead}; no factor can be told from noise.` : `${lead}; what moves it most is ${above.slice(0, 3).join(", then ")}, ` +
      `and ${above.length} of ${rows.length} factors can be told from noise.`;
  });
  return [`${grouped(study.points.length)} versions of the scenario were played ${grouped(study.runs)} times each, up to ${study.horizon} days from ` +
    `${longDate(study.start_date, 1)}${moved.length > 0 ? `; they differ in ${moved.length} factor${moved.length === 1 ? "" : "s"}` : ""}.`,
  ...told.filter(Boolean)];
};

const sweepPart = (study) => {
  const factors = moving(study);
  const told = [];
  if (factors.length === 1 || (factors.length === 2 && study.design === "grid")) {
    const [x, by] = factors;
    told.push(h("div", { class: "grid" }, study.outcomes.map((outcome, o) => {
      const { domain, spec } = sweepChart(study, o, x, by);
      return figure({ title: capital(outcome.title), unit: `${measureTitle(outcome)}; rule: simulation, 95 %`, source: sweepSource(study), spec,
        alt: `${outcome.title} over ${study.factors[x].title}: ${study.points.slice(0, 12).map((p) => `${p.label} ${estimateText(outcome, p.estimates[o])}`).join("; ")}.`,
        legend: by === undefined ? undefined : domain.map((name, i) => ({ name, tone: actorTones[i % actorTones.length] })),
        table: { title: capital(outcome.title), columns: [{ title: "point" }, { title: measureTitle(outcome), number: true }],
          rows: study.points.map((p) => [p.label, estimateText(outcome, p.estimates[o])]) } });
    })));
  }
  return [...told, ...(told.length === 0 ? sensitivityPart(study) : []), h("details", {}, h("summary", {}, `All ${grouped(study.points.length)} points`), pointsTable(study))];
};

// The three largest changes that can be told from none, and those that cannot.
const changeSentences = (study, shares) => {
  const all = shares.map((change) => ({ ...change, o: study.outcomes.findIndex((outcome) => outcome.title === change.outcome) }));
  const told = all.filter((change) => change.low > 0 || change.high < 0).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const open = all.filter((change) => !told.includes(change)).map((change) => change.outcome);
  const share = (change, side) => percent(study.points[side].estimates[change.o][0]);
  return h("ul", { class: "points" }, [
    ...told.slice(0, 3).map((change) => `${capital(change.outcome)}: ${share(change, 0)} before, ${share(change, 1)} after, ${change.text} (95 %: ${change.interval}).`),
    ...(told.length > 3 ? [`Smaller, but told from none: ${told.slice(3).map((change) => `${change.outcome} (${change.text})`).join(", ")}.`] : []),
    ...(open.length > 0 ? [`No change that could be told from none: ${open.join(", ")}.`] : []),
  ].map((sentence) => h("li", {}, unbroken(sentence))));
};

// A comparison: what the change does to the shares, and which runs end elsewhere.
const transitionPart = (study) => {
  const names = Object.keys(tones);
  const { transitions, differences, flips } = study.comparison;
  const total = transitions.flat().reduce((sum, n) => sum + n, 0);
  const stayed = transitions.reduce((sum, row, i) => sum + row[i], 0);
  const rows = transitions.flatMap((row, i) => row.map((runs, j) => ({ before: words(names[i]), after: words(names[j]), runs,
    share: runs / total, text: runs === 0 ? "" : grouped(runs), flipped: i !== j })));
  const changes = study.outcomes.map((outcome, o) => ({ outcome: outcome.title, share: outcome.share, ...differences[o] }));
  const points = (d, scale = 100) => `${d > 0 ? "+" : d < 0 ? "−" : ""}${Math.abs(scale * d).toFixed(scale === 100 ? 1 : 3)}`;
  const shares = changes.filter((c) => c.share).map((c) => ({ ...c, text: `${points(c.difference)} points`, interval: `${points(c.low)} to ${points(c.high)}` }));
  const label = { domain: false, ticks: false, labelPadding: 8, labelFontSize: 12, ...twoLines(14), labelAngle: 0 };
  return [
    h("p", { class: "lead" }, `Of ${grouped(total)} pairs of runs with the same chance, ${grouped(total - stayed)} (${percent((total - stayed) / total)}) end in another class after the change.`),
    h("p", { class: "intro" }, `Before: ${study.points[0].label}. After: ${study.points[1].label}.`),
    changeSentences(study, shares),
    figure({ title: "What the change does", unit: "difference of the share of runs, percentage points; rule: simulation, 95 %", source: sweepSource(study),
      alt: shares.map((c) => `${c.outcome} ${c.text}`).join("; "),
      spec: { height: 34 * shares.length, data: { values: shares }, encoding: {
        y: { field: "outcome", type: "nominal", sort: null, title: null, axis: { ...label, ...twoLines(13) } },
        tooltip: [{ field: "outcome" }, { field: "text", title: "difference" }, { field: "interval", title: "simulation, 95 %" },
          { field: "into", title: "runs that flipped in" }, { field: "out_of", title: "runs that flipped out" }] },
      layer: [
        { name: "ink", data: { values: [{}] }, mark: { type: "rule", color: "#1c2226" }, encoding: { x: { datum: 0, type: "quantitative" }, y: null, tooltip: null } },
        { mark: { type: "rule", strokeWidth: 2.5, color: "#2f7fb8" }, encoding: { x: { field: "low", type: "quantitative",
          axis: { ...pointsAxis, tickCount: 6 } }, x2: { field: "high" } } },
        { mark: { type: "point", filled: true, size: 70, opacity: 1, color: "#2f7fb8" }, encoding: { x: { field: "difference", type: "quantitative" } } },
      ] },
      table: { title: "Paired differences", columns: [{ title: "outcome" }, { title: "before", number: true }, { title: "after", number: true },
        { title: "difference", number: true }, { title: "95 %", number: true }, { title: "flipped in", number: true }, { title: "flipped out", number: true },
        { title: "variance reduced", number: true }],
      rows: study.outcomes.map((outcome, o) => { const d = differences[o]; const scale = outcome.share ? 100 : 1;
        return [outcome.title, ...study.points.map((p) => estimateText(outcome, p.estimates[o])), points(d.difference, scale),
          `${points(d.low, scale)} to ${points(d.high, scale)}`, grouped(d.into), grouped(d.out_of),
          d.variance_reduction === null ? "no run differs" : `${brief(d.variance_reduction)} times`]; }) } }),
    figure({ title: "From which ending to which", unit: "runs by their ending before (rows) and after the change (columns)", source: sweepSource(study),
      alt: `Matrix. The same ending in ${grouped(stayed)} runs. Most frequent changes: ${rows.filter((r) => r.flipped).sort((a, b) => b.runs - a.runs)
        .slice(0, 3).map((r) => `${r.before} to ${r.after} ${grouped(r.runs)}`).join(", ")}.`,
      spec: { height: 300, data: { values: rows }, encoding: {
        x: { field: "after", type: "nominal", sort: null, axis: { ...label, orient: "top", title: "after", labelAngle: -90, labelAlign: "left" } },
        y: { field: "before", type: "nominal", sort: null, axis: { ...label, title: "before" } },
        tooltip: [{ field: "before" }, { field: "after" }, { field: "runs" }] },
      layer: [
        { mark: { type: "rect", cornerRadius: 2 }, encoding: { color: { condition: { test: "datum.flipped", value: "#2f7fb8" }, value: "#7f8a93" },
          opacity: { field: "share", type: "quantitative", legend: null, scale: { type: "sqrt", range: [0.04, 0.75] } } } },
        { mark: { type: "text", fontSize: 12, color: "#1c2226" }, encoding: { text: { field: "text" } } },
      ] },
      table: { title: "Runs by ending before and after", columns: [{ title: "before" }, ...names.map((n) => ({ title: `to ${words(n)}`, number: true }))],
        rows: transitions.map((row, i) => [words(names[i]), ...row.map(grouped)]) } }),
    flips.length > 0 ? table("Flipped runs that were told side by side", [{ title: "run" }, { title: "before" }, { title: "after" }, { title: "part on day", number: true }],
      flips.map((f) => [String(f.run), words(f.before), words(f.after), f.parted === 0 ? "–" : String(f.parted)])) : null,
  ];
};

const designPart = (study) => [
  h("p", {}, `${capital(words(study.design))}: ${grouped(study.points.length)}${study.points.length < study.planned ? ` of ${grouped(study.planned)}` : ""} points, ` +
    `${grouped(study.runs)} runs at each, ${study.random_numbers === "common" ? "the same chance at every point" : "independent chance at every point"}.`),
  study.factors.length === 0 ? null : table("What is moved", [{ title: "factor" }, { title: "kind" }, { title: "sets", path: true }, { title: "over", wide: true }],
    study.factors.map((f) => [f.title, f.kind, f.paths.join(", ") || "–", f.levels.join(", ") ||
      (f.low === null || f.high === null || f.low === f.high ? "–" : `${exact(f.low)} to ${exact(f.high)}${unitOf(f)}`)])),
];
