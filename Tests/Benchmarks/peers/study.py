"""The whole study of 5 000 clients × 16 features, ours, scikit-learn's and R's, on the same file."""

import json
import pathlib
import shutil
import statistics
import subprocess
import sys

import numpy as np
import pandas as pd

AXES, SEGMENTS = 8, 8
HERE = pathlib.Path(__file__).resolve().parent


def make(path, n, seed=2026):
    """Eight groups that overlap: ten quantities about their centres, six categories of which the
    shares depend on the group."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 8, n)
    centres = rng.normal(size=(8, 10))
    table = {f"q{j}": np.round(2 * centres[group, j] + rng.normal(size=n), 6) for j in range(10)}
    for j in range(6):
        shares = rng.dirichlet(np.ones(3 + j % 3), 8)
        table[f"c{j}"] = [f"l{rng.choice(shares.shape[1], p=shares[g])}" for g in group]
    pd.DataFrame(table).to_csv(path, index=False)


def run(command):
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(output.strip().splitlines()[-1])


def has_r():
    script = "for (p in c('FactoMineR','cluster','fpc','fastcluster','jsonlite')) library(p, character.only=TRUE)"
    return bool(shutil.which("Rscript")) and not subprocess.run(
        ["Rscript", "-e", script], capture_output=True).returncode


def measure(options):
    n = 1_000 if options.quick else 5_000
    path = options.data / f"study-{n}.csv"
    if not path.exists():
        make(path, n)
    given = [str(path), str(AXES), str(SEGMENTS)]
    found = []
    for threads in 1, 2:
        answer = run([options.program, "study", *given, str(threads), str(options.runs)])
        found.append(dict(tool="clientele", threads=threads, runs=options.runs, **answer))
        print(f"study, {threads} thread(s): {answer['seconds']:.2f} s", file=sys.stderr)
    peers = [("loops over scikit-learn", [sys.executable, str(HERE / "study_scikit.py")], 3)]
    if has_r():
        peers.append(("R", ["Rscript", str(HERE / "study.R")], 1))
    for tool, command, runs in peers:
        answers = [run(command + given) for _ in range(1 if options.quick else runs)]
        answers.sort(key=lambda a: a["seconds"])
        answer = answers[len(answers) // 2]
        found.append(dict(tool=tool, threads=2, runs=len(answers), **answer))
        print(f"study, {tool}: {answer['seconds']:.1f} s", file=sys.stderr)
    ours = found[0]["silhouettes"]
    for r in found:
        worst = max(abs(a - b) for a, b in zip(r["silhouettes"], ours))
        apart = abs(statistics.mean(r["jaccard"]) - statistics.mean(found[0]["jaccard"]))
        r.update(row="study", precision="float64", agrees=bool(
            len(r["silhouettes"]) == len(ours) and worst < 1e-9 and apart < 0.05))
        r["agreement"] = (f"silhouettes within {worst:.0e}, mean bootstrap Jaccard "
                          f"{statistics.mean(r['jaccard']):.3f}")
    return found


def text(found):
    best = found[1]["seconds"]
    lines = ["| the whole study | threads | time | times ours | agreement |", "|---|---|---|---|---|"]
    for r in found:
        lines.append(f"| {r['tool']} | {r['threads']} | {r['seconds']:.2f} s | "
                     f"{r['seconds'] / best:.0f} | {r['agreement']} |")
    for r in found:
        if "parts" in r:
            lines.append("\n" + r["tool"] + ": " + ", ".join(
                f"{name} {seconds:.1f} s" for name, seconds in r["parts"].items())
                + " (" + ", ".join(r["versions"]) + ")")
    return "\n".join(lines)
