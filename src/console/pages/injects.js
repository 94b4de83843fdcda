// The injects, as who leads sees and moves them.

import { h } from "./dom.js";
import { button, field, form, panel, twice } from "./parts.js";
import { inOrder, marked, stamp, timeNow } from "./words.js";

export function injects(told) {
  const { view } = told;
  const come = view.injects.filter((one) => one.status === "released").length;
  return panel("injects", "Injects", `${come} of ${view.injects.length} have come`,
    h("ul", { class: "rows" }, inOrder(view.injects).map((one) => h("li", { key: one.id, class: "inject" }, inject(one, view.clock.phase)))),
    view.clock.phase !== "ended" && h("details", { class: "drop" }, h("summary", null, "Add an inject"), adding(told)));
}

function inject(one, phase) {
  const read = one.receivers.filter(([, has]) => has).length;
  return [
    h("div", null, h("span", { class: `pill ${one.status}` }, one.status), " ", h("strong", null, one.id)),
    h("div", { class: "small quiet" }, one.at_ms === null ? marked(`When: ${one.when}`) : `came at ${stamp(one.at_ms)}`, one.does && `; ${one.does}`,
      one.to.length > 0 && `; to ${one.to.join(", ")}`, one.from && `; from ${one.from}`, one.by && `, by ${one.by}`),
    one.says && h("div", { class: "words" }, one.says),
    one.expects && h("div", { class: "expects" }, h("b", null, "Expected: "), one.expects),
    one.receivers.length > 0 && h("details", null, h("summary", null, `Read by ${read} of ${one.receivers.length}`),
      h("ul", null, one.receivers.map(([name, has], place) => h("li", { key: place }, `${name}: ${has ? "read" : "not read"}`)))),
    phase !== "ended" && h("div", { class: "row" }, moves(one, phase)),
  ];
}

function moves(one, phase) {
  const name = (what) => `${what}-${one.id}`;
  const preparing = phase === "preparing";
  const words = one.does === "words only";
  const hold = button(name("hold"), "Hold", { hold: one.id });
  const skip = twice(name("skip"), "Skip", { skip: one.id }, { ask: "It will not come by itself any more.", yes: "Yes, skip it" });
  const release = button(name("release"), preparing ? "Plan it again" : "Release now", { release: one.id });
  if (one.status === "released") return null;
  if (one.status === "planned") return [!preparing && release, hold, skip];
  // Before StartEx what is only words would be sent at once.
  const back = preparing && words ? null : release;
  return one.status === "held" ? [back, skip] : [back];
}

function adding(told) {
  const players = told.view.seats.filter((seat) => seat.role === "player");
  const make = (data) => {
    const minutes = Number(data.get("minutes"));
    const text = (name) => (data.get(name) ?? "").trim();
    return { add: {
      title: text("title"), to: data.getAll("to"), from: text("from"), by: text("by"), says: text("says"), expects: text("expects"),
      at_ms: minutes > 0 ? Math.round(timeNow(told) + minutes * 60_000) : null,
    } };
  };
  return form("add", "Add it", make,
    field("Title", h("input", { name: "title", maxlength: "200", required: true }), "Players read it above the words."),
    field("What it says", h("textarea", { name: "says", rows: "3", maxlength: "4000", required: true })),
    h("div", { class: "row" }, field("From", h("input", { name: "from", maxlength: "200" })), field("By", h("input", { name: "by", maxlength: "200", list: "means" }))),
    h("datalist", { id: "means" }, ["phone", "e-mail", "chat", "alert", "in person", "news"].map((one) => h("option", { key: one, value: one }))),
    h("fieldset", null, h("legend", null, "To (nobody chosen: to all players)"), h("div", { class: "choices" }, players.map((seat) =>
      h("label", { key: seat.id, class: "choice" }, h("input", { type: "checkbox", name: "to", value: seat.id }), h("span", null, seat.name))))),
    field("What you expect them to do", h("textarea", { name: "expects", rows: "2", maxlength: "4000" }), "Only you and who evaluates see it."),
    field("In how many minutes of the exercise", h("input", { type: "number", name: "minutes", min: "0", max: "100000", value: "0" }), "0: now."));
}
