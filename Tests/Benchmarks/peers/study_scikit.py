"""The whole study as loops over scikit-learn and fastcluster, one tree for all cuts:

    python study_scikit.py FILE AXES SEGMENTS

One JSON line: seconds, seconds of each part, mean silhouettes, mean bootstrap Jaccard.
"""

import json
import sys
import time

import fastcluster
import numpy as np
import pandas as pd
import sklearn
from scipy.cluster.hierarchy import fcluster
from sklearn.metrics import silhouette_score
from sklearn.neighbors import NearestCentroid

COUNTS = range(2, 11)
parts = {}


def timed(name, body):
    began = time.perf_counter()
    value = body()
    parts[name] = time.perf_counter() - began
    return value


def famd(table, axes):
    columns = []
    for name in table:
        if name.startswith("q"):
            v = table[name].to_numpy()
            columns.append(((v - v.mean()) / v.std())[:, None])
        else:
            indicator = pd.get_dummies(table[name]).to_numpy(float)
            share = indicator.mean(axis=0)
            columns.append((indicator - share) / np.sqrt(share))
    coded = np.hstack(columns)
    u, s, _ = np.linalg.svd(coded, full_matrices=False)
    return u[:, :axes] * s[:axes]


def cuts(y, counts=COUNTS):
    tree = fastcluster.linkage(y, "ward")
    return {k: fcluster(tree, k, "maxclust") - 1 for k in counts}


def inertia(y, labels):
    return sum(((y[labels == g] - y[labels == g].mean(axis=0)) ** 2).sum() for g in np.unique(labels))


def gap(y, labels, rng, replicates=20):
    centre = y.mean(axis=0)
    _, _, v = np.linalg.svd(y - centre, full_matrices=False)
    turned = (y - centre) @ v.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    logs = {k: [] for k in COUNTS}
    for _ in range(replicates):
        made = rng.uniform(low, high, y.shape) @ v
        for k, found in cuts(made).items():
            logs[k].append(np.log(inertia(made, found)))
    return {k: np.mean(logs[k]) - np.log(inertia(y, labels[k])) for k in COUNTS}


def strength(y, rng, splits=20):
    values = {k: [] for k in COUNTS}
    for _ in range(splits):
        order = rng.permutation(len(y))
        halves = y[order[: len(y) // 2]], y[order[len(y) // 2:]]
        found = [cuts(half) for half in halves]
        for k in COUNTS:
            least = []
            for a, b in (0, 1), (1, 0):
                placed = NearestCentroid().fit(halves[b], found[b][k]).predict(halves[a])
                for g in range(k):
                    here = placed[found[a][k] == g]
                    if len(here) > 1:
                        same = (np.bincount(here) * (np.bincount(here) - 1)).sum()
                        least.append(same / (len(here) * (len(here) - 1)))
            values[k].append(min(least))
    return {k: np.mean(v) for k, v in values.items()}


def bootstrap(y, labels, k, rng, replicates=50):
    best = np.zeros((replicates, k))
    for b in range(replicates):
        drawn = rng.integers(0, len(y), len(y))
        found = cuts(y[drawn], [k])[k]
        _, first = np.unique(drawn, return_index=True)
        old, new = labels[drawn[first]], found[first]
        table = np.zeros((k, k))
        np.add.at(table, (old, new), 1)
        union = table.sum(axis=1)[:, None] + table.sum(axis=0) - table
        best[b] = (table / union).max(axis=1)
    return best.mean(axis=0)


def main():
    table = pd.read_csv(sys.argv[1])
    axes, segments = int(sys.argv[2]), int(sys.argv[3])
    rng = np.random.default_rng(1)
    began = time.perf_counter()
    y = timed("famd", lambda: famd(table, axes))
    labels = timed("ward", lambda: cuts(y))
    widths = timed("silhouettes", lambda: [silhouette_score(y, labels[k]) for k in COUNTS])
    timed("gap", lambda: gap(y, labels, rng))
    timed("prediction strength", lambda: strength(y, rng))
    jaccard = timed("bootstrap", lambda: bootstrap(y, labels[segments], segments, rng))
    print(json.dumps(dict(
        seconds=time.perf_counter() - began, parts=parts, silhouettes=widths,
        jaccard=list(jaccard), versions=[f"scikit-learn {sklearn.__version__}",
                                         f"fastcluster {fastcluster.__version__}"])))


main()
