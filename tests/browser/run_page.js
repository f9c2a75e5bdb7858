// The page of a run: the flagship, and scenarios that once misled.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const {
  assert,
  at,
  cells,
  check,
  drawn,
  exported,
  figureOf,
  inspect,
  labelsOf,
  legendOf,
  openAll,
  opened,
  percent,
  run,
  runPage,
} = require("./support.js");

const flagship = "scenarios/flagship/oman-2026.yaml";
const saved = async (page, kind) => {
  const button = page.getByRole("button", { name: `Save ${kind} of “How the runs end”`, exact: true });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  assert.strictEqual(download.suggestedFilename(), `how-the-runs-end.${kind.toLowerCase()}`);
  return fs.readFileSync(await download.path());
};

const resultsEqualTheFile = async (page, study, runs) => {
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
    const columns = {
      "Interim agreement": "interim_day",
      "Comprehensive agreement": "comprehensive_day",
      "First strike": "strike_day",
      "Regional war": "war_day",
    };
    for (const [name, column] of Object.entries(columns)) {
      const rows = await cells(page, `${name}: share of runs in which it has come`);
      assert.strictEqual(rows.length, 181);
      for (const row of rows.slice(1))
        assert.strictEqual(
          row[2],
          percent(runs.filter((r) => r[column] !== null && r[column] <= Number(row[0])).length, runs.length, 2),
          `${name}, day ${row[0]}`,
        );
    }
  });
  await check("the mean tension equals the study file", async () => {
    const daily = exported(study, "daily").filter((d) => d.series === 1);
    const rows = await cells(page, "Tension: mean and quantiles over the runs");
    for (const d of daily) {
      assert.match(rows[d.day][1], /^\d\.\d{2,3}$/); // three digits
      assert.ok(Math.abs(Number(rows[d.day][1]) - d.sum_millionths / 1e6 / runs.length) < 5.1e-4, `day ${d.day}`);
    }
  });
  await check("terms equal the study file", async () => {
    const rows = await cells(page, "Sanctions relief: number of texts");
    const interim = rows[0].indexOf("interim");
    const number = (row) => Number(row[interim].replaceAll(",", ""));
    const own = runs.filter((r) => r.in_force === "interim");
    assert.strictEqual(
      rows.slice(1).reduce((sum, row) => sum + number(row), 0),
      own.length,
    );
    assert.strictEqual(
      rows.slice(1, 11).reduce((sum, row) => sum + number(row), 0),
      own.filter((r) => Math.round(r.term_sanctions_relief * 4000) < 2000).length,
    );
  });
};

// Stretches of days with equal values of `key`: [{key, days}].
const stretches = (days, key) =>
  days.reduce((all, day) => {
    if (all.at(-1)?.key === key(day)) all.at(-1).days.push(day);
    else all.push({ key: key(day), days: [day] });
    return all;
  }, []);

const rangesByDay = async (page, study) => {
  const { first_passage: told } = JSON.parse(run("show", study, "--json"));
  const names = {
    interim: "Interim agreement",
    comprehensive: "Comprehensive agreement",
    strike: "First strike",
    war: "Regional war",
    breach: "Breach of an agreement",
    war_end: "End of the first war",
    agreement_after_force: "Agreement after force",
  };
  await check("curves in time carry the range over the judgements of every day, as the program tells it", async () => {
    for (const [id, name] of Object.entries(names)) {
      const rows = (await cells(page, `${name}: share of runs in which it has come`)).slice(1);
      assert.deepStrictEqual(
        rows.map((row) => row[4]),
        told[id].range_over_priors_90_by_day.map((range) =>
          range ? `${range.map((end) => (100 * end).toFixed(1)).join("–")}\u00a0%` : "not told from luck",
        ),
        name,
      );
    }
  });
  await check("days on which it is not told are drawn as such, and no band bridges them", async () => {
    let [bands, gaps] = [0, 0];
    for (const [id, name] of Object.entries(names)) {
      const days = told[id].share_by_day.map(([day, share], i) => {
        const range = told[id].range_over_priors_90_by_day[i];
        return { day, kind: range ? "told" : share > 0 ? "untold" : "nothing" };
      });
      const parts = stretches(days, (day) => day.kind);
      const count = (kind) => parts.filter((part) => part.key === kind).length;
      const figure = figureOf(page, `${name}:`);
      const [areas, dots] = ["area", "rule"].map((mark) => figure.locator(`.mark-${mark}.role-mark :is(path, line)`));
      assert.strictEqual(await areas.count(), count("told") + 1, `${name}: bands, with that of the simulation`);
      assert.strictEqual(await dots.count(), count("untold"), `${name}: dots`);
      bands += count("told");
      gaps += count("untold");
    }
    assert.ok(bands > 0 && gaps > 0, `${bands} bands, ${gaps} gaps`);
  });
};

const wordsOfTheStudy = async (page, study, runs) => {
  await check("what is played and negotiated is said", async () => {
    assert.match(await page.textContent(".about"), /^Indirect talks on the Iranian nuclear programme through Oman/);
    const issues = exported(study, "issues");
    const rows = (await cells(page, "What is negotiated: the two ends of every issue")).slice(1);
    const order = [
      "enrichment",
      "heu_stockpile",
      "verification",
      "duration",
      "sanctions_relief",
      "missiles",
      "allied_groups",
      "non_attack",
    ]; // of the scenario
    assert.deepStrictEqual(
      rows,
      order
        .map((id) => issues.find((issue) => issue.id === id))
        .map((issue) => [issue.title, issue.at_zero || "–", issue.at_one || "–"]),
    );
  });
  await check("every ending is explained", async () => {
    const [names, meanings] = await page.evaluate(() =>
      ["dt", "dd"].map((tag) => [...document.querySelectorAll(`#endings > dl ${tag}`)].map((e) => e.textContent)),
    );
    assert.deepStrictEqual(names, [
      "Comprehensive agreement",
      "Interim agreement",
      "Talks continue",
      "Collapse without force",
      "Limited strike",
      "Regional war",
    ]);
    for (const meaning of meanings) assert.ok(meaning.length > 20, meaning);
  });
  await check("actors stand in the order of the scenario, parties first, in the same colours everywhere", async () => {
    const names = ["the United States", "Iran", "Israel", "the E3"];
    const seen = await legendOf(figureOf(page, "Posture of the forces"));
    assert.deepStrictEqual(seen.slice(0, 2), names.slice(0, 2));
    const tones = (selector) =>
      page.$$eval(selector, (all) => all.map((line) => [line.closest("li").textContent, line.getAttribute("stroke")]));
    const posture = new Map(await tones("#course figure:nth-of-type(2) .legend line"));
    for (const [name, tone] of await tones(".story .lines .legend line"))
      assert.strictEqual(posture.get(name), tone, name);
  });
  await check("what drives the outcomes is told with its direction, by names, beside a placebo", async () => {
    const rows = await cells(page, "Which uncertain numbers decide: any agreement");
    const parameters = exported(study, "parameters").filter((p) => p.kind !== "value");
    assert.strictEqual(rows.at(-1)[0], "placebo");
    const meanings = await cells(page, "What these numbers mean, and which values they may have");
    for (const row of rows.slice(1, -1)) {
      assert.strictEqual(row[3], "yes");
      assert.match(
        row[2],
        /^(rises|falls) with it \(\d+\u00a0% in its lowest third, \d+\u00a0% in its highest\)$|^(highest|lowest) in the middle$/,
      );
      const [, meaning, , drivenBy] = meanings.find((m) => m[0] === row[0]);
      assert.strictEqual(parameters.find((p) => p.path === drivenBy).meaning, meaning);
    }
    assert.ok(rows.length > 2);
  });
  await check("no label is an id or a path", async () => {
    const labels = await page.$$eval(
      ".chart svg .role-axis-label text, .legend li, figcaption strong, h1, h2, h3",
      (all) => all.map((e) => e.textContent),
    );
    assert.deepStrictEqual(
      labels.filter((label) => /[a-z]_[a-z]|[a-z]\.[a-z]/i.test(label)),
      [],
    );
  });
  await check("the baselines are told with their source", async () => {
    const rows = await cells(page, "Shares with 95 % intervals");
    assert.strictEqual(rows[0][2], "mediated crises with a non-violent trigger, no war going on (72)");
    assert.match(rows[1][2], /^18\.06\u00a0%/);
    const axis = (await labelsOf(page.locator("#baselines figure"))).filter((text) => !text.includes("%"));
    assert.deepStrictEqual(
      axis,
      rows.slice(1).map((row) => row[0]),
      "the order of the endings",
    );
    assert.match(await page.textContent("#baselines"), /International Crisis Behavior Project, version 14/);
  });
  await check("stories are told of runs of their class", async () => {
    const facts = await page.$$eval(".story .facts", (all) => all.map((p) => p.textContent));
    const told = facts.map((text) => /^Run (\d+), .*?: (.*?)\. It ended /.exec(text)).filter(Boolean);
    assert.strictEqual(told.length, 3);
    for (const [, number, outcome] of told)
      assert.strictEqual(
        runs.find((r) => r.run === Number(number)).outcome,
        outcome.split(",")[0].replaceAll(" ", "_"),
      );
  });
};

const useOfThePage = async (page, study) => {
  await check("a tooltip appears", async () => {
    const bar = page.locator(".chart svg .mark-rect.role-mark path").nth(1);
    await bar.scrollIntoViewIfNeeded();
    await bar.hover();
    await page.waitForSelector("#vg-tooltip-element.visible");
    assert.match(await page.textContent("#vg-tooltip-element"), /share of runs.*simulation, 95 %.*judgements, 90 %/s);
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
    await page.locator("details.evidence").evaluate((d) => {
      d.open = true;
    });
    const all = exported(study, "parameters");
    await page.waitForSelector("details.evidence table");
    assert.strictEqual((await page.$$("details.evidence tbody tr")).length, all.length);
    await page.fill("input[type=search]", "iran.war.cost");
    assert.strictEqual(
      await page.textContent("details.evidence [role=status]"),
      `${all.filter((p) => p.path.includes("iran.war.cost")).length} of ${all.length} numbers`,
    );
    await page.fill("input[type=search]", "");
  });
};

const flagshipPage = (browser, { file, study }) =>
  opened(browser, file, async (page, seen) => {
    const runs = exported(study, "runs");
    await check("charts are drawn", () => drawn(page, 10));
    await check("it can be read within a second", async () => {
      const paints = [];
      while (paints.length < 5 && !(Math.min(...paints) < 1000))
        await opened(browser, file, async (again) =>
          paints.push(await again.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime)),
        );
      assert.ok(Math.min(...paints) < 1000, `${paints} ms`);
    });
    await resultsEqualTheFile(page, study, runs);
    await rangesByDay(page, study);
    await wordsOfTheStudy(page, study, runs);
    await useOfThePage(page, study);
    await check("axe finds nothing serious", async () => {
      await openAll(page);
      await inspect(page);
    });
    await check("no console errors", () => assert.deepStrictEqual(seen.errors, []));
    await check("no request leaves the page", () => assert.deepStrictEqual(seen.requests, []));
    await check("none could", async () => {
      assert.strictEqual(
        await page.evaluate(() =>
          fetch("http://192.0.2.1/").then(
            () => "sent",
            () => "refused",
          ),
        ),
        "refused",
      );
      assert.ok(
        seen.errors.some((e) => e.includes("Content Security Policy")),
        "not by the policy",
      );
    });
    await check("the page is small", () => assert.ok(fs.statSync(file).size < 2e6, `${fs.statSync(file).size} bytes`));
  });

const pageOf = (name, yaml, ...args) => {
  fs.writeFileSync(at(`${name}.yaml`), yaml);
  return runPage(name, at(`${name}.yaml`), ...args);
};

const twins = `title: "Twins"
horizon: 60
issues:
  a: {title: "rate", unit: "%", low: 0, high: 20, interim: true}
  b: {title: "rate", unit: "%", low: 0, high: 50, interim: true}
actors:
  south: {name: "State", patience: {uniform: [5, 60]}, war: {cost: {uniform: [0.05, 0.5]}}, preferences: {a: {ideal: 0.3}, b: {ideal: 0.1}}}
  north: {name: "State", patience: {uniform: [5, 60]}, war: {cost: {uniform: [0.05, 0.5]}}, preferences: {a: {ideal: 0.8}, b: {ideal: 0.9}}, posture: {grievance: 0.1}}
dyads: {ns: {first: north, second: south, incidents: {base: 0.05}, force: {north: {may_strike: true}, south: {}}}}
`;
const twinsPage = async (browser) =>
  opened(browser, pageOf("twins", twins, "--runs", "400"), async (page, seen) => {
    await check("twins: no errors, no warnings", () => assert.deepStrictEqual(seen.errors, []));
    await check("the page rounds as the terminal does, where half of the shares lie half-way", async () => {
      const text = run("show", at("twins"));
      const bars = await figureOf(page, "How the runs end").locator(".role-mark text").allTextContents();
      const names = (await cells(page, "Endings with both uncertainties")).slice(1).map((row) => row[0]);
      const shares = bars.filter((label) => /^[\d.]+\u00a0%$/.test(label));
      assert.strictEqual(shares.length, 6);
      names.forEach((name, i) => {
        const line = text.split("\n").find((one) => one.startsWith(name));
        assert.ok(line.includes(` ${shares[i].replace("\u00a0", " ")} [`), `${name} ${shares[i]}: ${line}`);
      });
    });
    await check("actors and issues of one name are told apart, each with its line", async () => {
      const posture = figureOf(page, "Posture of the forces");
      assert.deepStrictEqual(await legendOf(posture), ["State (south)", "State (north)"]);
      assert.strictEqual(await posture.locator(".mark-line.role-mark path").count(), 2);
      assert.deepStrictEqual(
        (await cells(page, "Terms: median, and the middle half of the texts")).slice(1).map((row) => row[0]),
        ["rate (a), %", "rate (b), %"],
      );
    });
  });

const river = `title: "A river"
horizon: 120
issues:
  rule:
    title: "drought rule"
    levels:
      - {name: "none", worth: {up: 1, down: 0}}
      - {name: "consultation", worth: {up: 0.9, down: 0.3}}
      - {name: "fixed release", worth: {up: 0.4, down: 0.9}}
      - {name: "release by arbitration", worth: {up: 0, down: 1}}
    discrete: true
    status_quo: 0
    interim: true
  payment: {title: "payment", unit: "million", high: 400}
actors:
  up: {name: "Upland", preferences: {rule: {ideal: 0, salience: 1}, payment: {ideal: 1, salience: 1}}}
  down: {name: "Lowland", preferences: {rule: {ideal: 1, salience: 1}, payment: {ideal: 0, salience: 1}}}
`;
const riverPage = async (browser) =>
  opened(browser, pageOf("river", river, "--runs", "400"), async (page, seen) => {
    await check("river: no errors, no warnings", () => assert.deepStrictEqual(seen.errors, []));
    await check("levels keep their names in terms", async () => {
      const levels = ["none", "consultation", "fixed release", "release by arbitration"];
      const rows = await cells(page, "Terms: median, and the middle half of the texts");
      const cell = rows.find((row) => row[0] === "drought rule")[1];
      assert.ok(
        levels.some((level) => cell.startsWith(level)),
        cell,
      );
      const drawnRows = await cells(page, "Drought rule: number of texts").catch(() => null);
      if (drawnRows)
        assert.deepStrictEqual(
          drawnRows.slice(1).map((row) => row[0]),
          levels,
        );
    });
    await check("a scenario without uncertain numbers has no range over judgements, and says so", async () => {
      const rows = await cells(page, "Endings with both uncertainties");
      assert.deepStrictEqual([...new Set(rows.slice(1).map((row) => row[4]))], ["nothing is uncertain"]);
    });
  });

const unsure = river.replace('name: "Upland",', 'name: "Upland", war: {cost: {uniform: [0.2, 0.4]}},');
const unsurePage = async (browser) =>
  opened(browser, pageOf("unsure", unsure, "--runs", "200"), async (page, seen) => {
    await check("unsure: no errors, no warnings", () => assert.deepStrictEqual(seen.errors, []));
    await check("a range over judgements that cannot be told from luck is drawn as not told", async () => {
      const figure = figureOf(page, "How the runs end");
      const rows = await cells(page, "Endings with both uncertainties");
      const untold = rows.slice(1).filter((row) => row[4] === "not told from luck").length;
      assert.ok(untold > 0, "every range is told");
      assert.strictEqual(await figure.locator(".role-mark text", { hasText: "not told from luck" }).count(), untold);
    });
  });

module.exports = async (browser) => {
  const file = runPage("study", flagship, "--runs", "1500");
  await flagshipPage(browser, { file, study: at("study") });
  await twinsPage(browser);
  await riverPage(browser);
  await unsurePage(browser);
};
