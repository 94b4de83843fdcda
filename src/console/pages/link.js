// The line to the server: what is seen comes as events, what is done goes as acts. The first part of the address is the credential.

export const token = location.pathname.split("/")[1];

// An act is tried again for so long if nobody answers, always under the same id, so that it counts once.
const PATIENCE_MS = 60_000;
const AGAIN_MS = 2_000;
// A page that was out of sight for so long asks anew: phones let lines die without a word.
const ASLEEP_MS = 20_000;

const sends = new Map();
let changed = () => {};
let source = null;
let hiddenAt = null;

// The state of the line: "opening", "open", "lost" or "void" (the link is no longer valid).
export const line = { state: "opening" };

export function connect(onView, onChange) {
  changed = onChange;
  open(onView);
  globalThis.addEventListener("online", () => open(onView));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (hiddenAt && Date.now() - hiddenAt > ASLEEP_MS) open(onView);
  });
}

function open(onView) {
  source?.close();
  const mine = new EventSource(`/${token}/events`);
  source = mine;
  mine.addEventListener("view", (event) => {
    const told = JSON.parse(event.data);
    told.receivedAt = performance.now();
    line.state = "open";
    onView(told);
  });
  mine.onerror = () => {
    if (mine !== source) return;
    if (line.state !== "void") line.state = "lost";
    changed();
    if (mine.readyState === EventSource.CLOSED) look(onView);
  };
}

// The browser has given up. Either the link is void, or the server is not there, or it is too busy.
async function look(onView) {
  let status = 0;
  try {
    status = (await fetch(location.pathname, { cache: "no-store" })).status;
  } catch {
    // Nobody is there: as if nothing had been said.
  }
  line.state = [401, 403, 404, 410].includes(status) ? "void" : "lost";
  changed();
  if (line.state === "lost") setTimeout(() => open(onView), AGAIN_MS);
}

// What has become of an act that was sent under this name: `{ going, error, done }`.
export function fate(name) {
  return sends.get(name) ?? {};
}

export function forget(name) {
  sends.delete(name);
}

// Does something, once: a second press while it goes is nothing. Answers what the server said, or nothing if it was refused.
export async function act(name, what) {
  return post(name, "act", { act: what });
}

export async function links(name, seat, what) {
  return post(name, "links", { seat, do: what }, false);
}

async function post(name, where, body, numbered = true) {
  const before = fate(name);
  if (before.going) return null;
  const words = JSON.stringify(body);
  const id = before.unsent === words ? before.id : unique();
  sends.set(name, { going: true, id });
  changed();
  const said = await insist(where, numbered ? JSON.stringify({ id, ...body }) : words);
  if (said.ok) sends.set(name, { done: true });
  else sends.set(name, { error: said.error, id, unsent: said.unsent ? words : undefined });
  changed();
  return said.ok ? said.value : null;
}

async function insist(where, body) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const said = await once(where, body);
    if (!said.again) return said;
    if (Date.now() > until) return { error: said.error ?? "It could not be sent. Try again.", unsent: true };
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

async function once(where, body) {
  try {
    const headers = { "Content-Type": "application/json", "X-Outrun": "1" };
    const answer = await fetch(`/${token}/${where}`, { method: "POST", headers, body });
    const value = await answer.json().catch(() => ({}));
    if (answer.ok) return { ok: true, value };
    // Too fast, too slow, or a server in trouble: that passes.
    const again = [408, 429].includes(answer.status) || answer.status >= 500;
    return { error: value.error ?? `It was refused (${answer.status}).`, again, unsent: again };
  } catch {
    return { again: true };
  }
}

// `crypto.randomUUID` is only there under TLS and on this machine; an exercise in one room may have neither.
function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
