// The page of who leads: time, injects, seats, what the attacker holds, and what the plan does now.

import { blast } from "./chart.js";
import { draw, h } from "./dom.js";
import { connect, line } from "./link.js";
import { injects } from "./injects.js";
import { button, change, field, form, head, log, observations, observing, panel, redrawn, timeWords, twice, ui, waiting } from "./parts.js";
import { seats } from "./seats.js";
import { count, marked, pace, person, span, stamp, timeNow } from "./words.js";

const page = document.querySelector("#page");
const say = document.querySelector("#say");
let told = null;

connect(take, show);
redrawn(show);
setInterval(show, 1000);
globalThis.addEventListener("resize", show);

function take(next) {
  const before = told?.view;
  told = next;
  if (before && before.blast.passed_ms === null && told.view.blast.passed_ms !== null) say.textContent = "The blast radius has passed its limit.";
  if (before && before.clock.phase !== told.view.clock.phase) say.textContent = timeWords(told.view.clock);
  show();
}

function show() {
  if (!told) {
    if (line.state !== "opening") draw(page, [h("main", null, h("p", { class: "warning" },
      line.state === "void" ? "This link is not valid, or no longer. A new one is printed where the program was started." : "The exercise does not answer: trying again."))]);
    return;
  }
  const { view } = told;
  document.title = `${view.title}: facilitator`;
  draw(page, [...head(told, `You lead. Alternative: ${view.alternative}. ${timeWords(view.clock)}`), control(view), ways(), h("main", { class: "two wide" },
    h("div", { key: "left", class: "left" }, blast(told), plan(view), waiting(told, seatOf(view)), injects(told), log(told)),
    h("div", { key: "right", class: "right-side" }, seats(told), nodes(view), room(view), noted(view)))]);
}

function seatOf(view) {
  return (who) => view.seats.find((seat) => seat.sits && seat.name !== who.name && seat.plays.some((one) => one.id === who.id))?.name;
}

const PARTS = [["blast", "Blast radius"], ["plan", "The plan"], ["waiting", "Waiting"], ["injects", "Injects"], ["log", "Log"], ["seats", "Seats"], ["nodes", "Nodes"], ["noted", "Observations"]];

function ways() {
  return h("nav", { key: "ways", class: "ways", "aria-label": "Parts of this page" }, h("ul", null, PARTS.map(([id, name]) => h("li", { key: id }, h("a", { href: `#${id}` }, name)))));
}

function control(view) {
  return h("section", { key: "control", class: "control", "aria-label": "Time" }, h("div", { class: "row" }, controls(view)));
}

function controls(view) {
  const { phase, running, pace: how } = view.clock;
  if (phase === "ended") return h("p", { key: "ended" }, "EndEx. The page stays as it was at the end; make the after-action report from the session.");
  if (phase === "preparing") return [starting(view), pacing(view.clock)];
  const steps = how === "steps";
  return [
    running && !steps && button("pause", "Pause", "pause", "main"),
    !running && button("resume", "Resume", "resume", "main"),
    button("step", "To the next event", "step", steps && running ? "main" : ""),
    pacing(view.clock),
    jumping(),
    twice("end", "End", "end", { ask: "End the exercise for everybody? It cannot begin again.", yes: "Yes, end it" }),
  ];
}

function starting(view) {
  const players = view.seats.filter((seat) => seat.role === "player" && seat.plays.length > 0);
  const missing = players.filter((seat) => !seat.sits);
  const ask = missing.length > 0
    ? `${count(missing.length, "player does", "players do")} not take part yet and will be simulated: ${missing.slice(0, 6).map((seat) => seat.name).join(", ")}${missing.length > 6 ? " …" : ""}.`
    : "Everybody is there.";
  return twice("start", "Start", "start", { kind: "main", ask, yes: "Yes, start" });
}

const PACES = [1, 5, 10, 30, 60, 300, 1440];

function pacing(clock) {
  const now = clock.pace === "steps" ? "steps" : String(clock.pace.times);
  const known = ["steps", ...PACES.map(String)];
  const make = (data) => ({ pace: data.get("pace") === "steps" ? "steps" : { times: Number(data.get("pace")) } });
  return h("details", { key: "pacing", id: "control-pace", class: "drop" }, h("summary", null, `Pace: ${pace(clock)}`),
    form("pace", "Set the pace", make, field("Time goes", h("select", { name: "pace" },
      [...new Set([now, ...known])].map((one) => h("option", { key: one, value: one }, one === "steps" ? "step by step" : pace({ pace: { times: Number(one) } })))),
    "In steps the clock stands until you go to the next event.")));
}

function jumping() {
  const make = (data) => ({ jump: Math.round(Number(data.get("much")) * Number(data.get("unit"))) });
  return h("details", { key: "jumping", class: "drop" }, h("summary", null, "Jump"),
    h("p", { class: "quiet small" }, "The clock goes forward, never back; what would have happened meanwhile happens."),
    h("p", { class: "row" }, [[5, "5 min"], [15, "15 min"], [60, "1 h"]].map(([minutes, words]) => button(`jump${minutes}`, `+ ${words}`, { jump: minutes * 60_000 }))),
    form("jump", "Jump", make, h("div", { class: "row" },
      field("By", h("input", { type: "number", name: "much", min: "1", max: "10000", value: "30", required: true })),
      field("of", h("select", { name: "unit" }, h("option", { key: "m", value: "60000" }, "minutes"), h("option", { key: "h", value: "3600000" }, "hours"))))));
}

// What the plan says should happen now: who is contacted for what, and whether a person or the simulation answers.
function plan(view) {
  const now = timeNow(told);
  return panel("plan", "What the plan does now", count(view.contacts.length, "contact", "contacts"),
    view.contacts.length === 0 && h("p", { class: "quiet" }, view.clock.phase === "running" ? "Nobody is being contacted." : "Nothing yet."),
    h("ul", { class: "rows" }, view.contacts.map((one, place) => h("li", { key: place },
      h("div", null, marked(one.title)),
      h("div", { class: "small" }, `Step ${one.step[0]} of ${one.step[1]}. `, one.next_ms !== null && nextStep(one.next_ms - now),
        one.silent && h("strong", { class: "bad" }, " Nobody is left to ask: the chain is silent.")),
      one.waits_for.length > 0 && h("div", { class: "small" }, "Waits for ", one.waits_for.map(([who, played], at) =>
        h("span", { key: at, class: "person" }, at > 0 && ", ", h("b", null, who.name), " ", h("span", { class: played ? "pill played" : "pill simulated" }, played ? "played" : "simulated"))))))));
}

function nextStep(ms) {
  return ms > 0 ? `The next step begins in ${span(ms)}.` : "The next step is due.";
}

function nodes(view) {
  const running = view.clock.phase === "running";
  const held = view.nodes.filter((one) => one.standing === "live").length;
  return panel("nodes", "What the attacker has touched", view.nodes.length > 0 && `${held} held, ${view.nodes.length - held} cut`,
    view.nodes.length === 0 && h("p", { class: "quiet" }, "Nothing yet."),
    scroll(h("ul", { class: "rows" }, view.nodes.map((one) => h("li", { key: one.id }, h("code", null, one.id), " ",
      h("span", { class: `pill ${one.standing === "live" ? "held-node" : "cut-node"}` }, one.standing === "live" ? "held" : "cut"), " ",
      h("span", { class: one.known ? "pill" : "pill unknown" }, one.known ? "known" : "not known"),
      h("span", { class: "when right" }, stamp(one.taken_ms)),
      running && (!one.known || one.decidable) && h("div", { class: "row" },
        !one.known && button(`find-${one.id}`, "The room finds it", { find: one.id }),
        one.decidable && deciding(one, view)))))));
}

function scroll(list) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "nodes that the attacker has touched" }, list);
}

// The room decides, whoever the plan would have asked.
function deciding(node, view) {
  const name = `decide-${node.id}`;
  if (ui.deciding !== node.id) return h("button", { key: name, type: "button", onclick: () => change({ deciding: node.id }) }, "The room decides to contain it");
  const make = (data) => {
    ui.deciding = null;
    return { decide: { asset: node.id, person: data.get("person") || null } };
  };
  return h("div", { key: `${name}-form`, class: "inset" }, form(name, "Decided: contain it", make, field("Who decided?", h("select", { name: "person" },
    h("option", { key: "", value: "" }, "the room as a whole"), view.people.map((one) => h("option", { key: one.id, value: one.id }, person(one)))))),
  h("button", { type: "button", onclick: () => change({ deciding: null }) }, "Not decided"));
}

function room(view) {
  if (view.room.length === 0) return null;
  return panel("room", "What the room did outside of the plan", null, h("ul", { class: "rows" }, [...view.room].reverse().map(([at, seat, what], place) =>
    h("li", { key: view.room.length - place }, h("span", { class: "when" }, stamp(at)), ` ${what} `, h("span", { class: "quiet" }, `(${seat})`)))));
}

function noted(view) {
  return panel("noted", "Observations", count(view.observations.length, "observation", "observations"),
    observations(view.observations, false),
    h("details", null, h("summary", null, "Write one down yourself"), observing(told, [])));
}
