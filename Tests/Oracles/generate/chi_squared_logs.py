"""Writes Tests/Oracles/chi-squared-logs.json: logarithms of chi-squared tails and of the probabilities
of intervals, most of them far below the smallest double, in 60-digit arithmetic (mpmath).

Run from the top of the repository: python3 Tests/Oracles/generate/chi_squared_logs.py
"""
import json

import mpmath
from mpmath import gammainc, log, mp, mpf

mp.dps = 60

DEGREES = ["0.5", "1", "2", "3", "16", "33", "250", "1000"]
POINTS = ["1e-30", "1e-4", "0.3", "2.5", "20", "400", "1500", "2500", "30000", "1000000"]
# Relative widths of intervals.
WIDTHS = ["1e-13", "1e-8", "1e-3", "0.2", "3", "1000"]


def probability(df, a, b):
    """P(a <= chi2 <= b) for 0 <= a < b, b perhaps infinite."""
    return gammainc(mpf(df) / 2, a / 2, b if b == mpmath.inf else b / 2, regularized=True)


def interval(df, a, width):
    """Digits are lost in a difference of tails: more of them for narrow intervals."""
    mp.dps = 120
    below = gammainc(mpf(df) / 2, 0, a / 2, regularized=True)
    if below < mpf("0.5"):
        value = gammainc(mpf(df) / 2, 0, (a + width) / 2, regularized=True) - below
    else:
        value = probability(df, a, mpmath.inf) - probability(df, a + width, mpmath.inf)
    mp.dps = 60
    return value


tails, intervals = [], []
for df in DEGREES:
    for point in POINTS:
        x = mpf(float(point))
        lower = gammainc(mpf(df) / 2, 0, x / 2, regularized=True)
        upper = probability(df, x, mpmath.inf)
        # log of 1 − tiny needs the tiny one.
        log_lower = mpmath.log1p(-upper) if lower > 0.5 else log(lower)
        log_upper = mpmath.log1p(-lower) if upper > 0.5 else log(upper)
        tails.append([float(df), float(x), float(log_lower), float(log_upper)])
        for width in WIDTHS:
            w = mpf(float(mpf(width) * x))
            intervals.append([float(df), float(x), float(w), float(log(interval(df, x, w)))])

with open("Tests/Oracles/chi-squared-logs.json", "w") as out:
    out.write('{\n  "producer": "mpmath %s, 60 digits",\n' % mpmath.__version__)
    out.write('  "script": "Tests/Oracles/generate/chi_squared_logs.py",\n')
    out.write('  "tails": [\n    ' + ",\n    ".join(json.dumps(t) for t in tails) + "\n  ],\n")
    out.write(
        '  "intervals": [\n    ' + ",\n    ".join(json.dumps(t) for t in intervals) + "\n  ]\n}\n")
