// Pages of a live exercise in a real browser: each seat has a context of its own, and whatever is wrong with a page is collected.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { overflowing } from "./measures.mjs";
import { until } from "./session.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export class Pages {
  static async open(shots) {
    const pages = new Pages();
    pages.shots = shots;
    pages.wrong = [];
    pages.lost = false;
    pages.browser = await chromium.launch({ executablePath: process.env.OUTRUN_BROWSER ?? "/usr/bin/chromium", args: flags, headless: true });
    return pages;
  }

  // A page of a seat, on a phone or a desktop, light or dark.
  async sit(link, name, { phone = false, dark = false } = {}) {
    const context = await this.browser.newContext({
      viewport: phone ? { width: 360, height: 780 } : { width: 1280, height: 900 },
      colorScheme: dark ? "dark" : "light", isMobile: phone, hasTouch: phone, reducedMotion: "reduce",
    });
    const page = await context.newPage();
    this.#listen(page, name, new URL(link).host);
    // While pages are being written: those of a folder instead of those in the program.
    const folder = process.env.OUTRUN_PAGES;
    if (folder) await page.route("**/static/*", (route) => route.fulfill({ path: join(folder, new URL(route.request().url()).pathname.split("/").pop()) }));
    await page.goto(link);
    await page.locator("h1").waitFor();
    return page;
  }

  #listen(page, name, host) {
    const told = (what) => this.wrong.push(`${name}: ${what}`);
    page.on("console", (message) => {
      // While the server is dead the browser complains, and rightly; and where somebody else was quicker.
      if (["error", "warning"].includes(message.type()) && !this.lost && !message.text().includes("409 (Conflict)")) told(`the console says: ${message.text()}`);
    });
    page.on("pageerror", (error) => told(`the script fails: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "data:" && url.host !== host) told(`asks for ${url.host}`);
    });
  }

  // Nothing serious for those who cannot see or use a pointer, nothing wider than the window; a picture if wanted.
  async look(page, name) {
    for (const one of await page.evaluate(overflowing, false)) this.wrong.push(`${name}: ${one}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const one of found.violations.filter((one) => ["serious", "critical"].includes(one.impact))) {
      this.wrong.push(`${name}: ${one.impact}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
    }
    if (!this.shots) return;
    await page.evaluate(() => globalThis.scrollTo(0, 0));
    await page.screenshot({ path: join(this.shots, `live-${name}.png`), fullPage: true });
  }

  async text(page) {
    return page.locator("#page").innerText();
  }

  close() {
    return this.browser.close();
  }
}

export const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

// A button that asks once more.
export async function pressTwice(page, name, yes) {
  await press(page, name);
  await press(page, yes);
}

export const shows = (page, words) => until(`the page shows “${words}”`, async () => (await page.locator("#page").innerText()).includes(words));
