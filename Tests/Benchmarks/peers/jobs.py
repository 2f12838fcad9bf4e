"""What a peer does for a row: one class for each family, with `run`, which is measured, and `answer`.

An answer is (values, arrays): numbers by name, and what goes to files `…-name.i64` or `…-name.f64`.
"""

import logging

import numpy as np


def points(work, name="x"):
    x = np.fromfile(f"{work['folder']}/{name}.f64").reshape(-1, work["columns"])
    return x.astype(work["precision"], copy=False)


class KMeans:
    """Lloyd's iteration from given centroids with scikit-learn, as it is or patched by sklearnex."""

    def __init__(self, work):
        self.said = []
        patched = work["tool"] == "sklearnex"
        if patched:
            import sklearnex
            log = logging.getLogger("sklearnex")
            log.setLevel(logging.INFO)
            # Its own handler prints every call.
            log.handlers, log.propagate = [self], False
            sklearnex.patch_sklearn(verbose=False)
        from sklearn.cluster import KMeans
        assert KMeans.__module__.startswith("sklearnex") == patched, KMeans.__module__
        self.x, self.start = points(work), points(work, "start")
        self.make = lambda: KMeans(
            work["k"], init=self.start, n_init=1, tol=0, max_iter=work["iterations"],
            algorithm="lloyd")

    level = logging.INFO

    def handle(self, record):
        self.said.append(record.getMessage())

    def run(self):
        self.said.clear()
        self.model = self.make().fit(self.x)

    def answer(self):
        model = self.model
        fitted = [s for s in self.said if "fit:" in s]
        note = f"the class is of {type(model).__module__}; its log: {(fitted or ['nothing'])[0]}"
        if type(model).__module__.startswith("sklearnex"):
            assert any("accelerated" in s for s in fitted), note
        else:
            note = ""
        return ({"iterations": model.n_iter_, "note": note},
                {"labels": model.labels_, "centroids": model.cluster_centers_})


class FAISS:
    """Its subsampling off: max_points_per_centroid is past the number of rows."""

    def __init__(self, work):
        import faiss
        faiss.omp_set_num_threads(work["threads"])
        self.x, start = points(work), points(work, "start")
        self.make = lambda: faiss.Kmeans(
            work["columns"], work["k"], niter=work["iterations"], nredo=1,
            min_points_per_centroid=1, max_points_per_centroid=2**31 - 1)
        self.train = lambda model: model.train(self.x, init_centroids=start)

    def run(self):
        self.model = self.make()
        self.train(self.model)

    def answer(self):
        limit, rows = self.model.cp.max_points_per_centroid, len(self.x)
        assert limit * self.model.k > rows
        return ({"iterations": len(self.model.iteration_stats),
                 "note": f"every row is used: at most {limit} for each centroid"},
                {"centroids": self.model.centroids})


class Start:
    """Greedy k-means++, each run from the next seed."""

    def __init__(self, work):
        from sklearn.cluster import kmeans_plusplus
        self.x, self.centroids = points(work), []
        self.draw = lambda seed: kmeans_plusplus(self.x, work["k"], random_state=seed)[0]

    def run(self):
        self.centroids.append(self.draw(len(self.centroids)))

    def answer(self):
        return {}, {"centroids": np.concatenate(self.centroids)}


class Tree:
    """fastcluster from the rows where it can (ward, single), else from distances it makes first; SciPy."""

    def __init__(self, work):
        self.x, self.linkage, tool = points(work), work["linkage"], work["tool"]
        if tool == "scipy":
            from scipy.cluster.hierarchy import linkage
            self.grow = linkage
        else:
            import fastcluster
            vectors = self.linkage in ("ward", "single")
            self.grow = fastcluster.linkage_vector if vectors else fastcluster.linkage

    def run(self):
        self.tree = self.grow(self.x, self.linkage)

    def answer(self):
        from scipy.cluster.hierarchy import fcluster
        return {}, {"labels": fcluster(self.tree, 8, "maxclust"), "heights": self.tree[:, 2]}


class Genie:
    """Genie with the Gini threshold 1 is single linkage."""

    def __init__(self, work):
        import genieclust
        self.x = points(work)
        self.make = lambda: genieclust.Genie(n_clusters=8, gini_threshold=1.0)

    def run(self):
        self.model = self.make().fit(self.x)

    def answer(self):
        return {}, {"labels": self.model.labels_, "heights": np.sort(self.model.distances_)}


class Silhouette:
    def __init__(self, work):
        from sklearn.metrics import silhouette_samples
        self.x = points(work)
        labels = np.arange(len(self.x)) % work["k"]
        self.measure = lambda: silhouette_samples(self.x, labels)

    def run(self):
        self.values = self.measure()

    def answer(self):
        return {"mean": self.values.mean()}, {"silhouettes": self.values}


class Medoids:
    def __init__(self, work):
        import kmedoids
        from sklearn.metrics import pairwise_distances
        self.x, k = points(work), work["k"]
        start = np.arange(k, dtype=np.uint64) * (len(self.x) // k)
        # Its parallel search takes other swaps and twice the processor's time, hence one thread for it.
        self.search = lambda: kmedoids.fasterpam(
            pairwise_distances(self.x), start.copy(), n_cpu=1)

    def run(self):
        self.found = self.search()

    def answer(self):
        return ({"loss": self.found.loss, "swaps": self.found.n_swap},
                {"labels": self.found.labels, "medoids": self.found.medoids})


class Mixture:
    def __init__(self, work):
        from sklearn.mixture import GaussianMixture
        self.x, k, p = points(work), work["k"], work["columns"]
        start = points(work, "start")
        self.make = lambda: GaussianMixture(
            k, tol=0, max_iter=work["iterations"], weights_init=np.full(k, 1 / k), means_init=start,
            precisions_init=np.tile(np.eye(p), (k, 1, 1)))

    def run(self):
        self.model = self.make().fit(self.x)

    def answer(self):
        return ({"logLikelihood": self.model.lower_bound_, "iterations": self.model.n_iter_},
                {"labels": self.model.predict(self.x), "centroids": self.model.means_})


class CSV:
    """pandas' C engine, told the separator, the decimal mark, the date format and what yes and no are."""

    def __init__(self, work):
        import pandas
        self.pandas, self.path = pandas, f"{work['folder']}/portfolio.csv"

    def run(self):
        self.table = self.pandas.read_csv(
            self.path, sep=";", decimal=",", engine="c", dtype={"siren": str},
            parse_dates=["date_entree"], date_format="%d/%m/%Y", true_values=["oui"],
            false_values=["non"])

    def answer(self):
        table = self.table
        assert str(table["date_entree"].dtype).startswith("datetime64")
        assert table["banque_connectee"].dtype == bool
        numbers = table.select_dtypes("number").sum()
        return {"rows": len(table), **{name: float(v) for name, v in numbers.items()}}, {}


def job(work):
    family, tool = work["family"], work["tool"]
    classes = {"kmeans": FAISS if tool == "faiss" else KMeans, "start": Start,
               "hierarchical": Genie if tool == "genieclust" else Tree, "silhouette": Silhouette,
               "medoids": Medoids, "mixture": Mixture, "csv": CSV}
    return classes[family](work)
