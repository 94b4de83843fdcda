// Times and names in words, and the clock between two events.

import { h } from "./dom.js";

// Exercise time now, in milliseconds after StartEx: the last word of the server, and what has passed since.
export function timeNow(told) {
  const clock = told.view.clock;
  const times = clock.running && clock.phase === "running" ? clock.pace.times ?? 0 : 0;
  return clock.at_ms + (performance.now() - told.receivedAt) * times;
}

// `0:05:30` after StartEx.
export function stamp(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (figure) => String(figure).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

// `1 h 5 min`, `3 min`, `20 s`.
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

// The wall clock of the scenario, told on from the last event: `Sun 2026-11-29 03:25`.
export function local(told) {
  const { at_ms: then, local: words } = told.view.clock;
  const minutes = Math.floor((timeNow(told) - then) / 60_000);
  const found = /^\w+ (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})/.exec(words);
  if (!found || minutes < 1) return words;
  const at = new Date(Date.parse(`${found[1]}T${found[2]}Z`) + minutes * 60_000);
  const day = at.toLocaleString("en-GB", { timeZone: "UTC", weekday: "short" });
  return `${day} ${at.toISOString().slice(0, 16).replace("T", " ")}`;
}

// How time goes.
export function pace(clock) {
  if (clock.pace === "steps") return "step by step";
  return clock.pace.times === 1 ? "real time" : `${clock.pace.times} times as fast`;
}

// In which state the exercise is, as a word to show and a class.
export function state(clock) {
  if (clock.phase === "preparing") return ["not started", "waits"];
  if (clock.phase === "ended") return ["ended", "ended"];
  return clock.running ? ["running", "runs"] : ["paused", "stands"];
}

// Names between back quotes are names of things.
export function marked(text) {
  return text.split("`").map((part, place) => (place % 2 === 1 ? h("code", null, part) : part));
}

// `Jonas Berg (on-call, platform)`.
export function person(one) {
  return one.holds.length > 0 ? `${one.name} (${one.holds.join(", ")})` : one.name;
}

// Injects that have come in the order in which they came, then the others.
export function inOrder(injects) {
  return [...injects].sort((a, b) => (a.at_ms ?? Number.MAX_SAFE_INTEGER) - (b.at_ms ?? Number.MAX_SAFE_INTEGER));
}

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

// What somebody answered, in words; choices of the question know better than this page.
export function answer(given, choices, people) {
  const to = given?.delegate;
  if (to !== undefined) return `handed over to ${people.find((one) => one.id === to)?.name ?? to}`;
  return choices.find((choice) => choice.answer === given)?.label ?? String(given).replaceAll("_", " ");
}
