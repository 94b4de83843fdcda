// The page of evaluators, who write down and rate, and of observers, who watch.

import { blast } from "./chart.js";
import { draw, h } from "./dom.js";
import { connect, line } from "./link.js";
import { feedback, head, log, observations, observing, panel, reachable, redrawn, timeWords, waiting } from "./parts.js";
import { count, inOrder, marked, stamp } from "./words.js";

const page = document.querySelector("#page");
const say = document.querySelector("#say");
let told = null;
let happened = null;

connect(take, show);
redrawn(show);
setInterval(show, 1000);
globalThis.addEventListener("resize", show);

function take(next) {
  told = next;
  const now = told.view.injects.filter((one) => one.status === "released").map((one) => one.id);
  const fresh = happened ? now.filter((id) => !happened.has(id)) : [];
  if (fresh.length > 0) say.textContent = `Inject: ${fresh.join(", ")}`;
  happened = new Set(now);
  show();
}

function show() {
  if (!told) {
    if (line.state !== "opening") draw(page, [h("main", null, h("p", { class: "warning" },
      line.state === "void" ? "This link is not valid, or no longer. Ask whoever leads the exercise for a new one." : "The exercise does not answer: trying again."))]);
    return;
  }
  const { view } = told;
  document.title = view.title;
  const role = view.rates ? "you evaluate" : "you observe";
  draw(page, [...head(told, `${view.name}, ${role}. ${timeWords(view.clock)}`), h("main", { class: "two" },
    h("div", { key: "left", class: "left" }, left(view)),
    h("div", { key: "right", class: "right-side" }, right(view)))]);
}

function left(view) {
  return [
    view.clock.phase === "ended" && feedback(),
    view.clock.phase === "preparing" && panel("before", "Before it begins", null, reachable(told)),
    view.rates && panel("observe", "Observe", null, observing(told, view.tasks)),
    view.rates && panel("own", "What you wrote down", count(view.observations.length, "observation", "observations"),
      view.observations.length === 0 && h("p", { class: "quiet" }, "Nothing yet."), observations(view.observations, true)),
    !view.rates && blast(told),
    !view.rates && waiting(told),
  ];
}

function right(view) {
  return [view.rates && blast(told), injects(view), view.rates && waiting(told), log(told)];
}

function injects(view) {
  return panel("injects", "Injects", `${view.injects.filter((one) => one.status === "released").length} of ${view.injects.length} have come`,
    h("ul", { class: "rows" }, inOrder(view.injects).map((one) => h("li", { key: one.id },
      h("span", { class: `pill ${one.status}` }, one.status), " ", h("strong", null, one.id),
      h("div", { class: "small quiet" }, one.at_ms === null ? marked(`When: ${one.when}`) : `came at ${stamp(one.at_ms)}`, one.does && `; ${one.does}`),
      one.says && h("div", { class: "words" }, one.says),
      one.expects && h("div", { class: "expects" }, h("b", null, "Expected: "), one.expects)))));
}
