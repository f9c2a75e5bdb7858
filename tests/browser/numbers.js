// How numbers are put into words, without a browser.
"use strict";
const fs = require("node:fs");
const { assert, check } = require("./support.js");

const pure = () => {
  const source = fs.readFileSync("cli/report/page/numbers.js", "utf8");
  return new Function(`${source}; return { brief, exact, fixed, percent, plus, range, listed, longDate, short, edgeText };`)();
};

module.exports = async () => {
  const { brief, exact, fixed, percent, plus, range, listed, longDate, short, edgeText } = pure();
  await check("numbers are rounded as the program rounds them: what lies half-way away from 0", () => {
    assert.deepStrictEqual(
      [9.25, 9.35, 9.75, -9.25].map((value) => fixed(value, 1)),
      ["9.3", "9.4", "9.8", "−9.3"],
    );
    assert.deepStrictEqual(
      [0.5, 1.5, 2.5, -2.5].map((value) => fixed(value)),
      ["1", "2", "3", "−3"],
    );
    assert.deepStrictEqual(
      [0.125, 0.375, 1.005, 1.015].map((value) => fixed(value, 2)),
      ["0.13", "0.38", "1.01", "1.02"],
    );
    assert.strictEqual(percent(0.0925), "9.3\u00a0%");
    assert.strictEqual(percent(0.4 - 0.2375), "16.3\u00a0%");
    assert.strictEqual(range([0.0925, 0.125], 0), "9–13\u00a0%");
    assert.strictEqual(plus(3.25), "+3.3");
  });
  await check("nothing is less than nothing, and what is not there is a dash", () => {
    assert.deepStrictEqual(
      [fixed(-0.04, 1), plus(-0.04), brief(null), percent(undefined), range(null)],
      ["0.0", "0.0", "–", "–", "–"],
    );
  });
  await check("numbers are as short as they can be", () => {
    assert.deepStrictEqual([0.0725, 1e6, -3.5, 0].map(exact), ["0.0725", "1,000,000", "−3.5", "0"]);
    assert.deepStrictEqual([0.314159, 3.14159, 31.4159, 314.159, 31415.9].map(brief), [
      "0.314",
      "3.14",
      "31.4",
      "314",
      "31,416",
    ]);
    assert.deepStrictEqual(
      [914.461667, 0.0725, 12.25, 119.08, -0.238123, 2026, 12345, 0, 8.94425015e-10].map(short),
      ["914", "0.0725", "12.25", "119", "−0.238", "2026", "12,345", "0", "0"],
    );
    assert.deepStrictEqual(
      [edgeText(914.461667, 914.461667), edgeText(-1.25, 1.25), edgeText(5, 2.5), edgeText(27433.85, 914.4)],
      ["914", "−1.25", "5", "27,434"],
    );
    assert.strictEqual(listed(["a", "b", "c"]), "a, b and c");
    assert.strictEqual(longDate("2028-02-28", 2), "29 February 2028");
  });
};
