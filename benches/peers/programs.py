"""Programs of a workload, played in turn in every round with fresh seeds, on one core, in CPU time."""

import json
import os
import random
import statistics
import subprocess

ROUNDS = 3
# How far apart two means may be, in standard errors of their difference: some two dozen comparisons a run.
APART = 4.0


class Refused(Exception):
    """A peer does not know a rule of the exercise; the message is its own."""


def one_core():
    """What pins a process to one core, where the system can."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return ["taskset", "-c", str(cores[-1])] if cores and subprocess.run(["which", "taskset"], capture_output=True).returncode == 0 else []


def measured(command, pinned=True):
    """Runs a program; its output, and the CPU seconds of the whole process."""
    before = os.times()
    done = subprocess.run([*(one_core() if pinned else []), *map(str, command)], capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode == 4:
        raise Refused(done.stderr.strip().splitlines()[-1])
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout, after.children_user + after.children_system - before.children_user - before.children_system


def seed():
    return str(random.SystemRandom().getrandbits(40))


class Program:
    """One system on one workload. `command` gets the CPU seconds, and a fresh seed each time; `weight` says how much longer it is
    played than the others, `rounds` how often."""

    def __init__(self, name, command, pinned=True, weight=1.0, rounds=ROUNDS, compared=True):
        self.name, self.command, self.pinned, self.weight, self.compared = name, command, pinned, weight, compared
        self.rounds, self.lines = rounds, []

    def play(self, seconds):
        said, _ = measured([*self.command, "--seconds", f"{seconds * self.weight:.2f}", "--seed", seed()], self.pinned)
        line = json.loads(said.splitlines()[-1])
        # The bench of Outrun calls some things by other names.
        line.setdefault("ns", line.get("ns_per_unit"))
        line.setdefault("error", line.get("check_error"))
        line.setdefault("mb", line.get("peak_mb"))
        self.lines.append(line)

    @property
    def ns(self):
        """CPU nanoseconds of a unit: the median of the rounds."""
        return statistics.median(line["ns"] for line in self.lines)

    @property
    def mb(self):
        return max(line["mb"] for line in self.lines)

    def field(self, name):
        return statistics.median(line[name] for line in self.lines)

    def check(self):
        """The mean of the check value over the rounds, its standard error, and the replications behind it."""
        count = sum(line["replications"] for line in self.lines)
        mean = sum(line["check"] * line["replications"] for line in self.lines) / count
        error = sum((line["error"] * line["replications"]) ** 2 for line in self.lines) ** 0.5 / count
        return mean, error, count


def in_turn(programs, seconds):
    for turn in range(ROUNDS):
        for program in programs:
            if turn < program.rounds:
                program.play(seconds)


def side_by_side(program, other, seconds=0.0, pairs=7, often=1):
    """How many times as long a replication of one takes as one of the other: the median of pairs that were played one right after the
    other, because a machine that others use is fast and slow by turns. `often`: how many times the first is played for each pair."""
    ratios = []
    for _ in range(pairs):
        for _ in range(often):
            program.play(seconds)
        other.play(seconds)
        own = statistics.median(line["us_per_replication"] for line in program.lines[-often:])
        ratios.append(own / other.lines[-1]["us_per_replication"])
    return statistics.median(ratios)


def disagreements(programs, tolerance=0.002):
    """The programs whose mean differs from that of the first, in words."""
    (first, *others), found = [it for it in programs if it.compared], []
    mean, error, count = first.check()
    spread = error * count**0.5
    for program in others:
        other, own, played = program.check()
        # A handful of replications says little of its own spread.
        own = max(own, spread / played**0.5) if played < 30 else own
        allowed = APART * (error**2 + own**2) ** 0.5 + tolerance * mean
        if abs(other - mean) > allowed:
            found.append(f"{program.name}: {other:.5g} against {mean:.5g} of {first.name}, more than {allowed:.2g} apart")
    return found
