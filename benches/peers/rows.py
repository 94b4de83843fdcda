"""One row of the table: what was measured, the goal, whether it is reached; and why not, where somebody has found out."""

from dataclasses import dataclass

# By the beginning of a row's key. Only what is not reached is explained.
WHY = {
    "w1/": "not profiled, supposedly: a traversal of the full model is an event with offer, slot, stage and foothold, where the others relax an edge",
    "w1/graph": "not profiled, supposedly: edges and nodes carry all that the model may ask of them",
    "w1/worker": "not profiled, supposedly: the states of nodes, edges and traversals of the full model are kept apart for each worker",
    "w1/growth": "not profiled, supposedly: the states outgrow the cache at 10,000 nodes",
    "w2/": "not profiled, supposedly: pages, chains, bodies and work are kept for all people, where the others know only who is asked now",
    "w2/linear": "not explained yet; measured on a busy machine",
    "w3/": "not profiled, supposedly: an event keeps time, phase and order of scheduling, and its delay is a keyed draw through the general law",
    "w4/": "not profiled, supposedly: most of a replication is rules and draws, which every peer pays too",
}


@dataclass
class Row:
    """`ratio` is how many times as fast as a peer Outrun is, or what else the goal is about."""

    key: str
    what: str
    ours: str
    theirs: str
    ratio: float | None
    goal: str = ""
    reached: bool | None = None
    # Whether a later run may be held against it.
    recorded: bool = False

    def cells(self):
        verdict = {None: "", True: "reached", False: "**not reached**"}[self.reached]
        if self.reached is False:
            verdict += why(self.key)
        ratio = "" if self.ratio is None else number(self.ratio)
        return [self.what, self.ours, self.theirs, ratio, self.goal, verdict]


def why(key):
    """The reason with the longest beginning of the key, if there is one."""
    fitting = [start for start in WHY if key.startswith(start)]
    return f"; {WHY[max(fitting, key=len)]}" if fitting else ""


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def duration(ns):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= size:
            return f"{ns / size:.3g} {unit}"
    return f"{ns:.3g} ns"


def faster(key, what, ours, theirs, least=None):
    """Outrun should be at least so many times as fast as a peer."""
    ratio = theirs / ours
    goal = "" if least is None else f"at least {number(least)} times as fast"
    return Row(key, what, duration(ours), duration(theirs), ratio, goal, None if least is None else ratio >= least, True)


def at_most(key, what, ours, floor, most=None):
    """Outrun should take at most so many times as long as a floor; the ratio is that of the speeds, as in other rows."""
    goal = "" if most is None else f"at most {number(most)} times as long: {number(1 / most)}"
    return Row(key, what, duration(ours), duration(floor), floor / ours, goal, None if most is None else ours <= most * floor, True)


def bound(key, what, shown, value, most, goal):
    """Something else that should be at most so much."""
    return Row(key, what, shown, "", value, goal, value <= most)


def refused(key, what, words):
    return Row(key, what, "", words, None)
