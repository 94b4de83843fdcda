// A whole exercise with people, played in a real browser: who leads, who evaluates, and eight who play, each at a page of their own.
//
//   node live.mjs [--shots FOLDER]
//
// Needs a program with the feature `conduct`: `.ci/browser` builds it, or names one in OUTRUN_CONDUCT. Exits with 1 if something is wrong.
import { mkdirSync } from "node:fs";
import assert from "node:assert/strict";
import { Pages, press, pressTwice, shows } from "./pages.mjs";
import { Session, sleep, until } from "./session.mjs";

const EXERCISE = "scenarios/weekend-token";
const PLAYERS = ["soc", "delivery", "platform", "checkout", "data", "leadership", "legal", "communications"]
  .map((team) => ({ name: `Player of ${team}`, team }));
const PARTICIPANTS = ["Ada Leads,facilitator,", "Eve Watches,evaluator,", "Otto Observes,observer,", ...PLAYERS.map((one) => `${one.name},player,${one.team}`)];
const LUCK = ["--alternative", "as-is", "--replication", "3", "--practice"];
const HOUR = 3_600_000;
const DECLINES = /^(I cannot take it|False alarm|Decide against it|Not approved|It did not work)$/;
// What nobody who plays may read: the truth about the attack, and what is expected of them.
const SECRETS = ["blast", "nodes", "injects", "contacts", "log", "room", "observations", "tasks", "expects", "online"];

const place = process.argv.indexOf("--shots");
const shots = place < 0 ? null : process.argv[place + 1];
if (shots) mkdirSync(shots, { recursive: true });

const pages = await Pages.open(shots);
const session = await Session.begin(EXERCISE, PARTICIPANTS, [...LUCK, "--pace", "real"]);
let silent = null;
const step = async (name, what) => {
  const began = performance.now();
  await what();
  console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
};
let failed = null;
try {
  const at = await everybodyComes();
  await step("before the start", () => prepare(at));
  await step("start and first injects", () => begin(at));
  await step("delegate and decline", () => delegateAndDecline(at));
  await step("pause and resume", () => pauseAndResume(at));
  await step("killed and taken up again", () => killed(at));
  await step("injects by hand", () => injectsByHand(at));
  await step("observations", () => observe(at));
  await step("play until it is contained", () => playOn(at));
  await step("against a room that is silent", () => against(at));
  await step("links", () => links(at));
  await step("the end", () => end(at));
} catch (error) {
  failed = error;
  if (shots) await Promise.all(pages.browser.contexts().flatMap((one) => one.pages()).map((page, number) => page.screenshot({ path: `${shots}/failed-${number}.png`, fullPage: true })));
} finally {
  await pages.close();
  await session.end();
  await silent?.end();
}
for (const one of pages.wrong) console.error(one);
if (failed) console.error(failed, session.said);
console.log(`live exercise with ${PLAYERS.length} players: ${pages.wrong.length} wrong`);
process.exit(failed || pages.wrong.length > 0 ? 1 : 0);

async function everybodyComes() {
  const at = { leader: await pages.sit(session.link("Ada Leads"), "facilitator") };
  at.evaluator = await pages.sit(session.link("Eve Watches"), "evaluator");
  at.observer = await pages.sit(session.link("Otto Observes"), "observer", { phone: true });
  at.players = [];
  for (const [number, one] of PLAYERS.entries()) {
    const page = await pages.sit(session.link(one.name), one.team, { phone: number % 2 === 0, dark: number % 4 > 1 });
    at.players.push({ ...one, page });
  }
  return at;
}

// Contact check, consent and taking part; who leads sees all of it.
async function prepare(at) {
  await pages.look(at.players[0].page, "player-before-phone");
  await pages.look(at.leader, "facilitator-before-desktop");
  for (const { page } of at.players) {
    await press(page, "Yes, I can be reached");
    await shows(page, "You have confirmed");
    await press(page, "Take part");
    await shows(page, "You take part");
  }
  await press(at.players[0].page, "By name");
  await shows(at.players[0].page, "✓ By name");
  await press(at.evaluator, "Yes, I can be reached");
  await shows(at.leader, "8 of 8 players take part, 8 have confirmed");
  const told = await session.told("Ada Leads");
  assert.equal(told.online.length, 3 + PLAYERS.length, "everybody is online");
}

async function begin(at) {
  await press(at.leader, "Start");
  await shows(at.leader, "Everybody is there.");
  await press(at.leader, "Yes, start");
  for (const { page } of at.players) await shows(page, "running");
  await forward(at, 20);
  const { view } = await session.told("Ada Leads");
  const come = view.injects.filter((one) => one.status === "released");
  assert.ok(come.length >= 2, "the first two injects have come");
  // In order: those that have come stand first, as they came, and each player has them with the latest first.
  const shown = await at.evaluator.locator("#injects li strong").allInnerTexts();
  const order = come.toSorted((a, b) => a.at_ms - b.at_ms).map((one) => one.id);
  assert.deepEqual(shown.slice(0, come.length), order, "in order");
  for (const { name } of at.players) {
    const { messages } = (await session.told(name)).view;
    assert.deepEqual(messages.map((one) => one.number), messages.map((one) => one.number).toSorted((a, b) => b - a));
    const times = messages.map((one) => one.at_ms);
    assert.deepEqual(times, times.toSorted((a, b) => b - a), "messages in order");
  }
  // Whoever is written to reads it, and whoever leads sees that.
  const reader = await until("somebody has a message", async () => {
    for (const one of at.players) if (await one.page.getByRole("button", { name: "I have read it" }).count()) return one;
    return null;
  });
  await pages.look(reader.page, "player-message");
  await press(reader.page, "I have read it");
  await until("who leads sees who has read", async () => {
    const now = (await session.told("Ada Leads")).view;
    return now.injects.some((one) => one.receivers.some(([name, read]) => read && name === reader.name));
  });
}

// Puts the clock forward as who leads does it.
async function forward(at, minutes) {
  const before = (await session.told("Ada Leads")).view.clock.at_ms;
  if (!(await at.leader.getByRole("button", { name: "+ 5 min" }).isVisible())) await at.leader.getByText("Jump", { exact: true }).first().click();
  const words = minutes === 60 ? "+ 1 h" : minutes === 15 ? "+ 15 min" : null;
  if (words) await press(at.leader, words);
  else {
    await at.leader.getByLabel("By", { exact: true }).first().fill(String(minutes));
    await press(at.leader, "Jump");
  }
  await until(`the clock goes ${minutes} min on`, async () => (await session.told("Ada Leads")).view.clock.at_ms >= before + minutes * 60_000);
}

// The first page is handed over, and a later one declined.
async function delegateAndDecline(at) {
  const soc = at.players[0];
  const first = await openQuestion(at, soc);
  await pages.look(soc.page, "player-asked-phone");
  await first.getByRole("button", { name: "Hand over to …" }).click();
  const asked = (await session.told(soc.name)).view.questions.find((one) => one.open).person.name;
  const to = asked === "Marek Krol" ? "Sunita Rao" : "Marek Krol";
  await first.getByRole("searchbox").fill(to.slice(0, 5).toLowerCase());
  await pages.look(soc.page, "player-hands-over-phone");
  await first.getByRole("button", { name: to }).click();
  await first.getByRole("button", { name: "Yes, hand over" }).click();
  await shows(soc.page, `handed over to ${to}`);
  const second = await declinable(at, soc);
  const id = await second.getAttribute("id");
  await second.getByRole("button", { name: DECLINES }).first().click();
  await pages.look(soc.page, "player-is-asked-once-more-phone");
  await second.getByRole("button", { name: "No, go back" }).click();
  assert.equal((await session.told(soc.name)).view.questions.find((one) => `q${one.number}` === id)?.open, true, "nothing was sent yet");
  await second.getByRole("button", { name: DECLINES }).first().click();
  await second.getByRole("button", { name: /^Yes: / }).click();
  await until("the decline counts", async () => {
    const told = await session.told(soc.name);
    return told.view.questions.some((one) => `q${one.number}` === id && !one.open && one.answered);
  });
}

// A question that can be declined; others are answered as usual until there is one.
async function declinable(at, player) {
  for (let turn = 0; turn < 12; turn += 1) {
    const card = await openQuestion(at, player);
    const id = await card.getAttribute("id");
    if ((await card.getByRole("button", { name: DECLINES }).count()) > 0) return card;
    await card.locator("button.main").click();
    await until(`${id} is over`, async () => (await player.page.locator(`article#${id}`).count()) === 0);
  }
  throw new Error(`${player.name} can decline nothing`);
}

// The first open question at the page of a player; time goes on until there is one.
async function openQuestion(at, player) {
  for (let turn = 0; turn < 30; turn += 1) {
    const cards = player.page.locator("article.question");
    if ((await cards.count()) > 0) {
      const id = await cards.first().getAttribute("id");
      return player.page.locator(`#${id}`);
    }
    await forward(at, 5);
    await sleep(200);
  }
  throw new Error(`${player.name} is asked for nothing`);
}

async function pauseAndResume(at) {
  await press(at.leader, "Pause");
  for (const { page } of at.players) await shows(page, "paused");
  const before = (await session.told("Ada Leads")).view.clock.at_ms;
  await sleep(1_500);
  assert.equal((await session.told("Ada Leads")).view.clock.at_ms, before, "the clock stands");
  await press(at.leader, "Resume");
  for (const { page } of at.players) await shows(page, "running");
  await until("the clock goes on", async () => (await session.told("Ada Leads")).view.clock.at_ms > before);
  await pace(at, "steps");
  const stands = (await session.told("Ada Leads")).view.clock.at_ms;
  await press(at.leader, "To the next event");
  await until("a step goes on", async () => (await session.told("Ada Leads")).view.clock.at_ms > stands);
  await pace(at, "1");
}

async function pace(at, value) {
  const menu = at.leader.locator("#control-pace");
  if (!(await menu.locator("select").isVisible())) await menu.locator("summary").click();
  await menu.locator("select").selectOption(value);
  await menu.getByRole("button", { name: "Set the pace" }).click();
  await until(`the pace is ${value}`, async () => {
    const { pace: now } = (await session.told("Ada Leads")).view.clock;
    return value === "steps" ? now === "steps" : now.times === Number(value);
  });
}

// Everything that everybody sees, but for the time of the day.
async function everything() {
  const views = {};
  for (const name of ["Ada Leads", "Eve Watches", "Otto Observes", ...PLAYERS.map((one) => one.name)]) {
    const { view, log } = await session.told(name);
    const { at_ms: at, local, ...clock } = view.clock;
    views[name] = { ...view, clock, log };
  }
  return views;
}

async function killed(at) {
  const half = at.players.find((one) => one.team === "legal").page;
  await at.evaluator.getByLabel("What did you see?").fill("half a sentence that is not sent y");
  const before = await everything();
  const clock = (await session.told("Ada Leads")).view.clock.at_ms;
  pages.lost = true;
  await session.kill("SIGKILL");
  await shows(half, "Connection lost");
  await pages.look(half, "player-connection-lost");
  await sleep(2_000);
  await session.resume();
  for (const { page } of [...at.players, { page: at.leader }, { page: at.evaluator }]) {
    await until("the page is back", async () => !(await pages.text(page)).includes("Connection lost"), 30_000);
  }
  pages.lost = false;
  assert.deepEqual(await everything(), before, "nothing is lost");
  const now = (await session.told("Ada Leads")).view.clock.at_ms;
  assert.ok(now >= clock - 2_000 && now < clock + 30_000, `the clock went on where it was: ${clock} before, ${now} after`);
  assert.equal(await at.evaluator.getByLabel("What did you see?").inputValue(), "half a sentence that is not sent y", "what is half typed stays");
}

// Hold, skip and release; a message on the fly, to one seat and to everybody.
async function injectsByHand(at) {
  const inject = (id) => at.leader.locator(".inject", { hasText: id });
  const status = async (id) => (await session.told("Ada Leads")).view.injects.find((one) => one.id === id)?.status;
  await inject("a shop asks in public").getByRole("button", { name: "Hold" }).click();
  await until("it is held", async () => (await status("a shop asks in public")) === "held");
  await inject("the pipeline issues the token anew").getByRole("button", { name: "Skip" }).click();
  await inject("the pipeline issues the token anew").getByRole("button", { name: "Yes, skip it" }).click();
  await until("it is skipped", async () => (await status("the pipeline issues the token anew")) === "skipped");
  await inject("a shop asks in public").getByRole("button", { name: "Release now" }).click();
  await until("it is released", async () => (await status("a shop asks in public")) === "released");
  await at.leader.getByText("Add an inject", { exact: true }).click();
  const form = at.leader.locator("form", { hasText: "Players read it above the words." });
  await form.getByLabel("Title").fill("A call <b>from</b> the press");
  await form.getByLabel("What it says").fill("Is it true that your releases were signed by somebody else?");
  await form.getByLabel("From", { exact: true }).fill("a newspaper");
  await form.getByLabel("What you expect them to do").fill("Nobody confirms anything before legal has spoken.");
  await form.getByLabel("Player of communications").check();
  await form.getByRole("button", { name: "Add it" }).click();
  const theirs = at.players.find((one) => one.team === "communications").page;
  await shows(theirs, "A call <b>from</b> the press");
  const other = at.players.find((one) => one.team === "legal");
  assert.ok(!(await pages.text(other.page)).includes("from</b> the press"), "only who is chosen reads it");
  const forLegal = JSON.stringify(await session.told(other.name));
  assert.ok(!forLegal.includes("newspaper") && !forLegal.includes("Nobody confirms"), "nor is it sent to anybody else");
  await pages.look(theirs, "player-messages");
}

async function observe(at) {
  const form = at.evaluator.locator("#observe");
  await form.getByLabel("What did you see?").fill("The desk handed the alert over at once.");
  await form.getByText("performed with some challenges").first().click();
  await form.getByText("a strength", { exact: true }).click();
  await form.getByLabel("About").selectOption({ index: 1 });
  await form.getByRole("button", { name: "Write it down" }).click();
  await until("it is written down", async () => (await at.evaluator.locator("#own").innerText()).includes("handed the alert over"));
  assert.equal(await form.getByLabel("What did you see?").inputValue(), "", "ready for the next one");
  const { what } = (await session.told("Ada Leads")).view.observations[0];
  assert.deepEqual([what.rating, what.strength, what.text], ["S", true, "The desk handed the alert over at once."]);
  assert.equal(await at.observer.locator("#observe").count(), 0, "who observes writes nothing");
  await pages.look(at.evaluator, "evaluator-desktop");
  await pages.look(at.observer, "observer-phone");
}

// All who play answer what they are asked by the usual answer, as soon as they are asked.
async function answerAll(at) {
  let answered = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    const counts = await Promise.all(at.players.map(answerOne));
    const count = counts.reduce((sum, one) => sum + one, 0);
    answered += count;
    if (count === 0) return answered;
  }
  return answered;
}

async function answerOne({ page, name }) {
  let answered = 0;
  for (let turn = 0; turn < 30; turn += 1) {
    const card = page.locator("article.question").first();
    if ((await card.count()) === 0) return answered;
    const id = await card.getAttribute("id", { timeout: 500 }).catch(() => null);
    if (!id) continue;
    // It may be over while we press: somebody else was quicker.
    await page.locator(`#${id} button.main`).first().click({ timeout: 2_000 }).catch(() => {});
    await until(`${name}: ${id} is over`, async () => (await page.locator(`article#${id}`).count()) === 0, 10_000);
    answered += 1;
  }
  return answered;
}

async function playOn(at) {
  let answered = 0;
  let [found, decided] = [false, false];
  at.told = null;
  for (let turn = 0; turn < 60; turn += 1) {
    answered += await answerAll(at);
    at.told = await session.told("Ada Leads");
    secrets(await session.told(at.players[turn % at.players.length].name), at.told);
    if (turn === 8) await pages.look(at.leader, "facilitator-desktop");
    if (at.told.view.blast.contained_ms !== null) break;
    found ||= await roomFinds(at);
    await forward(at, turn < 24 ? 5 : 15);
    await sleep(100);
    decided ||= await roomDecides(at);
  }
  assert.ok(found && decided, `the room has found ${found} and decided ${decided}`);
  const { blast } = at.told.view;
  console.log(`  ${answered} answers by clicking; weight ${blast.weight} of ${blast.reach} after ${(at.told.view.clock.at_ms / HOUR).toFixed(1)} h, ${blast.live} held, contained ${blast.contained_ms}`);
  assert.ok(answered > 10, "people were asked and answered");
  await pages.look(at.leader, "facilitator-late-desktop");
  const small = await pages.sit(session.link("Ada Leads"), "facilitator on a phone", { phone: true, dark: true });
  await pages.look(small, "facilitator-phone-dark");
  await small.context().close();
}

// What the room finds and decides, whoever the plan would have asked.
async function roomFinds(at) {
  const button = at.leader.getByRole("button", { name: "The room finds it" });
  if ((await button.count()) === 0) return false;
  const before = (await session.told("Ada Leads")).view.room.length;
  await button.first().click();
  await until("the room has found it", async () => (await session.told("Ada Leads")).view.room.length > before);
  return true;
}

async function roomDecides(at) {
  const button = at.leader.getByRole("button", { name: "The room decides to contain it" });
  if ((await button.count()) === 0) return false;
  const before = (await session.told("Ada Leads")).view.room.length;
  await button.first().click();
  await at.leader.getByLabel("Who decided?").selectOption({ label: (await at.leader.getByLabel("Who decided?").locator("option").nth(1).innerText()) });
  await press(at.leader, "Decided: contain it");
  await until("the room has decided it", async () => (await session.told("Ada Leads")).view.room.length > before);
  return true;
}

// A page of somebody who plays has no word of what they cannot know.
function secrets(told, leader) {
  for (const name of SECRETS) assert.ok(!(name in told.view) && !(name in told), `a player is sent \`${name}\``);
  const text = JSON.stringify(told);
  for (const node of leader.view.nodes.filter((one) => !one.known)) {
    assert.ok(!text.includes(`\`${node.id}\``), `a player is told of ${node.id}, which nobody knows of`);
  }
  for (const { expects, id } of leader.view.injects) {
    assert.ok(expects === "" || !text.includes(expects.slice(0, 50)), `a player reads what is expected: ${id}`);
  }
}

// The same incident with the same luck, and nobody answers.
async function against(at) {
  const until = at.told.view.clock.at_ms;
  silent = await Session.begin(EXERCISE, PARTICIPANTS, [...LUCK, "--pace", "steps"]);
  for (const { seat } of silent.links.filter((one) => one.role === "player")) await silent.act("Ada Leads", { sit: seat });
  await silent.act("Ada Leads", "start");
  await silent.act("Ada Leads", { jump: until });
  const played = at.told.view.blast;
  assert.notEqual(played.contained_ms, null, "decisions have thrown the attacker out");
  assert.equal((await silent.told("Ada Leads")).view.blast.contained_ms, null, "without decisions the attacker stays");
  await silent.act("Ada Leads", { jump: 6 * HOUR });
  const grown = (await silent.told("Ada Leads")).view.blast.weight;
  await forward(at, 60);
  for (let hour = 1; hour < 6; hour += 1) {
    await answerAll(at);
    await forward(at, 60);
  }
  const still = (await session.told("Ada Leads")).view.blast.weight;
  console.log(`  six hours later ${still} with decisions, ${grown} without`);
  assert.equal(still, played.weight, "what is contained grows no more");
  assert.ok(grown > still);
}

// A link that is replaced or revoked shows nothing any more, from this moment on.
async function links(at) {
  const one = at.players.find((it) => it.team === "data");
  const row = at.leader.locator("#seats li", { has: at.leader.getByText(one.name, { exact: true }) }).first();
  await row.locator("summary").click();
  await row.getByRole("button", { name: "New link" }).click();
  await row.getByRole("button", { name: "Yes, a new link" }).click();
  const fresh = await row.getByLabel("Personal link, for nobody else").inputValue();
  pages.lost = true;
  await shows(one.page, "This link is no longer valid");
  pages.lost = false;
  await one.page.context().close();
  one.page = await pages.sit(fresh, `${one.team} again`, { phone: true });
  await shows(one.page, "What you answered");
  await row.getByRole("button", { name: "Revoke the link" }).click();
  await row.getByRole("button", { name: "Yes, revoke" }).click();
  pages.lost = true;
  await shows(one.page, "This link is no longer valid");
  await sleep(500);
  pages.lost = false;
  await one.page.context().close();
  at.players = at.players.filter((it) => it !== one);
  await lateComer(at);
}

// A seat that is added while they play.
async function lateComer(at) {
  await at.leader.getByText("Add a seat", { exact: true }).click();
  const form = at.leader.locator("form", { hasText: "Plays (players only)" });
  await form.getByLabel("Name").fill("Lena Late");
  await form.getByLabel("Id").fill("late-1");
  await form.getByLabel("Role").selectOption("observer");
  await form.getByRole("button", { name: "Add the seat" }).click();
  const row = at.leader.locator("#seats li", { has: at.leader.getByText("Lena Late", { exact: true }) }).first();
  await row.locator("summary").click();
  await row.getByRole("button", { name: "New link" }).click();
  await row.getByRole("button", { name: "Yes, a new link" }).click();
  const page = await pages.sit(await row.getByLabel("Personal link, for nobody else").inputValue(), "late comer");
  await shows(page, "Lena Late, you observe");
  await page.context().close();
}

async function end(at) {
  await pressTwice(at.leader, "End", "Yes, end it");
  for (const { page } of at.players) await shows(page, "ended");
  const page = at.players[0].page;
  const form = page.locator("#feedback");
  await form.locator("fieldset").first().getByText("4", { exact: true }).click();
  await form.getByLabel("What went well?").fill("We found each other quickly.");
  await form.getByRole("button", { name: "Send what I think" }).click();
  await shows(page, "Sent.");
  await pages.look(page, "player-feedback-phone");
  await pages.look(at.players[1].page, "player-ended-desktop");
  await pages.look(at.leader, "facilitator-ended-desktop");
}
