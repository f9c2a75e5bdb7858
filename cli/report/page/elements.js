// Elements, numbers and dates. Text goes into the document as text nodes only.
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

const words = (name) => name.replaceAll("_", " ");
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const numberFormat = new Intl.NumberFormat("en-US");
const grouped = (number) => numberFormat.format(number);
const unbroken = (text) => text.replaceAll(" %", "\u00a0%");
const percent = (share, digits = 1) => (share === null ? "–" : `${(100 * share).toFixed(digits)}\u00a0%`);
const range = (pair, digits = 1) =>
  pair ? `${(100 * pair[0]).toFixed(digits)}–${(100 * pair[1]).toFixed(digits)}\u00a0%` : "–";
// Ties go to the even digit, as in the other outputs of the program.
const rounded = [0, 1, 2].map((digits) => new Intl.NumberFormat("en-US", { useGrouping: false, roundingMode: "halfEven",
  minimumFractionDigits: digits, maximumFractionDigits: digits }));
const brief = (value) => {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  return rounded[size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2].format(value);
};
const exact = (value) => (value === null || value === undefined ? "–" : String(Number(value.toPrecision(6))));

const dateOf = (start, day) => {
  const [year, month, first] = start.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, first + day - 1));
};
const dateFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const longDate = (start, day) => dateFormat.format(dateOf(start, day));

// columns: [{title, number, wide}]; cells are text. The first column heads the row.
const table = (title, columns, rows) => {
  const kind = (column) => (column.number ? "number" : column.wide ? "wide" : column.path ? "path" : null);
  const head = h("tr", {}, columns.map((c) => h("th", { scope: "col", class: kind(c) }, c.title)));
  const body = rows.map((row) =>
    h("tr", {}, row.map((cell, i) =>
      i === 0 ? h("th", { scope: "row", class: kind(columns[0]) }, cell) : h("td", { class: kind(columns[i]) }, cell))));
  return h("div", { class: "scroll", role: "region", "aria-label": title, tabindex: "0" },
    h("table", {}, h("caption", {}, title), h("thead", {}, head), h("tbody", {}, body)));
};

const key = (color, kind = "") => {
  const element = h("i", { class: `key ${kind}`, "aria-hidden": "true" });
  if (color) element.style.background = color;
  return element;
};

const save = (name, blob) => {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const fileName = (text, end) => `${text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.${end}`;
