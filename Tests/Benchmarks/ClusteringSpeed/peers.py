"""The peers on the files ClusteringBenchmark wrote, medians of three.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python peers.py <folder>
"""
import glob, os, re, statistics, sys, time
import numpy as np, scipy, sklearn, fastcluster
from scipy.cluster.hierarchy import linkage
from sklearn.cluster import KMeans

folder = sys.argv[1]
print("numpy", np.__version__, "scipy", scipy.__version__, "scikit-learn", sklearn.__version__,
      "fastcluster", fastcluster.__version__, "threads", os.environ.get("OMP_NUM_THREADS", "all"))


def load(path):
    shape = tuple(map(int, re.search(r"(\d+)x(\d+)\.f64", path).groups()))
    return np.fromfile(path).reshape(shape)


def median(name, body):
    clock, processor = [], []
    for _ in range(3):
        start, start_of_work = time.perf_counter(), time.process_time()
        note = body()
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - start_of_work)
    print(f"{name} {statistics.median(clock):.4f} s, processor {statistics.median(processor):.4f} s"
          f" {note}", flush=True)


for path in sorted(glob.glob(folder + "/ward-*"), key=os.path.getsize):
    x = load(path)
    name = f"{x.shape[0]}x{x.shape[1]}"
    median(f"scipy linkage ward {name}", lambda: f"top height {linkage(x, 'ward')[-1, 2]}")
    median(f"fastcluster linkage ward {name}",
           lambda: f"top height {fastcluster.linkage(x, 'ward')[-1, 2]}")
    median(f"fastcluster linkage_vector ward {name}",
           lambda: f"top height {fastcluster.linkage_vector(x, 'ward')[-1, 2]}")

for path in sorted(glob.glob(folder + "/kmeans-*")):
    x = load(path)
    start = next(s for s in map(load, glob.glob(folder + "/start-*")) if s.shape[1] == x.shape[1])
    k = len(start)
    name = f"{x.shape[0]}x{x.shape[1]} k={k}"

    def note(model):
        return f"{model.n_iter_} iterations, inertia {model.inertia_}"

    for algorithm in "lloyd", "elkan":
        median(f"scikit-learn {algorithm} from given centroids {name}",
               lambda: note(KMeans(k, init=start, n_init=1, algorithm=algorithm, tol=0).fit(x)))
    median(f"scikit-learn lloyd, 10 restarts {name}",
           lambda: note(KMeans(k, n_init=10, algorithm="lloyd", tol=0, random_state=1).fit(x)))
