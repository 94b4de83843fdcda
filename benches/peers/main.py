"""Plays W1 to W4 with Outrun and its peers, prints and writes the table; `run` is how it is called.

Without options: everything, some ten minutes of one core; the table goes into docs/performance.md. Exit status: 0 all well; 1 some mean
disagrees, or a ratio fell below half of the recorded one, both times it was played; 2 bad usage; 3 the environment failed.

OUTRUN, WORKLOADS: the binary, and that of the bench `workloads` (default: built here). PYTHON: what makes the environments (default: python3). SCENARIO: the exercise of W4 (default:
scenarios/weekend-token). CARGO_TARGET_DIR: where things are built (default: target).
"""

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import document
import install
from whole import Whole
from workloads import Bench


def asked():
    parser = argparse.ArgumentParser(prog="benches/peers/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("alternatives", nargs="*", metavar="ALTERNATIVE", help="of W4 (default: as-is predefined)")
    parser.add_argument("--seconds", type=positive, help="CPU seconds of SimPy on each alternative of W4; the others play in proportion (default: 40)")
    parser.add_argument("--only", action="append", choices=["w1", "w2", "w3", "w4"], help="only this workload; may be repeated")
    parser.add_argument("--record", action="store_true", help="write the ratios into `recorded`, for later runs to be held against")
    parser.add_argument("--smoke", action="store_true", help="a short run for CI: fewer peers, no table written")
    options = parser.parse_args()
    options.partial = bool(options.only or options.smoke or options.alternatives or "SCENARIO" in os.environ)
    options.only = options.only or (["w4"] if options.alternatives or "SCENARIO" in os.environ else ["w1", "w2", "w3", "w4"])
    options.alternatives = options.alternatives or ["as-is", "predefined"]
    options.seconds = options.seconds or (6 if options.smoke else 40)
    return options


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number of seconds, at least 1")
    return int(text)


def play(options, work):
    peers, python, outrun = install.rust_peers(), install.environment("requirements.txt"), install.outrun()
    rows, wrong = [], []
    if set(options.only) - {"w4"}:
        slow = not options.smoke and "w2" in options.only
        prosimos = install.environment("requirements-prosimos.txt") if slow else None
        seconds = options.seconds / (15 if options.smoke else 20)
        bench = Bench(install.workloads(), peers, python, prosimos, work, seconds, options.smoke)
        for name, workload in (("w1", bench.spread), ("w2", bench.workflow), ("w3", bench.hold)):
            if name in options.only:
                rows += held(bench, workload, options.record)
        wrong += bench.wrong
    if "w4" in options.only:
        scenario = Path(os.environ.get("SCENARIO", install.ROOT / "scenarios" / "weekend-token"))
        whole = Whole(outrun, peers, python, scenario, work, options.seconds)
        for alternative in options.alternatives:
            rows += held(whole, partial(whole.play, alternative, options.smoke), options.record)
        if not options.partial:
            rows += said([whole.recording("predefined")])
        wrong += whole.wrong
    return rows, wrong, outrun, python


def held(player, workload, record):
    """Rows of a workload. Where a mean disagrees or a ratio has halved, it is played once more with fresh seeds, and the second time
    counts: luck and a machine that others use pass, a program that is wrong or slow is so both times."""
    before = len(player.wrong)
    rows = said(workload())
    doubts = player.wrong[before:] + ([] if record else document.halved(rows))
    if doubts:
        print("", *(f"ONCE MORE: {words}" for words in doubts), sep="\n", flush=True)
        del player.wrong[before:]
        rows = said(workload())
    return rows


def said(rows):
    print("", *document.table(rows), sep="\n", flush=True)
    return rows


def main():
    options, began = asked(), time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as work:
            rows, wrong, outrun, python = play(options, Path(work))
    except (install.Failed, RuntimeError, OSError) as failed:
        print(failed, file=sys.stderr)
        return 3
    wrong += document.halved(rows) if not options.record else []
    if options.record:
        print("", *document.moved(rows), sep="\n")
        document.record(rows)
    if not options.partial:
        document.write(document.block(rows, outrun, python))
    print("", *(f"WRONG: {words}" for words in wrong), f"{time.monotonic() - began:.0f} seconds in all.", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
