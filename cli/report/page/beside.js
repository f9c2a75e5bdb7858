// Shares from several sides: beside past crises, beside other studies, before and after a change.
const ofModel = (study) =>
  endings.map(({ id }) => {
    const o = study.summary.outcomes[id];
    return {
      share: o.share,
      held: o.in_force_at_end?.share,
      low: o.ci95[0],
      high: o.ci95[1],
      judged: o.range_over_priors_90,
      judgements: judgementRange(study, o.range_over_priors_90),
    };
  });
const besideRows = (names, series) =>
  series.flatMap(({ name, shares }, of) =>
    shares.map((o, place) => ({
      place,
      of,
      series: name,
      what: names[place],
      share: o.share,
      held: o.held,
      low: o.low,
      high: o.high,
      judged_low: o.judged?.[0],
      judged_high: o.judged?.[1],
      text: percent(o.share),
      kept: percent(o.held),
      interval: range([o.low, o.high]),
      judgements: o.judgements,
      untold: o.judgements === notTold,
    })),
  );
const besideChart = (names, series) => {
  const x = { type: "quantitative", axis: shareAxis("share"), scale: { zero: true } };
  const all = places(series);
  const rows = besideRows(names, series);
  const some = (test, layer) => (rows.some(test) ? [layer] : []);
  return {
    height: names.length * Math.max(series.length > 2 ? 48 : 36, 14 * series.length + 12),
    data: { values: rows },
    encoding: {
      y: thing("place", names, { width: 16, size: 13 }, { paddingInner: 0.25 }),
      yOffset: { field: "of", type: "ordinal", scale: { domain: all } },
      color: toned(
        "of",
        all.map((place) => seriesLook(place).tone),
      ),
      tooltip: tooltipOf({
        series: "of",
        what: "outcome",
        text: "share",
        kept: "in force at the end",
        interval: "95 %",
        judgements: "judgements, 90 %",
      }),
    },
    layer: [
      ...some((row) => told(row.judged_low), {
        transform: [{ filter: "isValid(datum.judged_low)" }],
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: { x: { ...x, field: "judged_low" }, x2: { field: "judged_high" } },
      }),
      ...some((row) => row.untold, {
        name: "untold",
        transform: [{ filter: "datum.untold" }],
        mark: { ...untoldPoint, size: 90, angle: 90, xOffset: 4 },
        encoding: { x: { datum: 0 }, color: null },
      }),
      { mark: { type: "rule", strokeWidth: 4.5 }, encoding: { x: { ...x, field: "low" }, x2: { field: "high" } } },
      {
        mark: { type: "point", filled: true, size: 60, opacity: 1 },
        encoding: {
          x: { ...x, field: "share" },
          shape: { field: "of", type: "nominal", legend: null, scale: { domain: all } },
        },
      },
      ...some((row) => told(row.held), {
        transform: [{ filter: "isValid(datum.held)" }],
        mark: { type: "point", filled: false, shape: "diamond", size: 70, strokeWidth: 1.6, opacity: 1 },
        encoding: { x: { ...x, field: "held" } },
      }),
    ],
  };
};
// names: of what the shares are; series: [{name, shares: [{share, low, high, and where they are: held, judged, judgements}]}]
const besideFigure = ({ title, unit, from, names, series, tableTitle }) => {
  const all = series.flatMap(({ shares }) => shares);
  return figure({
    title,
    unit:
      unit +
      (all.some((o) => o.judgements === notTold) ? "; dots on the axis: not told from luck" : "") +
      (all.some((o) => told(o.held)) ? "; hollow diamond: agreements in force at the end" : ""),
    source: from,
    legend: series.map(({ name }, place) => ({ name, tone: seriesLook(place).tone })),
    spec: besideChart(names, series),
    alt: series
      .map(
        ({ name, shares }) => `${name}: ${shares.map((o, place) => `${names[place]} ${percent(o.share)}`).join(", ")}`,
      )
      .join(". "),
    table: {
      title: tableTitle,
      columns: [{ title: "outcome" }, ...numbers(...series.map(({ name }) => name))],
      rows: names.map((name, place) => [
        name,
        ...series.map(({ shares: { [place]: o } }) =>
          [
            `${percent(o.share, 2)} (${range([o.low, o.high], 2)})`,
            told(o.held) ? `in force at the end ${percent(o.held, 2)}` : null,
            o.judgements ? `judgements ${o.judgements}` : null,
          ]
            .filter(Boolean)
            .join("; "),
        ),
      ]),
    },
  });
};

const baselinePart = (study) => {
  const { classes, source: from } = study.summary.base_rates;
  const series = [
    { name: "this study", shares: ofModel(study) },
    ...classes.map(({ name, crises, outcomes }) => ({
      name: `${name} (${crises})`,
      shares: endings.map(({ id }) => {
        const o = outcomes[id];
        return { share: o.share, low: o.ci95[0], high: o.ci95[1] };
      }),
    })),
  ];
  return [
    h(
      "p",
      {},
      "The naive forecast takes no model: it says what crises of the same kind came to. Where the model differs from it, " +
        "the scenario must be able to say why; where it does not, the model adds little.",
    ),
    besideFigure({
      title: "The model beside past crises",
      unit: "share; thick: 95 % (of the simulation, or of the number of crises); thin: judgements, 90 %",
      from: source(study),
      names: endingNames,
      series,
      tableTitle: "Shares with 95 % intervals",
    }),
    h(
      "p",
      { class: "intro" },
      `Source: ${from}. Its forms of ending are put beside the model's six and do not mean quite the same: formal agreement, ` +
        "semi-formal or tacit understanding, faded, other ends with at most minor clashes, serious clashes, full-scale war. Crises there last until " +
        `they end, here at most ${study.horizon} days.`,
    ),
  ];
};

const besidePart = () => {
  const series = data.studies
    .filter((study) => study.summary?.outcomes)
    .map((study) => ({ name: study.label, shares: ofModel(study) }));
  if (series.length < 2) return null;
  return h(
    "section",
    { id: "beside", "aria-label": "Side by side" },
    h("h2", {}, "Side by side"),
    besideFigure({
      title: "How the runs of each study end",
      unit: "share of runs; thick: simulation, 95 %; thin: judgements, 90 %",
      from: `${series.length} studies`,
      names: endingNames,
      series,
      tableTitle: "Share of runs",
    }),
  );
};
