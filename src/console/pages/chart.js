// How the blast radius grows against what is decided: a picture, the same in a sentence, and the same as a table.

import { h } from "./dom.js";
import { count, span, stamp, timeNow } from "./words.js";
import { panel } from "./parts.js";

const HIGH = 230;
const PAD = { left: 44, right: 14, top: 26, bottom: 30 };
const STEPS_MIN = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080];

export function blast(told) {
  const { blast: it } = told.view;
  const now = timeNow(told);
  return panel("blast", "Blast radius", null,
    h("p", { class: "headline" }, h("strong", { class: it.passed_ms === null ? "" : "bad" }, `${it.weight}`), ` ${sentence(it)}`),
    h("figure", null, picture(it, now, told.log ?? []),
      h("figcaption", { class: "legend quiet small" },
        h("span", { class: "l-taken" }, "taken so far (weight)"), it.limit !== null && h("span", { class: "l-limit" }, "limit"),
        h("span", { class: "l-decision" }, "decisions"), h("span", { class: "l-action" }, "carried out"))),
    h("details", null, h("summary", null, "The same as a table"), table(it)));
}

export function sentence(it) {
  const parts = [`of ${it.reach} that can be reached: ${count(it.count, "node", "nodes")} taken, ${it.live} held now.`];
  if (it.limit !== null) {
    parts.push(it.passed_ms === null ? `The limit is ${it.limit}, and is kept.` : `The limit of ${it.limit} was passed after ${span(it.passed_ms)}.`);
  }
  if (it.jewels.length > 0) parts.push(`Crown jewels taken: ${it.jewels.join(", ")}.`);
  if (it.contained_ms !== null) parts.push(`Nothing is held any more since ${span(it.contained_ms)} after StartEx.`);
  return parts.join(" ");
}

function picture(it, now, log) {
  const wide = Math.min(900, Math.max(280, (document.querySelector("#blast figure")?.clientWidth ?? 600)));
  const until = Math.max(now, 600_000);
  const top = 1.1 * Math.max(it.weight, it.limit ?? 0, 5);
  const x = (ms) => (PAD.left + (wide - PAD.left - PAD.right) * Math.min(1, ms / until)).toFixed(1);
  const y = (weight) => (HIGH - PAD.bottom - (HIGH - PAD.top - PAD.bottom) * Math.min(1, weight / top)).toFixed(1);
  const words = `Blast radius ${it.weight} ${sentence(it)}`;
  return h("svg", { viewBox: `0 0 ${wide} ${HIGH}`, role: "img", "aria-label": words, class: "picture" },
    ticks(until).map((ms) => h("g", { key: `x${ms}` },
      h("line", { class: "grid", x1: x(ms), x2: x(ms), y1: PAD.top, y2: HIGH - PAD.bottom }),
      h("text", { x: x(ms), y: HIGH - 10, "text-anchor": Number(x(ms)) > wide - 30 ? "end" : "middle" }, ms === 0 ? "0" : span(ms)))),
    [0, top / 2.2, top / 1.1].map((weight, place) => h("text", { key: `y${place}`, x: PAD.left - 6, y: Number(y(weight)) + 4, "text-anchor": "end" }, String(Math.round(weight)))),
    it.limit !== null && h("line", { key: "limit", class: "limit", x1: PAD.left, x2: wide - PAD.right, y1: y(it.limit), y2: y(it.limit) }),
    h("path", { class: "taken", d: path(it.points, now, x, y) }),
    h("line", { key: "now", class: "now", x1: x(now), x2: x(now), y1: PAD.top, y2: HIGH - PAD.bottom }),
    log.filter((one) => ["decision", "action", "CLEAR"].includes(one.word)).slice(-80).map((one, place) =>
      h("path", { key: `m${place}`, class: one.word === "decision" ? "mark decision" : "mark action", d: `M${x(one.at_ms)} ${PAD.top - 4}l-4 -8h8z` },
        h("title", null, `${stamp(one.at_ms)} ${one.text}`))));
}

function path(points, now, x, y) {
  const steps = [`M${x(0)} ${y(0)}`];
  for (const [at, weight] of points) steps.push(`H${x(at)}V${y(weight)}`);
  return `${steps.join("")}H${x(now)}`;
}

function ticks(until) {
  const minutes = until / 60_000;
  const step = STEPS_MIN.find((one) => minutes / one <= 5) ?? Math.ceil(minutes / 5);
  return Array.from({ length: Math.floor(minutes / step) + 1 }, (_, place) => place * step * 60_000);
}

function table(it) {
  return h("table", null, h("thead", null, h("tr", null, h("th", { scope: "col" }, "after StartEx"), h("th", { scope: "col" }, "weight taken"))),
    h("tbody", null, it.points.slice(-60).map(([at, weight], place) => h("tr", { key: place }, h("td", null, stamp(at)), h("td", null, weight)))));
}
