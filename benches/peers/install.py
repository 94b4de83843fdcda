"""Installs the pinned peers from the public registries and builds what is to be built; what is there already is used again."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PEERS = TARGET / "peers"


class Failed(Exception):
    """The environment did not do what it should."""


def must(command, **more):
    done = subprocess.run([str(it) for it in command], text=True, capture_output=True, check=False, **more)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command[:6]))} ...\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(requirements):
    """The Python of an environment with exactly these packages."""
    text = (HERE / requirements).read_bytes()
    folder = PEERS / f"{Path(requirements).stem}-{hashlib.sha256(text).hexdigest()[:12]}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        print(f"Installing {requirements} ...", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        must([sys.executable, "-m", "venv", folder])
        must([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / requirements])
        (folder / "complete").touch()
    return python


def rust_peers():
    """The programs of `rust/`."""
    print("Building the peers in Rust ...", file=sys.stderr, flush=True)
    target = PEERS / "rust"
    must(["cargo", "build", "--release", "--locked", "--quiet", "--manifest-path", HERE / "rust" / "Cargo.toml", "--target-dir", target])
    return target / "release" / "outrun-peers"


def given(variable):
    """The binary that a variable of the environment names, if it is set."""
    if variable not in os.environ:
        return None
    binary = Path(os.environ[variable]).resolve()
    if not os.access(binary, os.X_OK):
        raise Failed(f"no binary at {binary}: set {variable} to one, or leave it out")
    return binary


def outrun():
    """The product: $OUTRUN, else what `cargo build --release` makes."""
    if found := given("OUTRUN"):
        return found
    print("Building Outrun ...", file=sys.stderr, flush=True)
    must(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT)
    return TARGET / "release" / "outrun"


def workloads():
    """The bench that plays W1 to W3 by the library's public calls: $WORKLOADS, else what cargo makes."""
    if found := given("WORKLOADS"):
        return found
    print("Building the bench of Outrun ...", file=sys.stderr, flush=True)
    said = must(["cargo", "bench", "--locked", "--quiet", "--bench", "workloads", "--no-run", "--message-format", "json"], cwd=ROOT)
    for line in said.splitlines():
        of = json.loads(line) if line.startswith("{") else {}
        if of.get("target", {}).get("name") == "workloads" and of.get("executable"):
            return Path(of["executable"])
    raise Failed("cargo names no executable of the bench `workloads`")
