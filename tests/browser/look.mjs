// Opens every report in reports/ in a real browser, as readers do, and says what is wrong with it.
//
//   node look.mjs [--shots FOLDER] [FILE...]
//
// Exits with 1 if something is wrong. Nothing is asked of any network: requests are counted and refused.
import { readFileSync, readdirSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { labels, overflowing } from "./measures.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browserPath = process.env.OUTRUN_BROWSER ?? "/usr/bin/chromium";
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// A4 at 96 dots per inch, less the margins of the page; wide tables stand on pages that lie on their side.
const ways = [
  { name: "desktop", width: 1280, height: 900, media: "screen" },
  { name: "tablet", width: 768, height: 1024, media: "screen" },
  { name: "phone", width: 390, height: 844, media: "screen" },
  { name: "paper", width: 688, height: 1040, media: "print" },
  { name: "wide paper", width: 1032, height: 700, media: "print" },
];
const schemes = ["light", "dark"];

const only = process.env.OUTRUN_WAYS?.split(",");
const { files, shots } = asked(process.argv.slice(2));
const wrong = [];
const browser = await chromium.launch({ executablePath: browserPath, args: flags, headless: true });
for (const file of files) {
  for (const way of ways.filter((one) => !only || only.includes(one.name))) {
    for (const scheme of schemes) {
      for (const javaScriptEnabled of [true, false]) {
        await look(file, way, scheme, javaScriptEnabled);
      }
    }
  }
  await printed(file);
}
await browser.close();

for (const one of wrong) console.error(one);
console.log(`${files.length} reports, ${ways.length * schemes.length * 2} ways each: ${wrong.length} wrong`);
process.exit(wrong.length > 0 ? 1 : 0);

function asked(words) {
  const place = words.indexOf("--shots");
  const shots = place < 0 ? null : words.splice(place, 2)[1];
  const reports = join(here, "../../reports");
  const all = () => readdirSync(reports).filter((name) => name.endsWith(".html")).sort().map((name) => join(reports, name));
  if (shots) mkdirSync(shots, { recursive: true });
  return { files: (words.length > 0 ? words : all()).map((name) => resolve(name)), shots };
}

// One report in one size, one scheme of colours, with or without its script.
async function look(file, way, scheme, javaScriptEnabled) {
  const how = `${basename(file)}, ${way.name}, ${scheme}, script ${javaScriptEnabled ? "on" : "off"}`;
  const context = await browser.newContext({
    viewport: { width: way.width, height: way.height },
    colorScheme: scheme,
    javaScriptEnabled,
    isMobile: way.name === "phone",
    hasTouch: way.name === "phone",
  });
  const page = await context.newPage();
  const told = (what) => wrong.push(`${how}: ${what}`);
  listen(page, file, told);
  await page.emulateMedia({ media: way.media, colorScheme: scheme });
  await page.goto(pathToFileURL(file).href);
  for (const one of await page.evaluate(overflowing, way.name === "paper")) told(one);
  for (const one of await page.evaluate(labels)) told(one);
  if (javaScriptEnabled) {
    for (const one of await accessible(page)) told(one);
    if (way.media === "screen") await touch(page, told);
  }
  if (shots && javaScriptEnabled) await shot(page, way, scheme, file);
  await context.close();
}

// Whatever the page says or asks for.
function listen(page, file, told) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) told(`the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => told(`the script fails: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(file).href) told(`asks for ${request.url().slice(0, 80)}`);
  });
}

async function accessible(page) {
  // The policy of the page forbids other scripts, so that axe comes in through the debugger, which stands above it.
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.impact}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")} (${one.nodes.length})`);
}

// Every tenth mark that has detail is pointed at: its detail appears, and stays inside the window.
async function touch(page, told) {
  const marks = page.locator("svg.picture:visible [data-tip]");
  const count = await marks.count();
  for (let place = 0; place < count; place += Math.max(1, Math.floor(count / 12))) {
    const mark = marks.nth(place);
    await mark.scrollIntoViewIfNeeded();
    await mark.dispatchEvent("pointerover", { bubbles: true });
    const box = await page.locator("#tip").boundingBox();
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    if (!box) told(`no detail is shown for ${await mark.getAttribute("data-tip")}`);
    else if (box.x < 0 || box.x + box.width > width + 1) told(`detail leaves the window: ${await mark.getAttribute("data-tip")}`);
    await mark.dispatchEvent("pointerout", { bubbles: true });
  }
}

// The report on paper: no picture is cut in two, which only a printer tells; here that it can be printed at all.
async function printed(file) {
  const context = await browser.newContext({ colorScheme: "dark" });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const path = shots ? join(shots, `${basename(file, ".html")}.pdf`) : undefined;
  const bytes = await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
  if (bytes.length < 10_000) wrong.push(`${basename(file)}: printed it is empty`);
  await context.close();
}

async function shot(page, way, scheme, file) {
  const name = `${basename(file, ".html")}-${way.name.replace(" ", "-")}-${scheme}`;
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
