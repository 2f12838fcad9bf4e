"""k-means of the peers from given centroids, on the files that `benchmarks kmeans … FOLDER` wrote;
one CSV row a run, in its columns. Inertia is recomputed in double by direct sums.

    python kmeans.py FOLDER ROWS COLUMNS K DATA ITERATIONS THREADS REPEATS TOOL float64|float32

TOOL is scikit-learn, sklearnex or faiss (whose subsampling is switched off, and which has no end but
the number of iterations).
"""
import os, sys, time

folder, rows, columns, k, data, iterations, threads, repeats, tool, kind = sys.argv[1:11]
rows, columns, k, iterations, threads, repeats = map(
    int, (rows, columns, k, iterations, threads, repeats))
for name in "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS":
    os.environ[name] = str(threads)

import numpy as np

x = np.fromfile(f"{folder}/x.f64").reshape(rows, columns)
start = np.fromfile(f"{folder}/start.f64").reshape(k, columns)
points, first = x.astype(kind), start.astype(kind)

if tool == "faiss":
    import faiss
    faiss.omp_set_num_threads(threads)
else:
    if tool == "sklearnex":
        import sklearnex
        sklearnex.patch_sklearn(verbose=False)
    from sklearn.cluster import KMeans
    assert KMeans.__module__.startswith("sklearnex") == (tool == "sklearnex"), KMeans.__module__


def run():
    if tool == "faiss":
        model = faiss.Kmeans(columns, k, niter=iterations, nredo=1, min_points_per_centroid=1,
                             max_points_per_centroid=2**31 - 1)
        model.train(points, init_centroids=first)
        return iterations, model.centroids
    model = KMeans(k, init=first, n_init=1, tol=0, max_iter=iterations, algorithm="lloyd")
    model.fit(points)
    return model.n_iter_, model.cluster_centers_


def inertia(centroids):
    total = 0.0
    for i in range(0, rows, 20000):
        block = x[i:i + 20000]
        best = np.full(len(block), np.inf)
        for c in np.asarray(centroids, float):
            best = np.minimum(best, ((block - c) ** 2).sum(1))
        total += best.sum()
    return total


for _ in range(repeats):
    clock, processor = time.perf_counter(), time.process_time()
    done, centroids = run()
    seconds, used = time.perf_counter() - clock, time.process_time() - processor
    if _ == 0:
        value = inertia(centroids)
    print(f"{tool} {kind}", rows, columns, k, data, done, threads, seconds, used, value, sep=",",
          flush=True)
