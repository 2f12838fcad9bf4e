"""Writes Tests/Oracles/medoids.json and mixtures.json: FasterPAM by the kmedoids package, EM and its
criteria by scikit-learn. Run from the top of the repository:
python3 Tests/Oracles/generate/medoids_mixtures.py"""

import json
import warnings
from importlib.metadata import version
import kmedoids
import numpy as np
import sklearn
from scipy.spatial.distance import cdist
from sklearn import datasets
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(20260103)
warnings.simplefilter("ignore")


def data_sets():
    yield "iris", datasets.load_iris().data
    yield "wine", np.round(StandardScaler().fit_transform(datasets.load_wine().data), 6)
    centres = rng.normal(size=(5, 3)) * 4
    yield "groups", np.round(centres[rng.integers(0, 5, 203)] + rng.normal(size=(203, 3)), 6)
    yield "offset", np.round(rng.normal(size=(90, 2)) + 1e5, 4)


def write(name, content):
    with open("Tests/Oracles/" + name, "w") as file:
        json.dump(content, file)
        file.write("\n")


medoids = []
for name, x in data_sets():
    for metric, k in (("euclidean", 3), ("cityblock", 3), ("euclidean", 6)):
        start = rng.choice(len(x), k, replace=False)
        found = kmedoids.fasterpam(cdist(x, x, metric), start.astype(np.uint64), n_cpu=1)
        built = kmedoids.pam_build(cdist(x, x, metric), k)
        medoids.append({
            "name": name, "metric": "manhattan" if metric == "cityblock" else metric,
            "x": x.tolist(), "start": start.tolist(), "medoids": sorted(map(int, found.medoids)),
            "loss": float(found.loss), "swaps": int(found.n_swap),
            "build": sorted(map(int, built.medoids)), "buildLoss": float(built.loss)})
write("medoids.json", {
    "producer": "kmedoids", "version": version("kmedoids"),
    "call": "fasterpam(cdist(x, x, metric), start, n_cpu=1); pam_build(cdist(x, x, metric), k)",
    "cases": medoids})

mixtures = []
for name, x in data_sets():
    p, k = x.shape[1], 3
    # Far from the origin scikit-learn's moments about 0 lose their digits: it is given deviations, which
    # are exact, and what is told of the means is theirs.
    offset = 1e5 if name == "offset" else 0.0
    whole, x = x, x - offset
    means = x[rng.choice(len(x), k, replace=False)]
    for shape in "full", "diag", "spherical", "tied":
        identity = {"full": np.stack([np.eye(p)] * k), "diag": np.ones((k, p)),
                    "spherical": np.ones(k), "tied": np.eye(p)}[shape]
        model = GaussianMixture(
            k, covariance_type=shape, tol=1e-4, max_iter=60, weights_init=np.ones(k) / k,
            means_init=means, precisions_init=identity).fit(x)
        covariances = {"full": lambda c: model.covariances_[c],
                       "diag": lambda c: np.diag(model.covariances_[c]),
                       "spherical": lambda c: np.eye(p) * model.covariances_[c],
                       "tied": lambda c: model.covariances_}[shape]
        mixtures.append({
            "name": name, "shape": "diagonal" if shape == "diag" else shape, "offset": offset,
            "x": whole.tolist(), "start": (means + offset).tolist(), "iterations": model.n_iter_,
            "converged": bool(model.converged_), "logLikelihood": model.score(x) * len(x),
            "bic": model.bic(x), "aic": model.aic(x), "weights": model.weights_.tolist(),
            "means": model.means_.tolist(),
            "covariances": [covariances(c).tolist() for c in range(k)],
            "labels": model.predict(x).tolist(),
            "firstResponsibilities": model.predict_proba(x[:5]).tolist(),
            "firstLogDensities": model.score_samples(x[:5]).tolist()})
write("mixtures.json", {
    "producer": "scikit-learn", "version": sklearn.__version__,
    "call": "GaussianMixture(3, covariance_type, tol=1e-4, max_iter=60, weights_init=1/3, means_init="
            "start - offset, precisions_init=identity).fit(x - offset)", "cases": mixtures})
