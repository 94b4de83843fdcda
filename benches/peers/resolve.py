"""Writes the tables of an exercise for the peers in Rust: names become places in lists, laws stay data, calendars are spans.

    python resolve.py EXERCISE.json TABLES.json

Prints the horizon in milliseconds. Exit status 4: a rule is written that no peer plays, which is then named.
"""

import json
import sys

from tables import DECISIONS, SEVERITIES, Exercise, Unknown, duration, law


class Places:
    """Where everything that has a name stands."""

    def __init__(self, x):
        self.of = {
            "Person": list(x.people), "Role": list(x.roles), "Rota": list(x.rotas), "Team": list(x.teams), "Body": list(x.bodies),
            "node": list(x.nodes), "chain": list(x.chains), "platform": list(x.platforms), "vendor": list(x.vendors),
            "action": list(x.actions), "request": [of.id for of in x.requests],
            "tenant": sorted({of.tenant for of in x.nodes.values() if of.tenant}),
            "tag": sorted({tag for of in x.nodes.values() for tag in of.tags}),
        }  # fmt: skip
        self.maps = {kind: {name: place for place, name in enumerate(names)} for kind, names in self.of.items()}

    def __call__(self, kind, name):
        return None if name is None else self.maps[kind].get(name)

    def target(self, target):
        kind, name = target
        return {kind: self(kind, name)}


def chance_and_law(of):
    return None if of is None else [of[0], of[1].of]


def node(x, at, of):
    return {
        "weight": of.weight, "residual": of.residual.of, "believed": of.believed and of.believed.of,
        "sensor": chance_and_law(of.sensor), "logs": of.logs == "Full",
        "vendor": at("vendor", of.vendor), "platform": at("platform", of.platform), "tenant": at("tenant", of.tenant),
        "lifetime": of.lifetime and [of.lifetime[0].of, *of.lifetime[1:]],
        "tags": [at("tag", tag) for tag in of.tags], "jewel": of.id in x.crown_jewels,
        "owners": [at.target(it) for it in of.deciding], "disputed": [at.target(it) for it in of.disputed],
        "runbook": [at("action", action.id) for action in x.runbook[of.kind]],
    }  # fmt: skip


def edge(at, of):
    return {
        "tail": at("node", of.tail), "head": at("node", of.head), "requires": [at("node", it) for it in of.requires],
        "chance": of.chance, "time": of.time.of, "detached": of.detached, "mints": of.mints, "window": of.window,
    }  # fmt: skip


def person(x, at, of):
    profile = of.profile
    return {
        "can": [of_all in of.can for of_all in [*x.actions, *(it.lower() for it in DECISIONS)]],
        "knows": [name in of.knows for name in x.nodes],
        "shifts": of.shifts.spans, "absences": of.absences.spans, "on_call": of.on_call.spans,
        "reach": [chance_and_law(getattr(profile, state)) for state in ("on_shift", "on_call", "off")],
        "relook": profile.relook and profile.relook.of, "unreachable": profile.unreachable,
    }  # fmt: skip


def action(of):
    effects = ("closes_out", "closes_in", "ends_sessions", "reissues", "sweeps", "cancels", "cuts")
    reveals = None
    if of.reveals:
        reach, chance = of.reveals["reach"], of.reveals["chance"]
        hops = None if reach == "Tenant" else reach["Hops"]
        reveals = [hops, float(chance.rstrip("%")) / 100 if isinstance(chance, str) else chance]
    return {effect: getattr(of, effect) for effect in effects} | {
        "reveals": reveals, "lasting": of.disrupts == "UntilRestored",
        "work": of.work and of.work.of, "propagation": of.propagation.of, "fails": of.fails,
    }  # fmt: skip


def approval(at, of):
    return {"chain": at("chain", of.chain.name), "work": of.work.of, "declines": of.declines, "reasks": of.reasks,
            "revision": of.revision.of}  # fmt: skip


def right(x, at, of):
    chain = lambda it: at("chain", it.name) if it else None  # noqa: E731
    return {
        "decision": DECISIONS.index(of.decision), "nodes": [name in of.nodes for name in x.nodes], "anything": of.anything,
        "from_severity": of.from_severity, "known_blast": of.known_blast, "standing": of.standing,
        "before_declaration": of.before_declaration, "by_owner": of.by_owner, "decider": chain(of.decider),
        "decide_work": of.decide_work.of, "consult": chain(of.consult), "consult_work": of.consult_work.of,
        "advice": [[chain(by), work.of] for by, work in of.advice], "hold_off": chance_and_law(of.hold_off),
        "approvals": [approval(at, it) for it in of.approvals], "in_series": of.in_series,
        "gates": [DECISIONS.index(it) for it in of.gates], "grants": of.grants, "executor": chain(of.executor),
        "automatic": of.automatic, "execution_work": of.execution_work.of,
        "just_in_time": of.just_in_time and of.just_in_time.of,
    }  # fmt: skip


def moment(at, on, clock):
    name, of = on
    if name == "At":
        return {name: duration(of)}
    if name == "Clock":
        return {name: clock}
    if name == "Contained":
        return {name: at("node", of)}
    if name == "BlastPasses":
        return {name: of}
    if name == "SeverityReaches":
        return {name: SEVERITIES[of]}
    return name


def does(x, at, of):
    kind, it = of
    if kind in ("Unavailable", "Overloaded"):
        ((target, who),) = it["who"].items()
        holders = {"Person": [who], "Role": x.roles.get(who), "Team": x.teams.get(who)}[target]
        lasts = law(it["lasts"] if kind == "Unavailable" else it["work"]).of
        return {kind: [[at("Person", name) for name in holders], lasts]}
    if kind == "Call":
        return {kind: [at("Role", it["role"]), law(it["work"]).of, it.get("media", False)]}
    if kind in ("Reissued", "SecondEntry"):
        return {kind: at("node", it["asset"])}
    if kind in ("CommunicationsHold", "FalseAllClear"):
        return {kind: law(it["lasts"]).of}
    if kind == "VendorSilent":
        return {kind: [at("vendor", it["vendor"]), law(it["lasts"]).of]}
    if kind == "OwnershipDisputed":
        return {kind: [name in it["nodes"] for name in x.nodes]}
    if kind == "ApprovalDemanded":
        return {kind: [[name in it["nodes"] for name in x.nodes], approval(at, it["approval"])]}
    raise Unknown(f"the inject {kind}")


def trigger(at, on):
    name, of = on
    return {"Known": {name: at("tag", of)}, "Severity": {name: SEVERITIES.get(of)}}.get(name, name)


def tables(x):
    at = Places(x)
    chain = lambda of: {  # noqa: E731
        "steps": [[[at.target(it) for it in targets], within] for targets, within in of.steps], "repeat": of.repeat, "acts": of.acts,
    }  # fmt: skip
    return {
        "uses": sorted(x.uses), "horizon": x.horizon, "starts": x.starts,
        "nodes": [node(x, at, of) for of in x.nodes.values()], "edges": [edge(at, of) for of in x.edges],
        "platforms": list(x.platforms.values()), "people": [person(x, at, of) for of in x.people.values()],
        "roles": [[at("Person", it) for it in of] for of in x.roles.values()],
        "teams": [[at("Person", it) for it in of] for of in x.teams.values()],
        "rotas": [[[a, b, at("Person", who)] for a, b, who in of.stretches()] for of in x.rotas.values()],
        "bodies": [[[at.target(it) for it in members], quorum] for members, quorum in x.bodies.values()],
        "chains": [chain(of) for of in x.chains.values()], "actions": [action(of) for of in x.actions.values()],
        "rights": [right(x, at, of) for of in [*x.rights, x.no_rule]],
        "triage": [at("chain", x.triage[0].name), x.triage[1].of],
        "scale": [[weight, at("tag", tag), level] for weight, tag, level in x.scale if tag is None or at("tag", tag) is not None],
        "search": x.search.of, "negotiation": x.negotiation.of, "dispute_limit": x.dispute_limit,
        "arbiter": [at("chain", x.arbiter.name), x.arbiter_work.of],
        "vendors": [at("chain", of.name) for of in x.vendors.values()],
        "scoping": chance_and_law(x.scoping), "trace_back": chance_and_law(x.trace_back),
        "watch": x.watch, "stand_down": x.stand_down, "longest_stretch": x.longest_stretch, "rest": x.rest,
        "entry": [at("node", it) for it in x.entry], "concurrency": x.concurrency, "order": x.order,
        "severity": x.severity, "told_by": [[at("node", names), after.of, chance] for names, after, chance in x.told_by],
        "requests": [{"decision": DECISIONS.index(of.decision), "on": trigger(at, of.on)} for of in x.requests],
        "injects": [
            {"on": moment(at, of.on, of.clock), "after": of.after.of, "chance": of.chance, "does": does(x, at, of.does)} for of in x.injects
        ],
        "limit": None if x.limit == float("inf") else x.limit,
    }  # fmt: skip


def main():
    exercise, out = sys.argv[1:]
    try:
        written = tables(Exercise(exercise))
    except Unknown as unknown:
        print(f"The peers do not play {unknown}.", file=sys.stderr)
        sys.exit(4)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(written, file)
    print(written["horizon"])


if __name__ == "__main__":
    main()
