"""Ward trees by SciPy and k-means by scikit-learn: writes ward.json and kmeans.json beside this folder.

    python clustering.py
"""
import json, pathlib
import numpy as np, scipy, sklearn
from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
from sklearn.cluster import KMeans
from sklearn.datasets import load_wine

folder = pathlib.Path(__file__).resolve().parent.parent
random = np.random.default_rng(20260)


def standardised(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


wine = standardised(load_wine().data)
groups = np.concatenate([random.normal(size=(70, 5)) + 2 * random.normal(size=5) for _ in range(4)])
exponential = random.exponential(size=(120, 3))
line = np.sort(random.normal(size=(50, 1)), axis=0)
duplicated = np.repeat(np.round(random.normal(size=(20, 3)), 3), 3, axis=0)
lattice = np.array([[i, j] for i in range(7) for j in range(7)], dtype=float)


def ward(name, x, tied=False):
    z = linkage(x, method="ward")
    cuts = {str(k): fcluster(z, k, criterion="maxclust").tolist() for k in (2, 3, 5, 8)}
    return {"name": name, "tied": tied, "x": x.tolist(),
            "merges": z[:, :2].astype(int).tolist(), "heights": z[:, 2].tolist(),
            "sizes": z[:, 3].astype(int).tolist(), "leaves": leaves_list(z).tolist(), "cuts": cuts}


def lattice_of(*sides):
    return np.stack(np.meshgrid(*map(np.arange, sides), indexing="ij"), -1).reshape(-1, len(sides)) * 1.0


def settled_integers(count):
    """Data full of ties whose heights are the same for 100 orders of the rows: SciPy's answer is the
    only one. Of most tied data it is one of several, chosen by where its chain begins."""
    draw, found = np.random.default_rng(7), []
    while len(found) < count:
        x = np.round(draw.normal(size=(50, 3)) * 3)
        heights = linkage(x, method="ward")[:, 2]
        orders = (np.random.default_rng(i).permutation(len(x)) for i in range(100))
        if all(np.allclose(linkage(x[o], method="ward")[:, 2], heights, rtol=1e-12, atol=1e-12)
               for o in orders):
            found.append(x)
    return found


def outlier(distance):
    draw = np.random.default_rng(11)
    return np.concatenate([draw.normal(size=(24, 2)), [[distance, -distance]], draw.normal(size=(16, 2))])


def kmeans(name, x, k, weights=None):
    start = x[random.choice(len(x), k, replace=False)]
    model = KMeans(k, init=start, n_init=1, algorithm="lloyd", tol=0).fit(x, sample_weight=weights)
    return {"name": name, "x": x.tolist(), "start": start.tolist(),
            "weights": None if weights is None else weights.tolist(),
            "labels": model.labels_.tolist(), "centroids": model.cluster_centers_.tolist(),
            "inertia": model.inertia_, "iterations": model.n_iter_}


def write(name, producer, call, cases):
    text = json.dumps({"producer": producer, "call": call, "cases": cases})
    (folder / name).write_text(text + "\n")


write("ward.json", f"SciPy {scipy.__version__}", "linkage(x, method='ward')",
      [ward("wine, standardised", wine), ward("four groups", groups),
       ward("exponential", exponential), ward("line", line),
       ward("every row three times", duplicated, tied=True), ward("lattice", lattice, tied=True)]
      + [ward("lattice " + "x".join(map(str, sides)), lattice_of(*sides), tied=True)
         for sides in [(3, 3), (4, 4), (5, 5), (6, 6), (3, 3, 3), (2, 3, 4), (30,)]]
      + [ward(f"integers, draw {i}", x, tied=True) for i, x in enumerate(settled_integers(6))]
      + [ward(f"outlier at {distance:g}", outlier(distance)) for distance in (1e6, 1e9, 1e12)])
write("kmeans.json", f"scikit-learn {sklearn.__version__}",
      "KMeans(k, init=start, n_init=1, algorithm='lloyd', tol=0).fit(x, sample_weight=weights)",
      [kmeans("wine, standardised", wine, 3), kmeans("wine, standardised", wine, 7),
       kmeans("four groups", groups, 4), kmeans("four groups", groups, 9),
       kmeans("exponential", exponential, 5), kmeans("line", line, 6),
       kmeans("offset", groups + 1e6, 4),
       kmeans("weighted", groups, 5, weights=random.integers(0, 4, len(groups)).astype(float)),
       kmeans("wide", np.round(random.normal(size=(90, 40)), 4), 6)])
