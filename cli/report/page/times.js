// When things happen: what has come by each day, and the states in which the runs stand.
const passageRows = (study, name) => {
  const p = study.summary.first_passage[name];
  return p.share_by_day.map(([day, share], i) => {
    const judged = p.range_over_priors_90_by_day?.[i] ?? null;
    return {
      day,
      share,
      low: p.ci95_by_day[i][0],
      high: p.ci95_by_day[i][1],
      judged_low: judged?.[0] ?? null,
      judged_high: judged?.[1] ?? null,
      date: longDate(study.start_date, day),
      text: percent(share),
      simulation: range(p.ci95_by_day[i]),
      judgements: judgementRange(study, judged),
    };
  });
};

// Where the range over the judgements is told, and where it is not although the event has come. Every day reaches half a day
// to both sides, so that a single one is seen; `piece` tells apart what days without a range lie between.
const judgedDays = (rows) => {
  const ranges = [];
  const gaps = [];
  let piece = 0;
  rows.forEach((row, i) => {
    const from = i === 0 ? row.day : row.day - 0.5;
    const to = i === rows.length - 1 ? row.day : row.day + 0.5;
    if (told(row.judged_low)) ranges.push({ ...row, piece, day: from }, { ...row, piece, day: to });
    else {
      piece += 1;
      if (row.share === 0) return;
      if (gaps.at(-1)?.to === from) gaps.at(-1).to = to;
      else gaps.push({ from, to });
    }
  });
  return { ranges, gaps };
};

const passageChart = (study, rows, { tone }, top) => {
  const x = dayAxis(study);
  const y = { type: "quantitative", axis: shareAxis("share of runs"), scale: { domain: [0, top] } };
  const band = (low, high, opacity, edge) => ({
    mark: { type: "area", color: tone, fillOpacity: opacity, stroke: edge ? tone : null, strokeWidth: 0.75 },
    encoding: { y: { ...y, field: low }, y2: { field: high } },
  });
  const { ranges, gaps } = judgedDays(rows);
  const judged = band("judged_low", "judged_high", 0.2, true);
  return {
    height: 190,
    data: { values: rows },
    encoding: {
      x,
      tooltip: tooltipOf({
        date: "by",
        text: "share of runs",
        simulation: "simulation, 95 %",
        judgements: "judgements, 90 %",
      }),
    },
    layer: [
      ...(ranges.length > 0
        ? [{ ...judged, data: { values: ranges }, encoding: { ...judged.encoding, detail: { field: "piece" } } }]
        : []),
      band("low", "high", 0.35, false),
      ...(study.judged && gaps.length > 0
        ? [
            {
              name: "untold",
              data: { values: gaps },
              mark: { type: "rule", yOffset: -4, ...untoldDots },
              encoding: { x: { ...x, field: "from" }, x2: { field: "to" }, y: { datum: 0 }, tooltip: null },
            },
          ]
        : []),
      { mark: { type: "line", strokeWidth: 2.25, color: tone }, encoding: { y: { ...y, field: "share" } } },
      { ...handles(study), encoding: { y: { ...y, field: "share" } } },
    ],
  };
};

const passageFigure = (study, name, rows, top) => {
  const last = rows.at(-1);
  const what = capital(passages[name].name);
  return chart(study, {
    title: `${what}: ${last.text} by day ${last.day}`,
    spec: passageChart(study, rows, passages[name], top),
    unit: "share of runs; dark band: simulation, 95 %; light: judgements, 90 %; dots: not told from luck",
    note: `judgements, 90 %: ${last.judgements}`,
    alt: `A line that rises to ${last.text} on the last day; judgements, 90 %: ${last.judgements}.`,
    table: {
      title: `${what}: share of runs in which it has come`,
      columns: [
        { title: "day" },
        { title: "date" },
        ...numbers("share of runs", "simulation, 95 %", "judgements, 90 %"),
      ],
      rows: rows.map((row) => [String(row.day), row.date, percent(row.share, 2), row.simulation, row.judgements]),
    },
  });
};

// The first day by which half of the runs that see an event have seen it.
const medianDay = (passage) =>
  told(passage.median_day_if_ever) ? fixed(Math.ceil(passage.median_day_if_ever)) : "never";

const byDayTable = (study, names) => {
  const marks = [30, 60, 90, study.horizon].filter((day, i, all) => day <= study.horizon && all.indexOf(day) === i);
  return table(
    `What has come by some days${study.judged ? "; in brackets: judgements, 90 %, a fit, where they are told from luck" : ""}`,
    [{ title: "event" }, ...numbers(...marks.map((day) => `by day ${day}`), "median day, where it comes")],
    names.map((name) => {
      const p = study.summary.first_passage[name];
      const byDay = (day) => {
        const judged = p.range_over_priors_90_by_day?.[day - 1];
        return percent(p.share_by_day[day - 1][1]) + (judged ? ` (${range(judged, 0)})` : "");
      };
      return [passages[name].name, ...marks.map(byDay), medianDay(p)];
    }),
  );
};

// How long fighting lasts, and what becomes of wars.
const fightingTable = ({ fighting }) => {
  const { exchanges, wars } = fighting;
  if (exchanges.runs === 0) return null;
  const share = (value) => (told(value) ? percent(value) : "not watched so long");
  const days = (value) => (told(value) ? fixed(value) : "beyond what was watched");
  const row = (name, length) => [
    name,
    grouped(length.runs),
    percent(length.goes_on_at_end_share),
    share(length.beyond_week_share),
    ...length.quartiles_days.map(days),
  ];
  return table(
    "How long fighting lasts (product-limit estimates; a war is as long as the exchange that became one)",
    [
      { title: "fighting" },
      ...numbers(
        "runs with one",
        "goes on at the end",
        "lasts beyond a week",
        "lower quartile, days",
        "median",
        "upper quartile",
      ),
    ],
    [row("first exchange of force", exchanges), ...(wars.runs > 0 ? [row("first war", wars)] : [])],
  );
};

const aftermathTable = ({ fighting }) => {
  const { aftermath } = fighting.wars;
  if (!aftermath) return null;
  const names = {
    text: "a text follows",
    goes_on_at_end: "it goes on at the end",
    over_without_text: "it is over, without a text",
  };
  return table(
    `What becomes of the first war of ${counted(aftermath.runs, "run")}`,
    [{ title: "a war" }, ...numbers("share of them", "simulation, 95 %")],
    Object.entries(names).map(([key, name]) => [name, percent(aftermath[key].share), range(aftermath[key].ci95)]),
  );
};

const stateRows = (study) =>
  states.flatMap((state, place) =>
    study.summary.state_by_day[state.id].map(([day, share]) => ({
      place,
      state: state.name,
      day,
      share,
      date: longDate(study.start_date, day),
      text: percent(share),
    })),
  );

const stateChart = (study) => ({
  height: 290,
  data: { values: stateRows(study) },
  encoding: {
    x: dayAxis(study),
    y: {
      field: "share",
      type: "quantitative",
      axis: shareAxis("share of runs"),
      stack: "zero",
      scale: { domain: [0, 1] },
    },
    order: { field: "place", sort: "descending" },
    color: toned(
      "place",
      states.map((state) => state.tone),
    ),
    tooltip: tooltipOf({ state: "state", date: "on", text: "share of runs" }),
  },
  layer: [{ name: "apart", mark: { type: "area", stroke: "#fff", strokeWidth: 1 } }],
});

const timePart = (study) => {
  const names = Object.keys(passages);
  const all = names.map((name) => passageRows(study, name));
  const top = Math.max(...all.flat().flatMap((row) => [row.high, row.judged_high ?? 0]));
  return [
    h(
      "p",
      { class: "intro" },
      "Each line is the share of runs in which the event has come by a day. The dark band is the precision of the simulation (95 %), " +
        "the light one is judgement: where the share lies for nine in ten sets of the uncertain numbers, a fit to the pairs of runs. " +
        "Each day is looked at by itself; where dots stand on the axis, too few runs tell judgement from luck.",
    ),
    legendOf([
      { name: "share of runs", tone: "currentColor", dash: [1, 0] },
      { name: "simulation, 95 %", tone: "currentColor", faint: 0.35 },
      { name: "judgements, 90 %", tone: "currentColor", faint: 0.15 },
      { name: `judgements: ${notTold}`, tone: "currentColor", dash: untoldDots.strokeDash },
    ]),
    h(
      "div",
      { class: "grid" },
      names.map((name, i) => passageFigure(study, name, all[i], top)),
    ),
    byDayTable(study, names),
    fightingTable(study.summary),
    aftermathTable(study.summary),
    chart(study, {
      title: "Where the runs stand",
      unit: "share of runs in each state at the end of the day; runs that ended keep their last state",
      alt: `Stacked areas by day. On the last day: ${states.map((state) => `${state.name} ${percent(study.summary.state_by_day[state.id].at(-1)[1])}`).join(", ")}.`,
      spec: stateChart(study),
      legend: states,
      table: {
        title: "Share of runs in each state",
        columns: [{ title: "day" }, ...numbers(...states.map((state) => state.name))],
        rows: study.summary.state_by_day[states[0].id].map(([day], i) => [
          String(day),
          ...states.map((state) => percent(study.summary.state_by_day[state.id][i][1], 2)),
        ]),
      },
    }),
  ];
};
