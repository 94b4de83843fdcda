"""One row of the table: what was measured, the goal, whether it is reached; and why not, where somebody has found out."""

from dataclasses import dataclass

# By the beginning of a row's key. Only what is not reached is explained.
WHY = {
    "w1/": "207 instructions an edge (the floor has about 83): 73 offer and draw it, 60 take the node and write down its foothold, its record and its fall, 45 are the list of events, 29 the loop",
    "w1/graph": "of 140 bytes, 64 are the keys of written ids, which alternatives share luck by, 32 the heads, 32 laws and flags; 68 more, the edges into nodes, once somebody deals with an edge",
    "w1/worker": "what is known of a node takes 36 bytes; the story of a fall 96: foothold, record, order; the rest is the list of events and room to grow",
    "w2/": "55,600 instructions, where the floor has 9,800: 19 pages of about 700 each, 13 acknowledgements and 13 works of about 600, the rest steps of chains, approvals and 55 events; queues, bodies and records of people are kept, where the others know only who is asked now",
    "w3/": "the draw is 137 of 300 instructions: two mixes of an address, a logarithm and rounding, where the lists draw from a stream; an event keeps phase and order beside its time",
    "w4/weekend-token/as-is": "1.15 million instructions: some 670 events, 260 pages, 140 pieces of work, 120 contacts and 340 drawn durations share them, and no function has more than 7 %",
    "w4/weekend-token/predefined": "0.37 million instructions, spread like those of as-is",
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


def faster(key, what, ours, theirs, least=None, recorded=True):
    """Outrun should be at least so many times as fast as a peer."""
    ratio = theirs / ours
    goal = "" if least is None else f"at least {number(least)} times as fast"
    return Row(key, what, duration(ours), duration(theirs), ratio, goal, None if least is None else ratio >= least, recorded)


def at_most(key, what, ours, floor, most=None):
    """Outrun should take at most so many times as long as a floor; the ratio is that of the speeds, as in other rows."""
    goal = "" if most is None else f"at most {number(most)} times as long: {number(1 / most)}"
    return Row(key, what, duration(ours), duration(floor), floor / ours, goal, None if most is None else ours <= most * floor, True)


def bound(key, what, shown, value, most, goal):
    """Something else that should be at most so much."""
    return Row(key, what, shown, "", value, goal, value <= most)


def refused(key, what, words):
    return Row(key, what, "", words, None)
