"""Whether a peer's answer is ours; each check gives a sentence and whether it holds.

Double precision: the same partition, and numbers to 1e-9 relative. Single precision cannot: inertia to
1e-4, at most one label in a hundred.
"""

import json
import pathlib
import subprocess

import numpy as np


def numbers(prefix, name):
    return np.fromfile(f"{prefix}-{name}.f64")


def integers(prefix, name):
    return np.fromfile(f"{prefix}-{name}.i64", dtype=np.int64)


def relative(ours, theirs):
    ours, theirs = np.atleast_1d(ours), np.atleast_1d(theirs)
    if ours.shape != theirs.shape:
        return np.inf
    return float(np.max(np.abs(ours - theirs) / np.maximum(np.abs(ours), 1e-300), initial=0))


def differing(ours, theirs):
    """Rows that would have to change for the partitions to be the same, clusters matched greedily."""
    if len(ours) != len(theirs):
        return max(len(ours), len(theirs))
    table = np.zeros((ours.max() + 1, theirs.max() + 1), dtype=np.int64)
    np.add.at(table, (ours, theirs), 1)
    same = 0
    while table.size and table.max() > 0:
        i, j = np.unravel_index(table.argmax(), table.shape)
        same += table[i, j]
        table[i, :] = 0
        table[:, j] = 0
    return int(len(ours) - same)


class Agreement:
    def __init__(self, program, work):
        self.program, self.work = program, work

    def inertias(self, prefix):
        """By the literal sums of `benchmarks inertia`; leaves the nearest labels beside."""
        output = subprocess.run(
            [self.program, "inertia", self.work["folder"], str(self.work["columns"]),
             str(self.work["k"]), f"{prefix}-centroids.f64", f"{prefix}-nearest.i64"],
            check=True, capture_output=True, text=True)
        return np.array(json.loads(output.stdout)["inertias"])

    def check(self, worker, ours, theirs):
        return getattr(self, self.work["family"])(worker, ours, theirs)

    def kmeans(self, worker, ours, theirs):
        (a, one), (b, two) = ours, theirs
        gap = relative(self.inertias(a), self.inertias(b))
        given = pathlib.Path(f"{b}-labels.i64").exists()
        moved = differing(integers(a, "labels"), integers(b, "labels" if given else "nearest"))
        single = worker.precision == "float32"
        rows = self.work["rows"]
        holds = gap <= (1e-4 if single else 1e-9) and moved <= (rows // 100 if single else 0)
        # Single precision may converge after another number of iterations; where it is given, nobody
        # may stop before.
        if not single or self.work.get("iterations", 0) < 100:
            holds = holds and one["iterations"] == two["iterations"]
        return (f"inertia {gap:.0e}, {moved} labels differ, {two['iterations']:.0f} iterations", holds)

    def start(self, worker, ours, theirs):
        # One start's potential varies by up to a tenth: `compare start` takes hundreds.
        (a, b), n = (self.inertias(prefix[0]) for prefix in (theirs, ours)), len(worker.runs)
        error = np.hypot(a.std(ddof=1) / len(a) ** 0.5, b.std(ddof=1) / len(b) ** 0.5) / b.mean()
        ratio = a.mean() / b.mean()
        return (f"random; its mean potential is {ratio:.3f} ± {error:.3f} of ours, of {n} starts",
                abs(ratio - 1) < 3 * error)

    def hierarchical(self, worker, ours, theirs):
        gap = relative(numbers(ours[0], "heights"), numbers(theirs[0], "heights"))
        moved = differing(integers(ours[0], "labels"), integers(theirs[0], "labels"))
        return f"heights {gap:.0e}, {moved} labels of the cut in 8 differ", gap <= 1e-9 and moved == 0

    def silhouette(self, worker, ours, theirs):
        mean = relative(ours[1]["mean"], theirs[1]["mean"])
        each = np.max(np.abs(numbers(ours[0], "silhouettes") - numbers(theirs[0], "silhouettes")))
        return f"mean {mean:.0e}, each within {each:.0e}", mean <= 1e-9 and each <= 1e-9

    def medoids(self, worker, ours, theirs):
        gap = relative(ours[1]["loss"], theirs[1]["loss"])
        same = set(integers(ours[0], "medoids")) == set(integers(theirs[0], "medoids"))
        moved = differing(integers(ours[0], "labels"), integers(theirs[0], "labels"))
        words = "same medoids" if same else "other medoids"
        swaps = ours[1]["swaps"], theirs[1]["swaps"]
        return (f"loss {gap:.0e}, {words}, {moved} labels differ, {swaps[1]:.0f} swaps",
                gap <= 1e-9 and same and moved == 0 and swaps[0] == swaps[1])

    def mixture(self, worker, ours, theirs):
        gap = relative(ours[1]["logLikelihood"], theirs[1]["logLikelihood"])
        moved = differing(integers(ours[0], "labels"), integers(theirs[0], "labels"))
        return (f"log-likelihood {gap:.0e}, {moved} labels differ",
                gap <= 1e-9 and moved == 0 and ours[1]["iterations"] == theirs[1]["iterations"])

    def csv(self, worker, ours, theirs):
        common = set(ours[1]) & set(theirs[1])
        gap = max(relative(ours[1][n], theirs[1][n]) for n in common)
        same_rows = ours[1]["rows"] == theirs[1]["rows"]
        return f"{len(common) - 1} sums of columns {gap:.0e}", gap <= 1e-9 and same_rows


def same_bytes(one, two):
    """Whether two of ours gave the same answers: values, and the bytes of what they wrote."""
    (one, values), (two, others) = one, two
    one, two = pathlib.Path(one), pathlib.Path(two)
    files = sorted(one.parent.glob(one.name + "-*"))
    assert files or values, "nothing to compare"
    return values == others and all(f.read_bytes() == f.with_name(two.name + f.name[len(one.name):]).read_bytes()
               for f in files if not f.name.endswith("-nearest.i64"))
