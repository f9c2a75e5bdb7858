// What the checks of the report page share: the program, its pages in a browser, and how a check is told.
"use strict";
const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const axe = require("axe-core");

const [backchannel, work, executablePath] = process.argv.slice(2);
const run = (...args) => execFileSync(backchannel, args, { encoding: "utf8", maxBuffer: 1 << 28 });
const exported = (folder, name) => JSON.parse(run("export", folder, "--table", name, "--format", "json"));
const at = (name) => path.join(work, name);

// A study of each kind and its page; all return the page.
const reported = (name, ...studies) => {
  run("report", ...studies, "-o", at(`${name}.html`));
  return at(`${name}.html`);
};
const runPage = (name, scenario, ...args) => {
  run("run", scenario, ...args, "--out", at(name));
  return reported(name, at(name));
};
const sweepPage = (name, study, ...args) => {
  run("sweep", study, ...args, "--out", at(`${name}.sqlite`));
  return reported(name, at(`${name}.sqlite`));
};
const comparisonPage = (name, scenario, ...args) => {
  run("compare", scenario, ...args, "--out", at(`${name}.sqlite`));
  return reported(name, at(`${name}.sqlite`));
};

const failures = [];
const check = async (what, body) => {
  try {
    await body();
    console.log(`ok      ${what}`);
  } catch (error) {
    failures.push(what);
    console.log(`FAILED  ${what}: ${error.message}`);
  }
};

// A busy machine is slow, not wrong: what is waited for may take this long, in ms.
const patience = 300000;

const open = async (browser, file, options = {}) => {
  const context = await browser.newContext({
    acceptDownloads: true,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const seen = { errors: [], requests: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) seen.requests.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("body[data-ready=yes]");
  return { page, seen, close: () => context.close() };
};
const opened = async (browser, file, body, options) => {
  const { page, seen, close } = await open(browser, file, options);
  await body(page, seen);
  await close();
};

const cells = (page, title) =>
  page.evaluate((wanted) => {
    const table = [...document.querySelectorAll("table")].find((t) => t.caption.textContent === wanted);
    return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  }, title);
const openAll = (page) =>
  page.evaluate(() => {
    for (const d of document.querySelectorAll("details")) d.open = true;
  });
const figureOf = (page, title) =>
  page.locator("figure", { has: page.locator("figcaption strong", { hasText: title }) }).first();
const labelsOf = (figure) =>
  figure
    .locator(".role-axis-label text")
    .evaluateAll((all) =>
      all.map((text) =>
        [...(text.children.length > 0 ? text.children : [text])].map((line) => line.textContent).join(" "),
      ),
    );
const legendOf = (figure) => figure.locator(".legend li").allTextContents();

const drawn = async (page, least) => {
  const charts = await page.evaluate(() =>
    [...document.querySelectorAll(".chart")].map((chart) => ({
      label: chart.getAttribute("aria-label"),
      marks: chart.querySelectorAll("svg .role-mark path, svg .role-mark line, svg .role-mark text").length,
    })),
  );
  assert.ok(charts.length >= least, `${charts.length} charts`);
  for (const { label, marks } of charts)
    assert.ok(marks > 0 && label.length > 20, `an empty or unnamed chart: ${label}`);
};

const inspect = async (page) => {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = result.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepStrictEqual(
    grave.map(
      (v) =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map((n) => n.target.join(" "))
          .join(", ")}`,
    ),
    [],
  );
};

const percent = (count, of, digits) => `${((100 * count) / of).toFixed(digits)}\u00a0%`;

module.exports = {
  assert,
  at,
  cells,
  check,
  comparisonPage,
  drawn,
  executablePath,
  exported,
  failures,
  figureOf,
  inspect,
  labelsOf,
  legendOf,
  open,
  openAll,
  opened,
  patience,
  percent,
  reported,
  run,
  runPage,
  sweepPage,
};
