"""The rows of the table: what is done, by whom, and the ratio to the fastest peer that is wanted."""

from dataclasses import dataclass, field

SCIKIT = ("scikit-learn", "float64")
KMEANS = [SCIKIT, ("sklearnex", "float64"), ("scikit-learn", "float32"), ("sklearnex", "float32")]
FAISS = ("faiss", "float32")


@dataclass
class Row:
    name: str
    title: str
    work: dict
    peers: list
    wanted: dict = field(default_factory=dict)
    # Asked for by --slow.
    slow: list = field(default_factory=list)
    # By how much --quick makes the data smaller.
    divisor: int = 10

    def shape(self):
        return f"{self.work['rows']:,} × {self.work['columns']}".replace(",", " ")

    def data(self):
        if self.work["family"] == "csv":
            return f"csv-{self.work['rows']}"
        return "{rows}x{columns}-{groups}".format(**self.work)


def kmeans(name, rows, columns, k, iterations, end, peers, wanted):
    work = dict(family="kmeans", rows=rows, columns=columns, groups=k, k=k, iterations=iterations)
    return Row(name, f"k-means, {{shape}}, k = {k}, same start, {end}", work, peers, wanted)


def tree(name, linkage, rows, peers, wanted, slow=()):
    work = dict(family="hierarchical", linkage=linkage, rows=rows, columns=16, groups=8)
    return Row(name, f"{linkage.capitalize()}, {{shape}}", work, peers, wanted, list(slow), 5)


def of_eight(family, title, rows, peers, wanted, divisor=5, **more):
    work = dict(family=family, rows=rows, columns=16, groups=8, k=8, **more)
    return Row(family, title, work, peers, wanted, divisor=divisor)


ROWS = [
    kmeans("kmeans-32-16", 1_000_000, 32, 16, 20, "20 iterations", KMEANS + [FAISS],
           {"float64": 8, "float32": 4}),
    # FAISS has no end but the number of iterations.
    kmeans("kmeans-16-8", 1_000_000, 16, 8, 300, "to convergence", KMEANS, {"float64": 6}),
    kmeans("kmeans-32-64", 200_000, 32, 64, 20, "20 iterations", KMEANS + [FAISS],
           {"float64": 5, "float32": 3}),
    of_eight("start", "k-means++, {shape}, k = 8", 1_000_000, [SCIKIT], {}, 10),
    tree("ward", "ward", 20_000, [("fastcluster", "float64")], {"float64": 25},
         slow=[("scipy", "float64")]),
    tree("ward-100k", "ward", 100_000, [("fastcluster", "float64")], {"float64": 25}),
    tree("average", "average", 20_000, [("fastcluster", "float64")], {"float64": 5}),
    tree("complete", "complete", 20_000, [("fastcluster", "float64")], {"float64": 5}),
    tree("single", "single", 20_000, [("fastcluster", "float64"), ("genieclust", "float64")],
         {"float64": 3}),
    of_eight("silhouette", "silhouette, {shape}", 20_000, [SCIKIT], {"float64": 15}),
    of_eight("medoids", "FasterPAM, {shape}, k = 8, distances included", 10_000,
             [("kmedoids", "float64")], {"float64": 5}),
    of_eight("mixture", "Gaussian mixture, full, {shape}, k = 8, same start, 20 iterations", 100_000,
             [SCIKIT], {"float64": 10}, 10, iterations=20),
    Row("csv", "reading and typing a CSV file, {shape}",
        dict(family="csv", rows=1_000_000, columns=20, groups=1), [("pandas", "float64")]),
]


def chosen(only, quick):
    """Rows named or whose names begin with a word of `only`, smaller for `quick`."""
    words = only.split(",") if only else []
    rows = [r for r in ROWS
            if not words or any(r.name == w or r.name.startswith(w + "-") for w in words)]
    if not rows:
        raise SystemExit("rows are: " + ", ".join(r.name for r in ROWS))
    for row in rows:
        if quick:
            row.work["rows"] //= row.divisor
        row.title = row.title.format(shape=row.shape())
    return rows
