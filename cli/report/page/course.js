// How the crisis moves day by day: tension, posture, trust.
const fanRows = (study, fan) =>
  fan.days.map(([day, mean, p05, p25, p50, p75, p95]) => ({
    day,
    mean,
    p05,
    p25,
    p50,
    p75,
    p95,
    date: longDate(study.start_date, day),
    half: `${brief(p25)}–${brief(p75)}`,
    most: `${brief(p05)}–${brief(p95)}`,
    middle: brief(p50),
  }));
const fanChart = (study, fan, unit) => {
  const y = { type: "quantitative", axis: { title: unit, tickCount: 5 }, scale: { zero: true } };
  const band = (low, high, opacity) => ({
    mark: { type: "area", color: accent, fillOpacity: opacity, stroke: accent, strokeWidth: 0.75 },
    encoding: { y: { ...y, field: low }, y2: { field: high } },
  });
  return {
    height: 240,
    data: { values: fanRows(study, fan) },
    encoding: {
      x: dayAxis(study),
      tooltip: tooltipOf({ date: "on", middle: "median", half: "half of the runs", most: "nine in ten runs" }),
    },
    layer: [
      band("p05", "p95", 0.18),
      band("p25", "p75", 0.28),
      { mark: { type: "line", color: accent, strokeWidth: 2.25 }, encoding: { y: { ...y, field: "p50" } } },
    ],
  };
};
const fanTable = (fan, title) => ({
  title,
  columns: [{ title: "day" }, ...numbers("mean", "5 %", "25 %", "50 %", "75 %", "95 %")],
  rows: fan.days.map(([day, ...values]) => [String(day), ...values.map(brief)]),
});

const lineChart = (study, series, unit) => ({
  height: 260,
  data: {
    values: series.flatMap(({ actor, fan, place }) =>
      fan.days.map(([day, mean, p05, , , , p95]) => ({
        place,
        who: actor.name,
        day,
        mean,
        date: longDate(study.start_date, day),
        text: brief(mean),
        most: `${brief(p05)}–${brief(p95)}`,
      })),
    ),
  },
  encoding: {
    x: dayAxis(study),
    y: { field: "mean", type: "quantitative", axis: { title: unit, tickCount: 5 }, scale: { zero: true } },
    color: toned(
      "place",
      study.actors.map((_, place) => seriesLook(place).tone),
    ),
    tooltip: tooltipOf({ who: "who", date: "on", text: "mean", most: "nine in ten runs" }),
  },
  layer: [
    {
      mark: { type: "line", strokeWidth: 2.25 },
      encoding: {
        strokeDash: dashed(
          "place",
          study.actors.map((_, place) => seriesLook(place).dash),
        ),
      },
    },
    handles(study),
  ],
});

// One quantity of every actor that has it, each in the colour and dashes that it has everywhere on the page.
const actorLines = (study, quantity, title, unit, note) => {
  const series = study.actors
    .map((actor, place) => ({ actor, place, fan: study.fans.find((fan) => fan.name === `${quantity}.${actor.id}`) }))
    .filter(({ fan }) => fan?.days.length > 0);
  if (series.length === 0) return null;
  return chart(study, {
    title,
    unit,
    note,
    spec: lineChart(study, series, unit),
    alt: `Lines by day. On the last day: ${series.map(({ actor, fan }) => `${actor.name} ${brief(fan.days.at(-1)[1])}`).join(", ")}.`,
    legend: series.map(({ actor, place }) => ({ name: actor.name, ...seriesLook(place) })),
    table: {
      title: `${title}: mean over the runs`,
      columns: [{ title: "day" }, ...numbers(...series.map(({ actor }) => actor.name))],
      rows: series[0].fan.days.map(([day], i) => [String(day), ...series.map(({ fan }) => brief(fan.days[i][1]))]),
    },
  });
};

const coursePart = (study) => {
  const tension = study.fans.find((fan) => fan.name === "tension");
  const { ladder } = study.stories;
  const rungs = ladder?.length > 0 ? `Rungs: ${ladder.map((name, rung) => `${rung} ${name}`).join("; ")}. ` : "";
  return [
    chart(study, {
      title: "Tension",
      unit: "tension, 0 to 1",
      note: "Median of the runs (line), half of them (dark) and nine in ten (light); runs that ended keep their last value.",
      alt: `A band by day. Median ${brief(tension.days[0][4])} on day 1 and ${brief(tension.days.at(-1)[4])} on the last.`,
      spec: fanChart(study, tension, "tension, 0 to 1"),
      table: fanTable(tension, "Tension: mean and quantiles over the runs"),
    }),
    actorLines(
      study,
      "posture",
      "Posture of the forces",
      ladder?.length > 0 ? "rung of the ladder (mean)" : "posture (mean)",
      `${rungs}Mean over the runs; runs that ended keep their last value.`,
    ),
    actorLines(
      study,
      "trust",
      "Trust in the adversary's word",
      "belief that it keeps its word (mean)",
      "Mean over the runs; runs that ended keep their last value.",
    ),
  ];
};
