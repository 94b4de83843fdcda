// Two hundred participants with open streams: each inject reaches all of them within a second, and the memory of the server stays
// bounded. Needs a program with the feature `conduct`: see `.ci/browser`.
import { Session, Stream, sleep, until } from "./session.mjs";

const PARTICIPANTS = 200;
const INJECTS = 40;
const WITHIN_MS = 1_000;
const MOST_MIB = 400;

const teams = ["soc", "delivery", "platform", "checkout", "data", "leadership", "legal", "communications"];
const players = Array.from({ length: PARTICIPANTS }, (_, place) => `Player ${place + 1},player,${teams[place % teams.length]}`);
const session = await Session.begin("scenarios/weekend-token", ["Leader,facilitator,", ...players], ["--replication", "3", "--practice", "--pace", "60"]);
const wrong = [];
try {
  const arrivals = new Map();
  const streams = session.links.filter((one) => one.role === "player").map((one) => new Stream(one.link, (told) => {
    for (const message of told.view.messages) {
      const seen = arrivals.get(message.title) ?? new Map();
      arrivals.set(message.title, seen);
      if (!seen.has(one.seat)) seen.set(one.seat, performance.now());
    }
  }));
  await until("all streams", () => streams.every((stream) => stream.last), 30_000);
  const before = session.memory();
  await session.act("Leader", "start");
  const delays = [];
  let least = PARTICIPANTS;
  for (let number = 1; number <= INJECTS; number += 1) {
    const title = `load ${number}`;
    const sent = performance.now();
    await session.act("Leader", { add: { title, to: [], from: "the test", by: "mail", says: "x".repeat(1_000), expects: "" } });
    await until(`${title} with everybody`, () => arrivals.get(title)?.size === PARTICIPANTS, 5_000).catch(() => {});
    const seen = [...(arrivals.get(title)?.values() ?? [])];
    least = Math.min(least, seen.length);
    for (const at of seen) delays.push(at - sent);
    await sleep(150);
  }
  const after = session.memory();
  delays.sort((a, b) => a - b);
  const at = (share) => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))]?.toFixed(0);
  const bytes = streams.reduce((sum, stream) => sum + stream.bytes, 0);
  console.log(`${INJECTS} injects to ${PARTICIPANTS} participants: half within ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, the last after ${at(1)} ms`);
  console.log(`memory of the server: ${before.now.toFixed(0)} MiB before StartEx, ${after.now.toFixed(0)} MiB after, at most ${after.most.toFixed(0)} MiB; ${(bytes / 1e6).toFixed(0)} MB sent`);
  if (least < PARTICIPANTS) wrong.push(`an inject reached only ${least} of ${PARTICIPANTS}`);
  if (Number(at(1)) > WITHIN_MS) wrong.push(`an inject took ${at(1)} ms`);
  if (after.most > MOST_MIB) wrong.push(`the server took ${after.most.toFixed(0)} MiB`);
  for (const stream of streams) stream.close();
} finally {
  await session.end();
}
for (const one of wrong) console.error(one);
process.exit(wrong.length > 0 ? 1 : 0);
