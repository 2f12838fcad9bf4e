"""Rules that give segments back: ours against trees of as many leaves, on the same held-out clients.

    python distil.py BENCHMARKS PORTFOLIO SEGMENTS [SEEDS]

BENCHMARKS is the measuring program; PORTFOLIO a portfolio and SEGMENTS the segments.csv of its run. The
peers are scikit-learn's DecisionTreeClassifier with max_leaf_nodes (best first), entropy and gini, levels
and members one-hot, missing quantities at the training median. A table by number of leaves: mean
held-out fidelity over the seeds, and its mean difference with ours.
"""

import csv
import json
import subprocess
import sys
import tempfile

import numpy as np
import sklearn
from sklearn.tree import DecisionTreeClassifier

LEAVES = [9, 12, 16, 24]


def joined(portfolio, segments):
    names = {row["id"]: row["segment_name"]
             for row in csv.DictReader(open(segments, encoding="utf-8-sig"))}
    rows = list(csv.reader(open(portfolio, encoding="utf-8-sig"), delimiter=";"))
    out = tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="", encoding="utf-8")
    with out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(rows[0] + ["segment"])
        writer.writerows(row + [names.get(row[0], "")] for row in rows[1:])
    return out.name


def design(columns, training):
    blocks = []
    for column in columns:
        if "numbers" in column:
            x = np.array([np.nan if v is None else v for v in column["numbers"]])
            known = x[training][~np.isnan(x[training])]
            blocks.append(np.where(np.isnan(x), np.median(known) if len(known) else 0, x)[:, None])
        elif "levels" in column:
            levels = sorted({v for v in column["levels"] if v is not None})
            blocks.append(np.array([[v == level for level in levels] for v in column["levels"]], float))
        elif "members" in column:
            levels = sorted({m for v in column["members"] if v for m in v})
            blocks.append(np.array([[m in (v or []) for m in levels] for v in column["members"]], float))
    return np.hstack(blocks)


def main():
    seeds = sys.argv[4] if len(sys.argv) > 4 else "10"
    path = joined(sys.argv[2], sys.argv[3])
    answer = json.loads(subprocess.run(
        [sys.argv[1], "distil", path, "segment", seeds] + [str(n) for n in LEAVES],
        check=True, capture_output=True, text=True).stdout)
    labels = np.array(answer["labels"])
    scores = {}
    for row in answer["results"]:
        scores.setdefault((row["leaves"], row["variant"]), []).append(row["heldOut"])
    for split, held_out in enumerate(answer["heldOut"]):
        tested = np.zeros(len(labels), bool)
        tested[held_out] = True
        x = design(answer["columns"], ~tested)
        for leaves in LEAVES:
            for criterion in ["gini", "entropy"]:
                tree = DecisionTreeClassifier(
                    criterion=criterion, max_leaf_nodes=leaves, random_state=split)
                tree.fit(x[~tested], labels[~tested])
                scores.setdefault((leaves, "scikit-" + criterion), []).append(
                    tree.score(x[tested], labels[tested]))
    print(f"scikit-learn {sklearn.__version__}, {seeds} seeds; mean held-out fidelity (minus ours)")
    for leaves in LEAVES:
        ours = np.array(scores[leaves, "ours"])
        cells = [f"{name} {np.mean(v):.3f} ({np.mean(np.array(v) - ours):+.3f})"
                 for (n, name), v in scores.items() if n == leaves and name != "ours"]
        print(f"{leaves:3d} leaves: ours {ours.mean():.3f}; " + ", ".join(cells))


main()
