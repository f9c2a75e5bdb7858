// Drives the report page in headless Chromium: report.js BACKCHANNEL WORK CHROMIUM
"use strict";
const { chromium } = require("playwright-core");
const { executablePath, failures, patience } = require("./support.js");

// In this order: later parts look at pages that earlier ones made.
const parts = ["numbers", "run_page", "hostile", "several", "sweep_pages", "layout"];

(async () => {
  const quiet = ["gpu", "quic", "background-networking", "component-update", "sync"].map((what) => `--disable-${what}`);
  const browser = await chromium.launch({
    executablePath,
    timeout: patience,
    args: ["--no-sandbox", "--no-first-run", ...quiet],
  });
  for (const part of parts) await require(`./${part}.js`)(browser);
  await browser.close();
  if (failures.length > 0) console.log(`${failures.length} failed`);
  process.exit(failures.length > 0 ? 1 : 0);
})();
