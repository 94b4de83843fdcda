// The page of somebody who plays: what they are asked, what they are sent, and nothing else.

import { draw, h } from "./dom.js";
import { act, connect, line } from "./link.js";
import { button, change, errorOf, feedback, goesOn, head, panel, person, reachable, redrawn, timeWords, twice, ui } from "./parts.js";
import { answer, count, marked, span, stamp, timeNow } from "./words.js";

const page = document.querySelector("#page");
const say = document.querySelector("#say");
let told = null;
let seen = null;
let sound = null;

connect(take, show);
redrawn(show);
setInterval(show, 1000);

function take(next) {
  told = next;
  announce();
  show();
}

function show() {
  if (!told) {
    if (line.state !== "opening") draw(page, [h("main", null, h("p", { class: "warning" }, waitingWords()))]);
    return;
  }
  const { view } = told;
  const ended = view.clock.phase === "ended";
  const open = ended ? [] : view.questions.filter((one) => one.open);
  const unread = ended ? [] : view.messages.filter((one) => !one.read);
  const wanted = open.length + unread.length;
  document.title = wanted > 0 ? `(${wanted}) ${view.title}` : view.title;
  draw(page, [...head(told, who(view)), h("main", { class: "two" },
    h("div", { key: "left", class: "left" },
      ended && feedback(),
      view.clock.phase === "preparing" && before(view),
      view.clock.phase === "running" && !view.sits && view.plays.length > 0 && panel("join", "You do not take part", null, place(view)),
      asked(view, open)),
    h("div", { key: "right", class: "right-side" }, messages(view), over(view), about(view)))]);
}

function waitingWords() {
  return line.state === "void"
    ? "This link is not valid, or no longer. Ask whoever leads the exercise for a new one."
    : "The exercise does not answer: trying again.";
}

function who(view) {
  return view.plays.length > 0 ? `${view.name}, you play ${view.plays.map(person).join(", ")}.` : `${view.name}, you watch and read: you play nobody.`;
}

function before(view) {
  return panel("before", "Before it begins", null, reachable(told), joining(view), consent(view));
}

function joining(view) {
  if (view.plays.length === 0) return null;
  if (view.sits) return h("p", { key: "sits", class: "good" }, "✓ You take part: what your people do is up to you.");
  return h("div", { key: "sit", class: "card ask" }, h("h3", null, "Take your place"), place(view));
}

function place(view) {
  return [h("p", null, "Until you take part, your people are simulated: they answer as the plan expects them to."),
    button("sit", "Take part", { sit: view.seat }, "main")];
}

function consent(view) {
  const set = (value) => (value ? "main" : "");
  return h("div", { key: "consent", class: "card" }, h("h3", null, "May your name stand beside your times?"),
    h("p", null, "How long answers took is kept by role. Only if you agree your name stands beside it. You can change this at any time."),
    h("p", { class: "row" },
      button("consent-yes", view.consents === true ? "✓ By name" : "By name", { consent: true }, set(view.consents === true)),
      button("consent-no", view.consents === false ? "✓ By role only" : "By role only", { consent: false }, set(view.consents === false))),
    view.consents === null && h("p", { class: "quiet small" }, "You have not said anything: by role only."));
}

function asked(view, open) {
  return panel("asked", "Asked of you", open.length > 0 && count(open.length, "question", "questions"),
    h("div", { class: "cards" }, open.map((one) => question(one, view))),
    open.length === 0 && h("div", { key: "none", class: "none" }, h("p", { class: "big" }, nothing(view)), h("p", { class: "quiet" }, timeWords(view.clock))));
}

function nothing(view) {
  if (view.clock.phase === "ended") return "It is over. Thank you.";
  if (view.clock.phase === "preparing") return "Nothing is asked of you yet.";
  return "Nothing is asked of you now.";
}

function question(one, view) {
  const now = timeNow(told);
  const paused = !view.clock.running;
  const name = `q${one.number}`;
  return h("article", { key: one.number, id: name, class: "card question", "aria-labelledby": `${name}-h` },
    h("h3", { id: `${name}-h`, tabindex: "-1", "data-home": true }, marked(one.title)),
    h("p", { class: "quiet" }, marked(one.detail)),
    h("p", { class: "small late" }, view.plays.length > 1 && h("strong", null, `For ${one.person.name}. `),
      `Waiting for you ${span(now - one.since_ms)}${paused ? ", the clock stands" : ""}. `, one.until_ms !== null && goesOn(one.until_ms - now)),
    ui.handing === one.number
      ? handing(one, view)
      : h("div", { key: "answers", class: "answers" }, one.choices.map((choice) => give(one, choice)),
        one.delegable && h("button", { key: "hand", type: "button", onclick: () => change({ handing: one.number, search: "", sure: null }) }, "Hand over to …"),
        errorOf(name)));
}

// Whoever has the floor answers once: what stops somebody or something asks again.
function give(one, choice) {
  const name = `q${one.number}`;
  const key = `${name}-${choice.answer}`;
  const go = () => act(name, { answer: { question: one.number, answer: choice.answer } });
  const final = ["decline", "false_alarm"].includes(choice.answer);
  if (final) return twice(key, choice.label, go);
  return button(key, choice.label, go, choice.usual ? "main" : "");
}

function handing(one, view) {
  const name = `q${one.number}`;
  const wanted = (ui.search ?? "").trim().toLowerCase();
  const fits = (it) => it.id !== one.person.id && `${it.name} ${it.id} ${it.holds.join(" ")}`.toLowerCase().includes(wanted);
  const found = view.people.filter(fits);
  const go = (to) => {
    change({ handing: null });
    return act(name, { answer: { question: one.number, answer: { delegate: to } } });
  };
  return h("div", { key: "handing", class: "handing", role: "group", "aria-label": "Hand over" },
    h("label", { class: "field" }, h("span", { class: "name", tabindex: "-1", "data-home": true }, "To whom do you hand this over?"),
      h("input", { type: "search", placeholder: "name, role or team", autocomplete: "off", oninput: (event) => change({ search: event.target.value }) })),
    h("ul", { class: "people" }, found.slice(0, 8).map((it) => h("li", { key: it.id },
      twice(`${name}-to-${it.id}`, person(it), () => go(it.id), { ask: `Hand over to ${it.name}?`, yes: "Yes, hand over" })))),
    h("p", { class: "quiet small", role: "status" }, found.length > 8 ? `${found.length - 8} more: type more of the name.` : found.length === 0 ? "Nobody is called so." : ""),
    h("button", { type: "button", onclick: () => change({ handing: null }) }, "Do not hand over"));
}

function messages(view) {
  const unread = view.messages.filter((one) => !one.read).length;
  return panel("messages", "Messages", unread > 0 ? `${unread} unread` : null,
    view.messages.length === 0 && h("p", { class: "quiet" }, "None yet."),
    h("div", { class: "cards" }, view.messages.map((one) => message(one, view.clock.phase !== "ended"))));
}

function message(one, readable) {
  const named = one.from !== "" && one.title.includes(one.from);
  return h("article", { key: one.number, id: `m${one.number}`, class: one.read ? "card message" : "card message fresh", "aria-labelledby": `m${one.number}-h` },
    h("p", { class: "small quiet" }, h("span", { class: "when" }, stamp(one.at_ms)), !named && one.by && ` by ${one.by}`, !named && one.from && h("span", null, " from ", h("strong", null, one.from))),
    h("h3", { id: `m${one.number}-h`, tabindex: "-1", "data-home": true }, one.title || "Message"),
    h("p", { class: "words" }, one.says),
    readable && !one.read && button(`read${one.number}`, "I have read it", { read: one.number }));
}

function over(view) {
  const done = view.questions.filter((one) => !one.open || view.clock.phase === "ended");
  return panel("over", "What you answered", done.length > 0 ? `${done.length}` : null,
    done.length === 0 && h("p", { class: "quiet" }, "Nothing yet."),
    h("ul", { class: "rows" }, done.map((one) => h("li", { key: one.number }, h("div", null, marked(one.title)),
      h("div", { class: "small quiet" }, one.answered
        ? `${answer(one.answered[0], one.choices, view.people)}, at ${stamp(one.answered[1])}, after ${span(one.answered[1] - one.since_ms)}`
        : one.open ? "It was open at the end." : "It went on without your answer.")))));
}

function about(view) {
  return h("details", { key: "about", class: "panel" }, h("summary", null, "You and this page"),
    h("p", { class: "row" }, h("button", { type: "button", "aria-pressed": sound ? "true" : "false", onclick: toggleSound }, sound ? "Sound is on" : "Sound is off"),
      h("span", { class: "quiet small" }, "A short tone when something new comes.")),
    view.clock.phase !== "preparing" && h("div", { key: "later" }, !view.confirmed && reachable(told), consent(view)),
    view.sits && view.clock.phase !== "ended" && h("p", null, twice("leave", "I have to go: let my people be simulated", { leave: view.seat }, { ask: "From now on the plan answers for you.", yes: "Yes, I go" })),
    h("p", { class: "quiet small" }, "Your link is yours alone: whoever has it can answer for you."));
}

// Something new is said aloud by screen readers, and by a tone where that is wished.
function announce() {
  const { view } = told;
  const questions = view.questions.filter((one) => one.open);
  const now = new Set([...questions.map((one) => `q${one.number}`), ...view.messages.map((one) => `m${one.number}`), view.clock.phase, `run${view.clock.running}`]);
  const fresh = (name) => seen && !seen.has(name);
  const words = [];
  if (fresh(view.clock.phase) || (fresh(`run${view.clock.running}`) && view.clock.phase === "running")) words.push(timeWords(view.clock));
  for (const one of questions) if (fresh(`q${one.number}`)) words.push(`Asked of you: ${one.title.replaceAll("`", "")}`);
  for (const one of view.messages) if (fresh(`m${one.number}`)) words.push(`New message: ${one.title}`);
  seen = now;
  if (words.length === 0) return;
  say.textContent = words.join(". ");
  tone();
}

function toggleSound() {
  sound = sound ? (sound.close(), null) : new AudioContext();
  tone();
  show();
}

function tone() {
  if (!sound) return;
  const voice = sound.createOscillator();
  const loud = sound.createGain();
  loud.gain.setValueAtTime(0.15, sound.currentTime);
  loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + 0.5);
  voice.frequency.value = 740;
  voice.connect(loud).connect(sound.destination);
  voice.start();
  voice.stop(sound.currentTime + 0.5);
}
