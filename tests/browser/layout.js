// The page on screens and paper, light and dark.
"use strict";
const { assert, at, check, inspect, open, openAll, opened } = require("./support.js");

const screens = async (browser) => {
  for (const [name, colorScheme] of [
    ["study", "light"],
    ["hostile", "light"],
    ["both", "dark"],
    ["comparison", "light"],
    ["levers", "dark"],
  ])
    for (const width of [360, 768, 1920]) {
      const { page, seen, close } = await open(browser, at(`${name}.html`), {
        viewport: { width, height: 900 },
        colorScheme,
      });
      await check(`${name}: no horizontal scroll at ${width}`, async () => {
        for (const all of [false, true]) {
          if (all) await openAll(page);
          await page.evaluate(() => new Promise(requestAnimationFrame));
          assert.ok(
            await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
            all ? "opened" : "closed",
          );
        }
        assert.deepStrictEqual(seen.errors, []);
      });
      if (colorScheme === "dark") await check(`dark, ${width}: axe finds nothing serious`, () => inspect(page));
      await close();
    }
};

// Widths of paper in CSS pixels, margins left out: A5, Letter, A4 landscape, A3 landscape.
const paper = (browser) =>
  opened(browser, at("study.html"), async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const width of [453, 710, 1016, 1481])
      await check(`print: the text is as wide as paper of ${width} pixels, its charts stay within it`, async () => {
        await page.setViewportSize({ width, height: 900 });
        const { main, charts } = await page.evaluate(() => ({
          main: document.getElementById("main").getBoundingClientRect().width,
          charts: [...document.querySelectorAll(".chart > div")].map((chart) => {
            const box = chart.querySelector("svg").getBoundingClientRect();
            return box.right - chart.getBoundingClientRect().left;
          }),
        }));
        assert.ok(main > 0.95 * width, `${main} of ${width}`);
        assert.ok(Math.max(...charts) <= main + 1, `a chart of ${Math.max(...charts)}`);
      });
  });

// Relative luminance and contrast of WCAG 2.
const luminance = (rgb) =>
  rgb
    .map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + [0.2126, 0.7152, 0.0722][i] * c, 0);
const contrast = (a, b) =>
  (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);

// The colour of every line and bar edge that is not a band, over the paper.
const marksOf = (page) =>
  page.evaluate(() => {
    const rgb = (colour) => /rgba?\((\d+), (\d+), (\d+)/.exec(colour)?.slice(1).map(Number);
    const paper = rgb(getComputedStyle(document.body).backgroundColor);
    const marks = [...document.querySelectorAll(".chart .role-mark :is(path, line)")].map((mark) => {
      const style = getComputedStyle(mark);
      const [of, opacity] =
        style.stroke !== "none" && !mark.closest("[class*=apart]")
          ? [style.stroke, style.strokeOpacity]
          : [style.fill, style.fillOpacity];
      return {
        colour: rgb(of),
        opacity: Number(opacity) * Number(style.opacity),
        chart: mark.closest(".chart").getAttribute("aria-label").slice(0, 40),
      };
    });
    return { paper, marks: marks.filter(({ colour, opacity }) => colour && opacity === 1) };
  });

const colours = async (browser) => {
  for (const colorScheme of ["light", "dark"])
    for (const name of ["study", "both", "levers", "grid"])
      await opened(
        browser,
        at(`${name}.html`),
        (page) =>
          check(`${name}, ${colorScheme}: marks stand out from the paper`, async () => {
            const { paper: ground, marks } = await marksOf(page);
            assert.ok(marks.length > 20, `${marks.length} marks`);
            const faint = marks
              .filter(({ colour }) => contrast(colour, ground) < 3)
              .map(({ colour, chart }) => `${colour} in ${chart}`);
            assert.deepStrictEqual([...new Set(faint)], []);
          }),
        { colorScheme },
      );
  await opened(browser, at("study.html"), (page) =>
    check("the best and the worst ending differ in grey", async () => {
      const { endings } = JSON.parse(await page.textContent("#data")).vocabulary;
      const [best, worst] = [endings[0], endings.at(-1)].map(({ tone }) =>
        [1, 3, 5].map((i) => parseInt(tone.slice(i, i + 2), 16)),
      );
      assert.ok(contrast(best, worst) > 1.5, `${contrast(best, worst)}`);
    }),
  );
};

module.exports = async (browser) => {
  await screens(browser);
  await paper(browser);
  await colours(browser);
};
