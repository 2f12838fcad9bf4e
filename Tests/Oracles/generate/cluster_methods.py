"""Trees of the wine measurements by SciPy, and medoids by kmedoids, as `clientele cluster` is asked for them.

    python cluster_methods.py ../../../datasets/wine.csv > ../cluster-methods.json
"""
import hashlib, json, sys

import kmedoids, numpy as np, pandas as pd, scipy
from importlib.metadata import version
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist, squareform

path = sys.argv[1]
x = pd.read_csv(path).drop(columns="cultivar").to_numpy()
x = (x - x.mean(0)) / x.std(0)

trees = []
for name, method, metric in [
        ("average", "average", "euclidean"), ("complete", "complete", "euclidean"),
        ("single", "single", "euclidean"), ("mcquitty", "weighted", "euclidean"),
        ("centroid", "centroid", "euclidean"), ("median", "median", "euclidean"),
        ("average", "average", "cityblock")]:
    z = linkage(pdist(x, metric), method)
    sizes = sorted(np.bincount(fcluster(z, 3, "maxclust"))[1:].tolist(), reverse=True)
    trees.append({
        "method": name, "metric": "manhattan" if metric == "cityblock" else metric,
        "heights": z[:, 2].tolist(), "sizes": None if name in ("centroid", "median") else sizes})
d = squareform(pdist(x))
built = kmedoids.pam_build(d, 3)
best = kmedoids.fasterpam(d, np.array(built.medoids), n_cpu=1)
print(json.dumps({
    "producer": "scipy, kmedoids", "version": f"{scipy.__version__}, {version('kmedoids')}",
    "call": "linkage(pdist(zscore(wine)), method); fasterpam(d, pam_build(d, 3).medoids, n_cpu=1)",
    "inputSHA256": hashlib.sha256(open(path, "rb").read()).hexdigest(),
    "trees": trees, "medoidLoss": float(best.loss),
    "medoids": sorted(int(m) for m in best.medoids)}))
