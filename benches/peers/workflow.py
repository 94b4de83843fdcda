"""W2, escalation, and W3, the hold model, in SimPy. What is played stands in rust/src/workflow.rs and rust/src/hold.rs.

    python workflow.py w2|w3 simpy --size 10 --seconds 5 --seed 1
"""

import math
import random

import simpy

from measure import asked, measure

DAY, WEEK, PASSED_ON = 1_440.0, 10_080.0, 15.0


def open_from(at):
    """The first minute from then on at which the desk is open, Mon-Fri 9-17."""
    week, minute = divmod(at, WEEK)
    day, clock = divmod(minute, DAY)
    if day < 5 and clock < 1020:
        return max(at, week * WEEK + day * DAY + 540)
    return (week * WEEK + (day + 1) * DAY if day < 4 else (week + 1) * WEEK) + 540


def incident(steps, rng):
    env = simpy.Environment()
    normal = lambda median, sigma: rng.lognormvariate(math.log(median), sigma)  # noqa: E731
    enough, given, lasted = env.event(), [], []

    def approver():
        yield env.timeout(open_from(env.now) + normal(30, 1.0) - env.now)
        given.append(env.now)
        if len(given) == 3:
            enough.succeed()

    def page(answered):
        yield env.timeout(normal(10, 1.0))
        if not answered.triggered:
            answered.succeed()

    def pager(answered):
        while not answered.triggered:
            env.process(page(answered))
            yield env.timeout(PASSED_ON) | answered

    def plays():
        start = 3 * DAY + rng.random() * 365 * DAY
        yield env.timeout(start)
        for _ in range(steps):
            answered = env.event()
            env.process(pager(answered))
            yield answered
        for _ in range(5):
            env.process(approver())
        yield enough
        for _ in range(4):
            yield env.timeout(normal(5, 0.5))
        lasted.append(env.now - start)

    env.process(plays())
    env.run()
    return lasted[0]


def hold(options):
    """As many processes as events wait; a span of time holds a known number of events on average."""
    rng, env, seen = random.Random(options.seed), simpy.Environment(), [0]

    def waits():
        while True:
            yield env.timeout(rng.expovariate(1.0))
            seen[0] += 1

    for _ in range(options.size):
        env.process(waits())
    events = 5000
    env.run(until=events / options.size)

    def span(_):
        before = seen[0]
        env.run(until=env.now + events / options.size)
        return events / (seen[0] - before)

    measure(options, events, span)


def main():
    options = asked(__doc__)
    if options.workload == "w3":
        hold(options)
        return

    def replication(seed):
        rng = random.Random(seed)
        return sum(incident(options.size, rng) for _ in range(20)) / 20

    measure(options, 20, replication)


if __name__ == "__main__":
    main()
