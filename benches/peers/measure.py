"""What every Python peer prints: one line of JSON with CPU time a unit, the check value and the peak of memory."""

import argparse
import json
import math
import time


def asked(description):
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument("workload", choices=["w1", "w2", "w3"])
    arguments.add_argument("system")
    arguments.add_argument("--size", type=int, required=True, help="nodes, steps or pending events")
    arguments.add_argument("--seconds", type=float, default=1.0, help="CPU seconds to play for")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--graph", help="W1: a line `tail head` for each edge")
    return arguments.parse_args()


def peak_memory():
    with open("/proc/self/status", encoding="ascii") as file:
        return next(float(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


def line(options, seconds, units, count, mean, error):
    print(json.dumps({
        "workload": options.workload, "system": options.system, "size": options.size, "ns": seconds * 1e9 / units,
        "replications": count, "check": mean, "error": error, "mb": peak_memory(),
    }))  # fmt: skip


def measure(options, units, replication):
    """Plays replications with fresh seeds until the CPU time is over. Each does `units` of work and returns its check value."""
    began, count, mean, squares = time.process_time(), 0, 0.0, 0.0
    while True:
        value = replication(f"{options.seed}/{count}")
        count += 1
        step = value - mean
        mean += step / count
        squares += step * (value - mean)
        spent = time.process_time() - began
        if spent >= options.seconds:
            break
    error = math.sqrt(squares / (count - 1) / count) if count > 1 else 0.0
    line(options, spent, count * units, count, mean, error)
