// Charts: specifications of Vega-Lite, drawn one after another, each with its downloads and its data as a table.
const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
const ink = "#1c2226"; // the style sheet turns it light on dark paper
const muted = "#566169";
const config = {
  font,
  background: null,
  view: { stroke: null },
  aria: false,
  padding: { left: 2, right: 8, top: 4, bottom: 2 },
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: muted,
    titleColor: muted,
    gridColor: "#e2e6e8",
    domainColor: muted,
    tickColor: muted,
    labelLimit: 300,
    titleLimit: 240,
    titlePadding: 8,
    labelSeparation: 5,
  },
  legend: {
    orient: "top",
    title: null,
    labelFontSize: 12,
    labelColor: muted,
    symbolStrokeWidth: 2.5,
    labelLimit: 400,
    offset: 6,
    columnPadding: 14,
    symbolOpacity: 1,
  },
  lineBreak: "\n",
  title: { anchor: "start", limit: 620, fontSize: 15, subtitleFontSize: 12, subtitleColor: muted, offset: 12 },
};

const waiting = [];

// The page has its own legends, which wrap.
const legendless = (spec) =>
  JSON.parse(
    JSON.stringify(spec, (name, value) =>
      ["color", "strokeDash", "shape"].includes(name) && value?.field ? { ...value, legend: null } : value,
    ),
  );

const embed = (place, spec) =>
  vegaEmbed(
    place,
    { ...spec, config, autosize: { type: "fit-x", contains: "padding" } },
    {
      actions: false,
      renderer: "svg",
      ast: true,
      defaultStyle: false,
      tooltip: { theme: "page", disableDefaultStyle: true },
    },
  );

// What is saved stands alone: white, titled, with seed and runs, as wide as a page's column.
const download = async (chart, kind) => {
  const place = h("div", { style: "position:absolute;left:-9999px;width:660px", "aria-hidden": "true" });
  document.body.append(place);
  const drawn = await embed(place, {
    ...chart.spec,
    width: 640,
    background: "white",
    title: { text: chart.title, subtitle: [chart.unit, chart.source].filter(Boolean) },
  });
  if (kind === "svg")
    save(fileName(chart.title, "svg"), new Blob([await drawn.view.toSVG()], { type: "image/svg+xml" }));
  else {
    const canvas = await drawn.view.toCanvas(2);
    await new Promise((done) =>
      canvas.toBlob((blob) => {
        save(fileName(chart.title, "png"), blob);
        done();
      }),
    );
  }
  drawn.finalize();
  place.remove();
};

// chart: {title, unit, note, alt, spec, source, legend (elements.js), table: {title, columns, rows}}
const figure = (chart) => {
  const place = h("div", { "aria-hidden": "true" });
  place.style.minHeight = `${chart.spec.height ?? 260}px`;
  waiting.push({ place, spec: { width: "container", ...chart.spec } });
  const button = (kind) =>
    h(
      "button",
      {
        type: "button",
        onclick: () => download(chart, kind),
        "aria-label": `Save ${kind.toUpperCase()} of “${chart.title}”`,
      },
      `Save ${kind.toUpperCase()}`,
    );
  return h(
    "figure",
    {},
    h("figcaption", {}, h("strong", {}, chart.title), h("span", {}, unbroken(chart.note ?? chart.unit))),
    chart.legend ? legendOf(chart.legend) : null,
    h("div", { class: "chart", role: "img", "aria-label": chart.alt }, place),
    h(
      "div",
      { class: "tools" },
      button("svg"),
      button("png"),
      chart.table ? folded("Data as a table", table(chart.table.title, chart.table.columns, chart.table.rows)) : null,
    ),
  );
};

const drawAll = async () => {
  for (const { place, spec } of waiting.splice(0)) {
    await embed(place, legendless(spec));
    place.style.minHeight = "";
    place.parentNode.dataset.drawn = "yes";
    await new Promise((done) => {
      setTimeout(done);
    }); // lets the browser show it
  }
};

// ------------------------------------------------------------------------------------------------------------- text
// Text in lines of at most `width` letters where its words allow; of more than `most` lines the last keeps its end, where
// things of one title are told apart.
const inLines = (text, width, most = 2) => {
  const all = text
    .split(" ")
    .reduce((lines, word) => {
      const last = lines.at(-1);
      return lines.length > 0 && last.length + word.length < width
        ? [...lines.slice(0, -1), `${last} ${word}`]
        : [...lines, word];
    }, [])
    .map((line) => (line.length <= 1.5 * width ? line : `${line.slice(0, width - 1)}…`));
  return all.length <= most ? all : [...all.slice(0, most - 1), `… ${all.at(-1)}`];
};
// Strings as an expression of Vega.
const expressionOf = (value) =>
  JSON.stringify(value).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

// An axis of things (beside the chart, else below or above it), each at its place in the list: whatever their labels are, none
// falls onto another.
const thingsAxis = (labels, { width = 24, most = 2, size = 12, beside = true, ...axis } = {}) => {
  const folded = labels.map((label) => inLines(label, width, most));
  const each = (value) => `${expressionOf(folded.map(value))}[datum.value]`;
  const lift = { value: { signal: each((lines) => (1 - lines.length) * (size / 2 + 1)) } }; // lines stand on both sides of the tick
  return {
    title: null,
    domain: false,
    ticks: false,
    labelPadding: 8,
    labelFontSize: size,
    labelLineHeight: size + 2,
    labelLimit: 260,
    labelExpr: each((lines) => lines.join("\n")),
    ...(beside && { encoding: { labels: { dy: lift } } }),
    ...axis,
  };
};
const places = (list) => list.map((_, place) => place);
// A channel whose values are places in `labels`.
const thing = (field, labels, axis, scale = {}) => ({
  field,
  type: "ordinal",
  title: null,
  scale: { domain: places(labels), ...scale },
  axis: thingsAxis(labels, axis),
});
const toned = (field, tones) => ({
  field,
  type: "ordinal",
  legend: null,
  scale: { domain: places(tones), range: tones },
});
const dashed = (field, dashes) => ({
  field,
  type: "ordinal",
  legend: null,
  scale: { domain: places(dashes), range: dashes },
});
// Dots on the axis where a range is not told from luck: a stretch of it, or at a point.
const untoldDots = { strokeWidth: 7, strokeDash: [1.5, 3], color: muted };
const untoldPoint = { type: "point", shape: "stroke", size: 260, opacity: 1, ...untoldDots };
const tooltipOf = (fields) => Object.entries(fields).map(([field, title]) => ({ field, title }));

// ------------------------------------------------------------------------------------------------------------- axes
const shareAxis = (title) => ({ title, tickCount: 5, labelExpr: "format(100 * datum.value, '.3~g') + ' %'" });
const pointsAxis = {
  title: "percentage points",
  labelExpr: "datum.value === 0 ? '0' : format(100 * datum.value, '+.3~g')",
};
const dayAxis = (study) => ({
  field: "day",
  type: "quantitative",
  scale: { domain: [1, study.horizon], nice: false },
  axis: {
    title: `day (day 1 is ${longDate(study.start_date, 1)})`,
    grid: false,
    tickCount: 7,
    labelFlush: false,
    labelSeparation: 6,
  },
});
// Unseen points that tooltips cling to: one in a few days is enough.
const handles = (study) => ({
  transform: [{ filter: `datum.day % ${Math.max(1, Math.ceil(study.horizon / 60))} === 0` }],
  mark: { type: "point", size: 160, opacity: 0, filled: true },
});
