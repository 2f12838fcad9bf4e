"""fastcluster (and genieclust's spanning tree) on the data `benchmarks hierarchical … FOLDER` left.

    python hierarchical.py FOLDER ROWSxCOLUMNS-CENTRES LINKAGE REPEATS

Prints the medians of clock and processor time, the largest relative difference of heights from ours,
and whether the cut in 8 is the same partition.
"""
import json, pathlib, statistics, sys, time
import numpy as np, fastcluster
from scipy.cluster.hierarchy import fcluster

folder, shape, linkage, repeats = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
rows, columns = map(int, shape.split("-")[0].split("x"))
name = folder / f"hierarchical-{shape}"
x = np.fromfile(f"{name}.f64").reshape(rows, columns)


def tree():
    if linkage in ("ward", "single"):
        return fastcluster.linkage_vector(x, linkage)
    return fastcluster.linkage(x, "weighted" if linkage == "mcquitty" else linkage)


def measure(body):
    clock, processor = [], []
    for _ in range(repeats):
        start, work = time.perf_counter(), time.process_time()
        result = body()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - work)
    return result, statistics.median(clock), statistics.median(processor)


z, clock, processor = measure(tree)
ours = np.fromfile(f"{name}-{linkage}.heights")
cut = np.fromfile(f"{name}-{linkage}.cut8", dtype=np.int32)
theirs = z[:, 2]
report = {"peer": f"fastcluster {fastcluster.__version__}", "linkage": linkage, "seconds": clock,
          "processorSeconds": processor,
          "heightDifference": float(np.max(np.abs(ours - theirs) / np.maximum(theirs, 1e-300)))}
if linkage not in ("centroid", "median"):
    pairs = set(zip(fcluster(z, 8, "maxclust").tolist(), cut.tolist()))
    report["sameCut"] = len(pairs) == 8
print(json.dumps(report))
if linkage == "single":
    import genieclust
    model = lambda: genieclust.Genie(n_clusters=8, gini_threshold=1.0).fit(x)
    _, clock, processor = measure(model)
    print(json.dumps({"peer": f"genieclust {genieclust.__version__}", "linkage": linkage,
                      "seconds": clock, "processorSeconds": processor}))
