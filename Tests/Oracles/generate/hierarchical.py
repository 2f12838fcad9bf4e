"""Trees of every linkage by SciPy: writes hierarchical.json beside this folder.

    python hierarchical.py
"""
import json, pathlib
import numpy as np, scipy
from scipy.cluster.hierarchy import cophenet, fcluster, inconsistent, leaves_list, linkage
from scipy.spatial.distance import pdist

folder = pathlib.Path(__file__).resolve().parent.parent
random = np.random.default_rng(20261)
names = {"mcquitty": "weighted"}
groups = np.concatenate([random.normal(size=(15, 4)) + 2 * random.normal(size=4) for _ in range(4)])
exponential = random.exponential(size=(40, 3))
wide = random.normal(size=(16, 20))


def case(name, x, linkage_name):
    z = linkage(x, method=names.get(linkage_name, linkage_name))
    correlation, _ = cophenet(z, pdist(x))
    monotone = linkage_name not in ("centroid", "median")
    cuts = {str(k): fcluster(z, k, criterion="maxclust").tolist() for k in (2, 3, 5, 8)}
    return {"name": name, "linkage": linkage_name, "x": x.tolist(), "z": z.tolist(),
            "leaves": leaves_list(z).tolist(), "cuts": cuts if monotone else {},
            "correlation": correlation,
            "inconsistency": {str(d): inconsistent(z, d).tolist() for d in (1, 2, 3)}}


cases = [case(name, x, method)
         for name, x in (("four groups", groups), ("exponential", exponential), ("wide", wide))
         for method in ("single", "complete", "average", "mcquitty", "ward", "centroid", "median")]
text = json.dumps({"producer": f"SciPy {scipy.__version__}", "call": "linkage(x, method=linkage)",
                   "cases": cases})
(folder / "hierarchical.json").write_text(text + "\n")
