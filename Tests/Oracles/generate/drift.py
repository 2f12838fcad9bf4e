"""Drift between two samples: KS by SciPy, chi-squared by SciPy, PSI by its definition over NumPy's
deciles. Prints JSON. SciPy and NumPy versions stand in it."""
import json
import numpy
import scipy
from scipy import stats

rng = numpy.random.default_rng(20260930)


def psi(reference, sample):
    edges = numpy.unique(numpy.quantile(reference, numpy.arange(1, 10) / 10))
    bins = numpy.concatenate([[-numpy.inf], edges, [numpy.inf]])

    def shares(x):
        counts = [((x > bins[i]) & (x <= bins[i + 1])).sum() for i in range(len(bins) - 1)]
        return numpy.array(counts) / len(x)

    p, q = shares(reference), shares(sample)
    keep = (p > 0) | (q > 0)
    p, q = numpy.maximum(p[keep], 1e-4), numpy.maximum(q[keep], 1e-4)
    return float(((q - p) * numpy.log(q / p)).sum())


numbers = []
for name, a, b in [
    ("same law", rng.normal(size=200), rng.normal(size=150)),
    ("shifted", rng.normal(size=120), rng.normal(0.8, 1.3, size=90)),
    ("counts with ties", rng.poisson(2, size=300), rng.poisson(3, size=250)),
    ("mostly zero", rng.poisson(0.1, size=200), rng.poisson(0.3, size=200)),
    ("apart", rng.uniform(0, 1, size=40), rng.uniform(2, 3, size=30)),
    ("one value", numpy.full(20, 3.0), rng.normal(3, 1, size=25)),
    ("small", rng.normal(size=5), rng.normal(size=4)),
]:
    ks = stats.ks_2samp(a, b, method="asymp")
    n, m = len(a), len(b)
    numbers.append({
        "name": name, "reference": [float(x) for x in a], "sample": [float(x) for x in b],
        "psi": psi(a.astype(float), b.astype(float)), "ks": float(ks.statistic),
        "p": float(stats.kstwobign.sf(numpy.sqrt(n * m / (n + m)) * ks.statistic)),
    })

levels = []
for first, second in [([50, 30, 20], [40, 35, 25]), ([10, 0, 5], [0, 12, 9]), ([200, 3], [150, 40]),
                      ([1, 1, 1, 97], [30, 30, 20, 20])]:
    table = numpy.array([first, second])
    table = table[:, table.sum(0) > 0]
    chi = stats.chi2_contingency(table, correction=False)
    levels.append({"first": first, "second": second, "statistic": float(chi.statistic),
                   "degrees": int(chi.dof), "p": float(chi.pvalue)})

print(json.dumps({
    "producer": "SciPy %s, NumPy %s" % (scipy.__version__, numpy.__version__),
    "call": "stats.ks_2samp(method='asymp'), stats.kstwobign.sf, stats.chi2_contingency(correction=False)",
    "numbers": numbers, "levels": levels,
}))
