// How the runs end: the six endings with both uncertainties, and what became of agreements.
const notTold = "not told from luck";
const judgementRange = (study, pair) => (pair ? range(pair) : study.judged ? notTold : "nothing is uncertain");

// An ending's share in two parts: what still holds at the end, and agreements that broke before.
const outcomeRows = (study) =>
  endings.map((ending, place) => {
    const o = study.summary.outcomes[ending.id];
    const held = o.in_force_at_end?.share ?? o.share;
    return {
      place,
      name: ending.name,
      zero: 0,
      share: o.share,
      held,
      low: o.ci95[0],
      high: o.ci95[1],
      judged_low: o.range_over_priors_90?.[0],
      judged_high: o.range_over_priors_90?.[1],
      text: percent(o.share),
      parts: o.in_force_at_end ? `${percent(held)} in force at the end, ${percent(o.share - held)} broke` : undefined,
      simulation: range(o.ci95),
      judgements: judgementRange(study, o.range_over_priors_90),
    };
  });

const outcomeChart = (study, rows) => {
  const x = { type: "quantitative", axis: shareAxis("share of runs"), scale: { nice: true, zero: true } };
  const color = toned(
    "place",
    endings.map((ending) => ending.tone),
  );
  const bar = { type: "bar", height: 15, yOffset: -7, strokeWidth: 1.5 };
  return {
    height: 48 * rows.length,
    data: { values: rows },
    encoding: {
      y: thing("place", endingNames, { width: 14, size: 13 }, { paddingInner: 0, paddingOuter: 0 }),
      tooltip: tooltipOf({
        name: "ending",
        text: "share of runs",
        parts: "of them",
        simulation: "simulation, 95 %",
        judgements: "judgements, 90 %",
      }),
    },
    layer: [
      { mark: bar, encoding: { x: { ...x, field: "zero" }, x2: { field: "held" }, color, stroke: color } },
      ...(rows.some((row) => row.held < row.share)
        ? [
            {
              transform: [{ filter: "datum.held < datum.share" }],
              mark: { ...bar, fillOpacity: 0 },
              encoding: { x: { ...x, field: "held" }, x2: { field: "share" }, color, stroke: color },
            },
          ]
        : []),
      {
        name: "ink",
        mark: { type: "rule", yOffset: -7, strokeWidth: 1.5, color: ink },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" } },
      },
      {
        mark: { type: "text", align: "left", dx: 7, yOffset: -7, fontSize: 13, fontWeight: 600, color: ink },
        encoding: { x: { ...x, field: "high" }, text: { field: "text" } },
      },
      ...(rows.some((row) => told(row.judged_low))
        ? [
            {
              transform: [{ filter: "isValid(datum.judged_low)" }],
              mark: { type: "rule", yOffset: 9, strokeWidth: 3.5, strokeCap: "butt" },
              encoding: { x: { ...x, field: "judged_low" }, x2: { field: "judged_high" }, color },
            },
          ]
        : []),
      {
        transform: [{ filter: "!isValid(datum.judged_low)" }],
        mark: { type: "text", align: "left", yOffset: 11, fontSize: 11, color: muted },
        encoding: { x: { ...x, field: "zero" }, text: { field: "judgements" } },
      },
    ],
  };
};

// Endings whose mean over a nested design is not their share of runs.
const apartText = (study) => {
  const apart = endings.filter(({ id }) => study.summary.outcomes[id].nested?.mean_is_apart_from_share);
  if (apart.length === 0) return null;
  const told = ({ id, name }) => {
    const o = study.summary.outcomes[id];
    return `${name} ${percent(o.nested.mean)} (${percent(o.share)} of the runs)`;
  };
  return h(
    "p",
    {},
    `Mean of the nested design more than two standard errors from the share of runs: ${listed(apart.map(told))}.`,
  );
};

// Endings whose share of runs the range over the judgements leaves out.
const outsideText = (study) => {
  const outside = endings.filter(({ id }) => study.summary.outcomes[id].share_is_outside_range);
  if (outside.length === 0) return null;
  const told = ({ id, name }) => {
    const o = study.summary.outcomes[id];
    return `${name} (${percent(o.share)}; ${range(o.range_over_priors_90)})`;
  };
  return h(
    "p",
    {},
    `The share of runs lies outside its range over the judgements: ${listed(outside.map(told))}. It is a mean, which few sets of ` +
      `judgements can make up, and it comes from ${study.summary.nested ? "other runs than the range" : "all runs, the range from a fit"}.`,
  );
};

// As everywhere: a bound where judgement cannot be told from luck.
const luckText = ({ judgement_share: share }) => {
  if (!share) return "–";
  if (share.is_told) return percent(1 - share.value, 0);
  const least = Math.min(99, Math.floor(100 * (1 - share.ci95[1])));
  return least > 0 ? `> ${least}\u00a0%` : "not told";
};

const luckSource = ({ plays, summary }) =>
  summary.nested
    ? "It is measured with the same runs as the judgements."
    : `Each set of values was played ${plays === 2 ? "twice" : `${plays} times`}.`;

const outcomePart = (study) => {
  const rows = outcomeRows(study);
  const { nested } = study.summary;
  const agreed = rows.some((row) => row.parts && row.share > 0);
  const how = nested ? `measured with ${grouped(nested.draws)} × ${nested.runs_per_draw} runs` : "a fit";
  return [
    h(
      "p",
      { class: "intro" },
      "Each run ends in one of six ways. If force was used, that names the ending, whatever was agreed; " +
        "an agreement names it if it ever came into force, whether or not it held.",
    ),
    pairs(endings.map((ending) => [capital(ending.name), ending.meaning])),
    chart(study, {
      title: "How the runs end",
      unit: "share of runs; rule: simulation, 95 %; line below: judgements, 90 %",
      note:
        "Two things blur a share. The number of runs: with endlessly many it would lie within the thin rule (simulation, 95 %). " +
        `Judgement: numbers of the scenario are uncertain, and for nine in ten sets of their values the share lies on the line below (90 %; ${how}); more runs do not shorten it.`,
      legend: [
        { name: agreed ? "holds at the end" : "share of runs", tone: scopeTones.comprehensive },
        ...(agreed
          ? [{ name: "agreed, and broken before the end", tone: scopeTones.comprehensive, hollow: true }]
          : []),
        { name: "simulation, 95 %", tone: "currentColor", thin: true },
        { name: "judgements, 90 %", tone: scopeTones.comprehensive, dash: [1, 0] },
      ],
      alt: `Bars. ${rows.map((r) => `${r.name} ${r.text}${r.parts ? ` (${r.parts})` : ""}`).join(", ")}.`,
      spec: outcomeChart(study, rows),
      table: {
        title: "Endings with both uncertainties",
        columns: [
          { title: "ending" },
          ...numbers("runs", "share", "simulation, 95 %", "judgements, 90 %", "luck"),
          ...(agreed ? numbers("in force at the end", "broken") : []),
        ],
        rows: endings.map((ending, place) => {
          const o = study.summary.outcomes[ending.id];
          const row = rows[place];
          return [
            ending.name,
            grouped(o.count),
            percent(o.share, 2),
            range(o.ci95, 2),
            row.judgements,
            luckText(o),
            ...(agreed ? (row.parts ? [percent(row.held, 2), percent(row.share - row.held, 2)] : ["–", "–"]) : []),
          ];
        }),
      },
    }),
    apartText(study),
    outsideText(study),
    agreementTable(study.summary),
    breakerTable(study),
    h(
      "p",
      {},
      "“Luck” (in the table) says how much of whether a run ends so is chance, the uncertain numbers of the scenario given; " +
        `the rest lies in those numbers. ${luckSource(study)}`,
    ),
  ];
};

// What became of the agreements of all runs, whatever their ending.
const agreementTable = ({ agreements }) => {
  const names = {
    reached: "came into force",
    in_force_at_end: "one is in force at the end",
    broken_and_none_in_force: "broken, and none is in force at the end",
    ended_by_force: "ended by a strike or war",
  };
  return table(
    "Agreements, whatever else happened",
    [{ title: "an agreement" }, ...numbers("share of runs", "simulation, 95 %")],
    Object.entries(names).map(([key, name]) => [name, percent(agreements[key].share), range(agreements[key].ci95)]),
  );
};

// Who broke them first, and on what ground.
const breakerTable = (study) => {
  const broke = study.summary.agreements.first_to_break;
  const rows = study.actors.filter((actor) => broke[actor.id]);
  if (rows.length === 0) return null;
  const grounds = {
    losses: "its losses exceed what honouring keeps",
    mistrust: "it trusts the other too little",
    chance: "by chance, for honouring was better",
  };
  return table(
    "Who breaks an agreement first, and why",
    [{ title: "breaks first" }, ...numbers("share of runs", ...Object.values(grounds))],
    rows.map(({ id, name }) => [
      name,
      percent(broke[id].share),
      ...Object.keys(grounds).map((ground) => percent(broke[id].grounds[ground])),
    ]),
  );
};
