"""W4, the real thing: an exercise end to end, the same resolved exercise played by Outrun, SimPy, NexoSim and simu-des."""

import json
import re
import subprocess
import sys

import compare
from install import HERE
from programs import Refused, measured, seed
from rows import bound, duration, faster, refused

MOST = 500_000  # neither means nor rates need more replications


class Whole:
    """One exercise. `seconds` are those of SimPy; the others need fewer."""

    def __init__(self, outrun, peers, python, scenario, work, seconds, record):
        self.outrun, self.peers, self.python, self.scenario = outrun, peers, python, scenario
        self.work, self.seconds, self.record = work, seconds, record
        self.wrong = []

    def play(self, alternative, smoke=False):
        """Rows for one alternative."""
        exercise, tables = self.work / f"{alternative}.json", self.work / f"{alternative}.tables.json"
        helped([self.python, HERE / "export.py", self.outrun, self.scenario, alternative, exercise])
        with open(exercise, encoding="utf-8") as file:
            name = json.load(file)["exercise"]["id"]
        ours = self.play_outrun(exercise, alternative, self.seconds / (3 if smoke else 4))
        try:
            self.horizon = int(helped([self.python, HERE / "resolve.py", exercise, tables]))
        except Refused as words:
            return [refused(f"w4/{name}/{alternative}", f"W4, {name}, {alternative}", str(words))]
        players = [("simpy", "SimPy", 200, self.simpy(exercise)), ("nexosim", "NexoSim", 5, self.rust("nexosim", tables))]
        if not smoke:
            players.append(("simu-des", "simu-des", None, self.rust("simu-des", tables)))
        return [self.beside(f"w4/{name}/{alternative}", key, peer, least, player, ours) for key, peer, least, player in players]

    def beside(self, at, key, peer, least, player, ours):
        _, name, alternative = at.split("/")
        what, records = f"W4, {name}, {alternative}: {peer}", self.work / f"{key}.csv"
        try:
            theirs = player(records)
        except Refused as words:
            print(f"\n{peer} on {alternative}: {words}")
            return refused(f"{at}/{key}", what, str(words))
        lines, agree = compare.table(self.work / "outrun.csv", records, self.horizon, peer)
        print(f"\n## {alternative}: the means of Outrun and {peer}\n", *lines, sep="\n", flush=True)
        if not agree:
            self.wrong.append(f"{what}: some mean disagrees")
        return faster(f"{at}/{key}", what, ours, theirs, least)

    # The players: each returns nanoseconds of a replication.

    def simpy(self, exercise):
        def player(records):
            command = [self.python, HERE / "weekend.py", exercise, "--cpu-seconds", f"{self.seconds:.1f}", "--seed", seed(), "--out", records]
            said, _ = measured(command)
            return 1e9 / float(re.search(r": ([\d.]+) a second", said).group(1))

        return player

    def rust(self, system, tables):
        def player(records):
            more = ["--tables", tables, "--out", records, "--seconds", f"{self.seconds / 4:.1f}", "--seed", seed()]
            said, _ = measured([self.peers, "w4", system, *more])
            return json.loads(said)["ns"]

        return player

    def play_outrun(self, exercise, alternative, seconds):
        """The user and system time of the whole process, less that of a run of one replication, which loads and reports as well."""
        records = ["--records", self.work / "outrun.csv"]
        single, trial, spent = self.spent(exercise, 1, records), 500, 0.0
        while (spent := self.spent(exercise, trial, records)) - single < 0.5 and trial < 1_000_000:
            trial *= 4
        many = min(MOST, max(trial, int(seconds * trial / (spent - single))))
        spent = self.spent(exercise, many, records) - single
        print(f"{alternative}: Outrun played {many:,} replications in {spent:.2f} CPU seconds", file=sys.stderr, flush=True)
        return spent * 1e9 / many

    def spent(self, exercise, replications, more):
        command = [self.outrun, "run", exercise, "--replications", replications, "--seed", seed(), "--threads", 1, "--quiet",
                   "--fail-on", "never", "--out", self.work / "results", *more]  # fmt: skip
        return measured(command)[1]

    def recording(self, alternative, many=50_000):
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
