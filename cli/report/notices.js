// Prints the licences of Vega, Vega-Lite, Vega-Embed and everything they depend on. Run where node_modules is.
"use strict";
const fs = require("fs");
const path = require("path");

const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8")).packages;
const packages = Object.keys(lock).filter((place) => place !== "" && !lock[place].dev && !place.includes("/@types/"));
const byText = new Map();
for (const place of packages.sort()) {
  if (!fs.existsSync(place)) continue;
  const file = fs.readdirSync(place).find((name) => /^(licen[sc]e|copying)/i.test(name));
  const text = file ? fs.readFileSync(path.join(place, file), "utf8").trim() : `Licence: ${lock[place].license}`;
  const name = `${place.replace(/^.*node_modules\//, "")} ${lock[place].version}`;
  byText.set(text, [...(byText.get(text) ?? []), name]);
}
for (const [text, names] of byText) process.stdout.write(`${names.join(", ")}\n\n${text}\n\n\n`);
