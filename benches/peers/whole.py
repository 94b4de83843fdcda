"""W4, the real thing: an exercise end to end, the same resolved exercise played by Outrun, SimPy, NexoSim and simu-des."""

import json
import re
import statistics
import subprocess
import sys

import compare
from install import HERE
from programs import ROUNDS, Refused, measured, seed
from rows import bound, duration, faster, refused

MOST = 500_000  # neither means nor rates need more replications


class Side:
    """Whoever plays an exercise: `player` takes the file for its records and CPU seconds, and gives nanoseconds of a replication."""

    def __init__(self, key, name, least, player):
        self.key, self.name, self.least, self.player = key, name, least, player
        self.records, self.took, self.refuses = [], [], None

    def play(self, work, seconds):
        if self.refuses is None:
            records = work / f"{self.key}-{len(self.records)}.csv"
            try:
                self.took.append(self.player(records, seconds))
                self.records.append(records)
            except Refused as words:
                self.refuses = str(words)

    @property
    def ns(self):
        return statistics.median(self.took)


class Whole:
    """One exercise. `seconds` are those of SimPy; the others need fewer."""

    def __init__(self, outrun, peers, python, scenario, work, seconds):
        self.outrun, self.peers, self.python, self.scenario = outrun, peers, python, scenario
        self.work, self.seconds = work, seconds
        self.wrong = []

    def play(self, alternative, smoke=False):
        """Rows for one alternative. All play in turn, several times: a machine that others use is fast and slow by turns."""
        exercise, tables = self.work / f"{alternative}.json", self.work / f"{alternative}.tables.json"
        helped([self.python, HERE / "export.py", self.outrun, self.scenario, alternative, exercise])
        with open(exercise, encoding="utf-8") as file:
            name = json.load(file)["exercise"]["id"]
        try:
            self.horizon = int(helped([self.python, HERE / "resolve.py", exercise, tables]))
        except Refused as words:
            return [refused(f"w4/{name}/{alternative}", f"W4, {name}, {alternative}", str(words))]
        ours = Side("outrun", "Outrun", None, self.play_outrun(exercise))
        peers = [Side("simpy", "SimPy", 200, self.simpy(exercise)), Side("nexosim", "NexoSim", 5, self.rust("nexosim", tables))]
        if not smoke:
            peers.append(Side("simu-des", "simu-des", None, self.rust("simu-des", tables)))
        turns = 1 if smoke else ROUNDS
        for _ in range(turns):
            for side in [ours, *peers]:
                side.play(self.work, self.seconds / turns)
        print(f"{alternative}: Outrun took {', '.join(duration(took) for took in ours.took)}", file=sys.stderr, flush=True)
        return [self.beside(f"w4/{name}/{alternative}", ours, peer) for peer in peers]

    def beside(self, at, ours, peer):
        _, name, alternative = at.split("/")
        key, what = f"{at}/{peer.key}", f"W4, {name}, {alternative}: {peer.name}"
        if peer.refuses is not None:
            print(f"\n{peer.name} on {alternative}: {peer.refuses}")
            return refused(key, what, peer.refuses)
        lines, agree = compare.table(ours.records, peer.records, self.horizon, peer.name)
        print(f"\n## {alternative}: the means of Outrun and {peer.name}\n", *lines, sep="\n", flush=True)
        if not agree:
            self.wrong.append(f"{what}: some mean disagrees")
        return faster(key, what, ours.ns, peer.ns, peer.least)

    # The players

    def simpy(self, exercise):
        def player(records, seconds):
            command = [self.python, HERE / "weekend.py", exercise, "--cpu-seconds", f"{seconds:.1f}", "--seed", seed(), "--out", records]
            said, _ = measured(command)
            return 1e9 / float(re.search(r": ([\d.]+) a second", said).group(1))

        return player

    def rust(self, system, tables):
        def player(records, seconds):
            more = ["--tables", tables, "--out", records, "--seconds", f"{seconds / 4:.1f}", "--seed", seed()]
            said, _ = measured([self.peers, "w4", system, *more])
            return json.loads(said)["ns"]

        return player

    def play_outrun(self, exercise):
        """The user and system time of the whole process, less that of a run of one replication, which loads and reports as well."""

        def player(records, seconds):
            more = ["--records", records]
            single, trial, spent = self.spent(exercise, 1, more), 500, 0.0
            while (spent := self.spent(exercise, trial, more)) - single < 0.5 and trial < 1_000_000:
                trial *= 4
            many = min(MOST, max(trial, int(seconds / 4 * trial / (spent - single))))
            return (self.spent(exercise, many, more) - single) * 1e9 / many

        return player

    def spent(self, exercise, replications, more):
        command = [self.outrun, "run", exercise, "--replications", replications, "--seed", seed(), "--threads", 1, "--quiet",
                   "--fail-on", "never", "--out", self.work / "results", *more]  # fmt: skip
        return measured(command)[1]

    def recording(self, alternative, many=1_000_000):
        """What writing all measures costs, beside not writing them."""
        exercise, records = self.work / f"{alternative}.json", ["--records", self.work / "all.csv"]
        without, written = [], []
        for _ in range(2):
            without.append(self.spent(exercise, many, []))
            written.append(self.spent(exercise, many, records))
        cost = min(written) / min(without) - 1
        shown = f"{duration(min(written) * 1e9 / many)} with, {duration(min(without) * 1e9 / many)} without"
        what = f"W4, {alternative}: recording all measures of {many:,} replications"
        return bound("w4/recording", what, shown, cost, 0.1, "at most 0.1 more")


def helped(command):
    done = subprocess.run([str(it) for it in command], capture_output=True, text=True, check=False)
    if done.returncode == 4:
        raise Refused(done.stderr.strip().splitlines()[-1])
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout.strip()
