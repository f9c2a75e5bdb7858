// A comparison: what the change is, what it does to the shares, and which runs end elsewhere.
// study.change: {before, after}, each {title, note, set: [{path, title, value}]}
const sideName = ({ title, set }) =>
  title ||
  (set.length === 0 ? "the scenario as it is" : listed(set.map(({ title: what, value }) => `${what} ${value}`)));
const changeTitle = ({ change: { before, after } }) =>
  before.set.length === 0 && !before.title
    ? capital(sideName(after))
    : `${capital(sideName(after))} instead of ${sideName(before)}`;

const sideWords = (name, side) => [
  h("p", {}, h("strong", {}, `${name}: `), sideName(side), side.note ? `. ${side.note}` : ""),
  side.set.length === 0
    ? null
    : table(
        `What is set ${name.toLowerCase()}`,
        [
          { title: "number or choice", kind: "wide" },
          { title: "value", kind: "wide" },
          { title: "path, for --set", kind: "path" },
        ],
        side.set.map(({ path, title, value }) => [title, value, pathText(path)]),
      ),
];

const changeOf = (study, o) => {
  const outcome = study.outcomes[o];
  const difference = study.comparison.differences[o];
  const [scale, digits] = outcome.share ? [100, 1] : [1, 3];
  const size = (value) => plus(scale * value, digits);
  return {
    o,
    place: o,
    label: outcome.title,
    share: outcome.share,
    ...difference,
    told: difference.low > 0 || difference.high < 0,
    size: size(difference.difference),
    text: `${size(difference.difference)}${outcome.share ? " points" : ""}`,
    interval: `${size(difference.low)} to ${size(difference.high)}`,
  };
};

// The three largest changes that can be told from none, and those that cannot.
const changeSentences = (study, changes) => {
  const sorted = changes
    .filter((change) => change.told)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const open = changes.filter((change) => !change.told).map((change) => change.label);
  const share = (change, side) => percent(study.points[side].estimates[change.o][0]);
  return [
    ...sorted
      .slice(0, 3)
      .map(
        (change) =>
          `${capital(change.label)}: ${share(change, 0)} before, ${share(change, 1)} after, ${change.text} (95 %: ${change.interval}).`,
      ),
    ...(sorted.length > 3
      ? [
          `Smaller, but told from none: ${sorted
            .slice(3)
            .map((change) => `${change.label} (${change.text})`)
            .join(", ")}.`,
        ]
      : []),
    ...(open.length > 0 ? [`No change that could be told from none: ${open.join(", ")}.`] : []),
  ];
};

const differenceFigure = (study, changes) => {
  const labels = changes.map((change) => change.label);
  const y = thing("place", labels, { width: 22 });
  const rows = changes.map((change, place) => ({ ...change, place }));
  const x = { type: "quantitative", axis: { ...pointsAxis, tickCount: 6 } };
  const all = study.outcomes.map((_, o) => changeOf(study, o));
  return chart(study, {
    title: "What the change does",
    unit: "difference of the share of runs, percentage points; rule: simulation, 95 %",
    alt: changes.map((change) => `${change.label} ${change.text}`).join("; "),
    spec: {
      height: 34 * rows.length,
      data: { values: rows },
      encoding: {
        y,
        tooltip: tooltipOf({
          label: "outcome",
          text: "difference",
          interval: "simulation, 95 %",
          into: "runs that flipped in",
          out_of: "runs that flipped out",
        }),
      },
      layer: [
        {
          name: "ink",
          data: { values: [{}] },
          mark: { type: "rule", color: ink },
          encoding: { x: { datum: 0, type: "quantitative" }, y: null, tooltip: null },
        },
        {
          mark: { type: "rule", strokeWidth: 2.5, color: accent },
          encoding: { x: { ...x, field: "low" }, x2: { field: "high" } },
        },
        {
          mark: { type: "point", filled: true, size: 70, opacity: 1, color: accent },
          encoding: { x: { ...x, field: "difference" } },
        },
      ],
    },
    table: {
      title: "Paired differences",
      columns: [
        { title: "outcome" },
        ...numbers(
          "before",
          "judgements, 90 %",
          "after",
          "judgements, 90 %",
          "difference",
          "95 %",
          "flipped in",
          "flipped out",
          "variance reduced",
        ),
      ],
      rows: all.map((change) => [
        change.label,
        ...study.points.flatMap(({ estimates: { [change.o]: estimate } }) => [
          estimateText(study.outcomes[change.o], estimate),
          judgementText(study, study.outcomes[change.o], estimate),
        ]),
        change.size,
        change.interval,
        grouped(change.into),
        grouped(change.out_of),
        change.variance_reduction === null ? "no run differs" : `${brief(change.variance_reduction)} times`,
      ]),
    },
  });
};

// Both sides with both uncertainties.
const sidesFigure = (study, changes) =>
  besideFigure({
    title: "Before and after",
    unit: "share of runs; thick: simulation, 95 %; thin: judgements, 90 %",
    from: source(study),
    names: changes.map((change) => change.label),
    series: ["before", "after"].map((name, side) => ({
      name: `${name}: ${sideName(study.change[name])}`,
      shares: changes.map((change) => {
        const estimate = study.points[side].estimates[change.o];
        const [share, low, high, , judged_low, judged_high] = estimate;
        return {
          share,
          low,
          high,
          judged: told(judged_low) ? [judged_low, judged_high] : null,
          judgements: judgementText(study, study.outcomes[change.o], estimate),
        };
      }),
    })),
    tableTitle: "Shares before and after",
  });

const transitionFigure = (study, rows) => {
  const { transitions } = study.comparison;
  const largest = rows
    .filter((row) => row.flipped)
    .sort((a, b) => b.runs - a.runs)
    .slice(0, 3);
  return chart(study, {
    title: "From which ending to which",
    unit: "runs by their ending before (rows) and after the change (columns)",
    alt:
      `Matrix. The same ending in ${grouped(rows.filter((row) => !row.flipped).reduce((sum, row) => sum + row.runs, 0))} runs. ` +
      `Most frequent changes: ${largest.map((row) => `${row.before} to ${row.after} ${grouped(row.runs)}`).join(", ")}.`,
    spec: {
      height: 300,
      data: { values: rows },
      encoding: {
        x: thing("j", endingNames, {
          width: 14,
          beside: false,
          orient: "top",
          title: "after",
          labelAngle: -90,
          labelAlign: "left",
        }),
        y: thing("i", endingNames, { width: 14, title: "before" }),
        tooltip: tooltipOf({ before: "before", after: "after", runs: "runs" }),
      },
      layer: [
        {
          mark: { type: "rect", cornerRadius: 2 },
          encoding: {
            color: { condition: { test: "datum.flipped", value: accent }, value: "#7f8a93" },
            opacity: {
              field: "share",
              type: "quantitative",
              legend: null,
              scale: { type: "sqrt", range: [0.04, 0.75] },
            },
          },
        },
        { mark: { type: "text", fontSize: 12, color: ink }, encoding: { text: { field: "text" } } },
      ],
    },
    table: {
      title: "Runs by ending before and after",
      columns: [{ title: "before" }, ...numbers(...endingNames.map((name) => `to ${name}`))],
      rows: transitions.map((row, i) => [endingNames[i], ...row.map(grouped)]),
    },
  });
};

const comparisonPart = (study) => {
  const { transitions, flips } = study.comparison;
  const total = transitions.flat().reduce((sum, n) => sum + n, 0);
  const rows = transitions.flatMap((row, i) =>
    row.map((runs, j) => ({
      i,
      j,
      before: endingNames[i],
      after: endingNames[j],
      runs,
      share: runs / total,
      text: runs === 0 ? "" : grouped(runs),
      flipped: i !== j,
    })),
  );
  const moved = rows.filter((row) => row.flipped).reduce((sum, row) => sum + row.runs, 0);
  const changes = study.outcomes.map((_, o) => changeOf(study, o)).filter((change) => change.share);
  return [
    h(
      "p",
      { class: "lead" },
      `Of ${counted(total, "pair")} of runs with the same luck, ${grouped(moved)} (${percent(moved / total)}) end in another class after the change.`,
    ),
    h(
      "ul",
      { class: "points" },
      changeSentences(study, changes).map((sentence) => h("li", {}, unbroken(sentence))),
    ),
    differenceFigure(study, changes),
    sidesFigure(study, changes),
    transitionFigure(study, rows),
    flips.length > 0
      ? table(
          "Flipped runs that were told side by side",
          [{ title: "run" }, { title: "before" }, { title: "after" }, ...numbers("part on day")],
          flips.map((flip) => [
            String(flip.run),
            endingOf(flip.before).name,
            endingOf(flip.after).name,
            flip.parted === 0 ? "–" : String(flip.parted),
          ]),
        )
      : null,
  ];
};
