// Elements of the page. Text goes into the document as text nodes only.
const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
};

const svg = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// columns: [{title, kind: number, wide or path}]; cells are text. The first column heads the row.
const table = (title, columns, rows) => {
  const head = h(
    "tr",
    {},
    columns.map((column) => h("th", { scope: "col", class: column.kind }, column.title)),
  );
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      row.map((cell, i) =>
        i === 0 ? h("th", { scope: "row", class: columns[0].kind }, cell) : h("td", { class: columns[i].kind }, cell),
      ),
    ),
  );
  return h(
    "div",
    { class: "scroll", role: "region", "aria-label": title, tabindex: "0" },
    h("table", {}, h("caption", {}, title), h("thead", {}, head), h("tbody", {}, body)),
  );
};
// A path that folds between its words only.
const pathText = (path) => path.split(/(?<=[._])/).flatMap((word) => [word, h("wbr")]);
const numbers = (...titles) => titles.map((title) => ({ title, kind: "number" }));

const pairs = (entries) =>
  h(
    "dl",
    {},
    entries.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
  );
const folded = (summary, ...content) => h("details", {}, h("summary", {}, summary), content);

// A patch, full, faint (its opacity) or hollow, a line with its dashes or a thin rule, as a chart draws it.
const swatch = ({ tone, dash, hollow, thin, faint }) => {
  const line = {
    x1: 0,
    x2: 26,
    y1: 5,
    y2: 5,
    stroke: tone,
    "stroke-width": thin ? 1.5 : 3,
    "stroke-dasharray": (dash ?? [1, 0]).join(" "),
  };
  const patch = {
    x: 1,
    y: 1,
    width: 24,
    height: 8,
    stroke: tone,
    "stroke-width": faint ? 0.75 : 1.5,
    fill: hollow ? "none" : tone,
    "fill-opacity": faint ?? 1,
  };
  return svg(
    "svg",
    { class: "key", viewBox: "0 0 26 10", "aria-hidden": "true" },
    dash || thin ? svg("line", line) : svg("rect", patch),
  );
};
// items: [{name, tone, dash, hollow, thin, faint}]
const legendOf = (items) =>
  h(
    "ul",
    { class: "legend" },
    items.map((item) => h("li", {}, swatch(item), item.name)),
  );

const save = (name, blob) => {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const fileName = (text, end) =>
  `${
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "chart"
  }.${end}`;
