"""The weekend exercise of Outrun, written as a SimPy model in the usual way: processes, events, one `random.Random`
for each replication, no logging. The rules are those of docs/model.md; their numbers stand beside the code.

    python weekend.py EXERCISE.json --seed 1 --cpu-seconds 60 --out records.csv
"""

import argparse
import csv
import heapq
import random
import sys
import time
from types import SimpleNamespace as Record

import simpy

from tables import DECISIONS, SEVERITIES, Exercise, Unknown, duration, law

HOUR = 3_600_000
FIELDS = ("outrun", "contained", "held", "blast_at_containment", "blast_area", "pages", "woken", "engaged", "approvals",
          "detected", "declared", "first_decision", "first_effect", "all_clear", "retaken", "work", "jewel", "restored")  # fmt: skip

# Of the rules that not every peer plays, those played here.
PLAYS = {
    "hold-off", "approvals in series", "grants", "known blast of rules", "automatic execution", "the order Nearest", "the order Random",
    *(f"the inject {does}" for does in ("SecondEntry", "VendorSilent", "CommunicationsHold", "OwnershipDisputed", "ApprovalDemanded", "FalseAllClear")),
    *(f"injects on {on}" for on in ("Clock", "FirstPage", "FirstDecision", "SeverityReaches")),
}  # fmt: skip


class Node:
    def __init__(self, of):
        self.of = of
        self.generation = 0
        self.current = None  # the live foothold
        self.footholds = []
        self.closed_out = self.closed_in = False
        self.known = self.acted_on = False
        self.pending = None  # the containment request that is not settled
        self.last_cut_at = self.believed_dead_at = None
        self.sessions_ended = False
        self.logs = of.logs == "Full"
        self.vendor_asked = False
        self.down = False
        self.restoring = None

    @property
    def held(self):
        """Whether the attacker has the present credential (E3, E9)."""
        return self.current is not None and self.current.generation == self.generation


class Foothold:
    def __init__(self, node, source, minted, now):
        self.node, self.source, self.minted, self.taken_at = node, source, minted, now
        self.generation = node.generation
        self.successors = []
        self.shut = self.ended = self.alerted = False
        self.ends_at = float("inf")
        self.known_at = None
        self.scoping = self.tracing = self.reviewed = None


class Traversal:
    """An offered edge: it waits for a slot, then runs (E5)."""

    def __init__(self, edge, foothold):
        self.edge, self.foothold = edge, foothold
        self.state = "waiting"
        self.cancelled = None


class Job:
    """A piece of work in somebody's queue (O5)."""

    def __init__(self, lasts, place, ended, item=0):
        self.lasts, self.place, self.ended, self.item = lasts, place, ended, item
        self.counts = True


class Person:
    """Somebody who does one thing at a time, as a process."""

    def __init__(self, play, of):
        self.play, self.env, self.of = play, play.env, of
        self.away = []  # absences made by injects and rests
        self.queue, self.current = [], None
        self.came = play.env.event()
        self.engaged_since, self.idle_since = None, 0
        self.stretch_began = self.last_work_ended = None
        self.pages = []
        self.engaged_once = self.woken = False
        self.asleep = {}
        play.env.process(self.working())

    # States (O2)

    def absence_end(self, at):
        ends = [until for since, until in self.away if since <= at < until]
        written = self.of.absences.at(self.play.start + at)
        if written:
            ends.append(written[1] - self.play.start)
        rest = self.rest_end(at)
        if rest is not None:
            ends.append(rest)
        return max(ends, default=None)

    def rest_end(self, at):
        """O5: after the longest stretch nothing more is begun before a rest."""
        if self.current is not None or self.stretch_began is None or self.last_work_ended is None:
            return None
        until = self.last_work_ended + self.play.x.rest
        due = at >= self.stretch_began + self.play.x.longest_stretch
        return until if due and self.last_work_ended <= at < until else None

    def state(self):
        now, wall = self.env.now, self.play.wall()
        if self.absence_end(now) is not None:
            return "absent"
        if self.of.shifts.at(wall):
            return "on_shift"
        return "on_call" if self.of.on_call.at(wall) else "off"

    def engaged(self):
        """O7: acknowledged, and since then neither absent nor idle for long."""
        since, now = self.engaged_since, self.env.now
        if since is None:
            return False
        busy = self.current is not None or self.queue
        if not busy and now - max(since, self.idle_since) > self.play.x.stand_down:
            return False
        if self.of.absences.touches(self.play.start + since, self.play.wall()) or self.rest_end(now) is not None:
            return False
        return not any(begin <= now and until > since for begin, until in self.away)

    def next_on_shift(self):
        """C2: when they next come on shift, also in mid-shift when an absence ends."""
        at, now, start = self.env.now, self.env.now, self.play.start
        while at <= self.play.x.horizon:
            shift, absence = self.of.shifts.at(start + at), self.absence_end(at)
            if at > now and shift and absence is None:
                return at
            if absence is not None:
                at = absence
            elif shift:
                breaks = [shift[1] - start] + [since for since, _ in self.away if since > at]
                written = self.of.absences.after(start + at)
                at = min(breaks + ([written[0] - start] if written else []))
            else:
                shift = self.of.shifts.after(start + at)
                if shift is None:
                    return None
                at = shift[0] - start
        return None

    def sleeps_through(self):
        """O3: one draw for person and off-shift period."""
        period = self.of.shifts.last_end(self.play.wall())
        if period not in self.asleep:
            self.asleep[period] = self.play.happens(self.of.profile.unreachable)
        return self.asleep[period]

    # Work (O5)

    def give(self, job):
        if not self.engaged():
            self.engaged_since = None
        self.queue.append(job)
        if not self.came.triggered:
            self.came.succeed()

    def drop(self, job):
        if job in self.queue:
            self.queue.remove(job)
            if not self.queue and self.current is None:
                self.idle_since = self.env.now

    def working(self):
        while True:
            if not self.queue:
                yield self.came
            self.came = self.env.event()
            yield self.env.timeout(0)  # T1: first all answers of the millisecond, then the work
            if not self.queue:
                continue
            if self.env.now < self.play.quiet_until:
                yield self.env.timeout(self.play.quiet_until - self.env.now)
            if self.rest_end(self.env.now) is not None:
                self.rests()
            absence = self.absence_end(self.env.now)
            if absence is not None:
                yield self.env.timeout(absence - self.env.now) | self.came
                continue
            yield from self.work()

    def work(self):
        job = min(self.queue, key=lambda job: (job.place(), job.item))
        self.queue.remove(job)
        self.current = job
        paused = self.last_work_ended is None or self.env.now - self.last_work_ended >= self.play.x.rest
        if paused or self.stretch_began is None:
            self.stretch_began = self.env.now
        if job.counts:
            self.play.work += job.lasts
        yield self.env.timeout(job.lasts)
        self.current = None
        self.idle_since = self.last_work_ended = self.env.now
        if not job.ended.triggered:
            job.ended.succeed("done")

    def rests(self):
        """What waited is asked for anew by its chain; work that injects brought waits for them."""
        self.away.append((self.env.now, self.rest_end(self.env.now)))
        waiting, self.queue = self.queue, []
        for job in waiting:
            if job.place()[0] == 0:
                self.queue.append(job)
            elif not job.ended.triggered:
                job.ended.succeed("rested")


class Page:
    """C2: one page, as a process that ends with its acknowledgement."""

    def __init__(self, contact, person, bodies, direct):
        self.contact, self.person, self.bodies, self.direct = contact, person, bodies, direct
        self.open, self.wakes = True, False
        self.hurry = contact.env.event()
        person.pages.append(self)
        contact.play.pages += 1
        if contact.play.pages == 1:
            contact.play.moment("FirstPage")
        contact.env.process(self.lie())

    def lie(self):
        env, person = self.contact.env, self.person
        delay = 0 if person.engaged() else self.fate(person.state())
        while True:
            if delay is None:
                yield self.hurry
            elif self.hurry.triggered:
                yield env.timeout(0)
            else:
                yield env.timeout(delay) | self.hurry
            if not self.open:
                return
            if person.absence_end(env.now) is None:
                return self.acknowledged()
            self.wakes, delay = False, self.unseen("absent")
            if self.hurry.triggered:
                self.hurry = env.event()

    def fate(self, state):
        person, play = self.person, self.contact.play
        if state != "absent" and not (state in ("off", "on_call") and person.sleeps_through()):
            answers, after = getattr(person.of.profile, state)
            if play.happens(answers):
                self.wakes = state == "off"
                return after(play.rng)
        return self.unseen(state)

    def unseen(self, state):
        """Seen when they look again or next come on shift; the on-shift delay runs from there."""
        profile, play = self.person.of.profile, self.contact.play
        if state == "on_shift" and profile.relook:
            wait = profile.relook(play.rng)
        else:
            seen_at = self.person.next_on_shift()
            if seen_at is None:
                return None
            wait = seen_at - play.env.now
        return wait + profile.on_shift[1](play.rng)

    def acknowledged(self):
        play, person = self.contact.play, self.person
        self.open = False
        person.engaged_once = True
        person.woken |= self.wakes
        person.engaged_since = play.env.now
        person.pages = [page for page in person.pages if page.open]
        for page in person.pages:  # O7
            page.wakes = False
            if not page.hurry.triggered:
                page.hurry.succeed()
        self.contact.acknowledged(person, self.bodies, self.direct)


class Contact:
    """C1 to C5: somebody is reached by a chain. `answered` comes with the people, or with nobody by default."""

    def __init__(self, play, chain, may=None):
        self.play, self.env, self.chain, self.may = play, play.env, chain, may
        self.pages = []
        self.answered = self.env.event()
        self.again()

    def again(self):
        """From the first step; pages that are out stay open."""
        if self.answered.triggered:
            self.answered = self.env.event()
        self.people, self.came = [], {}
        self.silent = self.by_default = self.over = False
        self.env.process(self.calling(self.answered))

    def calling(self, answered):
        for _ in range(self.chain.repeat + 1):
            paged = False
            for targets, within in self.chain.steps:
                if self.page(targets):
                    paged = True
                    if within is None:
                        return
                    yield self.env.timeout(within) | answered
                if answered.triggered or self.over:
                    return
            if not paged:
                break
        if self.chain.acts:
            self.by_default = True
            self.answer([])
        else:
            self.silent = True

    def page(self, targets):
        meant = {}
        for kind, of in targets:
            for person, body in self.play.resolve(kind, of):
                if self.may is None or self.may(person):
                    meant.setdefault(person, []).append(body)
        for person, bodies in meant.items():
            self.pages.append(Page(self, person, [body for body in bodies if body], None in bodies))
        return bool(meant)

    def acknowledged(self, person, bodies, direct):
        if self.answered.triggered or self.over:
            return
        if direct:
            return self.answer([person])
        for body in bodies:
            came = self.came.setdefault(body, [])
            if person not in came:
                came.append(person)
            if len(came) >= self.play.x.bodies[body][1]:
                return self.answer(came)

    def answer(self, people):
        self.close()
        self.people = list(people)
        self.answered.succeed()

    def close(self):
        for page in self.pages:
            page.open = False
        self.pages = []

    def withdraw(self):
        self.over = True
        self.close()


class Path:
    """The way of one request or of several merged ones under one rule (D5)."""

    def __init__(self, play, rule, cases):
        self.play, self.rule, self.cases = play, rule, cases
        self.severity = play.severity
        self.decided_at = self.answered_at = None
        self.deciders, self.decider_chain, self.executor = [], None, None
        self.contacts, self.jobs = [], []
        self.over = self.granted = self.automatic = False
        self.grant, self.holding, self.redo = play.env.event(), None, play.env.event()
        for case in cases:
            case.paths.append(self)

    @property
    def assets(self):
        return [case.node for case in self.cases if case.node]

    def place(self):
        """O5: severity, decision, answer of the chain, order of raising."""
        answered_at = self.play.env.now if self.answered_at is None else self.answered_at
        raised = self.cases[0].number if self.cases else 0
        return 1, -self.severity, 1 + DECISIONS.index(self.rule.decision), answered_at, raised

    def contact(self, chain, may=None):
        contact = Contact(self.play, chain, may)
        self.contacts.append(contact)
        return contact

    def withdraw(self):
        """Pages are taken back, waiting work is dropped, begun work is finished."""
        for contact in self.contacts:
            contact.withdraw()
        for person, job in self.jobs:
            person.drop(job)
        self.contacts, self.jobs = [], []

    def leave(self, case):
        if case in self.cases:
            self.cases.remove(case)
        if not self.cases:
            self.over = True
            self.withdraw()


class Case:
    def __init__(self, play, decision, node=None, name=None):
        self.decision, self.node, self.name = decision, node, name
        self.number = play.raised_so_far = play.raised_so_far + 1
        self.status = "undecided"
        self.paths = []  # several, if a further rule came to match (D4)


class Play:
    """One replication."""

    def __init__(self, x, seed):
        self.x, self.rng, self.env = x, random.Random(seed), simpy.Environment()
        self.start = self.draw_start()
        self.nodes = {name: Node(of) for name, of in x.nodes.items()}
        self.people = {name: Person(self, of) for name, of in x.people.items()}
        self.way_exists, self.active = {}, {edge.id: [] for edge in x.edges}
        self.phases = {edge.id: self.rng.randrange(edge.window[0]) for edge in x.edges if edge.window}
        self.ready, self.offered, self.offers = [], self.env.event(), 0
        self.fallen, self.blast, self.live, self.loose = [], 0, 0, 0
        self.limit_passed = self.jewel_fell = False
        self.contained_at = None
        self.severity, self.known_weight, self.known, self.known_tags = x.severity, 0, [], set()
        self.detected_at = self.declared_at = self.last_known_at = None
        self.all_clear, self.settled_at, self.pending = False, 0, 0
        self.watched = self.env.event()
        self.triage = None
        self.requested, self.raised, self.raised_so_far = set(), [], 0
        self.batch_due = False
        self.executed = {}  # P3: by decision, an event
        self.calls = {name: [] for name in x.platforms}
        self.moments = {}
        self.paths, self.downed = [], set()
        self.granted, self.demanded, self.disputed = set(), [], set()
        self.hold_until = self.quiet_until = 0
        self.silent_until = {}
        self.pages = self.approvals = self.work = self.retaken = 0
        self.times = {}

    # Luck and time

    def draw_start(self):
        left = self.rng.randrange(self.x.start_length)
        for begin, end in self.x.starts:
            if left < end - begin:
                return begin + left
            left -= end - begin

    def wall(self):
        return self.start + self.env.now

    def happens(self, chance):
        return self.rng.random() < chance

    def later(self, delay, act, *of):
        """A small process: something happens after a delay."""

        def waiting():
            yield self.env.timeout(delay)
            act(*of)

        self.env.process(waiting())

    def note(self, what):
        self.times.setdefault(what, self.env.now)

    def run(self):
        for inject in self.x.injects:
            self.env.process(self.inject(inject))
        for edge in self.x.edges:
            if edge.window:
                self.env.process(self.window(edge))
        for _ in range(1 if self.x.unlimited else self.x.concurrency):
            self.env.process(self.crew())
        for names, after, chance in self.x.told_by:
            if self.happens(chance):
                self.later(after(self.rng), self.told, names)
        self.env.process(self.watch())
        self.env.process(self.enter())
        self.env.run(until=self.x.horizon + 1)
        return self.measures()

    def enter(self):
        yield self.env.timeout(0)
        for node in self.x.entry:
            self.become_live(self.nodes[node], None, False)

    # The attack (E3 to E5, E9, E12)

    def is_open(self, edge):
        if self.nodes[edge.tail].closed_out or self.nodes[edge.head].closed_in:
            return False
        return edge.window is None or (self.env.now + self.phases[edge.id]) % edge.window[0] < edge.window[1]

    def may_run(self, edge):
        tail = self.nodes[edge.tail].current
        return (
            tail is not None and not tail.shut and self.is_open(edge) and not self.nodes[edge.head].held
            and all(self.nodes[node].current is not None for node in edge.requires)
        )  # fmt: skip

    def is_traversed(self, edge):
        return any(it.state in ("waiting", "running") for it in self.active[edge.id])

    def offer(self, edge):
        if not self.may_run(edge):
            return
        if edge.id not in self.way_exists:
            self.way_exists[edge.id] = self.happens(edge.chance)
        if not self.way_exists[edge.id]:
            return
        traversal = Traversal(edge, self.nodes[edge.tail].current)
        self.active[edge.id].append(traversal)
        self.offers += 1
        heapq.heappush(self.ready, (self.rank(edge), self.env.now, edge.id, self.offers, traversal))
        if not self.offered.triggered:
            self.offered.succeed()

    def rank(self, edge):
        """E3: the order in which waiting edges are taken."""
        if self.x.order == "Random":
            return self.rng.random()
        head = self.nodes[edge.head].of
        return -head.weight if self.x.order == "MostValuable" else head.hops

    def offer_idle(self, edges):
        for edge in edges:
            if not self.is_traversed(edge):
                self.offer(edge)

    def crew(self):
        """E3: one of the attacker's hands; takes the most valuable waiting edge."""
        while True:
            yield self.env.timeout(0)  # whatever one event offers is compared before a slot is given out
            traversal = self.next_traversal()
            if traversal is None:
                if self.offered.triggered:  # the hands wait for one event together
                    self.offered = self.env.event()
                yield self.offered
            elif self.x.unlimited:
                self.env.process(self.traverse(traversal))
            else:
                yield from self.traverse(traversal)

    def next_traversal(self):
        while self.ready:
            traversal = heapq.heappop(self.ready)[-1]
            if traversal.state != "waiting":
                continue
            if self.nodes[traversal.edge.tail].current is traversal.foothold and self.may_run(traversal.edge):
                return traversal
            self.leave(traversal)
        return None

    def traverse(self, traversal):
        edge = traversal.edge
        traversal.state, traversal.cancelled = "running", self.env.event()
        self.loose += edge.detached
        yield self.env.timeout(max(1, edge.time(self.rng))) | traversal.cancelled
        succeeded = traversal.state == "running"
        if traversal.state != "over":
            self.leave(traversal)
        if succeeded:
            self.loose -= edge.detached
            if not self.nodes[edge.head].held:
                self.become_live(self.nodes[edge.head], traversal.foothold, edge.mints)

    def leave(self, traversal):
        traversal.state = "over"
        self.active[traversal.edge.id].remove(traversal)

    def fail(self, traversal):
        """It keeps its slot to its drawn end, because the attacker does not notice."""
        if traversal.state == "waiting":
            self.leave(traversal)
        elif traversal.state == "running":
            traversal.state = "failed"
            self.loosen(traversal.edge)

    def cancel(self, traversal):
        ran = traversal.state == "running"
        if traversal.state in ("running", "failed"):
            traversal.cancelled.succeed()
        self.leave(traversal)
        if ran:
            self.loosen(traversal.edge)

    def loosen(self, edge):
        if edge.detached:
            self.loose -= 1
            self.check_contained()

    def each_active(self, edges, act):
        for edge in edges:
            for traversal in list(self.active[edge.id]):
                act(traversal)

    def fail_from(self, node):
        self.each_active([edge for edge in node.of.out if not edge.detached], self.fail)

    def restart_into(self, node):
        """E5, E9: what was on its way to the old credential starts again."""
        for edge in node.of.into:
            tail = self.nodes[edge.tail].current
            if not edge.detached or (tail is not None and not tail.shut and self.is_open(edge)):
                self.each_active([edge], self.fail)
            self.offer_idle([edge])

    def window(self, edge):
        every, lasts = edge.window
        while True:
            within = (self.env.now + self.phases[edge.id]) % every
            if within < lasts:
                yield self.env.timeout(lasts - within)
                if not edge.detached:
                    self.each_active([edge], self.fail)
            else:
                yield self.env.timeout(every - within)
                self.offer_idle([edge])

    def become_live(self, node, source, minted):
        foothold = Foothold(node, source, minted, self.env.now)
        if source is not None:
            source.successors.append(foothold)
        self.live += node.current is None
        node.current, self.contained_at = foothold, None
        if node.footholds:
            self.retaken += 1
        node.footholds.append(foothold)
        if len(node.footholds) == 1:
            self.falls(node)
        if node.of.sensor and self.happens(node.of.sensor[0]):
            self.later(node.of.sensor[1](self.rng), self.alerted, foothold)
        if node.of.lifetime:
            self.env.process(self.lifetime(foothold))
        self.consider_scoping(foothold)
        for edge in node.of.out:
            self.offer(edge)
        self.offer_idle(node.of.required_by)

    def falls(self, node):
        self.blast += node.of.weight
        self.fallen.append((self.env.now, node.of.weight))
        self.limit_passed |= self.blast > self.x.limit
        if node.of.id in self.x.crown_jewels:
            self.jewel_fell = True
            self.note("jewel")
        self.moment("BlastPasses", lambda level: self.blast > level)

    def lifetime(self, foothold):
        """E12: it ends unless its live tail or its own session renews it."""
        lasts, by_tail, by_session = foothold.node.of.lifetime
        while True:
            yield self.env.timeout(max(1, lasts(self.rng)))
            if foothold.ended or foothold.node.current is not foothold:
                return
            tail = foothold.source
            tail_live = tail is not None and tail.node.current is tail
            if foothold.shut or not (by_session or (by_tail and tail_live)):
                return self.end(foothold)

    def end_no_later(self, foothold, at):
        if not foothold.ended and at < foothold.ends_at:
            foothold.ends_at = at
            self.env.process(self.session(foothold, at))

    def session(self, foothold, at):
        yield self.env.timeout(at - self.env.now)
        if foothold.ends_at == at:
            self.end(foothold)

    def end(self, foothold):
        node = foothold.node
        if foothold.ended:
            return
        foothold.ended = True
        if node.current is not foothold:
            return
        node.current = None
        self.live -= 1
        self.fail_from(node)
        self.check_contained()
        self.offer_idle(node.of.into)

    def check_contained(self):
        if self.live == 0 and self.loose == 0 and self.contained_at is None:
            self.contained_at = self.env.now

    # Detection and discovery (D1 to D4)

    def told(self, name):
        if self.nodes[name].footholds:
            self.alerted(self.nodes[name].footholds[-1])

    def alerted(self, foothold):
        foothold.alerted = True
        if self.detected_at is None:
            self.detected_at = self.env.now
            self.moment("Alert")
        if self.declared_at is not None or self.rule_for("Contain", foothold.node) is not self.x.no_rule:
            self.becomes_known(foothold)
        if self.triage is None:
            self.triage = Contact(self, self.x.triage[0])
            self.env.process(self.triaging())
        elif self.triage.silent and not self.triage.answered.triggered:
            self.triage.again()

    def triaging(self):
        contact = self.triage
        place = lambda: (1, -self.severity, 0, 0, 0)  # noqa: E731
        yield from self.reached_and_worked(None, contact, self.x.triage[1], place)
        self.declare()

    def declare(self):
        self.declared_at = self.env.now
        self.moment("Declared")
        self.raise_named(lambda on, of: on == "Declared")
        self.severity_reached(-1, self.severity)
        self.judge_severity()
        self.match_again()
        for node in sorted(self.nodes):
            for foothold in self.nodes[node].footholds:
                if foothold.alerted:
                    self.becomes_known(foothold)
        for node in self.known:
            self.ask_vendor(node)
            for foothold in node.footholds:
                if foothold.known_at is not None:
                    self.leads_on(foothold)
            self.raise_named(lambda on, of, node=node: on == "Known" and of in node.of.tags)
        self.watch_again()

    def becomes_known(self, foothold):
        if foothold.known_at is not None:
            return
        node = foothold.node
        foothold.known_at = self.last_known_at = self.env.now
        self.all_clear = False
        if not node.known:
            node.known = True
            self.known.append(node)
            self.known_weight += node.of.weight
            self.known_tags.update(node.of.tags)
        self.ask_vendor(node)
        self.leads_on(foothold)
        self.raise_containment(foothold)
        self.judge_severity()
        if self.declared_at is not None:
            self.raise_named(lambda on, of: on == "Known" and of in node.of.tags)
        self.watch_again()

    def leads_on(self, foothold):
        for successor in foothold.successors:
            self.consider_scoping(successor)
        self.consider_trace_back(foothold)

    def consider_scoping(self, foothold):
        source = foothold.source
        if source is None or foothold.scoping or foothold.known_at is not None:
            return
        if self.declared_at is None or source.known_at is None or not source.node.logs:
            return
        foothold.scoping = True
        if self.happens(self.x.scoping[0]):
            self.later(self.x.scoping[1](self.rng), self.becomes_known, foothold)

    def consider_trace_back(self, successor):
        foothold = successor.source
        if foothold is None or foothold.tracing or foothold.known_at is not None:
            return
        if self.declared_at is None or successor.known_at is None or not successor.node.logs:
            return
        foothold.tracing = True
        if self.happens(self.x.trace_back[0]):
            self.later(self.x.trace_back[1](self.rng), self.becomes_known, foothold)

    def ask_vendor(self, node):
        if node.of.vendor and self.declared_at is not None and not node.vendor_asked:
            node.vendor_asked = True
            self.env.process(self.vendor(node))

    def vendor(self, node):
        contact = Contact(self, self.x.vendors[node.of.vendor])
        yield contact.answered
        while self.env.now < self.silent_until.get(node.of.vendor, 0):
            yield self.env.timeout(self.silent_until[node.of.vendor] - self.env.now)
        node.logs = True
        for foothold in node.footholds:
            if foothold.known_at is not None:
                self.leads_on(foothold)

    def judge_severity(self):
        if self.declared_at is None:
            return
        met = [level for weight, tag, level in self.x.scale
               if (tag in self.known_tags if tag else self.known_weight >= weight)]  # fmt: skip
        before, self.severity = self.severity, max([self.severity, *met])
        if self.severity > before:
            self.severity_reached(before, self.severity)
            self.match_again()
            for path in self.paths:  # P1: who holds off is asked anew
                if path.holding is not None and not path.holding.triggered:
                    path.holding.succeed()

    def severity_reached(self, before, level):
        self.raise_named(lambda on, of: on == "Severity" and before < SEVERITIES[of] <= level)
        self.moment("SeverityReaches", lambda of: before < SEVERITIES[of] <= level)

    # Requests (D5, L1, R1)

    def rule_for(self, decision, node):
        for rule in self.x.rights:
            if rule.decision != decision or self.severity < rule.from_severity:
                continue
            new = node.of.weight if node is not None and not node.known else 0
            if rule.known_blast is not None and self.known_weight + new > rule.known_blast:
                continue
            if decision == "Contain" and self.declared_at is None and not rule.before_declaration:
                continue
            if (rule.anything if node is None else node.of.id in rule.nodes):
                return rule
        return self.x.no_rule if node is not None else None

    def match_again(self):
        """D4: a request not yet decided that a different rule matches now gets a further path; they race."""
        undecided = dict.fromkeys(case for path in self.paths for case in path.cases if case.status == "undecided")
        self.begin_paths(
            case for case in undecided
            if all(path.rule is not self.rule_for(case.decision, case.node) for path in case.paths)
        )  # fmt: skip
        for path in self.paths:
            if path.decided_at is None and path.cases:
                case = path.cases[0]
                if path.rule is self.rule_for(case.decision, case.node):
                    path.severity = self.severity

    def raise_containment(self, foothold):
        node = foothold.node
        if foothold.minted:
            needless = foothold.ended or (node.pending is not None and node.pending.status == "undecided")
        else:
            cut = node.last_cut_at is not None and node.last_cut_at >= foothold.taken_at
            needless = node.pending is not None or cut
        if needless:
            return
        if node.restoring is not None:  # L3: pending containment comes first
            restoring, node.restoring = node.restoring, None
            restoring.status = "dropped"
            for path in list(restoring.paths):
                path.leave(restoring)
        node.pending = self.request(Case(self, "Contain", node))
        node.believed_dead_at, node.sessions_ended = None, False
        self.pending += 1

    def raise_named(self, comes):
        for request in self.x.requests:
            if request.id not in self.requested and comes(*request.on):
                self.requested.add(request.id)
                self.request(Case(self, request.decision, name=request.id))

    def request(self, case):
        self.raised.append(case)
        if not self.batch_due:
            self.batch_due = True
            self.env.process(self.batch())
        return case

    def batch(self):
        """D5: what was raised in one millisecond is matched together, and merged."""
        yield self.env.timeout(0)
        yield self.env.timeout(0)
        self.batch_due = False
        raised, self.raised = self.raised, []
        self.begin_paths(case for case in raised if case.status == "undecided")

    def begin_paths(self, cases):
        groups = {}
        order = lambda it: (DECISIONS.index(it.decision), it.node.of.id if it.node else "", it.name or "")  # noqa: E731
        for case in sorted(cases, key=order):
            rule = self.rule_for(case.decision, case.node)
            owners = tuple(sorted(self.owners(case.node))) if rule.by_owner else ()
            key = (rule.id, owners, None if case.node else case.name)
            groups.setdefault(key, (rule, []))[1].append(case)
        for rule, cases in groups.values():
            path = Path(self, rule, cases)
            self.paths.append(path)
            self.env.process(self.way(path))

    # The way of a request (R2, R5, P1 to P4)

    def way(self, path):
        if path.rule.id in self.granted:
            path.granted = True
        else:
            yield self.env.process(self.decide(path)) | path.grant
        if path.over or path.decided_at is not None:
            return
        self.note("first_decision")
        self.moment("FirstDecision")
        path.decided_at = self.env.now
        for case in path.cases:
            case.status = "decided"
            for other in [other for other in case.paths if other is not path]:
                other.leave(case)
        path.withdraw()
        yield from self.seek_approvals(path)
        self.grants(path)
        gates = [self.gate(decision) for decision in path.rule.gates]
        if gates:
            yield self.env.all_of(gates)
        while path.rule.decision == "Communicate" and self.env.now < self.hold_until:
            yield self.env.timeout(self.hold_until - self.env.now)
        yield from self.find_executor(path)
        if path.over:
            return
        if path.rule.just_in_time:
            yield self.env.timeout(path.rule.just_in_time(self.rng))
        for place, case in enumerate(list(path.cases)):
            self.env.process(self.execute(path, case, place + 1))

    def grants(self, path):
        """R3: at the instant of approval the rule is granted for the whole incident."""
        if not path.rule.grants or path.rule.id in self.granted:
            return
        self.granted.add(path.rule.id)
        for other in self.paths:
            if other.rule is path.rule and other.decided_at is None and not other.over and not other.grant.triggered:
                other.granted = True
                other.withdraw()
                other.grant.succeed()

    def gate(self, decision):
        if decision not in self.executed:
            self.executed[decision] = self.env.event()
        self.raise_named_for_gate(decision)
        return self.executed[decision]

    def raise_named_for_gate(self, decision):
        of_kind = [request for request in self.x.requests if request.decision == decision]
        if of_kind and not any(request.id in self.requested for request in of_kind):
            first = of_kind[0]
            self.requested.add(first.id)
            self.request(Case(self, decision, name=first.id))

    def reached_and_worked(self, path, contact, law, place, item=0):
        """Waits for the answer of a chain and for the work that follows; a rest asks the chain anew (O5)."""
        lasts = law(self.rng)
        while True:
            yield contact.answered
            if contact.by_default:
                return False
            if (yield from self.worked(path, contact.people, lasts, place, item)):
                return True
            contact.again()

    def worked(self, path, people, lasts, place, item=0):
        """Everybody does the work in their own queue. False if one of them has to rest first."""
        jobs = [(person, Job(lasts, place, self.env.event(), item)) for person in people]
        if path is not None:
            path.jobs += jobs
        for person, job in jobs:
            person.give(job)
        waiting = [job.ended for _, job in jobs]
        while waiting:
            yield self.env.any_of(waiting)
            ended = [event for event in waiting if event.triggered]
            if any(event.value == "rested" for event in ended):
                for person, job in jobs:
                    person.drop(job)
                return False
            waiting = [event for event in waiting if not event.triggered]
        return True

    def decide(self, path):
        rule = path.rule
        if rule.standing:
            return
        if rule is self.x.no_rule:
            yield self.env.timeout(self.x.search(self.rng))
            if path.over:
                return
        if not rule.by_owner:
            yield from self.decided_by(path, rule.decider)
            return
        while True:
            asked, path.redo = self.env.process(self.by_owners(path)), self.env.event()
            yield asked | path.redo
            if asked.triggered:
                return
            path.withdraw()  # the ownership came into dispute: all owners are asked

    def owners(self, node):
        return node.of.disputed if node.of.id in self.disputed else node.of.deciding

    def by_owners(self, path):
        owners = self.owners(path.cases[0].node)
        if len(owners) != 1:
            yield from self.dispute(path, owners)
        elif path.rule is self.x.no_rule:  # R5: the arbiter comes after the limit for a sole owner as well
            alone = self.env.process(self.decided_by(path, self.owner_chain(owners[0])))
            yield alone | self.env.process(self.arbitrate(path, self.x.dispute_limit))
        else:
            yield from self.decided_by(path, self.owner_chain(owners[0]))

    def dispute_anew(self, nodes):
        self.disputed |= nodes
        for path in self.paths:
            led = any(case.node and case.node.of.id in nodes and case.node.of.disputed != case.node.of.deciding for case in path.cases)
            if led and path.rule.by_owner and path.decided_at is None and not path.over and path.decider_chain and not path.redo.triggered:
                path.redo.succeed()

    def decided_by(self, path, chain):
        rule = path.rule
        path.decider_chain = chain
        contact = path.contact(chain)
        heard, lasts = False, rule.decide_work(self.rng)
        while True:
            yield contact.answered
            path.deciders = contact.people
            if contact.by_default:
                return
            path.answered_at = self.env.now
            if not heard:
                yield from self.hear(path)
                heard = True
            if (yield from self.worked(path, path.deciders, lasts, path.place)):
                if not rule.hold_off or not self.happens(rule.hold_off[0]):
                    return
                path.holding = self.env.event()
                yield self.env.timeout(rule.hold_off[1](self.rng)) | path.holding
                path.holding, lasts = None, rule.decide_work(self.rng)
                if path.decided_at is not None or path.over:
                    yield self.env.event()
            contact.again()

    @staticmethod
    def owner_chain(owner):
        return Record(steps=[([owner], None)], repeat=0, acts=False)

    def hear(self, path):
        """P1: consult and advice, all at once."""
        rule, wanted = path.rule, []
        assets = {node.of.id for node in path.assets}
        if rule.consult and not any(assets <= person.of.knows for person in path.deciders):
            best = max(reversed(path.deciders), key=lambda person: len(assets & person.of.knows))
            missing = assets - best.of.knows
            contact = path.contact(rule.consult, lambda person: bool(missing & person.of.knows))
            wanted.append(self.env.process(self.reached_and_worked(path, contact, rule.consult_work, path.place)))
        for chain, work in rule.advice:
            wanted.append(self.env.process(self.reached_and_worked(path, path.contact(chain), work, path.place)))
        if wanted:
            yield self.env.all_of(wanted)

    def dispute(self, path, owners):
        """R5: the owners negotiate; after the limit the arbiter is asked too, and whoever decides first holds."""
        sides = []
        if owners:
            sides.append(self.env.process(self.negotiate(path, owners)))
        limit = self.x.dispute_limit if owners else 0
        sides.append(self.env.process(self.arbitrate(path, limit)))
        yield self.env.any_of(sides)

    def negotiate(self, path, owners):
        contacts = [path.contact(self.owner_chain(owner)) for owner in owners]
        path.decider_chain = contacts[0].chain
        yield self.env.all_of([contact.answered for contact in contacts])
        path.answered_at = self.env.now
        yield self.env.timeout(self.x.negotiation(self.rng))
        if path.decided_at is None:
            path.deciders = [person for contact in contacts for person in contact.people]

    def arbitrate(self, path, limit):
        redo = path.redo
        yield self.env.timeout(limit)
        if path.decided_at is not None or path.over or path.redo is not redo:
            yield self.env.event()
        contact, lasts = path.contact(self.x.arbiter), self.x.arbiter_work(self.rng)
        while True:
            yield contact.answered
            if path.answered_at is None:
                path.answered_at = self.env.now
            if (yield from self.worked(path, contact.people, lasts, path.place)):
                break
            contact.again()
        if path.decided_at is None:
            path.deciders, path.decider_chain = contact.people, self.x.arbiter

    def seek_approvals(self, path):
        """P2: all together; after the last refusal the arbiter decides on what is missing."""
        demanded = [approval for nodes, approval in self.demanded if any(node.of.id in nodes for node in path.assets)]
        wanted = [*path.rule.approvals, *(demanded if path.rule.decision == "Contain" else [])]
        if path.rule.standing or path.granted or not wanted:
            return
        refused = self.env.event()
        if path.rule.in_series:
            given = [self.env.process(self.series(path, wanted, refused))]
        else:
            given = [self.env.process(self.approval(path, of, refused)) for of in wanted]
        yield self.env.all_of(given) | refused
        if refused.triggered:
            path.withdraw()
            contact = path.contact(self.x.arbiter)
            yield from self.reached_and_worked(path, contact, self.x.arbiter_work, path.place)

    def series(self, path, wanted, refused):
        for of in wanted:
            yield from self.approval(path, of, refused)

    def approval(self, path, of, refused):
        contact = path.contact(of.chain)
        for asked in range(of.reasks + 1):
            by_people = yield from self.reached_and_worked(path, contact, of.work, path.place)
            if refused.triggered:
                return
            if not by_people:
                return  # C5: taken as given
            if not self.happens(of.declines):
                self.approvals += 1
                return
            if asked < of.reasks:
                yield self.env.timeout(of.revision(self.rng))
                if refused.triggered:
                    yield self.env.event()
                contact.again()
        refused.succeed()
        yield self.env.event()  # what was refused is never given

    def can_begin(self, path, person):
        if path.rule.decision != "Contain":
            return path.rule.decision.lower() in person.of.can
        return self.x.runbook[path.assets[0].of.kind][0].id in person.of.can

    def find_executor(self, path):
        if path.rule.automatic:
            path.automatic = True
            return
        at_once = path.decided_at == self.env.now
        for person in path.deciders:
            there = at_once or person.state() in ("on_shift", "on_call") or person.engaged()
            if there and self.can_begin(path, person):
                path.executor = person
                return
        chain = path.rule.executor or path.decider_chain
        contact = path.contact(chain, lambda person: self.can_begin(path, person))
        yield contact.answered
        if path.answered_at is None:
            path.answered_at = self.env.now
        path.automatic = contact.by_default
        path.executor = contact.people[0] if contact.people else None

    def execute(self, path, case, place):
        """P4, E8: the actions of one asset, one after another."""
        if case.decision != "Contain":
            able = path.rule.decision.lower()
            yield from self.tried(path, path.executor, able, path.rule.execution_work, 0.0, place)
            if case.status == "dropped":
                return
            case.status = "done"
            if case.decision == "Restore":
                self.restored(case.node)
            else:
                self.times.setdefault(case.name, self.env.now)
                self.executed.setdefault(case.decision, self.env.event())
                if not self.executed[case.decision].triggered:
                    self.executed[case.decision].succeed()
            return
        actions = self.x.runbook[case.node.of.kind]
        # D5, E11: of a list those that cut count; where none does, all of it.
        settling = max((n for n, action in enumerate(actions) if action.cuts), default=len(actions) - 1)
        for number, action in enumerate(actions):
            yield from self.tried(path, path.executor, action.id, action.work or path.rule.execution_work, action.fails, place)
            yield from self.call_platform(case.node)
            last = number == len(actions) - 1
            if last:
                case.status = "executed"
            self.later(action.propagation(self.rng), self.effective, path, case, action, (number == settling, last))

    def tried(self, path, person, able, law, fails, place):
        """A tool that fails is tried again; whoever cannot do it, or must rest, is replaced through the chain."""
        chain = path.rule.executor or path.decider_chain
        contact = None
        while path.automatic:
            yield self.env.timeout(law(self.rng))
            if not self.happens(fails):
                return
        if able not in person.of.can:
            contact = path.contact(chain, lambda person: able in person.of.can)
            yield contact.answered
            person = contact.people[0]
        while True:
            lasts = law(self.rng)
            while not (yield from self.worked(path, [person], lasts, path.place, place)):
                contact = path.contact(chain, lambda person: able in person.of.can)
                yield contact.answered
                person = contact.people[0]
            if not self.happens(fails):
                return

    def call_platform(self, node):
        """E8: n calls an hour, first come first served."""
        platform = node.of.platform
        if platform is None:
            return
        calls, limit = self.calls[platform], self.x.platforms[platform]
        leaves_at = self.env.now
        if limit and len(calls) >= limit:
            leaves_at = max(leaves_at, calls[-limit] + HOUR)
        calls.append(leaves_at)
        if leaves_at > self.env.now:
            yield self.env.timeout(leaves_at - self.env.now)

    # Effects (E7, E9, E10)

    def effective(self, path, case, action, ends):
        settles, last = ends
        self.note("first_effect")
        node = case.node
        node.acted_on = True
        if action.disrupts == "UntilRestored":
            node.down = True
            self.downed.add(node.of.id)
        self.cut(node, action, path.decided_at)
        if action.reveals:
            self.reveal(node, action.reveals)
        if settles:
            self.pending -= 1
            self.settled_at = self.env.now
            if node.pending is case:
                node.pending = None
        if last:
            case.status = "done"
            if node.down and self.all_clear:
                self.request_restoration(node)
        self.watch_again()

    def cut(self, node, action, decided_at):
        foothold = node.current
        known_at = foothold.known_at if foothold else None
        spared = bool(foothold) and foothold.minted and not action.sweeps and (known_at is None or known_at > decided_at)
        if action.cuts:
            self.believe_cut(node, action)
        if not spared:
            if action.closes_out:
                node.closed_out = True
                self.fail_from(node)
            if action.cancels:
                self.each_active(node.of.out, self.cancel)
            if foothold and action.cuts and not action.ends_sessions:
                self.end_no_later(foothold, self.env.now + node.of.residual(self.rng))
        if action.closes_in:
            node.closed_in = True
            self.each_active(node.of.into, self.fail)
        if action.reissues:
            node.generation += 1
            if not spared:
                if node.current:
                    node.current.shut = True
                self.fail_from(node)
            self.restart_into(node)
        if foothold and action.ends_sessions and not spared:
            self.end(foothold)
        if action.cuts:
            self.moment("Contained", lambda of: of == node.of.id)

    def believe_cut(self, node, action):
        """E11: what the team believes."""
        node.sessions_ended |= action.ends_sessions
        node.last_cut_at = node.believed_dead_at = self.env.now
        if not node.sessions_ended:
            node.believed_dead_at += (node.of.believed or node.of.residual)(self.rng)

    def reveal(self, node, of):
        reach = of["reach"]
        if reach == "Tenant":
            found = [it for other in self.nodes.values() if other.of.tenant == node.of.tenant for it in other.footholds]
        else:
            found, layer = [], node.footholds
            for _ in range(reach["Hops"]):
                layer = [it for foothold in layer for it in foothold.successors if it not in found]
                found += layer
        chance = float(of["chance"].rstrip("%")) / 100
        for foothold in sorted(found, key=lambda it: it.node.of.id):
            if foothold.known_at is None:
                if foothold.reviewed is None:  # one draw for a foothold
                    foothold.reviewed = self.rng.random()
                if foothold.reviewed < chance:
                    self.becomes_known(foothold)

    # Declared containment and restoration (E11, L3)

    def watch_again(self):
        if not self.watched.triggered:
            self.watched.succeed()

    def quiet_since(self):
        if self.declared_at is None or not self.known or self.pending > 0 or self.all_clear:
            return None
        if any(node.last_cut_at is None or node.believed_dead_at is None for node in self.known):
            return None
        since = max(self.declared_at, self.last_known_at, self.settled_at)
        return max([since, *(max(node.last_cut_at, node.believed_dead_at) for node in self.known)])

    def watch(self):
        while True:
            since = self.quiet_since()
            self.watched = self.env.event()
            if since is None:
                yield self.watched
                continue
            yield self.env.timeout(max(0, since + self.x.watch - self.env.now)) | self.watched
            if self.watched.triggered:
                continue
            self.all_clear = True
            self.note("all_clear")
            self.raise_named(lambda on, of: on == "AllClear")
            for name in sorted(self.downed):
                self.request_restoration(self.nodes[name])

    def request_restoration(self, node):
        if node.pending is None and node.restoring is None:
            node.restoring = self.request(Case(self, "Restore", node))

    def restored(self, node):
        self.times["restored"] = self.env.now
        node.closed_out = node.closed_in = node.down = False
        node.restoring = None
        self.downed.discard(node.of.id)
        self.offer_idle(node.of.into)
        self.offer_idle(node.of.out)

    # Targets (O4)

    def resolve(self, kind, of):
        if kind == "Person":
            yield self.people[of], None
        elif kind == "Role":
            person = self.first_present(of)
            if person:
                yield person, None
        elif kind == "Rota":
            holder = self.x.rotas[of].holder(self.wall())
            if holder:
                yield self.people[holder], None
        elif kind == "Team":
            for name in self.x.teams[of]:
                yield self.people[name], None
        else:
            for member in self.x.bodies[of][0]:
                for person, _ in self.resolve(*member):
                    yield person, of

    def first_present(self, role):
        for name in self.x.roles[role]:
            if self.people[name].absence_end(self.env.now) is None:
                return self.people[name]
        return None

    # Injects (I1, I2)

    def moment(self, name, fits=lambda of: True):
        for event, of in self.moments.get(name, ()):
            if not event.triggered and fits(of):
                event.succeed()

    def inject(self, of):
        name, argument = of.on
        if name in ("At", "Clock"):
            at = duration(argument) if name == "At" else next(it for it in of.clock if it >= self.start) - self.start
            if at:
                yield self.env.timeout(at)
        else:
            event = self.env.event()
            self.moments.setdefault(name, []).append((event, argument))
            yield event
        if not self.happens(of.chance):
            return
        delay = of.after(self.rng)
        if delay:
            yield self.env.timeout(delay)
        self.does(*of.does)

    def does(self, kind, of):
        if kind == "Unavailable":
            until = self.env.now + law(of["lasts"])(self.rng)
            for person in self.holders(of["who"]):
                person.away.append((self.env.now, until))
        elif kind == "Overloaded":
            lasts = law(of["work"])(self.rng)
            for person in self.holders(of["who"]):
                self.bring(person, lasts, False)
        elif kind == "Call":
            person = self.first_present(of["role"])
            if person:
                self.bring(person, law(of["work"])(self.rng), True)
            if of.get("media"):
                self.raise_named(lambda on, _: on == "MediaAttention")
        elif kind == "SecondEntry":
            if self.nodes[of["asset"]].current is None:
                self.become_live(self.nodes[of["asset"]], None, False)
        elif kind == "VendorSilent":
            self.silent_until[of["vendor"]] = self.env.now + law(of["lasts"])(self.rng)
        elif kind == "CommunicationsHold":
            self.hold_until = max(self.hold_until, self.env.now + law(of["lasts"])(self.rng))
        elif kind == "FalseAllClear":
            self.quiet_until = max(self.quiet_until, self.env.now + law(of["lasts"])(self.rng))
        elif kind == "OwnershipDisputed":
            self.dispute_anew(of["nodes"])
        elif kind == "ApprovalDemanded":
            self.demanded.append((of["nodes"], of["approval"]))
        elif kind == "Reissued":
            self.reissued(self.nodes[of["asset"]])
        else:
            raise NotImplementedError(kind)

    def holders(self, who):
        ((kind, of),) = who.items()
        return [self.people[name] for name in {"Person": [of], "Role": self.x.roles.get(of), "Team": self.x.teams.get(of)}[kind]]

    def bring(self, person, lasts, counts):
        job = Job(lasts, lambda: (0, 0, 0, 0, 0), self.env.event())
        job.counts = counts
        person.give(job)

    def reissued(self, node):
        if not (node.closed_in or node.closed_out):
            return
        node.closed_in = node.closed_out = False
        node.generation += 1
        if node.current:
            node.current.shut = True
            self.end_no_later(node.current, self.env.now + node.of.residual(self.rng))
            self.fail_from(node)
        self.restart_into(node)

    # Measures (M1 to M5)

    def measures(self):
        contained, horizon = self.contained_at, self.x.horizon
        held = horizon if contained is None else contained
        area = sum(weight * (held - at) for at, weight in self.fallen if at < held)
        people = self.people.values()
        restored = None if self.downed else self.times.get("restored")
        return {
            "outrun": int(contained is not None and not self.limit_passed and not self.jewel_fell),
            "contained": int(contained is not None),
            "held": held,
            "blast_at_containment": "" if contained is None else self.blast,
            "blast_area": area / 1000,
            "pages": self.pages,
            "woken": sum(person.woken for person in people),
            "engaged": sum(person.engaged_once for person in people),
            "approvals": self.approvals,
            "detected": self.detected_at,
            "declared": self.declared_at,
            "first_decision": self.times.get("first_decision"),
            "first_effect": self.times.get("first_effect"),
            "all_clear": self.times.get("all_clear"),
            "retaken": self.retaken,
            "work": self.work,
            "jewel": self.times.get("jewel"),
            "restored": restored,
        }


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("exercise")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--replications", type=int)
    arguments.add_argument("--cpu-seconds", type=float)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    try:
        x = Exercise(options.exercise)
        if x.uses - PLAYS:
            raise Unknown(", ".join(sorted(x.uses - PLAYS)))
    except Unknown as unknown:
        print(f"The SimPy peer does not play {unknown}.", file=sys.stderr)
        sys.exit(4)
    began, done = time.process_time(), 0
    with open(options.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        while done != options.replications:
            writer.writerow(Play(x, f"{options.seed}/{done}").run())
            done += 1
            if options.cpu_seconds and time.process_time() - began >= options.cpu_seconds:
                break
    spent = time.process_time() - began
    print(f"{done} replications in {spent:.3f} CPU seconds: {done / spent:.2f} a second")


if __name__ == "__main__":
    main()
