// The pages of sweeps and comparisons.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const {
  assert,
  at,
  cells,
  check,
  comparisonPage,
  drawn,
  exported,
  figureOf,
  inspect,
  labelsOf,
  legendOf,
  open,
  openAll,
  opened,
  percent,
  run,
  sweepPage,
} = require("./support.js");

const flagship = "scenarios/flagship/oman-2026.yaml";
const written = (name, text) => {
  fs.writeFileSync(at(`${name}.yaml`), text);
  return at(`${name}.yaml`);
};
// What the file of a sweep says of an outcome at every point; it holds every outcome, asked for or not.
const estimatesOf = (name, id) => {
  const { outcome } = exported(at(`${name}.sqlite`), "outcomes").find((o) => o.id === id);
  return exported(at(`${name}.sqlite`), "point_outcomes").filter((p) => p.outcome === outcome);
};
const sound = async (name, page, seen, least) => {
  await check(`${name}: charts are drawn`, () => drawn(page, least));
  await check(`${name}: axe finds nothing serious`, async () => {
    await openAll(page);
    await inspect(page);
  });
  await check(`${name}: no errors, no requests`, () => assert.deepStrictEqual([seen.errors, seen.requests], [[], []]));
};

const comparison = async (browser) => {
  const policy = "scenarios/studies/policies/israel_restrained.yaml";
  await opened(
    browser,
    comparisonPage("comparison", flagship, "--with", policy, "--runs", "600"),
    async (page, seen) => {
      await check("transitions equal the study file", async () => {
        const rows = await cells(page, "Runs by ending before and after");
        const words = (name) => name.replaceAll("_", " ");
        for (const t of exported(at("comparison.sqlite"), "transitions")) {
          const column = rows[0].indexOf(`to ${words(t.to_class)}`);
          assert.strictEqual(
            rows.find((row) => row[0] === words(t.from_class))[column],
            t.runs.toLocaleString("en-US"),
          );
        }
      });
      await check("the heading is the change, with title, note and what it sets", async () => {
        assert.strictEqual(await page.textContent("h1"), "Israel restrained");
        assert.match(
          await page.textContent(".facts"),
          /^What this changes in “US-Iran talks in Muscat, February 2026”; 600 runs on each side/,
        );
        assert.match(
          await page.textContent("header.title"),
          /After: Israel restrained\. Israel does not use force first; it can still answer, speak and be drawn in\./,
        );
        const set = await cells(page, "What is set after");
        assert.deepStrictEqual([set[1][1], set[1][2]], ["false", "iran_israel.force.israel.may_strike"]);
        assert.ok(!/[_.]\w/.test(set[1][0]), set[1][0]);
      });
      await check("both sides stand with both uncertainties, as in the study file", async () => {
        const outcomes = exported(at("comparison.sqlite"), "outcomes").filter((o) => o.kind === "share");
        const points = exported(at("comparison.sqlite"), "point_outcomes");
        const rows = (await cells(page, "Shares before and after")).slice(1);
        assert.deepStrictEqual(
          rows.map((row) => row[0]),
          outcomes.map((o) => o.title),
        );
        let untold = 0;
        outcomes.forEach(({ outcome }, i) =>
          [0, 1].forEach((side) => {
            const o = points.find((p) => p.outcome === outcome && p.point === side);
            const judged =
              o.prior_low === null
                ? "not told from luck"
                : `${(100 * o.prior_low).toFixed(1)}–${(100 * o.prior_high).toFixed(1)}\u00a0%`;
            untold += o.prior_low === null;
            assert.ok(rows[i][side + 1].startsWith(percent(o.mean, 1, 2)), rows[i][side + 1]);
            assert.ok(rows[i][side + 1].endsWith(`; judgements ${judged}`), rows[i][side + 1]);
          }),
        );
        const figure = figureOf(page, "Before and after");
        assert.strictEqual(await figure.locator("[class*=untold_marks] path").count(), untold);
      });
      await check("a comparison is summed up in sentences", async () => {
        const told = exported(at("comparison.sqlite"), "differences").filter((row) => row.low > 0 || row.high < 0);
        const [largest] = told.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
        const text = await page.textContent(".points li");
        if (largest)
          assert.ok(
            text.includes(
              `${largest.difference > 0 ? "+" : "−"}${(100 * Math.abs(largest.difference)).toFixed(1)} points`,
            ),
            text,
          );
        else assert.match(text, /^No change that could be told from none/);
      });
      await sound("comparison", page, seen, 2);
    },
  );
  await opened(
    browser,
    comparisonPage("plain", flagship, "--with", "mediator.style=manipulation", "--runs", "200"),
    (page) =>
      check("a change without a title is called by what it sets", async () =>
        assert.strictEqual(await page.textContent("h1"), "Mediator: style manipulation"),
      ),
  );
};

const levers = (browser) =>
  opened(browser, sweepPage("levers", "scenarios/studies/levers.yaml", "--runs", "40"), async (page, seen) => {
    await check("points equal the study file", async () => {
      const points = estimatesOf("levers", "agreement")
        .map((p) => percent(p.mean, 1, 1))
        .sort();
      const rows = (await cells(page, "Outcomes at every point"))
        .slice(1)
        .map((row) => row[1].split(" (")[0])
        .sort();
      assert.deepStrictEqual(rows, points);
    });
    await check("a sweep is summed up in sentences, its spread freed of chance", async () => {
      assert.match(
        await page.textContent(".lead"),
        /^26 versions of the scenario were played 40 times each, up to 180 days from 7 February 2026; they differ in 11 factors\.$/,
      );
      const text = await page.textContent(".points");
      const told =
        /Any agreement: ([\d.]+)\u00a0% on average over these versions; luck left out, they differ by ±([\d.]+) points \(standard deviation\), from about ([\d.]+)\u00a0% .* to about ([\d.]+)\u00a0%/.exec(
          text,
        );
      const means = estimatesOf("levers", "agreement").map((p) => 100 * p.mean);
      if (told)
        assert.ok(
          Number(told[3]) > Math.min(...means) && Number(told[4]) < Math.max(...means),
          "the ends are those of the noisy estimates",
        );
      else
        assert.match(
          text,
          /Any agreement: [\d.]+\u00a0% on average over these versions; taken together the versions cannot be told from luck/,
        );
    });
    await sound("levers", page, seen, 3);
  });

const grid = `scenario: ${path.resolve("scenarios/minimal.yaml")}
factors:
  ideal: {path: north.preferences.toll.ideal, range: [0.3, 1], title: "the ideal of the North, as far as it is known"}
  hawks: {path: domestic.hawk_strike, range: [0, 1]}
`;
const designs = async (browser) => {
  const kinds = { grid: "grid", saltelli: "saltelli, blocks: 16", morris: "morris, trajectories: 4" };
  for (const [name, kind] of Object.entries(kinds)) {
    const study = written(name, `${grid}design: {kind: ${kind}}\nruns: 64\noutcomes: [agreement, rounds]\n`);
    await opened(browser, sweepPage(name, study), async (page, seen) => {
      if (name === "grid")
        await check("a grid has a line for each level of the second factor", async () => {
          assert.deepStrictEqual(
            await page.$$eval("#points figure", (all) => all.map((f) => f.querySelector(".legend")?.children.length)),
            [5, 5],
          );
        });
      else await effects(page, name, name === "morris" ? (f) => f.mu_star : (f) => f.total.value);
      await sound(name, page, seen, name === "saltelli" ? 1 : 2);
    });
  }
};
const effects = (page, name, size) =>
  check(`${name}: effects equal those of the command`, async () => {
    const results = JSON.parse(run("sensitivity", at(`${name}.sqlite`), "--json")).filter(
      (told) => size(told.factors[0]) !== null,
    );
    assert.ok(results.length > 0, "nothing to compare");
    for (const told of results) {
      const rows = (
        await cells(page, `What drives: ${told.outcome === "agreement" ? "any agreement" : "rounds of talks"}`)
      ).slice(1);
      assert.strictEqual(rows.length, 3);
      told.factors.forEach((f, i) => {
        const value = Number(/[−]?[\d.]+/.exec(rows[i][1])[0].replace("−", "-"));
        assert.ok(Math.abs(value - size(f)) < 0.006, `${rows[i][1]} is not ${size(f)}`);
      });
    }
  });

// Without a title of its own.
const untitled = (browser) =>
  opened(
    browser,
    sweepPage(
      "untitled",
      written(
        "untitled",
        `scenario: ${path.resolve("scenarios/minimal.yaml")}
factors:
  how_firm: {policies: {as_it_is: {}, no_retreat: {north.firmness: 0.9}}}
design: {kind: grid}
runs: 64
outcomes: [agreement]
`,
      ),
    ),
    (page) =>
      check("ids that stand for titles are told in words", async () => {
        const labels = await labelsOf(figureOf(page, "Any agreement"));
        assert.ok(labels.includes("as it is") && labels.includes("no retreat"), labels.join(" | "));
        assert.deepStrictEqual((await cells(page, "What is moved"))[1][0], "how firm");
        const text = await page.textContent("header.title");
        assert.ok(!/[a-z]_[a-z]/.test(text), text);
      }),
  );

// The scenario of run_page.js has the two actors of one name.
const sameTitles = (browser) =>
  opened(
    browser,
    sweepPage(
      "same",
      written(
        "same",
        `scenario: twins.yaml
factors:
  x: {title: "cost of war", path: north.war.cost, prior: own}
  y: {title: "cost of war", path: south.war.cost, prior: own}
  z: {title: "placebo", path: south.patience, prior: own}
design: {kind: morris, trajectories: 8}
runs: 64
outcomes: [agreement, force]
`,
      ),
    ),
    async (page, seen) => {
      await check("factors of one title have a bar each, and none falls onto the placebo", async () => {
        const result = JSON.parse(run("sensitivity", at("same.sqlite"), "--json")).find(
          (told) => told.outcome === "force",
        );
        const figure = figureOf(page, "What drives: a strike or war");
        const rows = (await cells(page, "What drives: a strike or war")).slice(1);
        assert.deepStrictEqual(rows.map((row) => row[0]).sort(), [
          "cost of war (north.war.cost)",
          "cost of war (south.war.cost)",
          "placebo (noise floor)",
          "placebo (south.patience)",
        ]);
        const bars = await figure.locator(".mark-rect.role-mark path").evaluateAll((all) =>
          all.map((bar) => {
            const box = bar.getBoundingClientRect();
            return [Math.round(box.y), box.width];
          }),
        );
        assert.strictEqual(new Set(bars.map(([y]) => y)).size, 4, "bars on one another");
        const most = Math.max(...result.factors.map((f) => f.mu_star));
        const widths = bars.map(([, width]) => width / Math.max(...bars.map(([, w]) => w)));
        result.factors
          .map((f) => f.mu_star / most)
          .sort()
          .forEach((share, i) => assert.ok(Math.abs(share - widths.sort()[i]) < 0.02, "a bar is not its effect"));
        assert.strictEqual((await labelsOf(figure)).filter((label) => label.startsWith("cost of war")).length, 2);
      });
      await sound("same titles", page, seen, 2);
    },
  );

const order = (browser) =>
  opened(
    browser,
    sweepPage(
      "deadline",
      written(
        "deadline",
        fs
          .readFileSync("scenarios/studies/deadline.yaml", "utf8")
          .replace("../flagship", path.resolve("scenarios/flagship")),
      ),
      "--runs",
      "16",
    ),
    async (page) => {
      await check("a day on which none is set is no point on the line", async () => {
        const figure = figureOf(page, "Any agreement");
        const labels = await labelsOf(figure);
        assert.ok(labels.includes("none") && !labels.includes("0"), labels.join(" "));
        const lines = await figure
          .locator(".mark-line.role-mark path")
          .evaluateAll((all) => all.map((line) => line.getAttribute("d").split("L").length));
        assert.deepStrictEqual(lines, [5, 5, 5]);
        assert.strictEqual(await figure.locator(".mark-symbol.role-mark path").count(), 18);
      });
    },
  );

const categories = (browser) =>
  opened(
    browser,
    sweepPage(
      "styles",
      written(
        "styles",
        `scenario: ${path.resolve(flagship)}
factors:
  style: {title: "mediation style", path: mediator.style, values: [manipulation, facilitation, formulation]}
design: {kind: grid}
runs: 16
outcomes: [agreement]
`,
      ),
    ),
    async (page) => {
      await check("categories stand in the order of the study", async () => {
        const wanted = ["manipulation", "facilitation", "formulation"];
        assert.deepStrictEqual(
          (await labelsOf(figureOf(page, "Any agreement"))).filter((label) => /^[a-z]/.test(label)),
          wanted,
        );
        assert.deepStrictEqual(
          (await cells(page, "Outcomes at every point")).slice(1).map((row) => row[0]),
          wanted,
        );
      });
      await check("a range over the judgements at a point is drawn, or drawn as not told", async () => {
        const figure = figureOf(page, "Any agreement");
        const ranges = (await cells(page, "Any agreement")).slice(1).map((row) => row[2]);
        const told = ranges.filter((range) => /^[\d.]+–[\d.]+\u00a0%$/.test(range)).length;
        const untold = ranges.filter((range) => range === "not told from luck").length;
        assert.strictEqual(told + untold, 3, ranges.join(" | "));
        const rules = figure.locator(".mark-rule.role-mark line");
        assert.strictEqual(await rules.count(), told + 3, "judgements and simulation");
        assert.strictEqual(await figure.locator("[class*=untold_marks] path").count(), untold);
      });
    },
  );

module.exports = async (browser) => {
  await comparison(browser);
  await levers(browser);
  await designs(browser);
  await untitled(browser);
  await sameTitles(browser);
  await order(browser);
  await categories(browser);
};
