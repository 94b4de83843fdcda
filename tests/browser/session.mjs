// A session of `outrun exercise live` for tests: started, killed, taken up again, and asked without a browser.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import http from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const program = process.env.OUTRUN_CONDUCT ?? join(root, "target/release/outrun");

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Asks until the answer is something; says what did not come.
export async function until(what, ask, ms = 15_000) {
  const end = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${ms / 1000} s in vain: ${what}`);
    await sleep(50);
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Session {
  // Participants are rows of `name,role,plays`.
  static async begin(exercise, participants, options) {
    const session = new Session();
    session.place = mkdtempSync(join(tmpdir(), "outrun-live-"));
    session.port = await freePort();
    const list = join(session.place, "participants.csv");
    writeFileSync(list, `name,role,plays\n${participants.join("\n")}\n`);
    session.folder = join(session.place, "session");
    const links = join(session.place, "links.json");
    await session.#run([exercise, "--participants", list, "--out", session.folder, "--links", links, ...options]);
    session.links = JSON.parse(readFileSync(links, "utf8"));
    return session;
  }

  async #run(words) {
    const all = ["exercise", "live", ...words, "--listen", `127.0.0.1:${this.port}`];
    this.process = spawn(program, all, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    this.said = "";
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on("data", (data) => { this.said += data; });
    const running = this.process;
    this.gone = new Promise((resolve) => running.on("exit", resolve));
    let over = false;
    this.gone.then(() => { over = true; });
    await until(`the server: ${this.said}`, async () => {
      if (over) throw new Error(`the server ended: ${this.said}`);
      return fetch(`http://127.0.0.1:${this.port}/static/console.css`).then((answer) => answer.ok, () => false);
    }, 60_000);
  }

  async kill(signal) {
    this.process.kill(signal);
    await this.gone;
  }

  resume() {
    return this.#run(["--resume", this.folder]);
  }

  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGINT");
      await Promise.race([this.gone, sleep(5_000)]);
      this.process.kill("SIGKILL");
    }
    if (existsSync(this.place)) rmSync(this.place, { recursive: true, force: true });
  }

  link(name) {
    return this.links.find((one) => one.name === name).link;
  }

  // What a seat is told, as its page gets it.
  async told(name) {
    const stream = new Stream(this.link(name));
    const told = await until(`a view of ${name}`, () => stream.last);
    stream.close();
    return told;
  }

  // Does something without a page.
  async act(name, act) {
    const answer = await fetch(`${this.link(name)}/act`, {
      method: "POST", headers: { "Content-Type": "application/json", "X-Outrun": "1" },
      body: JSON.stringify({ id: crypto.randomUUID(), act }),
    });
    if (!answer.ok) throw new Error(`${name} ${JSON.stringify(act)}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  // Memory of the server in MiB: now, and at most so far.
  memory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    const figure = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
    return { now: figure("VmRSS"), most: figure("VmHWM") };
  }
}

// An open stream of events; the last view is kept, and whoever wants is told of each.
export class Stream {
  constructor(link, onView = () => {}) {
    this.last = null;
    this.bytes = 0;
    let rest = "";
    this.request = http.get(`${link}/events`, { agent: false, headers: { Accept: "text/event-stream" } }, (answer) => {
      answer.setEncoding("utf8");
      answer.on("data", (text) => {
        this.bytes += text.length;
        const events = (rest + text).split("\n\n");
        rest = events.pop();
        for (const event of events) {
          const data = event.split("\n").find((line) => line.startsWith("data:"));
          if (!data) continue;
          this.last = JSON.parse(data.slice(5));
          onView(this.last);
        }
      });
      answer.on("error", () => {});
    });
    this.request.on("error", () => {});
  }

  close() {
    this.request.destroy();
  }
}
