// A page of several studies.
"use strict";
const fs = require("node:fs");
const { assert, at, check, exported, openAll, opened, reported, run } = require("./support.js");

module.exports = async (browser) => {
  const file = reported("both", at("study"), at("hostile"));
  await opened(browser, file, async (page, seen) => {
    await check("two studies: each has the evidence of its numbers", async () => {
      await openAll(page);
      const all = exported(at("study"), "parameters").length;
      await page.waitForFunction(() => document.querySelectorAll("details.evidence table").length === 2);
      assert.deepStrictEqual(
        await page.$$eval("details.evidence table", (tables) => tables.map((t) => t.tBodies[0].rows.length)),
        [all, all],
      );
      assert.deepStrictEqual(seen.errors, []);
    });
    await check("two studies: the page is small", () =>
      assert.ok(fs.statSync(file).size < 2e6, `${fs.statSync(file).size} bytes`),
    );
  });
  for (const [name, cost] of [
    ["low", "0.2"],
    ["high", "0.6"],
  ])
    run("run", "scenarios/minimal.yaml", "--set", `north.war.cost=${cost}`, "--runs", "200", "--out", at(name));
  await opened(browser, reported("versions", at("low"), at("high")), (page) =>
    check("two studies of one scenario are told apart by what differs between them", async () => {
      const headings = await page.$$eval("article.study > h2", (all) => all.map((h) => h.textContent));
      assert.deepStrictEqual(
        headings,
        ["0.2", "0.6"].map((cost, i) => `${i + 1} · A border toll between two neighbours (north: war cost ${cost})`),
      );
      assert.deepStrictEqual(
        await page.$$eval("#beside .legend li", (all) => all.map((item) => item.textContent)),
        headings,
      );
    }),
  );
};
