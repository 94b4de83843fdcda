"""The resolved exercise, as `outrun show --format json` prints it, turned into the tables that the model plays.

All of this happens once, before the first replication: laws become functions, calendars become sorted spans.
Instants are milliseconds of Unix time, durations are milliseconds.
"""

import json
import math
import re
from bisect import bisect_right
from datetime import date, datetime, time, timedelta, timezone
from types import SimpleNamespace as Record
from zoneinfo import ZoneInfo

UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
SEVERITIES = {"Any": 0, "Low": 1, "Medium": 2, "High": 3, "Critical": 4}
DECISIONS = ["Contain", "Restore", "Notify", "Disclose", "Communicate"]  # O5: in this order
Z90 = 1.2815515655446004  # the 90th percentile of the standard normal law
BEFORE, AFTER = timedelta(days=60), timedelta(days=12)  # how far calendars reach beyond the starts


def duration(text):
    return round(sum(float(n) * UNITS[unit] for n, unit in re.findall(r"([\d.]+)\s*(ms|[smhd])", text)))


def chance(written):
    return float(written.rstrip("%")) / 100 if isinstance(written, str) else float(written)


def law(written):
    """T3: a function that draws milliseconds. The exercise uses fixed and log-normal laws only."""
    if isinstance(written, str):
        fixed = duration(written)
        return lambda rng: fixed
    ((name, of),) = written.items()
    if name != "LogNormal":
        raise NotImplementedError(name)
    median, p90 = duration(of["median"]), duration(of["p90"])
    mu, sigma = math.log(median), math.log(p90 / median) / Z90
    return lambda rng: int(rng.lognormvariate(mu, sigma) + 0.5)


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
    """`Mon-Thu 08:00-17:00; Fri 08:00-14:00` as (weekday, minute, minute); an end past midnight is above 1,440."""
    if text == "always":
        return [(day, 0, 1440) for day in range(7)]
    hours = []
    for part in text.split(";"):
        days, clock = part.split()
        first, _, last = days.partition("-")
        first, last = DAYS.index(first), DAYS.index(last or first)
        start, end = (int(h) * 60 + int(m) for h, m in (at.split(":") for at in clock.split("-")))
        hours += [(day, start, end if end > start else end + 1440) for day in range(first, last + 1)]
    return hours


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
    """O4: who is on call, resolved once for every half hour: all hand-offs and hours of this exercise fall on one."""

    STEP = 1_800_000

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
        self.holders = [self.resolve(at) for at in range(self.first, end, self.STEP)]

    @staticmethod
    def layer(written):
        ((kind, when),) = written["hand_off"].items()
        if kind != "Weekly":
            raise NotImplementedError(kind)
        _, clock = when.split()
        begins = datetime.fromisoformat(f"{written['starts']} {clock}")
        return written["people"], begins, week_hours(written["hours"]), written["hours"] == "always"

    def resolve(self, at):
        for start, end, who in reversed(self.overrides):
            if start <= at < end:
                return who
        local = datetime.fromtimestamp(at / 1000, self.zone).replace(tzinfo=None)
        for people, begins, hours, always in reversed(self.layers):
            if local >= begins and (always or self.holds(hours, local)):
                return people[(local - begins) // timedelta(days=7) % len(people)]
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

    def spans_of(self, person):
        return [
            (self.first + place * self.STEP, self.first + (place + 1) * self.STEP)
            for place, holder in enumerate(self.holders)
            if holder == person
        ]


# The exercise


def selects(selector, node):
    if selector == "All":
        return True
    ((kind, of),) = selector.items()
    if kind == "AnyOf":
        return any(selects(part, node) for part in of)
    return {"Kind": node.kind == of if kind == "Kind" else False, "Tag": kind == "Tag" and of in node.tags}[kind]


def target(written):
    ((kind, of),) = written.items()
    return kind, of


class Exercise:
    """Everything that is the same in all replications."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            written = json.load(file)["exercise"]
        scenario = written["scenario"]
        start = scenario["starts"]["During"]
        first, last = date.fromisoformat(start["from"]), date.fromisoformat(start["until"])
        self.starts = spans(week_hours({"Weekends": "Sat-Sun 00:00-24:00"}[start["when"]]), ZoneInfo(start["zone"]), first, last)
        self.start_length = sum(end - begin for begin, end in self.starts)
        self.horizon = duration(written["horizon"])
        self.first, self.last = first - BEFORE, last + AFTER
        self.read_estate(written["estate"], scenario)
        self.read_people(written["organisation"])
        self.read_playbook(written["playbook"])
        self.read_scenario(scenario, written)

    def read_estate(self, estate, scenario):
        kinds = {kind["id"]: kind for kind in estate["edge_kinds"]}
        ways = {edge["kind"]: edge for edge in scenario["attacker"]["edges"]}
        self.nodes = {}
        for of in estate["nodes"]:
            node = Record(**of)
            node.residual = law(of["residual"])
            node.believed = maybe(law, of["believed_residual"])
            node.sensor = maybe(lambda it: (chance(it["chance"]), law(it["delay"])), of["sensor"])
            node.vendor = of["logs"]["Vendor"] if isinstance(of["logs"], dict) else None
            node.lifetime = maybe(
                lambda it: (law(it["lasts"]), it["renewed_by_tail"], it["renewed_by_session"]), of["lifetime"]
            )
            node.deciding = self.deciding_owners(of)
            node.out, node.into, node.required_by = [], [], []
            self.nodes[node.id] = node
        self.edges = []
        for of in estate["edges"]:
            way = ways[of["kind"]]
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
    def deciding_owners(of):
        """R5: the lead alone, else the distinct owners in the order of the facets."""
        if of["lead"] is not None:
            return [target(of["owners"][of["lead"]])]
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
        for of in organisation["people"]:
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
            return selects(form, node)
        owners = [node.owner, *node.owners.values(), node.operator]
        return any(self.is_mine(person, *target(owner)) for owner in owners if owner is not None)

    def is_mine(self, person, kind, of):
        if kind == "Person":
            return of == person
        if kind == "Rota":
            return any(person in people for people, *_ in self.rotas[of].layers)
        return person in {"Team": self.teams, "Role": self.roles}[kind].get(of, [])

    def read_playbook(self, playbook):
        self.chains = {}
        for name, of in playbook["chains"].items():
            steps = [([target(who) for who in step["Step"]["who"]], duration(step["Step"]["within"])) for step in of["steps"]]
            if of["nobody"] != "Skip" or of["exhausted"] not in ("Hold", "Act"):
                raise NotImplementedError(name)
            self.chains[name] = Record(steps=steps, repeat=of["repeat"], acts=of["exhausted"] == "Act")
        self.rights = [self.right(of) for of in playbook["rights"]]
        self.actions = {}
        for of in playbook["actions"]:
            action = Record(**of)
            action.work, action.propagation, action.fails = law(of["work"]), law(of["propagation"]), chance(of["fails"])
            action.cuts = of["closes_out"] or of["reissues"] or of["ends_sessions"]
            self.actions[action.id] = action
        self.runbook = {of["kind"]: [self.actions[action] for action in of["actions"]] for of in playbook["runbook"]}
        self.triage = self.chains[playbook["triage"]["by"]["Chain"]], law(playbook["triage"]["work"])
        self.scale = [(of["weight"], of["tag"], SEVERITIES[of["level"]]) for of in playbook["severity"]]
        contested = playbook["contested"]
        self.negotiation, self.dispute_limit = law(contested["negotiation"]), duration(contested["limit"])
        self.search = law(contested["search"])
        # R5: what applies where no rule matches.
        self.no_rule = Record(
            id="", decision="Contain", standing=False, by_owner=True, decide_work=law("0s"), consult=None, advice=[],
            approvals=[], gated=False, executor=self.chains[contested["executor"]["Chain"]], just_in_time=None,
        )  # fmt: skip
        self.arbiter, self.arbiter_work = self.chains[contested["arbiter"]["Chain"]], law(contested["arbiter_work"])
        self.vendors = {of["id"]: self.chains[of["by"]["Chain"]] for of in playbook["vendors"]}
        ways = playbook["investigation"]
        self.scoping, self.trace_back = ((chance(ways[way]["chance"]), law(ways[way]["delay"])) for way in ("scoping", "trace_back"))
        self.watch, self.stand_down, self.longest_stretch, self.rest = (
            duration(playbook[name]) for name in ("watch", "stand_down", "longest_stretch", "rest")
        )

    def right(self, of):
        """A rule. What no rule of this exercise uses is refused rather than played wrongly."""
        unused = (of["class"], of["hold_off"], *(it for it in of["limits"].values() if it))
        if any(it is not None for it in unused) or of["in_series"] or of["separation_of_duties"] or of["before_all_clear"]:
            raise NotImplementedError(of["id"])
        if of["grant"] != "PerAsset" or of["scope"] != "Known":
            raise NotImplementedError(of["id"])
        chain = lambda by: self.chains[by["Chain"]]  # noqa: E731
        return Record(
            id=of["id"], decision=of["decision"], assets=of["assets"], from_severity=SEVERITIES[of["from_severity"]],
            standing=of["standing"], before_declaration=of["before_declaration"],
            by_owner=of["decider"] == "Owner", decider=chain(of["decider"]) if isinstance(of["decider"], dict) else None,
            decide_work=law(of["decide_work"]), consult=maybe(chain, of["consult"]), consult_work=law(of["consult_work"]),
            advice=[(chain(it["by"]), law(it["work"])) for it in of["advice"]],
            approvals=[
                Record(chain=chain(it["by"]), work=law(it["work"]), declines=chance(it["declines"]),
                       reasks=it["reasks"], revision=law(it["revision"]))
                for it in of["approvals"]
            ],
            gated="Communicate" in of["gates"], executor=maybe(chain, of["executor"]),
            execution_work=law(of["execution_work"]), just_in_time=maybe(law, of["just_in_time"]),
        )  # fmt: skip

    def read_scenario(self, scenario, written):
        self.entry = scenario["entry"]
        self.concurrency = scenario["attacker"]["concurrency"]
        if scenario["attacker"]["order"] != "MostValuable":
            raise NotImplementedError(scenario["attacker"]["order"])
        self.severity = SEVERITIES[scenario["severity"]]
        self.told_by = [(of["names"], law(of["after"]), chance(of["chance"])) for of in scenario["told_by"]]
        self.requests = []
        for of in sorted(scenario["requests"], key=lambda of: of["id"]):
            on = of["on"]
            trigger = (on, None) if isinstance(on, str) else target(on)
            self.requests.append(Record(id=of["id"], decision=of["decision"], on=trigger))
        self.injects = []
        for of in scenario["injects"]:
            on = (of["on"], None) if isinstance(of["on"], str) else target(of["on"])
            self.injects.append(Record(on=on, after=law(of["after"]), chance=chance(of["chance"]), does=target(of["does"])))
        reach = self.reachable()
        self.limit = math.floor(chance(written["limit"]["Share"]) * sum(self.nodes[node].weight for node in reach) + 1e-9)
        self.crown_jewels = set(written["crown_jewels"])

    def reachable(self):
        """E6: what could be reached at all, with required nodes taken into account."""
        reach, before = set(self.entry), 0
        while len(reach) > before:
            before = len(reach)
            for edge in self.edges:
                if edge.tail in reach and edge.chance > 0 and all(node in reach for node in edge.requires):
                    reach.add(edge.head)
        return reach
