"""Mini-batch k-means by scikit-learn, batch after batch from given centroids.

    python minibatch.py > ../minibatch.json
"""
import json, sys, warnings
import numpy as np, sklearn
from sklearn.cluster import MiniBatchKMeans

warnings.filterwarnings("ignore")
random = np.random.default_rng(31)


def case(name, batches, start, weights=None):
    model = MiniBatchKMeans(len(start), init=start, n_init=1, reassignment_ratio=0)
    for i, batch in enumerate(batches):
        model.partial_fit(batch, sample_weight=None if weights is None else weights[i])
    return {
        "name": name, "batches": [b.tolist() for b in batches], "start": start.tolist(),
        "weights": None if weights is None else [w.tolist() for w in weights],
        "centroids": model.cluster_centers_.tolist(), "counts": model._counts.tolist(),
    }


def batches(count, size, columns):
    means = 3 * random.standard_normal((4, columns))
    return [np.round(means[random.integers(0, 4, size)] + random.standard_normal((size, columns)), 3)
            for _ in range(count)]


plane = batches(6, 12, 2)
wide = batches(4, 9, 7)
cases = [
    case("six batches in the plane", plane, plane[0][:4].copy()),
    case("wide", wide, wide[0][:3].copy()),
    case("weighted", plane, plane[0][:3].copy(),
         [np.round(random.uniform(0.1, 3, 12), 2) for _ in plane]),
]
json.dump({
    "producer": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}",
    "call": "MiniBatchKMeans(k, init=start, n_init=1, reassignment_ratio=0).partial_fit(batch)",
    "cases": cases,
}, sys.stdout, indent=1)
