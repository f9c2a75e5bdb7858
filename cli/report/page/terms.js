// On what terms: the texts in force at the end, issue by issue, each in its own unit or by the names of its levels.
const termText = (issue, value) => (issue.levels ? issue.levels[value] : value.replace("-", "−"));
const moved = ({ bins }) => bins.filter((bin) => bin[2] > 0).length > 1;
const own = (deal, { id }) => deal.issues.find((issue) => issue.id === id); // none: texts of the kind cannot move it
const textsIn = (bins) => bins.reduce((sum, bin) => sum + bin[2], 0);
const scopeName = ({ scope, bins }) => `${scope} (${counted(textsIn(bins), "text")})`;

// The same issue over the scopes in which its texts differ: {…, parts: [{scope, bins}]}.
const issueParts = (study) =>
  study.issues.flatMap((issue) => {
    const parts = study.terms.flatMap((deal) =>
      own(deal, issue) ? [{ scope: deal.scope, bins: own(deal, issue).bins }] : [],
    );
    return parts.length === 0 ? [] : [{ ...issue, parts: parts.filter(moved) }];
  });
const binName = (issue, [from, to], place) =>
  issue.levels ? issue.levels[place] : [from, to].map((end) => edgeText(end, to - from)).join("–");

const termRows = (issue) =>
  issue.parts.flatMap((part, of) =>
    part.bins.map((bin, place) => ({
      of,
      place,
      scope: scopeName(part),
      from: bin[0],
      to: bin[1],
      share: bin[2] / textsIn(part.bins),
      text: percent(bin[2] / textsIn(part.bins)),
      range: `${binName(issue, bin, place)}${issue.unit ? ` ${issue.unit}` : ""}`,
    })),
  );

const termChart = (issue) => {
  const tones = issue.parts.map((part) => scopeTones[part.scope]);
  const share = (axis) => ({
    field: "share",
    type: "quantitative",
    stack: null,
    axis: { ...shareAxis("share of texts"), tickCount: 3, ...axis },
  });
  const shared = {
    data: { values: termRows(issue) },
    mark: { type: "bar", fillOpacity: 0.55, strokeWidth: 1.2, ...(issue.levels ? {} : { binSpacing: 1 }) },
  };
  const looks = {
    color: toned("of", tones),
    stroke: toned("of", tones),
    tooltip: tooltipOf({
      scope: "agreement",
      range: issue.levels ? "level" : issue.unit ? "value" : "position",
      text: "share of texts",
    }),
  };
  if (issue.levels) {
    return {
      ...shared,
      height: Math.max(130, 30 * issue.levels.length),
      encoding: {
        ...looks,
        x: share(),
        y: thing("place", issue.levels, { width: 18 }, { paddingInner: 0.25 }),
        yOffset: { field: "of", type: "ordinal" },
      },
    };
  }
  return {
    ...shared,
    height: 130,
    encoding: {
      ...looks,
      y: share(),
      x2: { field: "to" },
      x: {
        field: "from",
        type: "quantitative",
        bin: { binned: true },
        axis: { title: inLines(issue.unit, 44, 3), grid: false, tickCount: 5 },
      },
    },
  };
};

const termFigure = (study, issue) =>
  chart(study, {
    title: capital(issue.title),
    unit: issue.unit,
    spec: termChart(issue),
    legend: issue.parts.map((part) => ({ name: scopeName(part), tone: scopeTones[part.scope] })),
    alt: `Histogram. ${study.terms
      .filter((deal) => own(deal, issue))
      .map(
        (deal) => `Median of ${deal.scope} agreements ${termText(issue, own(deal, issue).quartiles[1])} ${issue.unit}`,
      )
      .join("; ")}.`,
    table: {
      title: `${capital(issue.title)}: number of texts`,
      columns: [
        { title: issue.unit || (issue.levels ? "level" : "from") },
        ...numbers(...issue.parts.map((part) => part.scope)),
      ],
      rows: issue.parts[0].bins.map((bin, b) => [
        binName(issue, bin, b),
        ...issue.parts.map((part) => grouped(part.bins[b][2])),
      ]),
    },
  });

const quartilesText = (issue, term) => {
  const [lower, median, upper] = term.quartiles.map((value) => termText(issue, value));
  if (!moved(term)) return `${median} in every text`;
  return lower === upper ? `${median} in most texts` : `${median} (${lower} to ${upper})`;
};
const termTable = (study, issues) =>
  table(
    "Terms: median, and the middle half of the texts",
    [
      { title: "issue" },
      ...study.terms.map((deal) => ({
        title: deal.scope,
        kind: issues.some((issue) => issue.levels) ? "wide" : "number",
      })),
    ],
    issues.map((issue) => [
      issue.unit ? `${issue.title}, ${issue.unit}` : issue.title,
      ...study.terms.map((deal) => (own(deal, issue) ? quartilesText(issue, own(deal, issue)) : "not in it")),
    ]),
  );

// What the two ends of every issue mean, those of issues without a text included.
const axisEnds = (study) => {
  const named = study.issues.filter((issue) => issue.at_zero || issue.at_one);
  return named.length === 0
    ? null
    : table(
        "What is negotiated: the two ends of every issue",
        [{ title: "issue" }, { title: "at one end", kind: "wide" }, { title: "at the other", kind: "wide" }],
        named.map((issue) => [issue.title, issue.at_zero || "–", issue.at_one || "–"]),
      );
};

const termPart = (study) => {
  if (study.terms.length === 0)
    return [h("p", {}, "No agreement was in force at the end of any run."), axisEnds(study)];
  const issues = issueParts(study);
  const still = issues.filter((issue) => issue.parts.length === 0).map((issue) => issue.title);
  return [
    h(
      "p",
      { class: "intro" },
      `What the texts say that are in force at the end: ${listed(study.terms.map((deal) => `${grouped(deal.runs)} ${deal.scope}`))} agreements, ` +
        "each issue in its own unit. A text that broke before the end is not among them; one in force in a run with limited strikes is.",
    ),
    termTable(study, issues),
    h(
      "div",
      { class: "grid" },
      issues.filter((issue) => issue.parts.length > 0).map((issue) => termFigure(study, issue)),
    ),
    still.length > 0
      ? h("p", { class: "intro" }, `Not drawn, since every text says the same: ${listed(still)}.`)
      : null,
    axisEnds(study),
  ];
};
