"""The resolved exercise, as `outrun show --format json` prints it, turned into the tables that the model plays.

All of this happens once, before the first replication: laws become functions, calendars become sorted spans.
Instants are milliseconds of Unix time, durations are milliseconds.
"""

import json
import math
import random
import re
from bisect import bisect_right
from datetime import date, datetime, time, timedelta, timezone
from types import SimpleNamespace as Record
from zoneinfo import ZoneInfo



class Unknown(NotImplementedError):
    """A rule that the peers do not play: what is written, in words."""


UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
SEVERITIES = {"Any": 0, "Low": 1, "Medium": 2, "High": 3, "Critical": 4}
DECISIONS = ["Contain", "Restore", "Notify", "Disclose", "Communicate"]  # O5: in this order
Z90 = 1.2815515655446004  # the 90th percentile of the standard normal law
BEFORE, AFTER = timedelta(days=60), timedelta(days=5)  # how far calendars reach beyond starts and horizon


def duration(text):
    return round(sum(float(n) * UNITS[unit] for n, unit in re.findall(r"([\d.]+)\s*(ms|[smhd])", text)))


def chance(written):
    return float(written.rstrip("%")) / 100 if isinstance(written, str) else float(written)


class Law:
    """T3: draws milliseconds, rounded half up and never negative. `of` says the same as data, for the peers in Rust."""

    def __init__(self, of, draw):
        self.of, self.draw = of, draw

    def __call__(self, rng):
        return max(0, int(self.draw(rng) + 0.5))


def log_normal(of):
    median, p90 = duration(of["median"]), duration(of["p90"])
    mu, sigma = math.log(median), math.log(p90 / median) / Z90
    return Law({"LogNormal": [mu, sigma]}, lambda rng: rng.lognormvariate(mu, sigma))


def law(written):
    """A law as it is written: a duration, or a distribution by name."""
    if isinstance(written, str):
        fixed = duration(written)
        return Law({"Fixed": fixed}, lambda rng: fixed)
    ((name, of),) = written.items()
    if name == "LogNormal":
        return log_normal(of)
    if name == "Fixed":
        return law(of)
    if name in ("Uniform", "Triangular"):
        ends = [duration(it) for it in (of if isinstance(of, list) else of.values())]
        draw = random.Random.uniform if name == "Uniform" else (lambda rng, low, mode, high: rng.triangular(low, high, mode))
        return Law({name: ends}, lambda rng: draw(rng, *ends))
    if name == "Exponential":
        mean = duration(of)
        return Law({name: mean}, lambda rng: rng.expovariate(1 / mean))
    if name in ("Weibull", "Gamma"):
        shape, scale = of["shape"], duration(of["scale"])
        draw = (lambda rng: rng.weibullvariate(scale, shape)) if name == "Weibull" else (lambda rng: rng.gammavariate(shape, scale))
        return Law({name: [shape, scale]}, draw)
    if name == "Empirical":
        values = [duration(it) for it in of]
        return Law({name: values}, lambda rng: rng.choice(values))
    if name == "Mixture":
        weights, laws = [it["weight"] for it in of], [law(it["of"]) for it in of]
        return Law({name: [[w, it.of] for w, it in zip(weights, laws)]}, lambda rng: rng.choices(laws, weights)[0](rng))
    if name == "Capped":
        inner, cap = law(of["of"]), duration(of["at"])
        return Law({name: [inner.of, cap]}, lambda rng: min(cap, inner(rng)))
    raise Unknown(f"the law {name}")


def maybe(read, written):
    return None if written is None else read(written)


# Calendars


def instant(local, zone):
    """O6: a skipped local time is later by the gap, of one that comes twice the first counts."""
    return round(local.replace(tzinfo=zone, fold=0).timestamp() * 1000)


def local_range(text, zone):
    """A written span: dates include both days, date-times are half-open."""
    first, _, last = text.partition("/")
    last = last or first
    if len(first) > 10:
        return instant(datetime.fromisoformat(first), zone), instant(datetime.fromisoformat(last), zone)
    until = date.fromisoformat(last) + timedelta(days=1)
    return instant(datetime.combine(date.fromisoformat(first), time()), zone), instant(datetime.combine(until, time()), zone)


def week_hours(text):
    """`Mon-Thu 08:00-17:00; Fri,Sat 08:00-14:00` as (weekday, minute, minute); an end past midnight is above 1,440."""
    if text in ("always", "never"):
        return [(day, 0, 1440) for day in range(7) if text == "always"]
    hours = []
    for part in text.split(";"):
        days, clock = part.split() if " " in part.strip() else ("Mon-Sun", part.strip())
        start, end = (int(h) * 60 + int(m) for h, m in (at.split(":") for at in clock.split("-")))
        for some in days.split(","):
            first, _, last = some.partition("-")
            first, last = DAYS.index(first), DAYS.index(last or first)
            wanted = range(first, last + 1 if last >= first else last + 8)
            hours += [(day % 7, start, end if end > start else end + 1440) for day in wanted]
    return hours


WORDS = {
    "AnyTime": "always", "Weekends": "Sat-Sun 00:00-24:00", "WorkingHours": "Mon-Fri 09:00-17:00", "Nights": "22:00-06:00",
    "OffHours": "Mon-Fri 00:00-09:00; Mon-Fri 17:00-24:00; Sat-Sun 00:00-24:00",
}  # fmt: skip


def spans(hours, zone, first, last, holidays=()):
    """The instants of some hours of the week, sorted and merged; holidays strike what begins on them (O2)."""
    found, day = [], first
    while day <= last:
        midnight = datetime.combine(day, time())
        for weekday, start, end in hours:
            if weekday == day.weekday() and day.isoformat() not in holidays:
                found.append((instant(midnight + timedelta(minutes=start), zone), instant(midnight + timedelta(minutes=end), zone)))
        day += timedelta(days=1)
    return merged(found)


def merged(found):
    result = []
    for start, end in sorted(found):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


class Spans:
    """Sorted spans that do not touch, to be asked quickly."""

    def __init__(self, found):
        self.spans = merged(found)
        self.starts = [start for start, _ in self.spans]

    def at(self, instant):
        place = bisect_right(self.starts, instant) - 1
        if place >= 0 and instant < self.spans[place][1]:
            return self.spans[place]
        return None

    def after(self, instant):
        place = bisect_right(self.starts, instant)
        return self.spans[place] if place < len(self.spans) else None

    def last_end(self, instant):
        """When the last span before an instant ended."""
        place = bisect_right(self.starts, instant) - 1
        if place >= 0 and self.spans[place][1] > instant:
            place -= 1
        return self.spans[place][1] if place >= 0 else None

    def touches(self, first, last):
        place = bisect_right(self.starts, last) - 1
        return place >= 0 and self.spans[place][1] > first


class Rota:
    """O4: who is on call, resolved once for every five minutes: all hand-offs and hours must fall on one."""

    STEP = 300_000

    def __init__(self, written, first, last):
        self.zone = ZoneInfo(written["zone"])
        layers = written["layers"] or [written]
        self.layers = [self.layer(layer) for layer in layers if layer["people"]]
        self.overrides = []
        for of in written["overrides"]:
            start, end = local_range(f"{of['from']}/{of['until']}", self.zone)
            self.overrides.append((start, end, of["who"]))
        self.first = instant(datetime.combine(first, time()), timezone.utc)
        end = instant(datetime.combine(last, time()), timezone.utc)
        self.holders = self.resolved(end)

    @staticmethod
    def layer(written):
        ((kind, when),) = written["hand_off"].items()
        every, when = (1, when) if isinstance(when, str) else when
        weekday, _, clock = when.rpartition(" ")
        if int(clock[-2:]) % 5 or any(minute % 5 for _, *minutes in week_hours(written["hours"]) for minute in minutes):
            raise Unknown("a rota that changes between full five minutes")
        begins = datetime.fromisoformat(f"{written['starts']} {clock}")
        if weekday:
            begins += timedelta(days=(DAYS.index(weekday) - begins.weekday()) % 7)
        unit = "hours" if kind == "EveryHours" else "weeks" if "Week" in kind else "days"
        until = maybe(lambda day: datetime.combine(date.fromisoformat(day) + timedelta(days=1), time()), written.get("until"))
        hours = week_hours(written["hours"])
        return written["people"], begins, until, timedelta(**{unit: every}), hours, written["hours"] == "always"

    def resolved(self, end):
        """Changes fall on five minutes, and most on half an hour: looked at only where something may change."""
        holders, at = [], self.first
        marks = sorted({mark for start, until, _ in self.overrides for mark in (start, until)})
        odd = any(begins.minute % 30 or any(m % 30 for _, *two in hours for m in two) for _, begins, _, _, hours, _ in self.layers)
        odd = odd or any(mark % 1_800_000 for mark in marks)
        steps = 1 if odd else 6
        while at < end:
            holders += [self.resolve(at)] * steps
            at += steps * self.STEP
        return holders

    def resolve(self, at):
        for start, end, who in reversed(self.overrides):
            if start <= at < end:
                return who
        local = datetime.fromtimestamp(at / 1000, self.zone).replace(tzinfo=None)
        for people, begins, until, period, hours, always in reversed(self.layers):
            if local >= begins and (until is None or local < until) and (always or self.holds(hours, local)):
                who = people[(local - begins) // period % len(people)]
                if who is not None:
                    return who
        return None

    @staticmethod
    def holds(hours, local):
        minute, weekday = local.hour * 60 + local.minute, local.weekday()
        return any(
            (day == weekday and start <= minute < end) or (day == (weekday - 1) % 7 and minute + 1440 < end)
            for day, start, end in hours
        )

    def holder(self, at):
        return self.holders[(at - self.first) // self.STEP]

    def people(self):
        return {person for people, *_ in self.layers for person in people if person} | {who for *_, who in self.overrides if who}

    def stretches(self):
        """Spans with their holder, where there is one."""
        found, since = [], 0
        for place in range(1, len(self.holders) + 1):
            if place == len(self.holders) or self.holders[place] != self.holders[since]:
                if self.holders[since] is not None:
                    found.append((self.first + since * self.STEP, self.first + place * self.STEP, self.holders[since]))
                since = place
        return found

    def spans_of(self, person):
        return [(start, end) for start, end, holder in self.stretches() if holder == person]


# The exercise


def target(written):
    ((kind, of),) = written.items()
    return kind, of


def named(written):
    """`Declared`, or `At("45m")`."""
    return (written, None) if isinstance(written, str) else target(written)


class Exercise:
    """Everything that is the same in all replications. `uses` names the rules that not every peer plays."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            written = json.load(file)["exercise"]
        scenario = written["scenario"]
        self.uses = set()
        self.horizon = duration(written["horizon"])
        self.read_starts(scenario)
        self.incident = scenario["incident"]
        self.read_estate(written["estate"], scenario)
        self.read_people(written["organisation"])
        self.read_playbook(written["playbook"])
        self.read_scenario(scenario, written)

    def read_starts(self, scenario):
        start = scenario["starts"]
        if "At" in start:
            zone = ZoneInfo(scenario["zone"])
            at = datetime.fromisoformat(start["At"])
            at = round(at.timestamp() * 1000) if at.tzinfo else instant(at, zone)
            self.starts = [(at, at + 1)]
            first = last = datetime.fromtimestamp(at / 1000, zone).date()
        else:
            start = start["During"]
            first, last = date.fromisoformat(start["from"]), date.fromisoformat(start["until"])
            hours = week_hours(WORDS.get(start["when"], start["when"]))
            # A night that begins on the last day ends with it.
            end = instant(datetime.combine(last + timedelta(days=1), time()), ZoneInfo(start["zone"]))
            begin = instant(datetime.combine(first, time()), ZoneInfo(start["zone"]))
            found = spans(hours, ZoneInfo(start["zone"]), first - timedelta(days=1), last)
            self.starts = [(max(a, begin), min(b, end)) for a, b in found if b > begin and a < end]
        self.start_length = sum(end - begin for begin, end in self.starts)
        self.zone = ZoneInfo(scenario["zone"])
        self.first, self.last = first - BEFORE, last + AFTER + timedelta(milliseconds=self.horizon)

    def read_estate(self, estate, scenario):
        kinds = {kind["id"]: kind for kind in estate["edge_kinds"]}
        ways = {edge["kind"]: edge for edge in scenario["attacker"]["edges"]}
        self.nodes = {}
        for of in sorted(estate["nodes"], key=lambda of: of["id"]):
            node = Record(**of)
            node.residual = law(of["residual"])
            node.believed = maybe(law, of["believed_residual"])
            node.sensor = maybe(lambda it: (chance(it["chance"]), law(it["delay"])), of["sensor"])
            node.vendor = of["logs"]["Vendor"] if isinstance(of["logs"], dict) else None
            node.lifetime = maybe(
                lambda it: (law(it["lasts"]), it["renewed_by_tail"], it["renewed_by_session"]), of["lifetime"]
            )
            node.deciding = self.deciding_owners(of, of["lead"])
            node.disputed = self.deciding_owners(of, None)
            node.out, node.into, node.required_by = [], [], []
            self.nodes[node.id] = node
        self.edges = []
        for of in sorted(estate["edges"], key=lambda of: of["id"]):
            way = ways.get(of["kind"], {})
            edge = Record(
                id=of["id"], tail=of["from"], head=of["to"], requires=of["requires"],
                chance=chance(of["chance"] if of["chance"] is not None else way["chance"]),
                time=law(of["time"] if of["time"] is not None else way["time"]),
                detached=kinds[of["kind"]]["detached"], mints=kinds[of["kind"]]["mints"],
                window=maybe(lambda it: (duration(it["every"]), duration(it["lasts"])), of["window"]),
            )  # fmt: skip
            self.edges.append(edge)
            self.nodes[edge.tail].out.append(edge)
            self.nodes[edge.head].into.append(edge)
            for node in edge.requires:
                self.nodes[node].required_by.append(edge)
        self.platforms = {of["id"]: of["calls_per_hour"] for of in estate["platforms"]}

    @staticmethod
    def deciding_owners(of, lead):
        """R5: the lead alone, else the distinct owners in the order of the facets."""
        if lead is not None:
            return [target(of["owners"][lead])]
        owners = [target(owner) for owner in [of["owner"], *of["owners"].values()] if owner is not None]
        return list(dict.fromkeys(owners))

    def read_people(self, organisation):
        self.rotas = {of["id"]: Rota(of, self.first, self.last) for of in organisation["rotas"]}
        self.roles = organisation["roles"]
        self.bodies = {of["id"]: ([target(member) for member in of["members"]], of["quorum"]) for of in organisation["bodies"]}
        profiles = {}
        for of in organisation["profiles"]:
            reach = {state: (chance(of[state]["answers"]), law(of[state]["after"])) for state in ("on_shift", "on_call", "off")}
            profiles[of["id"]] = Record(**reach, relook=maybe(law, of["relook"]), unreachable=chance(of["unreachable"]))
        self.people, self.teams = {}, {}
        for of in sorted(organisation["people"], key=lambda of: of["id"]):
            zone = ZoneInfo(of["zone"])
            holidays = {day for name in of["holidays"] for day in organisation["holidays"][name]}
            person = Record(id=of["id"], can=set(of["can"]), profile=profiles[of["reach"]])
            person.shifts = Spans(spans(week_hours(of["hours"]), zone, self.first, self.last, holidays))
            person.absences = Spans([local_range(span, zone) for span in of["away"]])
            person.on_call = Spans([span for rota in self.rotas.values() for span in rota.spans_of(of["id"])])
            self.teams.setdefault(of["team"], []).append(of["id"])
            self.people[of["id"]] = person
        for of in organisation["people"]:
            forms = of["knows"] if isinstance(of["knows"], list) else [of["knows"]]
            self.people[of["id"]].knows = {
                node.id for node in self.nodes.values() if any(self.knows(of["id"], form, node) for form in forms)
            }

    def knows(self, person, form, node):
        """O1: `Own` is what the person, their team, a role of theirs or a rota of theirs owns or operates."""
        if form != "Own":
            return self.selects(form, node)
        owners = [node.owner, *node.owners.values(), node.operator]
        return any(self.is_mine(person, *target(owner)) for owner in owners if owner is not None)

    def is_mine(self, person, kind, of):
        if kind == "Person":
            return of == person
        if kind == "Rota":
            return person in self.rotas[of].people()
        if kind == "Body":
            return any(self.is_mine(person, *member) for member in self.bodies[of][0])
        return person in {"Team": self.teams, "Role": self.roles}[kind].get(of, [])

    def selects(self, selector, node):
        if selector == "All":
            return True
        ((kind, of),) = selector.items()
        if kind in ("AnyOf", "AllOf"):
            return (any if kind == "AnyOf" else all)(self.selects(part, node) for part in of)
        if kind == "Not":
            return not self.selects(of, node)
        owners = [node.owner, *node.owners.values(), node.operator]
        chosen = {
            "Asset": node.id == of, "Assets": kind == "Assets" and node.id in of, "Kind": node.kind == of,
            "Tag": kind == "Tag" and of in node.tags, "Tenant": node.tenant == of,
            "Team": any(target(owner) == ("Team", of) for owner in owners if owner is not None),
        }  # fmt: skip
        if kind not in chosen:
            raise Unknown(f"the selector {kind}")
        return chosen[kind]

    def selected(self, selector):
        return {node.id for node in self.nodes.values() if self.selects(selector, node)}

    def read_playbook(self, playbook):
        self.chains = {}
        for name, of in playbook["chains"].items():
            steps = [([target(who) for who in step["Step"]["who"]], duration(step["Step"]["within"])) for step in of["steps"]]
            if of["nobody"] != "Skip" or of["exhausted"] not in ("Hold", "Act"):
                raise Unknown(f"the chain {name}: nobody {of['nobody']}, exhausted {of['exhausted']}")
            self.chains[name] = Record(name=name, steps=steps, repeat=of["repeat"], acts=of["exhausted"] == "Act")
        self.actions = {}
        for of in playbook["actions"]:
            action = Record(**of)
            action.work, action.propagation, action.fails = maybe(law, of["work"]), law(of["propagation"]), chance(of["fails"])
            action.cuts = of["closes_out"] or of["reissues"] or of["ends_sessions"]
            self.actions[action.id] = action
        self.read_runbook(playbook["runbook"])
        self.rights = [self.right(of) for of in playbook["rights"] if of["class"] in (None, self.incident)]
        self.triage = self.chain(playbook["triage"]["by"]), law(playbook["triage"]["work"])
        if self.triage[0] is None:
            raise Unknown("triage by nobody")
        self.scale = [(of["weight"], of["tag"], SEVERITIES[of["level"]]) for of in playbook["severity"]]
        self.read_contested(playbook["contested"])
        self.vendors = {of["id"]: self.chain(of["by"]) for of in playbook["vendors"]}
        ways = playbook["investigation"]
        self.scoping, self.trace_back = ((chance(ways[way]["chance"]), law(ways[way]["delay"])) for way in ("scoping", "trace_back"))
        self.watch, self.stand_down, self.longest_stretch, self.rest = (
            duration(playbook[name]) for name in ("watch", "stand_down", "longest_stretch", "rest")
        )

    def read_runbook(self, entries):
        """R6: by kind, for the class of this incident."""
        self.runbook = {}
        for kind in {node.kind for node in self.nodes.values()}:
            fitting = [of for of in entries if of["kind"] in (None, kind) and of["class"] in (None, self.incident)]
            fitting.sort(key=lambda of: (of["kind"] is None, of["class"] is None))
            if any(of["from_severity"] != "Any" for of in fitting):
                raise Unknown("a runbook that depends on severity")
            self.runbook[kind] = [self.actions[action] for action in fitting[0]["actions"]]

    def read_contested(self, contested):
        self.negotiation, self.search = law(contested["negotiation"]), law(contested["search"])
        self.arbiter, self.arbiter_work = self.chain(contested["arbiter"]), law(contested["arbiter_work"])
        if self.arbiter is None or contested["limit"] is None:
            raise Unknown("a dispute without arbiter or limit")
        self.dispute_limit = duration(contested["limit"])
        # R5: what applies where no rule matches.
        self.no_rule = Record(
            id="", decision="Contain", nodes=set(self.nodes), anything=True, from_severity=0, known_blast=None, hours=None,
            standing=False, before_declaration=True, by_owner=True, decider=None, decide_work=law("0s"), consult=None,
            consult_work=law("0s"), advice=[], hold_off=None, approvals=[], in_series=False, gates=[], grants=False,
            executor=self.chain(contested["executor"]), automatic=contested["executor"] == "Automatic",
            execution_work=law("0s"), just_in_time=None,
        )  # fmt: skip

    def chain(self, by):
        """The chain of a contact; none for the decider, the owner, automation or nobody."""
        return self.chains[by["Chain"]] if isinstance(by, dict) else None

    def right(self, of):
        """A rule (R1); what can be said of its limits before the first replication is said here."""
        limits, nodes = of["limits"], self.selected(of["assets"])
        if limits["tenants"]:
            nodes = {node for node in nodes if self.nodes[node].tenant in limits["tenants"]}
        if limits["jurisdictions"]:
            nodes = {node for node in nodes if self.nodes[node].jurisdiction in limits["jurisdictions"]}
        if limits["disruption"] is not None:
            nodes = {it for it in nodes if self.nodes[it].weight <= limits["disruption"] or not self.disrupted(it)}
        if limits["reversible_only"]:
            nodes = {it for it in nodes if all(action.reversible for action in self.runbook[self.nodes[it].kind])}
        for feature, written in (
            ("hours of rules", limits["dates"] or limits["hours"]),
            ("separation of duties", of["separation_of_duties"]),
            ("restoration before the all-clear", of["before_all_clear"]),
            ("scope", of["scope"] != "Known"),
            ("grants", of["grant"] != "PerAsset"),
            ("hold-off", of["hold_off"]),
            ("approvals in series", of["in_series"]),
            ("known blast of rules", limits["known_blast"] is not None),
            ("automatic execution", of["executor"] == "Automatic"),
        ):
            if written:
                self.uses.add(feature)
        return Record(
            id=of["id"], decision=of["decision"], nodes=nodes,
            anything=of["assets"] == "All" and not limits["tenants"] and not limits["jurisdictions"],
            from_severity=SEVERITIES[of["from_severity"]], known_blast=limits["known_blast"],
            standing=of["standing"], before_declaration=of["before_declaration"],
            by_owner=of["decider"] == "Owner", decider=self.chain(of["decider"]),
            decide_work=law(of["decide_work"]), consult=self.chain(of["consult"]), consult_work=law(of["consult_work"]),
            advice=[(self.chain(it["by"]), law(it["work"])) for it in of["advice"]],
            hold_off=maybe(lambda it: (chance(it["chance"]), law(it["delay"])), of["hold_off"]),
            approvals=[self.approval(it) for it in of["approvals"]], in_series=of["in_series"],
            gates=[self.gate(it) for it in of["gates"]], grants=of["grant"] == "PerIncident",
            executor=self.chain(of["executor"]), automatic=of["executor"] == "Automatic",
            execution_work=law(of["execution_work"]), just_in_time=maybe(law, of["just_in_time"]),
        )  # fmt: skip

    def disrupted(self, node):
        return any(action.disrupts != "No" for action in self.runbook[self.nodes[node].kind])

    def approval(self, it):
        return Record(chain=self.chain(it["by"]), work=law(it["work"]), declines=chance(it["declines"]),
                      reasks=it["reasks"], revision=law(it["revision"]))  # fmt: skip

    def gate(self, written):
        kind, decision = ("Executed", written) if isinstance(written, str) else target(written)
        if kind != "Executed":
            self.uses.add("gates that open at an approval")
        if decision in ("Contain", "Restore"):
            raise Unknown(f"a gate on {decision}")
        return decision

    def read_scenario(self, scenario, written):
        self.entry = scenario["entry"]
        self.concurrency, self.order = scenario["attacker"]["concurrency"], scenario["attacker"]["order"]
        if self.order != "MostValuable":
            self.uses.add(f"the order {self.order}")
        self.read_hops()
        self.unlimited = self.concurrency == "Unlimited"
        if self.unlimited:
            self.concurrency = 4 * len(self.edges) + 4
        self.severity = SEVERITIES[scenario["severity"]]
        self.told_by = [(of["names"], law(of["after"]), chance(of["chance"])) for of in scenario["told_by"]]
        self.requests = []
        for of in scenario["requests"]:
            self.requests.append(Record(id=of["id"], decision=of["decision"], on=named(of["on"])))
            if self.requests[-1].on[0] not in ("Declared", "Severity", "Known", "Gate", "AllClear", "MediaAttention"):
                raise Unknown(f"requests on {of['on']}")
        self.injects = [self.inject(of) for of in scenario["injects"]]
        reach = self.reachable()
        self.limit = self.read_limit(written["limit"], sum(self.nodes[node].weight for node in reach))
        self.crown_jewels = set(written["crown_jewels"])

    def read_hops(self):
        """E3: edges from the nearest entry."""
        hops, layer = 0, set(self.entry)
        for node in self.nodes.values():
            node.hops = math.inf
        while layer:
            layer = {name for name in layer if self.nodes[name].hops == math.inf}
            for name in layer:
                self.nodes[name].hops = hops
            layer, hops = {edge.head for name in layer for edge in self.nodes[name].out}, hops + 1

    def inject(self, of):
        on, does = named(of["on"]), target(of["does"])
        if does[0] not in ("Unavailable", "Overloaded", "Call", "Reissued"):
            self.uses.add(f"the inject {does[0]}")
        if on[0] not in ("At", "Alert", "Declared", "Contained", "BlastPasses"):
            self.uses.add(f"injects on {on[0]}")
        if does[0] == "ApprovalDemanded":
            does = does[0], {"nodes": self.selected(does[1]["assets"]), "approval": self.approval(does[1]["approval"])}
        if does[0] == "OwnershipDisputed":
            does = does[0], {"nodes": self.selected(does[1]["assets"])}
        return Record(on=on, after=law(of["after"]), chance=chance(of["chance"]), does=does, clock=self.clock(*on))

    def clock(self, kind, of):
        """When the scenario's clock shows a time, day by day."""
        if kind != "Clock":
            return None
        hour, minute = (int(it) for it in of.split(":"))
        first = datetime.combine(self.first, time(hour, minute))
        return [instant(first + timedelta(days=day), self.zone) for day in range((self.last - self.first).days)]

    def read_limit(self, limit, reachable):
        if limit == "NoCrownJewel":
            return math.inf
        kind, of = target(limit)
        if kind == "Count":
            raise Unknown("a limit in nodes")
        return math.floor(chance(of) * reachable + 1e-9) if kind == "Share" else of

    def reachable(self):
        """E6: what could be reached at all, with required nodes taken into account."""
        second = [of.does[1]["asset"] for of in self.injects if of.does[0] == "SecondEntry"]
        reach, before = {*self.entry, *second}, 0
        while len(reach) > before:
            before = len(reach)
            for edge in self.edges:
                if edge.tail in reach and edge.chance > 0 and all(node in reach for node in edge.requires):
                    reach.add(edge.head)
        return reach
