// The charts: specifications of Vega-Lite, drawn one after another, each with its downloads and its data as a table.
const tones = {
  comprehensive_agreement: "#0f7a80", interim_agreement: "#58b3ae", talks_continue: "#b4bcc2",
  collapse_without_force: "#7f8a93", limited_strike: "#e29d3e", regional_war: "#b5452c",
};
const stateTones = {
  comprehensive: "#0f7a80", interim: "#58b3ae", talks: "#b4bcc2", no_talks: "#7f8a93", force_used: "#e29d3e", war: "#b5452c",
};
const passageTones = { interim: "#58b3ae", comprehensive: "#0f7a80", strike: "#e29d3e", war: "#b5452c" };
const passageDashes = [[1, 0], [8, 3], [3, 2], [1, 0]];
const passageNames = {
  interim: "interim agreement", comprehensive: "comprehensive agreement", strike: "first strike", war: "regional war",
};
// Okabe and Ito's colours for the colour-blind, darkened to read on white and on black.
const actorTones = ["#2f7fb8", "#c8682a", "#3a9a76", "#b0679a", "#8f8a2b", "#6f7bd0", "#a3543f", "#6b7780"];
const dashes = [[1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 3], [1, 2], [6, 2, 1, 2]];

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
const config = {
  font, background: null, view: { stroke: null }, aria: false, padding: { left: 2, right: 8, top: 4, bottom: 2 },
  axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", labelColor: "#566169", titleColor: "#566169",
    gridColor: "#e2e6e8", domainColor: "#566169", tickColor: "#566169", labelLimit: 300, titleLimit: 240, titlePadding: 8 },
  legend: { orient: "top", title: null, labelFontSize: 12, labelColor: "#566169", symbolStrokeWidth: 2.5, labelLimit: 400,
    offset: 6, columnPadding: 14, symbolOpacity: 1 },
  lineBreak: "\n", title: { anchor: "start", limit: 620, fontSize: 15, subtitleFontSize: 12, subtitleColor: "#566169", offset: 12 },
};

const waiting = [];

// The page has its own legends, which wrap.
const legendless = (spec) => JSON.parse(JSON.stringify(spec, (name, value) =>
  (["color", "strokeDash", "shape"].includes(name) && value?.field ? { ...value, legend: null } : value)));

const embed = (place, spec) => vegaEmbed(place, { ...spec, config,
  autosize: { type: "fit-x", contains: "padding" } }, {
  actions: false, renderer: "svg", ast: true, defaultStyle: false, tooltip: { theme: "page", disableDefaultStyle: true },
});

// What is saved stands alone: white, titled, with seed and runs, as wide as a page's column.
const download = async (chart, kind) => {
  const place = h("div", { style: "position:absolute;left:-9999px;width:660px", "aria-hidden": "true" });
  document.body.append(place);
  const drawn = await embed(place, { ...chart.spec, width: 640, background: "white",
    title: { text: chart.title, subtitle: [chart.unit, chart.source].filter(Boolean) } });
  if (kind === "svg") save(fileName(chart.title, "svg"), new Blob([await drawn.view.toSVG()], { type: "image/svg+xml" }));
  else {
    const canvas = await drawn.view.toCanvas(2);
    await new Promise((done) => canvas.toBlob((blob) => { save(fileName(chart.title, "png"), blob); done(); }));
  }
  drawn.finalize();
  place.remove();
};

// A swatch as the chart draws it: a line with its dashes, or a patch.
const swatch = ({ tone, dash }) => {
  if (!dash) return key(tone);
  return svg("svg", { class: "key", viewBox: "0 0 26 8", "aria-hidden": "true" },
    svg("line", { x1: 0, x2: 26, y1: 4, y2: 4, stroke: tone, "stroke-width": 2.5, "stroke-dasharray": dash.join(" ") }));
};
const legendOf = (items) => h("ul", { class: "legend" }, items.map((item) => h("li", {}, swatch(item), item.name)));

// chart: {title, unit, note, alt, spec, source, legend: [{name, tone, dash}], table: {title, columns, rows}}
const figure = (chart) => {
  const place = h("div", { "aria-hidden": "true" });
  place.style.minHeight = `${chart.spec.height ?? 260}px`;
  waiting.push({ place, spec: { width: "container", ...chart.spec } });
  const button = (kind) => h("button", { type: "button", onclick: () => download(chart, kind),
    "aria-label": `Save ${kind.toUpperCase()} of “${chart.title}”` }, `Save ${kind.toUpperCase()}`);
  return h("figure", {},
    h("figcaption", {}, h("strong", {}, chart.title), h("span", {}, chart.note ?? chart.unit)),
    chart.legend ? legendOf(chart.legend) : null,
    h("div", { class: "chart", role: "img", "aria-label": chart.alt }, place),
    h("div", { class: "tools" }, button("svg"), button("png"),
      h("details", {}, h("summary", {}, "Data as a table"), table(chart.table.title, chart.table.columns, chart.table.rows))));
};

const drawAll = async () => {
  for (const { place, spec } of waiting.splice(0)) {
    await embed(place, legendless(spec));
    place.style.minHeight = "";
    place.parentNode.dataset.drawn = "yes";
    await new Promise((done) => { setTimeout(done); });  // lets the browser show it
  }
};

// Labels of an axis in at most two lines, which stand on both sides of the tick: the first breaks after `least` letters or
// more, if `rest` are left.
const twoLines = (lineHeight, least = 5, rest = 1) => {
  const labelExpr = `replace(datum.label, regexp('^(.{${least},}?) (?=.{${rest}})'), '$1\\n')`;
  return { labelExpr, labelLineHeight: lineHeight,
    labelBaseline: { condition: { test: `indexof(${labelExpr}, '\\n') >= 0`, value: "bottom" }, value: "middle" } };
};
const pointsAxis = { title: "percentage points", labelExpr: "datum.value === 0 ? '0' : format(100 * datum.value, '+.3~g')" };
// An axis title of at most three lines.
const lines = (text, width = 38) => {
  const broken = text.split(" ").reduce((all, word) => {
    const last = all.at(-1);
    return last !== undefined && last.length + word.length < width ? [...all.slice(0, -1), `${last} ${word}`] : [...all, word];
  }, []);
  return broken.length > 3 ? [...broken.slice(0, 2), `${broken[2]} …`] : broken;
};

// Unseen points that tooltips cling to: one in a few days is enough.
const handles = (study) => ({ transform: [{ filter: `datum.day % ${Math.max(1, Math.ceil(study.horizon / 60))} === 0` }],
  mark: { type: "point", size: 160, opacity: 0, filled: true } });
const shareAxis = (title) => ({ title, tickCount: 5, labelExpr: "format(100 * datum.value, '.3~g') + ' %'" });
const dayAxis = (study) => ({ title: `day (day 1 is ${longDate(study.start_date, 1)})`, grid: false, tickCount: 7 });
const days = (study) => ({ domain: [1, study.horizon], nice: false });

// The order of the endings in every layer of a chart, whichever rows the layer leaves out.
const endings = Object.keys(tones).map(words);

const outcomeRows = (study) => Object.entries(study.summary.outcomes).map(([name, o]) => ({
  name, class: words(name), share: o.share, low: o.ci95[0], high: o.ci95[1], ...(o.range_over_priors_90 &&
    { prior_low: o.range_over_priors_90[0], prior_high: o.range_over_priors_90[1] }),
  text: percent(o.share), simulation: range(o.ci95), judgements: range(o.range_over_priors_90) }));

const outcomeChart = (study) => {
  const rows = outcomeRows(study);
  const tooltip = [["class", "ending"], ["text", "share of runs"], ["simulation", "simulation, 95 %"],
    ["judgements", "judgements, 90 %"]].map(([field, title]) => ({ field, title }));
  const color = { field: "name", type: "nominal", legend: null,
    scale: { domain: Object.keys(tones), range: Object.values(tones) } };
  const y = { field: "class", type: "nominal", sort: endings, title: null,
    axis: { domain: false, ticks: false, labelPadding: 8, labelFontSize: 13, ...twoLines(15) }, scale: { domain: endings, paddingInner: 0, paddingOuter: 0 } };
  const x = { field: "share", type: "quantitative", axis: shareAxis("share of runs"), scale: { nice: true, zero: true } };
  return {
    height: 48 * rows.length, data: { values: rows }, encoding: { y, tooltip },
    layer: [
      { mark: { type: "bar", height: 15, yOffset: -7, cornerRadiusEnd: 2 }, encoding: { x, color } },
      { name: "ink", mark: { type: "rule", yOffset: -7, strokeWidth: 1.5, color: "#1c2226" },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" } } },
      { mark: { type: "text", align: "left", dx: 7, yOffset: -7, fontSize: 13, fontWeight: 600, color: "#1c2226" },
        encoding: { x: { ...x, field: "high" }, text: { field: "text" } } },
      { transform: [{ filter: "isValid(datum.prior_low)" }],
        mark: { type: "rule", yOffset: 9, strokeWidth: 3.5, strokeCap: "butt", opacity: 0.75 },
        encoding: { x: { ...x, field: "prior_low" }, x2: { field: "prior_high" }, color } },
    ],
  };
};

const passageRows = (study) => Object.entries(study.summary.first_passage).flatMap(([name, p]) =>
  p.share_by_day.map(([day, share], i) => ({ name, event: passageNames[name], day, share, low: p.ci95_by_day[i][0],
    high: p.ci95_by_day[i][1], date: longDate(study.start_date, day), text: percent(share), band: range(p.ci95_by_day[i]) })));

const passageChart = (study) => {
  const names = Object.keys(passageTones);
  const color = { field: "event", type: "nominal", scale: { domain: names.map((n) => passageNames[n]),
    range: Object.values(passageTones) }, legend: { columns: 2, symbolType: "stroke" } };
  const tooltip = [["event", "event"], ["date", "by"], ["text", "share of runs"], ["band", "simulation, 95 %"]]
    .map(([field, title]) => ({ field, title }));
  const x = { field: "day", type: "quantitative", axis: dayAxis(study), scale: days(study) };
  const y = { type: "quantitative", axis: shareAxis("share of runs") };
  return {
    height: 290, data: { values: passageRows(study) }, encoding: { x, color, tooltip },
    layer: [
      { mark: { type: "area", opacity: 0.22 }, encoding: { y: { ...y, field: "low" }, y2: { field: "high" } } },
      { mark: { type: "line", strokeWidth: 2.25 }, encoding: { y: { ...y, field: "share" }, strokeDash: {
        field: "event", scale: { domain: names.map((n) => passageNames[n]), range: passageDashes } } } },
      { ...handles(study), encoding: { y: { ...y, field: "share" } } },
    ],
  };
};

const stateNames = { no_talks: "no talks", talks: "talks", interim: "interim text in force",
  comprehensive: "comprehensive text in force", force_used: "force used", war: "war" };
const stateOrder = ["comprehensive", "interim", "talks", "no_talks", "force_used", "war"];
const stateRows = (study) => stateOrder.flatMap((name, order) => study.summary.state_by_day[name].map(([day, share]) => ({
  state: stateNames[name], order, day, share, date: longDate(study.start_date, day), text: percent(share) })));

const stateChart = (study) => ({
  height: 290, data: { values: stateRows(study) },
  mark: { type: "area", line: false },
  encoding: {
    x: { field: "day", type: "quantitative", axis: dayAxis(study), scale: days(study) },
    y: { field: "share", type: "quantitative", axis: shareAxis("share of runs"), stack: "zero", scale: { domain: [0, 1] } },
    order: { field: "order", sort: "descending" },
    color: { field: "state", type: "nominal", sort: null, legend: { columns: 2, symbolType: "square" },
      scale: { domain: stateOrder.map((s) => stateNames[s]), range: stateOrder.map((s) => stateTones[s]) } },
    tooltip: [{ field: "state" }, { field: "date", title: "on" }, { field: "text", title: "share of runs" }],
  },
});

// Both scopes on one axis: shares of the texts of a scope by bin.
const termRows = (issue) => issue.parts.flatMap(({ scope, bins }) => {
  const total = bins.reduce((sum, bin) => sum + bin[2], 0);
  return bins.map(([from, to, runs]) => ({ scope: `${scope} (${grouped(total)} texts)`, from, to, runs, share: runs / total,
    text: percent(runs / total), range: `${exact(from)}–${exact(to)} ${issue.unit}` }));
});
const scopeTones = { comprehensive: "#0f7a80", interim: "#58b3ae" };
const termChart = (issue) => {
  const scopes = issue.parts.map(({ scope, bins }) =>
    [`${scope} (${grouped(bins.reduce((sum, bin) => sum + bin[2], 0))} texts)`, scopeTones[scope]]);
  return {
    height: 130, data: { values: termRows(issue) },
    mark: { type: "bar", opacity: 0.75, binSpacing: 1 },
    encoding: {
      x: { field: "from", type: "quantitative", bin: { binned: true }, axis: { title: lines(issue.unit, 44), grid: false, tickCount: 5 } },
      x2: { field: "to" },
      y: { field: "share", type: "quantitative", stack: null, axis: { ...shareAxis("share of texts"), tickCount: 3 } },
      color: { field: "scope", type: "nominal", legend: { columns: 1 },
        scale: { domain: scopes.map((s) => s[0]), range: scopes.map((s) => s[1]) } },
      tooltip: [{ field: "scope", title: "agreement" }, { field: "range", title: issue.unit ? "value" : "position" },
        { field: "text", title: "share of texts" }],
    },
  };
};

const fanRows = (study, fan) => fan.days.map(([day, mean, p05, p25, p50, p75, p95]) => ({
  day, mean, p05, p25, p50, p75, p95, date: longDate(study.start_date, day), half: `${brief(p25)}–${brief(p75)}`,
  most: `${brief(p05)}–${brief(p95)}`, middle: brief(p50) }));
const fanChart = (study, fan, unit) => {
  const x = { field: "day", type: "quantitative", axis: dayAxis(study), scale: days(study) };
  const y = { type: "quantitative", axis: { title: unit, tickCount: 5 }, scale: { zero: true } };
  const tooltip = [["date", "on"], ["middle", "median"], ["half", "half of the runs"], ["most", "nine in ten runs"]]
    .map(([field, title]) => ({ field, title }));
  return {
    height: 240, data: { values: fanRows(study, fan) }, encoding: { x, tooltip },
    layer: [
      { mark: { type: "area", color: "#2f7fb8", opacity: 0.18 }, encoding: { y: { ...y, field: "p05" }, y2: { field: "p95" } } },
      { mark: { type: "area", color: "#2f7fb8", opacity: 0.28 }, encoding: { y: { ...y, field: "p25" }, y2: { field: "p75" } } },
      { mark: { type: "line", color: "#2f7fb8", strokeWidth: 2.25 }, encoding: { y: { ...y, field: "p50" } } },
    ],
  };
};

const lineChart = (study, series, unit) => {
  const rows = series.flatMap(({ name, fan }) => fan.days.map(([day, mean, p05, , , , p95]) => ({ name, day, mean,
    date: longDate(study.start_date, day), text: brief(mean), most: `${brief(p05)}–${brief(p95)}` })));
  const domain = series.map((s) => s.name);
  return {
    height: 260, data: { values: rows },
    encoding: {
      x: { field: "day", type: "quantitative", axis: dayAxis(study), scale: days(study) },
      y: { field: "mean", type: "quantitative", axis: { title: unit, tickCount: 5 }, scale: { zero: true } },
      color: { field: "name", type: "nominal", legend: { columns: 2, symbolType: "stroke" }, scale: { domain, range: actorTones } },
      tooltip: [{ field: "name", title: "who" }, { field: "date", title: "on" }, { field: "text", title: "mean" },
        { field: "most", title: "nine in ten runs" }],
    },
    layer: [
      { mark: { type: "line", strokeWidth: 2.25 },
        encoding: { strokeDash: { field: "name", scale: { domain, range: dashes } } } },
      handles(study),
    ],
  };
};

// Shares of the six endings from several sides: series of {name, outcomes: {ending: {share, low, high, prior_low, prior_high}}}.
const besideRows = (series) => series.flatMap(({ name, outcomes }) => Object.entries(outcomes).map(([ending, o]) => ({
  ...o, series: name, ending, class: words(ending), text: percent(o.share), interval: range([o.low, o.high]),
  ...(o.prior_low !== undefined && { judgements: range([o.prior_low, o.prior_high]) }) })));
const ofModel = (study) => Object.fromEntries(outcomeRows(study).map(({ name, share, low, high, prior_low, prior_high }) =>
  [name, { share, low, high, ...(prior_low !== undefined && { prior_low, prior_high }) }]));
const besideLegend = (series) => series.map((s, i) => ({ name: s.name, tone: actorTones[i % actorTones.length] }));
const besideChart = (series) => {
  const domain = series.map((s) => s.name);
  const rows = besideRows(series);
  const color = { field: "series", type: "nominal", legend: { columns: 1 }, scale: { domain, range: actorTones } };
  const x = { type: "quantitative", axis: shareAxis("share") };
  return {
    height: 6 * Math.max(48, 14 * series.length + 12), data: { values: rows },
    encoding: { y: { field: "class", type: "nominal", sort: endings, title: null, scale: { domain: endings, paddingInner: 0.25 },
      axis: { domain: false, ticks: false, labelPadding: 8, labelFontSize: 13, ...twoLines(15) } }, yOffset: { field: "series", type: "nominal", sort: domain, scale: { domain } }, color,
      tooltip: [{ field: "series", title: "of" }, { field: "class", title: "ending" }, { field: "text", title: "share" },
        { field: "interval", title: "95 %" }, { field: "judgements", title: "judgements, 90 %" }] },
    layer: [
      { transform: [{ filter: "isValid(datum.prior_low)" }], mark: { type: "rule", strokeWidth: 1.5, opacity: 0.55 },
        encoding: { x: { ...x, field: "prior_low" }, x2: { field: "prior_high" } } },
      { mark: { type: "rule", strokeWidth: 4.5 }, encoding: { x: { ...x, field: "low" }, x2: { field: "high" } } },
      { mark: { type: "point", filled: true, size: 60, opacity: 1 }, encoding: { x: { ...x, field: "share" },
        shape: { field: "series", scale: { domain } } } },
    ],
  };
};
const besideTable = (title, series) => ({ title, columns: [{ title: "ending" }, ...series.map((s) => ({ title: s.name, number: true }))],
  rows: Object.keys(tones).map((n) => [words(n), ...series.map(({ outcomes }) =>
    `${percent(outcomes[n].share, 2)} (${range([outcomes[n].low, outcomes[n].high], 2)})`)]) });
const besideAlt = (series) => series.map(({ name, outcomes }) =>
  `${name}: ${Object.entries(outcomes).map(([n, o]) => `${words(n)} ${percent(o.share)}`).join(", ")}`).join(". ");
