// What drives the outcomes, and in which direction: the uncertain numbers behind a run, or the factors of a sweep.
// row: {label, kind, value, low, high, alone, text, arrow, direction, meaning}; a bar from 0, or from low to high.
const barKinds = {
  above: { tone: "#2f7fb8", name: "told apart from noise" },
  below: { tone: "#7f8a93", name: "not told apart from noise" },
  placebo: { tone: "#c8682a", name: "placebo: only the random numbers change" },
};
const kindNames = Object.keys(barKinds);

const barChart = (rows, axis, spans) => {
  const x = { type: "quantitative", axis };
  const reach = spans ? { x: { ...x, field: "low" }, x2: { field: "high" } } : { x: { ...x, field: "value" } };
  const inked = (mark, encoding) => ({ mark: { color: ink, ...mark }, encoding: { color: null, ...encoding } });
  return {
    height: Math.max(60, 36 * rows.length),
    data: { values: rows.map((row, place) => ({ place, ...row })) },
    encoding: {
      y: thing(
        "place",
        rows.map((row) => row.label),
        { width: 30, most: 3, size: 11, labelLimit: 230 },
        { paddingInner: 0.3 },
      ),
      color: {
        field: "kind",
        type: "nominal",
        legend: null,
        scale: { domain: kindNames, range: kindNames.map((kind) => barKinds[kind].tone) },
      },
      tooltip: tooltipOf({ label: "what", text: "effect", direction: "direction", meaning: "meaning" }),
    },
    layer: [
      { mark: { type: "bar" }, encoding: reach },
      ...(spans
        ? []
        : [
            {
              name: "ink",
              ...inked({ type: "rule", strokeWidth: 1.2 }, { x: { ...x, field: "low" }, x2: { field: "high" } }),
            },
          ]),
      ...(rows.some((row) => row.alone !== undefined)
        ? [
            {
              name: "alone_ink",
              ...inked(
                { type: "point", shape: "diamond", size: 60, filled: true, opacity: 1 },
                { x: { ...x, field: "alone" } },
              ),
            },
          ]
        : []),
      inked(
        { type: "text", align: "left", dx: 6, fontSize: 14 },
        { x: { ...x, field: "high" }, text: { field: "arrow" } },
      ),
    ],
  };
};

const barFigure = (study, title, unit, note, rows, axis, spans = false) =>
  chart(study, {
    title,
    unit,
    note,
    alt: `Bars, the largest first: ${rows
      .slice(0, 6)
      .map((row) => `${row.label} ${row.text}${row.direction ? ` (${row.direction})` : ""}`)
      .join("; ")}.`,
    legend: kindNames.filter((kind) => rows.some((row) => row.kind === kind)).map((kind) => barKinds[kind]),
    spec: barChart(rows, axis, spans),
    table: {
      title,
      columns: [
        { title: "what", kind: "wide" },
        ...numbers("effect"),
        { title: "direction" },
        { title: "told apart from noise" },
        { title: "meaning", kind: "wide" },
      ],
      rows: rows.map((row) => [
        row.label,
        row.text,
        row.direction || "–",
        row.kind === "placebo" ? "placebo" : row.kind === "above" ? "yes" : "no",
        row.meaning,
      ]),
    },
  });

const within = (value, error) => ({ value, low: value - 1.96 * error, high: value + 1.96 * error });

// -------------------------------------------------------------------------------------------------- behind a run
const arrowOf = { rises: "↑", falls: "↓", "highest in the middle": "∩", "lowest in the middle": "∪" };
// Where the outcome goes as a number rises, with its means in the lowest and the highest third of the number.
const directionOf = (outcome, direction, thirds) => {
  const size = (value) => (outcome.share ? percent(value, 0) : brief(value));
  const between = thirds ? ` (${size(thirds[0])} in its lowest third, ${size(thirds[2])} in its highest)` : "";
  const turns = !["rises", "falls"].includes(direction);
  return { arrow: arrowOf[direction] ?? "", direction: turns ? direction : `${direction} with it${between}` };
};

// The numbers that stand in the charts: what they mean and which values they may have.
const meaningsOf = (study, drawn) => {
  const rows = study.parameters.map(parameterOf).filter((p) => drawn.has(p.path));
  return rows.length === 0
    ? null
    : table(
        "What these numbers mean, and which values they may have",
        [
          { title: "number", kind: "wide" },
          { title: "meaning", kind: "wide" },
          { title: "prior", kind: "wide" },
          { title: "path, for --set", kind: "path" },
        ],
        rows.map((p) => [p.title, p.meaning, believed(p), pathText(p.path)]),
      );
};

const driverFigure = (study, result, drawn) => {
  const above = result.parameters;
  const what = `“${result.title}”`;
  if (!result.told) return h("p", {}, `Of ${what} these pairs of runs do not tell judgement from luck; more would.`);
  const lead = `Judgement decides ${percent(result.judgement_share, 0)} (${range(result.judgement_ci95, 0)}) of ${what}, luck the rest. `;
  if (above.length === 0) return h("p", {}, `${lead}No single number can be told from noise.`);
  const largest = above.slice(0, 12);
  largest.forEach((p) => drawn.add(p.path));
  const rows = [
    ...largest.map((p) => ({
      label: p.title,
      kind: "above",
      ...within(p.first, p.standard_error),
      text: percent(p.first),
      ...directionOf({ share: true }, p.direction, p.thirds),
      meaning: p.meaning,
    })),
    {
      label: "placebo",
      kind: "placebo",
      ...within(result.placebo.first, result.placebo.standard_error),
      text: percent(result.placebo.first),
      arrow: "",
      direction: "",
      meaning: "random numbers",
    },
  ];
  return barFigure(
    study,
    `Which uncertain numbers decide: ${result.title}`,
    "share of the variance that judgement explains; rule: 95 %",
    `${lead}${above.length} of ${result.uncertain} uncertain numbers stand above the noise (if none did anything, about ${fixed(result.uncertain / 20)} would by chance); ` +
      "the largest are drawn, as shares of judgement's part (rule: 95 %). ↑ more of the number makes it more frequent, ↓ less; ∩ it is most frequent in the middle, ∪ least.",
    rows,
    shareAxis("share of judgement's part"),
  );
};

const driverPart = (study) => {
  const drawn = new Set();
  return [
    h(
      "p",
      { class: "intro" },
      `Read from the ${counted(study.drivers[0].draws, "set")} of values behind these runs: how much of an outcome's variance, luck left out, ` +
        "goes with one uncertain number alone (first-order index). What numbers do only together is not seen.",
    ),
    ...study.drivers.map((result) => driverFigure(study, result, drawn)),
    meaningsOf(study, drawn),
  ];
};

// -------------------------------------------------------------------------------------------------- behind a sweep
const effectUnits = {
  sobol:
    "bar: share of the variance that the factor has a part in (total index; rule: 95 %); diamond: that it explains alone (first order)",
  given_data: "first-order index: share of the variance that goes with the factor alone; rule: 95 %",
  morris: "mean size of the effect over the factor's whole range, μ*; rule: 95 %",
  one_at_a_time: "change of the outcome while this factor alone moves over its levels",
};
const arrowsNote = (rows) =>
  rows.some((row) => row.arrow)
    ? ". ↑ the outcome rises with the factor, ↓ falls; ∩ it is highest in the middle, ∪ lowest."
    : "";

// Words have no direction, but a level with most of the outcome.
const bestLevel = (study, f, o) => {
  const at = (level) =>
    study.points
      .filter((p) => p.values[f]?.position === level.position && p.estimates[o][0] !== null)
      .map((p) => p.estimates[o][0]);
  const mean = (level) => at(level).reduce((sum, value) => sum + value, 0) / at(level).length;
  const levels = levelsOf(study, f)
    .filter((level) => at(level).length > 0)
    .sort((a, b) => mean(b) - mean(a));
  return { arrow: "", direction: levels.length > 0 ? `most with ${levels[0].text}` : "" };
};
const isOrdered = (study, f) =>
  numeric(study, f) &&
  study.points.every(({ values: { [f]: value } }) => value === null || !setsNone(study.factors[f], value));

const signed = (outcome, { change, at }) =>
  `${outcome.share ? `${plus(100 * change)} points` : plus(change, 2)}${at ? ` at ${at}` : ""}`;
const effectOf = (outcome, factor) => {
  const told = (index) => `${brief(index.value)} (${brief(index.ci95[0])} to ${brief(index.ci95[1])})`;
  const index = factor.total ?? factor.first;
  if (index)
    return {
      value: index.value,
      low: index.ci95[0],
      high: index.ci95[1],
      ...(factor.total && { alone: factor.first.value }),
      text: factor.total ? `total ${told(factor.total)}, alone ${told(factor.first)}` : told(index),
    };
  if (factor.mu_star !== undefined)
    return {
      ...within(factor.mu_star, factor.mu_star_standard_error),
      text: `${brief(factor.mu_star)}, σ ${brief(factor.sigma)}`,
    };
  return {
    value: factor.highest.change,
    low: factor.lowest.change,
    high: factor.highest.change,
    text: `${signed(outcome, factor.lowest)} to ${signed(outcome, factor.highest)}`,
  };
};
const effectRows = (study, result) => {
  const o = study.outcomes.findIndex((outcome) => outcome.id === result.outcome);
  return result.factors.map((told) => {
    const f = study.factors.findIndex((factor) => factor.id === told.factor);
    const kind = told.placebo ? "placebo" : told.above_noise ? "above" : "below";
    const direction =
      kind !== "above"
        ? { arrow: "", direction: "" }
        : told.direction && isOrdered(study, f)
          ? directionOf(study.outcomes[o], told.direction, told.thirds)
          : bestLevel(study, f, o);
    return { label: told.title, kind, meaning: told.remark ?? "", ...effectOf(study.outcomes[o], told), ...direction };
  });
};

const sensitivityPart = (study) =>
  study.sensitivity.map((result) => {
    const outcome = study.outcomes.find((one) => one.id === result.outcome);
    const rows = effectRows(study, result);
    if (rows.every((row) => row.value === null))
      return h(
        "p",
        {},
        `What drives ${outcome.title} cannot be told from the noise of its runs.`,
      );
    const spans = result.method === "one_at_a_time";
    const changes = spans || result.method === "morris";
    const axis = {
      title: changes ? `change of the ${measureTitle(outcome)}` : "index",
      tickCount: 5,
      ...(outcome.share && changes && pointsAxis),
    };
    return barFigure(
      study,
      `What drives: ${outcome.title}`,
      effectUnits[result.method],
      effectUnits[result.method] + arrowsNote(rows),
      rows,
      axis,
      spans,
    );
  });
