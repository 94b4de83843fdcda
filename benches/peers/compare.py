"""Holds the records of the two sides against each other: means with joint 99 % intervals, as a markdown table.

    python compare.py OUTRUN.csv PEER.csv --horizon-ms 604800000

If both play the same, their replications vary alike. A peer that has played few may not have met what is rare, and would think itself surer than it is:
its replications count as varying at least as much as Outrun's. The exit status is 1 if any mean disagrees. With m figures, each is tested at 1 % / m (Bonferroni), so that two
right models disagree anywhere in one run of a hundred.
"""

import argparse
import csv
import math
import statistics
import sys

JOINT = 0.01

# What is compared: name, from Outrun's records, from the peer's, unit.
FIGURES = [
    ("outrun rate", lambda row, _: float(row["outrun"] == "true"), lambda row, _: float(row["outrun"])),
    ("contained by the horizon", lambda row, _: float(row["containment_status"] == "observed"), lambda row, _: float(row["contained"])),
    ("min(time to containment, horizon), h", lambda row, horizon: seconds(row["time_to_containment_s"], horizon) / 3600,
     lambda row, _: float(row["held"]) / 3_600_000),
    ("blast at containment (contained ones)", lambda row, _: maybe(row["blast_at_containment"]), lambda row, _: maybe(row["blast_at_containment"])),
    ("mean blast up to containment or horizon", lambda row, horizon: float(row["blast_area"]) / seconds(row["time_to_containment_s"], horizon),
     lambda row, _: float(row["blast_area"]) / (float(row["held"]) / 1000)),
    ("pages", lambda row, _: float(row["pages"]), lambda row, _: float(row["pages"])),
    ("people woken", lambda row, _: float(row["people_woken"]), lambda row, _: float(row["woken"])),
    ("people engaged", lambda row, _: float(row["people_engaged"]), lambda row, _: float(row["engaged"])),
    ("approvals", lambda row, _: float(row["approvals"]), lambda row, _: float(row["approvals"])),
    ("work, h", lambda row, _: float(row["work_s"]) / 3600, lambda row, _: float(row["work"]) / 3_600_000),
    ("min(time to detect, horizon), h", lambda row, horizon: seconds(row["time_to_detect_s"], horizon) / 3600,
     lambda row, horizon: milliseconds(row["detected"], horizon) / 3600),
    ("min(time to declare, horizon), h", lambda row, horizon: seconds(row["time_to_declare_s"], horizon) / 3600,
     lambda row, horizon: milliseconds(row["declared"], horizon) / 3600),
    ("min(time to first decision, horizon), h", lambda row, horizon: seconds(row["time_to_first_decision_s"], horizon) / 3600,
     lambda row, horizon: milliseconds(row["first_decision"], horizon) / 3600),
    ("min(time to first effect, horizon), h", lambda row, horizon: seconds(row["time_to_first_effect_s"], horizon) / 3600,
     lambda row, horizon: milliseconds(row["first_effect"], horizon) / 3600),
    ("min(first declared containment, horizon), h", lambda row, horizon: seconds(row["time_to_declared_first_s"], horizon) / 3600,
     lambda row, horizon: milliseconds(row["all_clear"], horizon) / 3600),
    ("min(first crown jewel, horizon), h", lambda row, horizon: seconds(row["time_to_crown_jewel_s"], horizon) / 3600,
     lambda row, horizon: milliseconds(row["jewel"], horizon) / 3600),
    ("retaken", lambda row, _: float(row["retaken"]), lambda row, _: float(row["retaken"])),
]  # fmt: skip


def maybe(cell):
    return float(cell) if cell else None


def seconds(cell, horizon):
    return float(cell) if cell else horizon / 1000


def milliseconds(cell, horizon):
    return (float(cell) if cell else horizon) / 1000


def incidents(paths):
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            yield from (row for row in csv.DictReader(file) if row.get("plays", "incident") == "incident")


def means(paths, figures, horizon):
    """The number of replications, and of each figure the mean, the variance and how many have it, in one pass over the files."""
    rows, sums = 0, [[0, 0.0, 0.0] for _ in figures]
    for row in incidents(paths):
        rows += 1
        for figure, of in zip(figures, sums):
            value = figure(row, horizon)
            if value is not None:
                of[0] += 1
                step = value - of[1]
                of[1] += step / of[0]
                of[2] += step * (value - of[1])
    return rows, [(mean, squares / (count - 1) if count > 1 else math.inf, count) for count, mean, squares in sums]


def table(outrun, peer, horizon, name):
    """The lines of the table, and whether all means agree."""
    played, ours = means(outrun, [figure for _, figure, _ in FIGURES], horizon)
    count, theirs = means(peer, [figure for _, _, figure in FIGURES], horizon)
    z = statistics.NormalDist().inv_cdf(1 - JOINT / len(FIGURES) / 2)
    lines = [f"| mean of | Outrun ({played:,} replications) | {name} ({count:,}) | difference | allowed | |", "|---|---:|---:|---:|---:|---|"]
    agrees = True
    for (figure, _, _), (one, one_variance, one_count), (two, two_variance, two_count) in zip(FIGURES, ours, theirs):
        allowed = z * (one_variance / max(one_count, 1) + max(one_variance, two_variance) / max(two_count, 1)) ** 0.5
        good = abs(one - two) <= allowed
        agrees &= good
        lines.append(f"| {figure} | {one:.4g} | {two:.4g} | {two - one:+.3g} | ± {allowed:.3g} | {'agrees' if good else 'DISAGREES'} |")
    return lines, agrees


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("outrun")
    arguments.add_argument("peer")
    arguments.add_argument("--horizon-ms", type=int, default=604_800_000)
    options = arguments.parse_args()
    lines, agrees = table([options.outrun], [options.peer], options.horizon_ms, "peer")
    print(*lines, sep="\n")
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
