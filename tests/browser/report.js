// Drives the report page in headless Chromium: report.js BACKCHANNEL WORK CHROMIUM
"use strict";
const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const axe = require("axe-core");

const [backchannel, work, executablePath] = process.argv.slice(2);
const run = (...args) => execFileSync(backchannel, args, { encoding: "utf8", maxBuffer: 1 << 28 });
const exported = (folder, name) => JSON.parse(run("export", folder, "--table", name, "--format", "json"));

const hostile = `</script><script>window.hacked = 1</script> "quoted" 'single' &amp; <img src=x onerror="window.hacked = 2"> {{data}} ‮שלום 爱`;
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

const makeStudies = () => {
  const study = path.join(work, "study");
  run("run", "scenarios/flagship/oman-2026.yaml", "--runs", "1500", "--out", study);
  let yaml = fs.readFileSync("scenarios/flagship/oman-2026.yaml", "utf8");
  const text = JSON.stringify(hostile);
  yaml = yaml.replace(/^title: .*$/m, `title: ${text}`).replace('title: "enrichment ceiling"', `title: ${text}`)
    .replace('unit: "kg"', `unit: ${text}`).replace(/name: "?the United States"?/, `name: ${text}`);
  fs.writeFileSync(path.join(work, "hostile.yaml"), yaml);
  const bad = path.join(work, "hostile");
  run("run", path.join(work, "hostile.yaml"), "--runs", "600", "--out", bad);
  const pages = { study: path.join(work, "study.html"), hostile: path.join(work, "hostile.html"), both: path.join(work, "both.html") };
  run("report", study, "-o", pages.study);
  run("report", bad, "-o", pages.hostile);
  run("report", study, bad, "-o", pages.both);
  return { study, pages };
};

// A comparison and a study of one factor at a time.
const makeSweeps = () => {
  const [compared, swept] = [path.join(work, "compared.sqlite"), path.join(work, "swept.sqlite")];
  run("compare", "scenarios/flagship/oman-2026.yaml", "--with", "mediator.style=manipulation", "--runs", "600", "--out", compared);
  run("sweep", "scenarios/studies/levers.yaml", "--runs", "40", "--out", swept);
  const [comparison, sweep] = [path.join(work, "comparison.html"), path.join(work, "sweep.html")];
  run("report", compared, "-o", comparison);
  run("report", swept, "-o", sweep);
  const designs = { grid: "grid", saltelli: "saltelli, blocks: 16", morris: "morris, trajectories: 4" };
  for (const [name, design] of Object.entries(designs)) {
    fs.writeFileSync(path.join(work, `${name}.yaml`), `scenario: ${path.resolve("scenarios/minimal.yaml")}
factors:
  ideal: {path: north.preferences.toll.ideal, range: [0.3, 1], title: "the ideal of the North, as far as it is known"}
  hawks: {path: domestic.hawk_strike, range: [0, 1]}
design: {kind: ${design}}
runs: 64
outcomes: [agreement, rounds]
`);
    run("sweep", path.join(work, `${name}.yaml`), "--out", path.join(work, `${name}.sqlite`));
    run("report", path.join(work, `${name}.sqlite`), "-o", path.join(work, `${name}.html`));
  }
  return { compared, swept, pages: { comparison, sweep } };
};

const open = async (browser, file, options = {}) => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { errors: [], requests: [] };
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) seen.errors.push(message.text()); });
  page.on("pageerror", (error) => seen.errors.push(error.message));
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) seen.requests.push(request.url()); });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("body[data-ready=yes]", { timeout: 60000 });
  return { page, seen, close: () => context.close() };
};

const cells = (page, title) => page.evaluate((wanted) => {
  const table = [...document.querySelectorAll("table")].find((t) => t.caption.textContent === wanted);
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
}, title);

const openAll = (page) => page.evaluate(() => { for (const d of document.querySelectorAll("details")) d.open = true; });

const drawn = async (page, least = 6) => {
  const charts = await page.evaluate(() => [...document.querySelectorAll(".chart")].map((chart) => ({
    label: chart.getAttribute("aria-label"), marks: chart.querySelectorAll("svg .role-mark path, svg .role-mark line, svg .role-mark text").length })));
  assert.ok(charts.length >= least, `${charts.length} charts`);
  for (const { label, marks } of charts) assert.ok(marks > 0 && label.length > 20, `an empty or unnamed chart: ${label}`);
};

const inspect = async (page) => {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const grave = result.violations.filter((v) => ["serious", "critical"].includes(v.impact));
  assert.deepStrictEqual(grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`), []);
};

const saved = async (page, kind) => {
  const button = page.getByRole("button", { name: `Save ${kind} of “How the runs end”`, exact: true });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  assert.strictEqual(download.suggestedFilename(), `how-the-runs-end.${kind.toLowerCase()}`);
  return fs.readFileSync(await download.path());
};

const percent = (count, of, digits) => `${((100 * count) / of).toFixed(digits)}\u00a0%`;

const ordinaryPage = async (browser, { study, pages }) => {
  const { page, seen, close } = await open(browser, pages.study);
  const runs = exported(study, "runs");
  await check("charts are drawn", () => drawn(page));
  await check("it can be read within a second", async () => {
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
    assert.ok(paint < 1000, `${paint} ms`);
  });
  await check("what is played and negotiated is said", async () => {
    assert.match(await page.textContent(".about"), /^Indirect talks on the Iranian nuclear programme through Oman/);
    const issues = exported(study, "issues");
    const rows = await cells(page, "What is negotiated: the two ends of every issue");
    assert.deepStrictEqual(rows.slice(1), issues.map((issue) => [issue.title, issue.at_zero || "–", issue.at_one || "–"]));
  });
  await check("the endings equal the study file", async () => {
    const rows = await cells(page, "Endings with both uncertainties");
    for (const [name, count, share] of rows.slice(1)) {
      const own = runs.filter((r) => r.outcome === name.replaceAll(" ", "_")).length;
      assert.strictEqual(count, own.toLocaleString("en-US"));
      assert.strictEqual(share, percent(own, runs.length, 2));
    }
    assert.strictEqual(rows.length, 7);
  });
  await check("what has come by a day equals the study file", async () => {
    const rows = await cells(page, "Share of runs in which the event has come");
    assert.strictEqual(rows.length, 181);
    const columns = ["interim_day", "comprehensive_day", "strike_day", "war_day", "breach_day"];
    for (const row of rows.slice(1)) {
      const day = Number(row[0]);
      const counts = columns.map((c) => runs.filter((r) => r[c] !== null && r[c] <= day).length);
      assert.deepStrictEqual(row.slice(2), counts.map((c) => percent(c, runs.length, 2)), `day ${day}`);
    }
  });
  await check("the mean tension equals the study file", async () => {
    const daily = exported(study, "daily").filter((d) => d.series === 1);
    const rows = await cells(page, "Tension: mean and quantiles over the runs");
    for (const d of daily) assert.ok(Math.abs(Number(rows[d.day][1]) - d.sum_millionths / 1e6 / runs.length) < 1e-5, `day ${d.day}`);
  });
  await check("terms equal the study file", async () => {
    const rows = await cells(page, "Sanctions relief: number of texts");
    const interim = rows[0].indexOf("interim");
    const own = runs.filter((r) => r.in_force === "interim");
    assert.strictEqual(rows.slice(1).reduce((sum, row) => sum + Number(row[interim].replaceAll(",", "")), 0), own.length);
    const half = rows.slice(1, 11).reduce((sum, row) => sum + Number(row[interim].replaceAll(",", "")), 0);
    assert.strictEqual(half, own.filter((r) => Math.round(r.term_sanctions_relief * 400) < 200).length);
  });
  await check("what drives the outcomes is told beside a placebo", async () => {
    const rows = await cells(page, "Which judgements decide on an agreement, at any time");
    const paths = exported(study, "parameters").filter((p) => p.kind !== "value").map((p) => p.path);
    assert.strictEqual(rows.at(-1)[0], "placebo");
    for (const row of rows.slice(1, -1)) assert.ok(paths.includes(row[0]) && row[2] === "yes", row.join(" "));
    assert.ok(rows.length > 2);
    const told = await cells(page, "What these numbers mean, and what is believed of them");
    const meaning = new Map(exported(study, "parameters").map((p) => [p.path, p.meaning]));
    for (const row of rows.slice(1, -1)) assert.strictEqual(told.find((t) => t[0] === row[0])[1], meaning.get(row[0]));
  });
  await check("the baselines are told with their source", async () => {
    const rows = await cells(page, "Shares with 95 % intervals");
    assert.strictEqual(rows[0][2], "mediated crises with a non-violent trigger, no war going on (72)");
    assert.match(rows[1][2], /^18.10\u00a0%/);
    const axis = await page.$$eval("#baselines .chart .role-axis-label text", (all) => all.map((text) => text.textContent));
    const drawn = axis.filter((text) => !text.includes("%")).map((text) => text.replace(/\s/g, ""));
    assert.deepStrictEqual(drawn, rows.slice(1).map((row) => row[0].replace(/\s/g, "")), "the order of the endings");
    assert.match(await page.textContent("#baselines"), /International Crisis Behavior Project, version 14/);
  });
  await check("stories are told of runs of their class", async () => {
    const facts = await page.$$eval(".story .facts", (all) => all.map((p) => p.textContent));
    const told = facts.map((text) => /^Run (\d+), .*?: (.*?)\. It ended /.exec(text)).filter(Boolean);
    assert.strictEqual(told.length, 3);
    for (const [, number, outcome] of told) assert.strictEqual(runs.find((r) => r.run === Number(number)).outcome, outcome.replaceAll(" ", "_"));
  });
  await check("a tooltip appears", async () => {
    const bar = page.locator(".chart svg .mark-rect.role-mark path").nth(1);
    await bar.scrollIntoViewIfNeeded();
    await bar.hover();
    await page.waitForSelector("#vg-tooltip-element.visible", { timeout: 5000 });
    assert.match(await page.textContent("#vg-tooltip-element"), /share of runs.*simulation, 95 %/s);
  });
  await check("SVG and PNG are saved", async () => {
    const svg = (await saved(page, "SVG")).toString();
    assert.ok(svg.startsWith("<svg") && svg.includes("How the runs end") && svg.includes("seed 1"), "not the chart");
    assert.strictEqual((await saved(page, "PNG")).subarray(1, 4).toString(), "PNG");
  });
  await check("tables open with the keyboard", async () => {
    const summary = page.locator("summary", { hasText: "Data as a table" }).first();
    await summary.focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("table", { hasText: "Endings with both uncertainties" }).first().isVisible());
  });
  await check("evidence can be searched", async () => {
    await page.locator("details.evidence").evaluate((d) => { d.open = true; });
    const all = exported(study, "parameters");
    await page.waitForSelector("details.evidence table");
    assert.strictEqual((await page.$$("details.evidence tbody tr")).length, all.length);
    await page.fill("input[type=search]", "iran.war.cost");
    assert.strictEqual(await page.textContent("details.evidence [role=status]"),
      `${all.filter((p) => p.path.includes("iran.war.cost")).length} of ${all.length} numbers`);
    await page.fill("input[type=search]", "");
  });
  await check("axe finds nothing serious", async () => { await openAll(page); await inspect(page); });
  await check("no console errors", () => assert.deepStrictEqual(seen.errors, []));
  await check("no request leaves the page", () => assert.deepStrictEqual(seen.requests, []));
  await check("none could", async () => {
    assert.strictEqual(await page.evaluate(() => fetch("http://192.0.2.1/").then(() => "sent", () => "refused")), "refused");
    assert.ok(seen.errors.some((e) => e.includes("Content Security Policy")), "not by the policy");
  });
  await check("the page is small", () => assert.ok(fs.statSync(pages.study).size < 2e6, `${fs.statSync(pages.study).size} bytes`));
  await close();
};

const hostilePage = async (browser, { pages }) => {
  const { page, seen, close } = await open(browser, pages.hostile);
  await check("hostile text stays text", async () => {
    await openAll(page);
    assert.strictEqual(await page.evaluate(() => window.hacked), undefined);
    assert.strictEqual(await page.textContent("h1"), hostile);
    assert.strictEqual(await page.title(), hostile);
    assert.strictEqual(await page.evaluate(() => document.querySelectorAll("main img, main script").length), 0);
    const cell = page.locator("th", { hasText: hostile });
    assert.ok((await cell.count()) > 0, "not in a table");
    await drawn(page);
  });
  await check("hostile text in a tooltip stays text", async () => {
    const bars = page.locator("figure", { hasText: hostile }).locator(".mark-rect.role-mark path");
    const heights = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().height));
    const bar = bars.nth(heights.indexOf(Math.max(...heights)));
    await bar.scrollIntoViewIfNeeded();
    await bar.hover();
    await page.waitForSelector("#vg-tooltip-element.visible", { timeout: 5000 });
    assert.strictEqual(await page.evaluate(() => document.querySelectorAll("#vg-tooltip-element img, #vg-tooltip-element script").length), 0);
    assert.strictEqual(await page.evaluate(() => window.hacked), undefined);
  });
  await check("a hostile page asks for nothing and says no error", () => assert.deepStrictEqual([seen.requests, seen.errors], [[], []]));
  await close();
};

const severalPage = async (browser, { study, pages }) => {
  const { page, seen, close } = await open(browser, pages.both);
  await check("two studies: each has the evidence of its numbers", async () => {
    await openAll(page);
    const all = exported(study, "parameters").length;
    await page.waitForFunction(() => document.querySelectorAll("details.evidence table").length === 2);
    assert.deepStrictEqual(await page.$$eval("details.evidence table", (tables) => tables.map((t) => t.tBodies[0].rows.length)), [all, all]);
    assert.deepStrictEqual(seen.errors, []);
  });
  await check("two studies: the page is small", () => assert.ok(fs.statSync(pages.both).size < 2e6, `${fs.statSync(pages.both).size} bytes`));
  await close();
};

const sweepPages = async (browser, { compared, swept, pages }) => {
  const comparison = await open(browser, pages.comparison);
  await check("transitions equal the study file", async () => {
    const rows = await cells(comparison.page, "Runs by ending before and after");
    const words = (name) => name.replaceAll("_", " ");
    for (const t of exported(compared, "transitions")) {
      const column = rows[0].indexOf(`to ${words(t.to_class)}`);
      assert.strictEqual(rows.find((row) => row[0] === words(t.from_class))[column], t.runs.toLocaleString("en-US"));
    }
  });
  const sweep = await open(browser, pages.sweep);
  await check("points equal the study file", async () => {
    const rows = await cells(sweep.page, "Outcomes at every point");
    for (const p of exported(swept, "point_outcomes")) assert.ok(rows[p.point + 1][p.outcome + 1].startsWith(percent(p.mean, 1, 1)), `point ${p.point}`);
  });
  await check("sweeps and comparisons are summed up in sentences", async () => {
    assert.match(await sweep.page.textContent(".lead"), /^26 versions of the scenario were played 40 times each, up to 180 days from 7 February 2026; they differ in 11 factors\.$/);
    assert.match(await sweep.page.textContent(".points"), /Any agreement lies between [\d.]+\u00a0% and [\d.]+\u00a0% over these versions/);
    const d = exported(compared, "differences").map((row) => ({ ...row, size: Math.abs(row.difference) }));
    const [largest] = d.filter((row) => row.low > 0 || row.high < 0).sort((a, b) => b.size - a.size);
    const points = `${largest.difference > 0 ? "+" : "−"}${(100 * largest.size).toFixed(1)} points`;
    assert.ok((await comparison.page.textContent(".points li")).includes(points), points);
  });
  const others = {};
  for (const name of ["grid", "saltelli", "morris"]) others[name] = await open(browser, path.join(work, `${name}.html`));
  await check("a grid has a line for each level of the second factor", async () => {
    const names = await others.grid.page.$$eval("#points figure", (all) => all.map((f) => f.querySelector(".legend")?.children.length));
    assert.deepStrictEqual(names, [5, 5]);
  });
  for (const [name, size] of [["saltelli", (f) => f.total.value], ["morris", (f) => f.mu_star]])
    await check(`${name}: effects equal those of the command`, async () => {
      const results = JSON.parse(run("sensitivity", path.join(work, `${name}.sqlite`), "--json")).filter((told) => size(told.factors[0]) !== null);
      assert.ok(results.length > 0, "nothing to compare");
      for (const told of results) {
        const title = told.outcome === "agreement" ? "any agreement" : "rounds of talks";
        const rows = (await cells(others[name].page, `What drives: ${title}`)).slice(1);
        assert.strictEqual(rows.length, 3);
        told.factors.forEach((f, i) => {
          assert.strictEqual(rows[i][0], f.placebo ? "placebo" : f.title || f.factor);
          assert.ok(Math.abs(Number(/-?[\d.]+/.exec(rows[i][1])[0]) - size(f)) < 0.006, `${rows[i][1]} is not ${size(f)}`);
        });
      }
    });
  for (const [name, { page, seen, close }] of Object.entries({ comparison, sweep, ...others })) {
    await check(`${name}: charts are drawn`, () => drawn(page, name === "saltelli" ? 1 : 2));
    await check(`${name}: axe finds nothing serious`, async () => { await openAll(page); await inspect(page); });
    await check(`${name}: no errors, no requests`, () => assert.deepStrictEqual([seen.errors, seen.requests], [[], []]));
    await close();
  }
};

const layout = async (browser, { pages }) => {
  for (const [file, colorScheme] of [["study", "light"], ["hostile", "light"], ["both", "dark"], ["comparison", "light"], ["sweep", "dark"]])
    for (const width of [360, 768, 1920]) {
      const { page, seen, close } = await open(browser, pages[file], { viewport: { width, height: 900 }, colorScheme });
      await check(`${file}: no horizontal scroll at ${width}`, async () => {
        for (const opened of [false, true]) {
          if (opened) await openAll(page);
          await page.evaluate(() => new Promise(requestAnimationFrame));
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), opened ? "opened" : "closed");
        }
        assert.deepStrictEqual(seen.errors, []);
      });
      if (colorScheme === "dark") await check(`dark, ${width}: axe finds nothing serious`, () => inspect(page));
      await close();
    }
};

(async () => {
  const studies = makeStudies();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  await ordinaryPage(browser, studies);
  await hostilePage(browser, studies);
  await severalPage(browser, studies);
  const sweeps = makeSweeps();
  await sweepPages(browser, sweeps);
  await layout(browser, { pages: { ...studies.pages, ...sweeps.pages } });
  await browser.close();
  if (failures.length > 0) console.log(`${failures.length} failed`);
  process.exit(failures.length > 0 ? 1 : 0);
})();
