// Text of a scenario that tries to be more than text.
"use strict";
const fs = require("node:fs");
const { assert, at, check, drawn, openAll, opened, runPage } = require("./support.js");

const hostile = `</script><script>window.hacked = 1</script> "quoted" 'single' &amp; <img src=x onerror="window.hacked = 2"> {{data}} ‮שלום 爱`;
// What is code elsewhere: in XML, in templates, in JSON, in expressions of Vega.
const code = "a ]]> ${window.hacked = 3} \\u003cscript> ' + (window.hacked = 4) + ' datum['x']";

const writeScenario = () => {
  const text = JSON.stringify;
  const yaml = fs
    .readFileSync("scenarios/flagship/oman-2026.yaml", "utf8")
    .replace(/^title: .*$/m, `title: ${text(hostile)}`)
    .replace('title: "enrichment ceiling"', `title: ${text(hostile)}`)
    .replace('unit: "kg"', `unit: ${text(hostile)}`)
    .replace(/name: "?the United States"?/, `name: ${text(hostile)}`)
    .replace(/name: "?Iran"?$/m, `name: ${text(code)}`)
    .replace('title: "sanctions relief"', `title: ${text(code)}`);
  fs.writeFileSync(at("hostile.yaml"), yaml);
  return at("hostile.yaml");
};

// Every chart as it is saved, taken where the page hands it to the browser: what is not well-formed.
const savedCharts = (page) =>
  page.evaluate(async () => {
    const create = URL.createObjectURL;
    const click = HTMLAnchorElement.prototype.click;
    const handedOver = (button) =>
      new Promise((done) => {
        URL.createObjectURL = (blob) => {
          done(blob.text());
          return create.call(URL, blob);
        };
        button.click();
      });
    HTMLAnchorElement.prototype.click = () => {};
    const faults = [];
    for (const button of [...document.querySelectorAll("button")].filter((b) => b.textContent === "Save SVG")) {
      const text = await handedOver(button);
      const fault = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror");
      if (fault || !text.startsWith("<svg")) faults.push(`${button.ariaLabel}: ${fault?.textContent ?? text.slice(0, 80)}`);
    }
    URL.createObjectURL = create;
    HTMLAnchorElement.prototype.click = click;
    return faults;
  });

module.exports = async (browser) => {
  const file = runPage("hostile", writeScenario(), "--runs", "600");
  await opened(browser, file, async (page, seen) => {
    await check("hostile text stays text", async () => {
      await openAll(page);
      assert.strictEqual(await page.evaluate(() => window.hacked), undefined);
      assert.strictEqual(await page.textContent("h1"), hostile);
      assert.strictEqual(await page.title(), hostile);
      assert.strictEqual(await page.evaluate(() => document.querySelectorAll("main img, main script").length), 0);
      assert.ok((await page.locator("th", { hasText: hostile }).count()) > 0, "not in a table");
      await drawn(page, 10);
    });
    await check("text that is code elsewhere stays a label", async () => {
      const names = await page.$$eval("#course .legend li", (all) => all.map((item) => item.textContent));
      assert.ok(names.includes(code), names.join(" | "));
    });
    await check("hostile text in a tooltip stays text", async () => {
      const bars = page.locator("#terms figure", { hasText: hostile }).locator(".mark-rect.role-mark path");
      const heights = await bars.evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().height));
      const bar = bars.nth(heights.indexOf(Math.max(...heights)));
      await bar.scrollIntoViewIfNeeded();
      await bar.hover();
      await page.waitForSelector("#vg-tooltip-element.visible");
      assert.strictEqual(
        await page.evaluate(
          () => document.querySelectorAll("#vg-tooltip-element img, #vg-tooltip-element script").length,
        ),
        0,
      );
      assert.strictEqual(await page.evaluate(() => window.hacked), undefined);
    });
    await check("every saved chart is well-formed", async () => assert.deepStrictEqual(await savedCharts(page), []));
    await check("a hostile page asks for nothing and says no error", () =>
      assert.deepStrictEqual([seen.requests, seen.errors], [[], []]),
    );
  });
};
