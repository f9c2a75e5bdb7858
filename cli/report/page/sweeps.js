// A sweep: the outcomes over the factors, and what was moved.
// An estimate: [mean, low, high, standard error, low and high over the judgements]
const estimateText = (outcome, [mean, low, high]) =>
  outcome.share
    ? `${percent(mean)} (${range([low, high])})`
    : `${brief(mean)} (${brief(low)} to ${brief(high)})${outcome.unit ? ` ${outcome.unit}` : ""}`;
const judgementText = (study, outcome, [, , , , low, high]) =>
  outcome.share ? judgementRange(study, told(low) ? [low, high] : null) : "–";
// Units that the title has, or that say no more than that it is a number, do not stand behind one.
const unitOf = (factor) =>
  ["", "value", "probability", "share", "position"].includes(factor.unit) ||
  factor.title.split(/[\s,;:()]+/).includes(factor.unit)
    ? ""
    : ` ${factor.unit}`;
const measureTitle = (outcome) => (outcome.share ? "share of runs" : outcome.unit ? `mean, ${outcome.unit}` : "mean");

// A level at which nothing is set: it has a name, but no place among the numbers.
const setsNone = (factor, value) => value.text === "none" || (value.number !== null && value.number === factor.none_at);
const factorText = (factor, value) =>
  value === null
    ? "as it is"
    : setsNone(factor, value)
      ? "none"
      : value.number === null
        ? value.text
        : `${short(value.number)}${unitOf(factor)}`;
const numeric = (study, f) =>
  study.points.every(
    ({ values: { [f]: value } }) => value === null || value.number !== null || setsNone(study.factors[f], value),
  );
const pointText = (study, point) =>
  point.values
    .flatMap((value, f) =>
      value === null || study.factors[f].kind === "placebo"
        ? []
        : [`${study.factors[f].title} = ${factorText(study.factors[f], value)}`],
    )
    .join(", ") || "as it is";

// The points as the study has them, not in the order in which they were played.
const inOrder = (study) => {
  if (["morris", "saltelli"].includes(study.design)) return study.points;
  const key = (point) => {
    const positions = point.values.map((value) => (value ? value.position : -1));
    return study.design === "one_at_a_time" ? positions.reverse() : positions;
  };
  const compared = (a, b) => {
    const f = a.findIndex((position, i) => position !== b[i]);
    return f < 0 ? 0 : a[f] - b[f];
  };
  return study.points
    .map((point) => ({ point, key: key(point) }))
    .sort((a, b) => compared(a.key, b.key))
    .map(({ point }) => point);
};
// The levels of a factor that were played, in order: {key, position, text, value}
const levelsOf = (study, f) => {
  const levels = new Map();
  for (const {
    values: { [f]: value },
  } of study.points)
    if (value !== null)
      levels.set(value.position, { position: value.position, value, text: factorText(study.factors[f], value) });
  return [...levels.values()].sort((a, b) => a.position - b.position);
};
// The factors that move, the one with most numbers first; the placebo is none.
const moving = (study) =>
  places(study.factors)
    .filter((f) => study.factors[f].kind !== "placebo" && levelsOf(study, f).length > 1)
    .sort((a, b) => numeric(study, b) - numeric(study, a) || levelsOf(study, b).length - levelsOf(study, a).length);

const pointsTable = (study, most = 400) => {
  const few = study.factors.length > 0 && study.factors.length <= 3;
  const judged = study.outcomes.flatMap((outcome, o) => (outcome.share ? [{ outcome, o }] : []));
  return table(
    study.points.length > most ? `Outcomes at the first ${most} points` : "Outcomes at every point",
    [
      ...(few ? study.factors.map((factor) => ({ title: factor.title })) : [{ title: "point", kind: "wide" }]),
      ...numbers(
        ...study.outcomes.map((outcome) => outcome.title),
        ...judged.map(({ outcome }) => `${outcome.title}: judgements, 90 %`),
      ),
    ],
    inOrder(study)
      .slice(0, most)
      .map((point) => [
        ...(few ? study.factors.map((factor, f) => factorText(factor, point.values[f])) : [pointText(study, point)]),
        ...study.outcomes.map((outcome, o) => estimateText(outcome, point.estimates[o])),
        ...judged.map(({ outcome, o }) => judgementText(study, outcome, point.estimates[o])),
      ]),
  );
};

// --------------------------------------------------------------------------------------------------------- lines
// Where the levels of a factor stand on the axis: numbers where they are, "none" left of them, words at their places.
const acrossAxis = (study, f) => {
  const factor = study.factors[f];
  const levels = levelsOf(study, f);
  const title = inLines(`${factor.title}${unitOf(factor) && ","}${unitOf(factor)}`, 38, 3);
  if (!numeric(study, f)) {
    const labels = levels.map((level) => level.text);
    const slanted = labels.length > 5;
    return {
      at: (value) => levels.findIndex((level) => level.position === value.position),
      joined: false,
      channel: thing("x", labels, {
        width: slanted ? 24 : 14,
        beside: false,
        title,
        labelAngle: slanted ? -30 : 0,
        labelBaseline: "top",
        labelLimit: 120,
      }),
    };
  }
  const all = levels.filter((level) => !setsNone(factor, level.value)).map((level) => level.value.number);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const noneAt = low - 0.15 * (high - low || 1);
  const isNone = levels.some((level) => setsNone(factor, level.value));
  const axis = {
    title,
    grid: false,
    tickCount: 5,
    ...(isNone && {
      values: [noneAt, ...all],
      labelOverlap: "greedy",
      labelSeparation: 4,
      labelExpr: `datum.value < ${low} ? 'none' : format(datum.value, '.6~g')`,
    }),
  };
  return {
    at: (value) => (setsNone(factor, value) ? noneAt : value.number),
    joined: true,
    channel: { field: "x", type: "quantitative", scale: { zero: false, nice: false, padding: 12 }, axis },
  };
};

// One outcome over one factor, a line for each level of the other.
const sweepChart = (study, o, across, by) => {
  const outcome = study.outcomes[o];
  const series = by === undefined ? [{ text: outcome.title }] : levelsOf(study, by);
  const axis = acrossAxis(study, across);
  const rows = inOrder(study)
    .filter((p) => p.values[across] !== null && p.estimates[o][0] !== null)
    .map((p) => ({
      x: axis.at(p.values[across]),
      none: setsNone(study.factors[across], p.values[across]),
      at: factorText(study.factors[across], p.values[across]),
      of: by === undefined ? 0 : series.findIndex((level) => level.position === p.values[by]?.position),
      by: by === undefined ? "" : factorText(study.factors[by], p.values[by]),
      mean: p.estimates[o][0],
      low: p.estimates[o][1],
      high: p.estimates[o][2],
      judged_low: p.estimates[o][4],
      judged_high: p.estimates[o][5],
      text: estimateText(outcome, p.estimates[o]),
      judgements: judgementText(study, outcome, p.estimates[o]),
    }));
  const y = {
    type: "quantitative",
    scale: { zero: outcome.share },
    axis: outcome.share ? shareAxis(measureTitle(outcome)) : { title: measureTitle(outcome), tickCount: 5 },
  };
  const domain = places(series);
  const tooltip = tooltipOf({
    at: "at",
    ...(by !== undefined && { by: "with" }),
    text: outcome.title,
    ...(outcome.share && { judgements: "judgements, 90 %" }),
  });
  const beside =
    !axis.joined && by !== undefined ? { xOffset: { field: "of", type: "ordinal", scale: { domain } } } : {};
  return {
    series,
    spec: {
      height: 230,
      data: { values: rows },
      encoding: {
        x: axis.channel,
        color: toned(
          "of",
          series.map((_, place) => seriesLook(place).tone),
        ),
        tooltip,
        ...beside,
      },
      layer: [
        ...(axis.joined
          ? [
              {
                transform: [{ filter: "!datum.none" }],
                mark: { type: "line", strokeWidth: 2 },
                encoding: {
                  y: { ...y, field: "mean" },
                  strokeDash: dashed(
                    "of",
                    series.map((_, place) => seriesLook(place).dash),
                  ),
                },
              },
            ]
          : []),
        ...(by === undefined && rows.some((row) => told(row.judged_low))
          ? [
              {
                transform: [{ filter: "isValid(datum.judged_low)" }],
                mark: { type: "rule", strokeWidth: 1 },
                encoding: { y: { ...y, field: "judged_low" }, y2: { field: "judged_high" } },
              },
            ]
          : []),
        ...(by === undefined && rows.some((row) => row.judgements === notTold)
          ? [
              {
                name: "untold",
                transform: [{ filter: "!isValid(datum.judged_low)" }],
                mark: untoldPoint,
                encoding: { y: { datum: 0 }, color: null },
              },
            ]
          : []),
        { mark: { type: "rule", strokeWidth: 2.5 }, encoding: { y: { ...y, field: "low" }, y2: { field: "high" } } },
        {
          mark: { type: "point", filled: true, size: 55, opacity: 1 },
          encoding: {
            y: { ...y, field: "mean" },
            shape: { field: "of", type: "nominal", legend: null, scale: { domain } },
          },
        },
      ],
    },
  };
};

const judgementsNote = (study, outcome, by) => {
  if (!outcome.share || !study.judged) return "";
  return by === undefined
    ? "; thin: judgements, 90 %; dots on the axis: not told from luck"
    : "; judgements, 90 %: in the table";
};
const sweepFigure = (study, o, across, by) => {
  const outcome = study.outcomes[o];
  const { series, spec } = sweepChart(study, o, across, by);
  return chart(study, {
    title: capital(outcome.title),
    spec,
    unit: `${measureTitle(outcome)}; rule: simulation, 95 %${judgementsNote(study, outcome, by)}`,
    alt: `${outcome.title} over ${study.factors[across].title}: ${inOrder(study)
      .slice(0, 12)
      .map((p) => `${pointText(study, p)}: ${estimateText(outcome, p.estimates[o])}`)
      .join("; ")}.`,
    legend:
      by === undefined
        ? undefined
        : series.map((level, place) => ({
            name: `${study.factors[by].title} ${level.text}`,
            ...seriesLook(place),
          })),
    table: {
      title: capital(outcome.title),
      columns: [{ title: "point", kind: "wide" }, ...numbers(measureTitle(outcome), "judgements, 90 %")],
      rows: inOrder(study).map((p) => [
        pointText(study, p),
        estimateText(outcome, p.estimates[o]),
        judgementText(study, outcome, p.estimates[o]),
      ]),
    },
  });
};

// --------------------------------------------------------------------------------------------------------- words
// How far the versions differ beyond luck: their spread, and the ends of the estimates moved towards the mean by the part of
// their variance that is luck.
const spreadSentence = (study, o) => {
  const outcome = study.outcomes[o];
  const { mean, between, kept } = outcome.spread;
  const size = (value) => (outcome.share ? percent(value) : `${brief(value)}${outcome.unit ? ` ${outcome.unit}` : ""}`);
  const inForce =
    outcome.id === "agreement" ? study.outcomes.find((other) => other.id === "agreement_in_force") : undefined;
  const lead = `${capital(outcome.title)}: ${size(mean)} on average over these versions${inForce?.spread ? ` (${percent(inForce.spread.mean)} with one in force at the end)` : ""}`;
  if (!(between > 0)) return `${lead}; taken together the versions cannot be told from luck`;
  const sorted = [...study.points]
    .filter((p) => p.estimates[o][0] !== null)
    .sort((a, b) => a.estimates[o][0] - b.estimates[o][0]);
  const end = (point) => {
    const named = point.values.filter((value, f) => value !== null && study.factors[f].kind !== "placebo").length <= 2;
    return `${size(mean + kept * (point.estimates[o][0] - mean))}${named ? ` (${pointText(study, point)})` : ""}`;
  };
  return (
    `${lead}; luck left out, they differ by ±${outcome.share ? `${fixed(100 * between, 1)} points` : brief(between)} (standard deviation), ` +
    `from about ${end(sorted[0])} to about ${end(sorted.at(-1))}`
  );
};

const driversSentence = (study, outcome) => {
  const result = study.sensitivity.find((one) => one.outcome === outcome.id);
  if (!result) return "";
  const rows = effectRows(study, result).filter((row) => row.kind !== "placebo");
  const above = rows.filter((row) => row.kind === "above");
  if (above.length === 0) return "; no factor can be told from noise";
  return (
    `. What moves it most is ${above
      .slice(0, 3)
      .map((row) => `“${row.label}”${row.direction ? ` (${row.direction})` : ""}`)
      .join(", then ")}; ` + `${above.length} of ${counted(rows.length, "factor")} can be told from noise`
  );
};

// A sweep in at most five sentences: what was played, then an outcome each.
const sweepSentences = (study) => {
  const moved = study.factors.filter((factor) => factor.kind !== "placebo");
  return [
    `${counted(study.points.length, "version")} of the scenario were played ${timesOf(study)} times each, up to ${study.horizon} days from ` +
      `${longDate(study.start_date, 1)}${moved.length > 0 ? `; they differ in ${counted(moved.length, "factor")}` : ""}.`,
    ...study.outcomes
      .slice(0, 4)
      .flatMap((outcome, o) =>
        outcome.spread ? [`${spreadSentence(study, o)}${driversSentence(study, outcome)}.`] : [],
      ),
  ];
};

const sweepPart = (study) => {
  const [across, by, ...more] = moving(study);
  const lines = across !== undefined && more.length === 0 && (by === undefined || study.design === "grid");
  return [
    ...(lines
      ? [
          h(
            "div",
            { class: "grid" },
            study.outcomes.map((_, o) => sweepFigure(study, o, across, by)),
          ),
        ]
      : sensitivityPart(study)),
    folded(`All ${counted(study.points.length, "point")}`, pointsTable(study)),
  ];
};

const levelsText = (factor) => {
  if (factor.levels.length > 0) return factor.levels.map(words).join(", ");
  return factor.low === null || factor.high === null || factor.low === factor.high
    ? "–"
    : `${short(factor.low)} to ${short(factor.high)}${unitOf(factor)}`;
};
const designPart = (study) => [
  h(
    "p",
    {},
    `${capital(words(study.design))}: ${study.points.length < study.planned ? `${grouped(study.points.length)} of ${grouped(study.planned)}` : grouped(study.points.length)} points, ` +
      `${study.runs_each} at each, ${study.random_numbers === "common" ? "the same luck at every point" : "independent luck at every point"}.`,
  ),
  study.factors.length === 0
    ? null
    : table(
        "What is moved",
        [
          { title: "factor", kind: "wide" },
          { title: "kind" },
          { title: "sets", kind: "path" },
          { title: "over", kind: "wide" },
        ],
        study.factors.map((factor) => [
          factor.title,
          factor.kind,
          factor.paths.length > 0 ? pathText(factor.paths.join(", ")) : "–",
          levelsText(factor),
        ]),
      ),
];
