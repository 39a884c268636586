// Takes a screenshot of a page in a real browser, by hand and never in CI. The browser comes from the npm registry:
//
//   npm install --prefix FOLDER @sparticuz/chromium@147.0.0 puppeteer-core@24.43.1
//   node docs/images/screenshot.cjs FOLDER report.html report-desktop.png 1100x1000 light 1
//   node docs/images/screenshot.cjs FOLDER report.html report-phone.png 390x844 dark 1.5
const { createRequire } = require("node:module");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [folder, page, picture, size, scheme, scale] = process.argv.slice(2);
const from = createRequire(path.resolve(folder, "package.json"));

async function main() {
  const { default: chromium } = await import(pathToFileURL(from.resolve("@sparticuz/chromium")).href);
  const { default: puppeteer } = await import(pathToFileURL(from.resolve("puppeteer-core")).href);
  const [width, height] = size.split("x").map(Number);
  const browser = await puppeteer.launch({
    args: [...chromium.args, "--no-sandbox"],
    executablePath: await chromium.executablePath(),
    headless: "shell",
  });
  try {
    const tab = await browser.newPage();
    const phone = width < 500;
    await tab.setViewport({ width, height, deviceScaleFactor: Number(scale), isMobile: phone, hasTouch: phone });
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await tab.goto(pathToFileURL(path.resolve(page)).href);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) {
      throw new Error(`${page}: ${wide} pixels wide, and the screen has ${width}`);
    }
    await tab.screenshot({ path: picture });
  } finally {
    await browser.close();
  }
}

main();
