"""Writes the table into its place in docs/performance.md, and the ratios into `recorded`."""

import datetime
import os
import re
import subprocess
from pathlib import Path

from install import HERE, ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- benches/peers/run writes from here -->", "<!-- to here -->"
RECORDED = HERE / "recorded"
HEAD = ["what", "Outrun", "beside it", "ratio", "goal", "reached"]


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def machine():
    try:
        cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="ascii")).group(1)
    except (OSError, AttributeError):
        cpu = "an unknown processor"
    return f"{cpu}, {os.cpu_count()} cores"


def versions(outrun, python):
    """What was played, by name and version, from where it is pinned."""
    cargo = (HERE / "rust" / "Cargo.toml").read_text(encoding="utf-8")
    rust = [f"{name} {re.search(name + r' = .*?=([0-9.]+)', cargo).group(1)}" for name in ("nexosim", "simu-des", "petgraph")]
    pins = (HERE / "requirements.txt").read_text(encoding="utf-8") + (HERE / "requirements-prosimos.txt").read_text(encoding="utf-8")
    pinned = [f"{name} {re.search(f'(?im)^{name}==(.*)$', pins).group(1)}" for name in ("simpy", "EoN", "scipy", "prosimos")]
    return ", ".join([said(str(outrun), "--version"), said("rustc", "--version").split(" (")[0], said(str(python), "--version"), *rust, *pinned])


def table(rows):
    lines = [f"| {' | '.join(HEAD)} |", "|---|---:|---:|---:|---|---|"]
    return lines + [f"| {' | '.join(row.cells())} |" for row in rows]


def block(rows, outrun, python):
    today = datetime.date.today().isoformat()
    head = f"Made by `benches/peers/run` on {today} on {machine()}, with {versions(outrun, python)}; CPU time on one core, fresh seeds."
    return [head, "", *table(rows)]


def write(lines):
    """Between the marks of the page, whole or not at all."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    new = PAGE.with_suffix(".new")
    new.write_text("\n".join([before + BEGIN, "", *lines, "", END]) + after, encoding="utf-8")
    new.replace(PAGE)


def recorded():
    if not RECORDED.exists():
        return {}
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    return {key: float(ratio) for key, ratio in (line.rsplit(" ", 1) for line in lines if line)}


def record(rows):
    ratios = recorded() | {row.key: row.ratio for row in rows if row.recorded}
    lines = [f"{key} {ratio:.4g}" for key, ratio in sorted(ratios.items())]
    RECORDED.write_text("\n".join(lines) + "\n", encoding="utf-8")


def moved(rows):
    """Ratios that are recorded a tenth lower than before, or by half higher: whoever records again should know. Peers that live from
    memory are slow on a busy machine, and a ratio recorded there is one that an idle machine does not reach."""
    before, words = recorded(), []
    for row in rows:
        was = before.get(row.key)
        if row.recorded and was is not None and not 0.9 * was <= row.ratio <= 1.5 * was:
            which = "LOWER" if row.ratio < was else "HIGHER"
            words.append(f"RECORDED {which}: {row.what}: {row.ratio:.4g}, {was:.4g} until now")
    return words


def halved(rows):
    """Rows whose ratio fell below half of the recorded one."""
    before, found = recorded(), []
    for row in rows:
        least = before.get(row.key, 0.0) / 2
        if row.recorded and row.ratio < least:
            found.append(f"{row.what}: {row.ratio:.4g}, below {least:.4g}, half of what was recorded")
    return found


