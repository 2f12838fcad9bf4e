"""Writes Tests/Oracles/validation_indices.json: silhouette, Calinski-Harabasz, Davies-Bouldin and
the agreement of partitions by scikit-learn. Run from the top of the repository:
python3 Tests/Oracles/generate/validation_indices.py"""

import json
import numpy as np
import sklearn
from sklearn import datasets, metrics
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(20260101)


def data_sets():
    yield "random", rng.normal(size=(61, 3)), rng.integers(0, 4, 61)
    x, truth = datasets.load_wine(return_X_y=True)
    yield "wine", StandardScaler().fit_transform(x), truth
    x, truth = datasets.load_iris(return_X_y=True)
    yield "iris", x, truth
    # Far from the origin, where expanded distances lose digits.
    yield "offset", rng.normal(size=(40, 2)) + 1e6, rng.integers(0, 3, 40)


def indices(x, labels):
    return {
        "labels": labels.tolist(),
        "silhouette": metrics.silhouette_samples(x, labels).tolist(),
        "mean": metrics.silhouette_score(x, labels),
        "calinskiHarabasz": metrics.calinski_harabasz_score(x, labels),
        "daviesBouldin": metrics.davies_bouldin_score(x, labels),
    }


def agreement(left, right):
    h, c, v = metrics.homogeneity_completeness_v_measure(left, right)
    return {
        "left": np.asarray(left).tolist(), "right": np.asarray(right).tolist(),
        "adjustedRand": metrics.adjusted_rand_score(left, right),
        "rand": metrics.rand_score(left, right),
        "adjustedMutualInformation": metrics.adjusted_mutual_info_score(left, right),
        "homogeneity": h, "completeness": c, "vMeasure": v,
        "fowlkesMallows": metrics.fowlkes_mallows_score(left, right),
    }


sets, pairs = [], []
for name, x, truth in data_sets():
    x = np.round(x, 6)
    found = [KMeans(k, n_init=5, random_state=1).fit_predict(x) for k in (2, 3, 5)]
    # The last partition has a cluster of a single observation.
    alone = found[1].copy()
    alone[7] = 9
    sets.append({"name": name, "x": x.tolist(),
                 "partitions": [indices(x, labels) for labels in [truth, *found, alone]]})
    pairs += [agreement(truth, labels) for labels in [*found, alone]]
pairs += [agreement(rng.integers(0, a, n), rng.integers(0, b, n))
          for n, a, b in ((30, 3, 4), (500, 7, 2), (4000, 10, 12), (12, 5, 6))]
pairs += [agreement([0] * 9, rng.integers(0, 3, 9)), agreement(rng.integers(0, 3, 9), [0] * 9),
          agreement([0] * 5, [1] * 5), agreement([0, 0, 1, 1], [1, 1, 0, 0])]

oracle = {"producer": "scikit-learn", "version": sklearn.__version__,
          "call": "sklearn.metrics, see generate/validation_indices.py", "sets": sets, "pairs": pairs}
with open("Tests/Oracles/validation_indices.json", "w") as file:
    json.dump(oracle, file)
    file.write("\n")
