"""Writes the resolved exercise that both sides play: one alternative, every default filled in, real incidents only.

    python export.py OUTRUN SCENARIO ALTERNATIVE OUT.json
"""

import json
import subprocess
import sys


def main():
    outrun, scenario, alternative, out = sys.argv[1:]
    shown = subprocess.run(
        [outrun, "show", scenario, "--alternative", alternative, "--format", "json"], check=True, capture_output=True
    ).stdout
    written = json.loads(shown)
    written.pop("origins", None)
    # The peer plays no false alarms; without them Outrun plays the same incidents, to the byte.
    written["exercise"]["false_alarms"] = None
    with open(out, "w", encoding="utf-8") as file:
        json.dump(written, file)


if __name__ == "__main__":
    main()
