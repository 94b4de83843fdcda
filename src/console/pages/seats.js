// The seats: who is there, who is simulated, and everybody's personal link.

import { h } from "./dom.js";
import { fate, forget, links } from "./link.js";
import { button, change, errorOf, field, form, panel, twice, ui } from "./parts.js";
import { count, person, span, timeNow } from "./words.js";

// More seats than these are only shown if one is looked for.
const MOST = 30;
const fresh = new Map();

export function seats(told) {
  const { view } = told;
  const online = new Set(told.online ?? []);
  const wanted = (ui.seat ?? "").trim().toLowerCase();
  const found = view.seats.filter((seat) => `${seat.name} ${seat.id} ${seat.role}`.toLowerCase().includes(wanted));
  const players = view.seats.filter((seat) => seat.role === "player");
  const confirmed = players.filter((seat) => seat.confirmed).length;
  const there = players.filter((seat) => seat.sits).length;
  return panel("seats", "Seats", `${there} of ${players.length} players take part, ${confirmed} have confirmed`,
    view.seats.length > 12 && field("Look for", h("input", { type: "search", oninput: (event) => change({ seat: event.target.value }) })),
    h("ul", { class: "rows" }, found.slice(0, MOST).map((seat) => h("li", { key: seat.id }, one(seat, online, told)))),
    found.length > MOST && h("p", { class: "quiet" }, `${found.length - MOST} more: look for a name.`),
    view.clock.phase !== "ended" && h("details", { class: "drop" }, h("summary", null, "Add a seat"), adding(view)));
}

function one(seat, online, told) {
  const player = seat.role === "player";
  return [
    h("div", null, h("strong", null, seat.name), " ", h("span", { class: "quiet small" }, `${seat.role}, ${seat.id}`)),
    h("div", { class: "pills" },
      h("span", { class: online.has(seat.id) ? "pill runs" : "pill" }, online.has(seat.id) ? "online" : "not online"), " ",
      seat.role !== "facilitator" && h("span", { class: seat.confirmed ? "pill runs" : "pill" }, seat.confirmed ? "confirmed" : "not confirmed"), " ",
      player && seat.plays.length > 0 && h("span", { class: seat.sits ? "pill played" : "pill simulated" }, seat.sits ? "takes part" : "simulated")),
    seat.plays.length > 0 && h("div", { class: "small quiet" }, `plays ${seat.plays.map(person).join(", ")}`),
    seat.open > 0 && h("div", { class: "small late" }, `${count(seat.open, "question waits", "questions wait")}, the oldest for ${span(timeNow(told) - seat.oldest_ms)}`),
    h("details", null, h("summary", null, "Seat and link", h("span", { class: "unseen" }, ` of ${seat.name}`)), h("div", { class: "row" }, moves(seat, told))),
  ];
}

function moves(seat, told) {
  const running = told.view.clock.phase !== "ended";
  const player = seat.role === "player" && seat.plays.length > 0 && running;
  return [
    player && !seat.sits && button(`sit-${seat.id}`, "Let them take part", { sit: seat.id }),
    player && seat.sits && twice(`leave-${seat.id}`, "Simulate them", { leave: seat.id }, { ask: "From now on the plan answers for them.", yes: "Yes, simulate" }),
    twice(`renew-${seat.id}`, "New link", () => renew(seat.id), { ask: "The link that they have will no longer work.", yes: "Yes, a new link" }),
    twice(`revoke-${seat.id}`, "Revoke the link", () => revoke(seat.id), { ask: "They are shut out until they get a new link.", yes: "Yes, revoke" }),
    link(seat),
  ];
}

async function renew(seat) {
  const said = await links(`renew-${seat}`, seat, "renew");
  if (said?.link) fresh.set(seat, new URL(said.link, location.origin).href);
  change({});
}

async function revoke(seat) {
  const said = await links(`revoke-${seat}`, seat, "revoke");
  if (said) fresh.set(seat, "");
  change({});
}

function link(seat) {
  const url = fresh.get(seat.id);
  if (url === undefined) return null;
  if (url === "") return h("p", { key: "gone", class: "quiet small", role: "status" }, "The link is revoked.");
  const copy = async (event) => {
    const input = event.target.closest(".link").querySelector("input");
    input.select();
    // Without TLS a browser gives nobody the clipboard: then it is selected, ready to be copied.
    await navigator.clipboard?.writeText(url).then(() => change({ copied: seat.id }), () => {});
  };
  return h("div", { key: url, class: "link" }, field("Personal link, for nobody else", h("input", { readonly: true, value: url, onfocus: (event) => event.target.select() })),
    h("button", { type: "button", onclick: copy }, ui.copied === seat.id ? "Copied" : "Copy"));
}

const ROLES = ["player", "evaluator", "observer", "facilitator"];

function adding(view) {
  const make = (data) => ({ seat: { id: data.get("id").trim(), role: data.get("role"), name: data.get("name").trim(), plays: data.getAll("plays") } });
  const added = fate("seat").done;
  return [
    form("seat", "Add the seat", make,
      field("Name", h("input", { name: "name", maxlength: "200", required: true })),
      field("Id", h("input", { name: "id", maxlength: "40", pattern: "[A-Za-z0-9\\-]+", required: true }), "Letters, digits and -."),
      field("Role", h("select", { name: "role" }, ROLES.map((role) => h("option", { key: role, value: role }, role)))),
      field("Plays (players only)", h("select", { name: "plays", multiple: true, size: "5" }, view.people.map((it) => h("option", { key: it.id, value: it.id }, person(it)))))),
    added && h("p", { key: "added", class: "quiet small" }, "It stands in the list: “New link” makes its personal link. ",
      h("button", { type: "button", onclick: () => (forget("seat"), change({})) }, "Good")),
    errorOf("links"),
  ];
}
