// What several pages have: the head with the clock, notes, buttons that ask once more, observations, the form at the end.

import { h } from "./dom.js";
import { act, fate, forget, line } from "./link.js";
import { count, local, marked, pace, person, span, stamp, state, timeNow } from "./words.js";

// What is open on this page only: which button asks whether one is sure, what is searched for.
export const ui = { sure: null };
let redraw = () => {};

export function redrawn(by) {
  redraw = by;
}

export function change(what) {
  Object.assign(ui, what);
  redraw();
}

// The head of each page: what is played, how late it is, and whether the line is there.
export function head(told, who) {
  const { clock, title, practice } = told.view;
  const [word, kind] = state(clock);
  return [
    h("header", { class: "head" },
      practice && h("p", { key: "practice", class: "practice" }, "Practice run: nothing of it enters the history."),
      h("div", { class: "clock" },
        h("span", { class: "time", role: "timer", "aria-live": "off", "aria-label": "exercise time" }, stamp(timeNow(told))),
        h("span", { class: `pill ${kind}` }, word),
        h("span", { class: "quiet local" }, `${local(told)} (${clock.zone})`)),
      h("div", { class: "what" }, h("h1", { tabindex: "-1", "data-home": true }, title), who && h("p", { class: "who" }, who))),
    h("div", { key: "line", class: "line", role: "alert" }, lineWords()),
  ];
}

function lineWords() {
  if (line.state === "lost") return h("p", { class: "warning" }, "Connection lost: trying again. What you see may be old.");
  if (line.state === "void") {
    return h("p", { class: "warning" }, "This link is no longer valid. Ask whoever leads the exercise for a new one.");
  }
  return null;
}

// How time goes, in one sentence.
export function timeWords(clock) {
  if (clock.phase === "preparing") return "The exercise has not begun.";
  if (clock.phase === "ended") return "The exercise has ended.";
  if (!clock.running) return "The exercise is paused: the clock stands.";
  return clock.pace === "steps" ? "Time goes step by step." : `Time goes ${clock.pace.times === 1 ? "as in life" : pace(clock)}.`;
}

// A button that does something; it shows that it is going, and why it was refused.
export function button(name, label, what, kind = "") {
  const { going, error } = fate(name);
  const press = () => (typeof what === "function" ? what() : act(name, what));
  return h("span", { key: name, class: "does" },
    h("button", { type: "button", class: kind, "aria-disabled": going ? "true" : null, onclick: press }, going ? `${label} …` : label),
    error && h("span", { class: "bad small", role: "alert" }, error));
}

// A button for what cannot be taken back: it asks once more where it stands.
export function twice(name, label, what, { kind = "", ask = "This cannot be taken back.", yes = `Yes: ${label}` } = {}) {
  if (ui.sure !== name) return h("span", { key: name, class: "does" },
    h("button", { type: "button", key: "first", class: kind, onclick: () => change({ sure: name }) }, label), errorOf(name));
  const go = () => {
    ui.sure = null;
    return typeof what === "function" ? what() : act(name, what);
  };
  return h("span", { key: name, class: "does sure", role: "group", "aria-label": label },
    h("span", { tabindex: "-1", "data-home": true }, ask),
    h("button", { type: "button", key: "yes", class: "danger", onclick: go }, yes),
    h("button", { type: "button", key: "no", onclick: () => change({ sure: null }) }, "No, go back"));
}

export function errorOf(name) {
  const { error, going } = fate(name);
  if (going) return h("span", { class: "quiet small" }, "sending …");
  return error && h("span", { class: "bad small", role: "alert" }, error);
}

// A part of a page with a heading that can have the focus.
export function panel(id, heading, note, ...kids) {
  return h("section", { key: id, id, class: `panel ${id}`, "aria-labelledby": `${id}-h` },
    h("h2", { id: `${id}-h`, tabindex: "-1", "data-home": true }, heading, note && h("span", { class: "note" }, note)), kids);
}

export function field(label, input, hint) {
  return h("label", { class: "field" }, h("span", { class: "name" }, label), hint && h("span", { class: "quiet small" }, hint), input);
}

// A form of this page: what is typed stays until the server has taken it.
export function form(name, label, make, ...kids) {
  const { going, error, done } = fate(name);
  const send = async (event) => {
    event.preventDefault();
    const at = event.target;
    const what = make(new FormData(at), at);
    if (what && (await act(name, what))) at.reset();
  };
  const typed = () => {
    if (fate(name).done) forget(name);
  };
  return h("form", { key: name, onsubmit: send, oninput: typed }, kids,
    h("p", { class: "row" }, h("button", { class: "main", "aria-disabled": going ? "true" : null }, going ? `${label} …` : label),
      h("span", { class: error ? "bad small" : "quiet small", role: "status" }, error ?? (done ? "Sent." : ""))));
}

// A scrolling list that the keyboard reaches.
export function scroll(label, ...kids) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, kids);
}

// What has happened, the latest first.
export function log(told) {
  const entries = [...(told.log ?? [])].reverse();
  const words = [...new Set(entries.map((one) => one.word))].sort();
  const shown = entries.filter((one) => !ui.word || one.word === ui.word).slice(0, 250);
  return panel("log", "What has happened", count(entries.length, "entry", "entries"),
    words.length > 1 && field("Show", h("select", { onchange: (event) => change({ word: event.target.value }) },
      h("option", { key: "all", value: "" }, "everything"), words.map((word) => h("option", { key: word, value: word }, word)))),
    scroll("what has happened, the latest first", h("ol", { class: "log" }, shown.map((one, place) =>
      h("li", { key: entries.length - place, class: `w-${one.word.toLowerCase()}` },
        h("span", { class: "when", title: one.clock }, stamp(one.at_ms)), h("span", { class: "word" }, one.word), h("span", null, marked(one.text)))))),
    entries.length === 0 && h("p", { class: "quiet" }, "Nothing yet."));
}

// What players are asked and have not answered, by who is asked.
export function waiting(told, seatOf) {
  const now = timeNow(told);
  const { questions } = told.view;
  return panel("waiting", "Waiting for an answer", count(questions.length, "question", "questions"),
    questions.length === 0 && h("p", { class: "quiet" }, "Nobody who plays is asked for anything now."),
    h("ul", { class: "rows" }, [...questions].sort((a, b) => a.since_ms - b.since_ms).map((one) => h("li", { key: one.number },
      h("strong", null, one.person.name), seatOf?.(one.person) && h("span", { class: "quiet" }, `, played by ${seatOf(one.person)}`),
      h("span", { class: "right late" }, `waits ${span(now - one.since_ms)}`),
      h("div", null, marked(one.title)),
      one.until_ms !== null && h("div", { class: "quiet small" }, goesOn(one.until_ms - now))))));
}

export function goesOn(ms) {
  return ms > 0 ? `The plan goes on without an answer in ${span(ms)}.` : "The plan has gone on without waiting longer.";
}

export const RATINGS = [
  ["P", "performed without challenges", "The targets and critical tasks were met, and nothing else suffered for it."],
  ["S", "performed with some challenges", "They were met, with room to be quicker or better."],
  ["M", "performed with major challenges", "They were met, but other work suffered, somebody was put at risk, or plans were not followed."],
  ["U", "unable to be performed", "The targets and critical tasks were not met."],
];

// What an evaluator writes down; its time is that of sending unless another is written.
export function observing(told, tasks) {
  const make = (data) => {
    const kind = data.get("kind");
    return { observe: {
      task: data.get("task") ?? "", text: data.get("text").trim(), rating: data.get("rating") || null,
      strength: kind === "" || kind === null ? null : kind === "strength",
    } };
  };
  const insert = (event) => {
    const area = event.target.closest("form").elements.text;
    area.setRangeText(`[${stamp(timeNow(told))}] `, area.selectionStart, area.selectionEnd, "end");
    area.focus();
  };
  return form("observe", "Write it down", make,
    tasks.length > 0 && field("About", h("select", { name: "task" },
      h("option", { key: "none", value: "" }, "nothing in particular"), tasks.map((task) => h("option", { key: task, value: task }, task)))),
    field("What did you see?", h("textarea", { name: "text", rows: "3", maxlength: "4000", required: true }), "What was done or not done, by whom. It bears the time at which you send it."),
    h("p", { class: "row" }, h("button", { type: "button", onclick: insert }, "Put the time of now into the text")),
    h("fieldset", null, h("legend", null, "Rating"),
      h("div", { class: "choices" }, radio("rating", "", "none", true), RATINGS.map(([letter, words]) => radio("rating", letter, h("span", null, h("b", null, letter), ` ${words}`))))),
    h("details", null, h("summary", null, "What the letters mean"),
      h("dl", null, RATINGS.map(([letter, words, more]) => [h("dt", { key: `t${letter}` }, `${letter}: ${words}`), h("dd", { key: `d${letter}` }, more)]))),
    h("fieldset", null, h("legend", null, "It is"),
      h("div", { class: "choices" }, radio("kind", "", "neither", true), radio("kind", "strength", "a strength"), radio("kind", "area", "an area for improvement"))));
}

export function radio(name, value, label, checked = false) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name, value, checked }), h("span", null, label));
}

export function observations(list, own) {
  return h("ul", { class: "rows" }, list.map((one) => h("li", { key: one.number },
    h("span", { class: "when" }, stamp(one.at_ms)), " ",
    one.what.rating && h("span", { class: `pill rate-${one.what.rating}` }, one.what.rating), " ",
    one.what.strength !== null && h("span", { class: "pill" }, one.what.strength ? "strength" : "improve"), " ",
    !own && h("strong", null, one.by), one.what.task && h("div", { class: "quiet small" }, one.what.task),
    h("div", { class: "words" }, one.what.text))));
}

// Whether somebody can be reached here; asked until it is confirmed.
export function reachable(told) {
  if (told.view.confirmed) return h("p", { key: "confirmed", class: "good" }, "✓ You have confirmed that you can be reached here.");
  return h("div", { key: "confirm", class: "card ask" }, h("h3", null, "Can you be reached here during the exercise?"),
    h("p", null, "Confirm it now, so that whoever leads knows before it begins."),
    button("confirm", "Yes, I can be reached", "confirm", "main"));
}

const RATED = [
  "The exercise was well organised, and I knew what was expected of me.",
  "The scenario was plausible for our organisation.",
  "What I was sent and asked was clear and came at a sensible pace.",
  "The right people took part, with the authority that they have in earnest.",
  "It was worthwhile for somebody in my position to take part.",
  "I am now better prepared to act when an identity is compromised.",
];
const TOLD = [
  "What went well? Up to three strengths",
  "What must get better? Up to three things",
  "What should be done about it, and by whom?",
  "Which plans, runbooks, access rights or contact lists need another look?",
  "What should the next exercise do differently?",
];

// What participants think of the exercise.
export function feedback() {
  const make = (data) => {
    const said = [...RATED.map((asked, place) => [asked, data.get(`r${place}`) ?? ""]), ...TOLD.map((asked, place) => [asked, data.get(`t${place}`).trim()])];
    const given = said.filter(([, answer]) => answer !== "");
    return given.length > 0 ? { feedback: given } : null;
  };
  return panel("feedback", "What did you think of it?", null,
    h("p", { class: "quiet" }, "1 means that you disagree strongly, 5 that you agree strongly. Leave out what you like; what you send again replaces what you sent before."),
    form("feedback", "Send what I think", make,
      RATED.map((asked, place) => h("fieldset", { key: `r${place}` }, h("legend", null, asked),
        h("div", { class: "scale" }, ["1", "2", "3", "4", "5"].map((figure) => radio(`r${place}`, figure, figure))))),
      TOLD.map((asked, place) => h("div", { key: `t${place}` }, field(asked, h("textarea", { name: `t${place}`, rows: "2", maxlength: "4000" }))))));
}

export { person };
