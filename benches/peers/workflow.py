"""W2, escalation, and W3, the hold model, in SimPy. What is played stands in rust/src/workflow.rs and rust/src/hold.rs.

    python workflow.py w2|w3 simpy --size 10 --seconds 5 --seed 1
"""

import math
import random

import simpy

from measure import asked, measure

WEEK, PASSED_ON = 10_080.0, 15.0


def open_until(at):
    """Business minutes since the first Monday, Mon-Fri 9-17."""
    week, minute = divmod(at, WEEK)
    day, clock = divmod(minute, 1440)
    return week * 2400 + (day * 480 + min(max(clock - 540, 0), 480) if day < 5 else 2400)


def wall(opened):
    """The minute at which so many business minutes have passed."""
    week, left = divmod(opened, 2400)
    day, minute = divmod(left, 480)
    return week * WEEK + day * 1440 + 540 + minute


def incident(steps, rng):
    env = simpy.Environment()
    normal = lambda median, sigma: rng.lognormvariate(math.log(median), sigma)  # noqa: E731
    enough, given, lasted = env.event(), [], []

    def approver():
        yield env.timeout(wall(open_until(env.now) + normal(30, 1.0)) - env.now)
        given.append(env.now)
        if len(given) == 3:
            enough.succeed()

    def plays():
        start = rng.random() * WEEK
        yield env.timeout(start)
        for _ in range(steps):
            while True:
                answered = env.timeout(normal(10, 1.0))
                if answered in (yield answered | env.timeout(PASSED_ON)):
                    break
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
