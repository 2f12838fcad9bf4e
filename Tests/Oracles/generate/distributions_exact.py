"""Writes Tests/Oracles/distributions-exact.json: distribution functions at points where R itself
loses digits (large parameters, far tails), by series in 50-digit arithmetic (mpmath).

Run from the top of the repository: python3 Tests/Oracles/generate/distributions_exact.py
"""
import json

import mpmath
from mpmath import exp, log, loggamma, mp, mpf, sqrt

mp.dps = 50
STEPS = [-30, -20, -12, -8, -5, -3, -1.5, -0.5, 0, 0.5, 1.5, 3, 5, 8, 12, 20, 30]


def series(term, ratio):
    """term · (1 + r(0) + r(0) r(1) + …), positive terms."""
    total, step = term, 0
    while True:
        factor = ratio(step)
        term *= factor
        total += term
        step += 1
        if factor < 1 and term * factor < total * (1 - factor) * mpf(10) ** -25:
            return total


def gamma_functions(a):
    a = mpf(a)

    def power(x):
        return exp(a * log(x) - x - loggamma(a))

    def lower(x):
        return series(power(x) / a, lambda n: x / (a + 1 + n))

    # The series is short below the mean; the upper tail's digits come from R alone.
    return {
        "density": lambda x: power(x / 2) / x,
        "cdf": lambda x: lower(x / 2) if x <= 2 * a else mpf(0),
    }


def beta_functions(a, b):
    a, b = mpf(a), mpf(b)

    def power(x, a, b):
        return exp(a * log(x) + b * log(1 - x) + loggamma(a + b) - loggamma(a) - loggamma(b))

    def lower(x, a, b):
        return series(power(x, a, b) / a, lambda n: x * (a + b + n) / (a + 1 + n))

    # Each series is short on its own side of the mean; beyond, its value is not needed.
    return {
        "density": lambda x: power(x, a, b) / x / (1 - x),
        "cdf": lambda x: lower(x, a, b) if x <= a / (a + b) else mpf(0),
        "survival": lambda x: lower(1 - x, b, a) if x >= a / (a + b) else mpf(0),
    }


def log_choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def count_functions(mass, ratio, lowest, highest):
    """`ratio(k)` = P(k + 1) / P(k)."""

    def lower(k):
        return series(mass(k), lambda n: 1 / ratio(k - n - 1) if k - n > lowest else mpf(0))

    def upper(k):
        k += 1
        if k > highest:
            return mpf(0)
        return series(mass(k), lambda n: ratio(k + n) if k + n < highest else mpf(0))

    # Each sum is short on its own side of the mode.
    return {
        "mass": mass,
        "cdf": lambda k: lower(k) if k == highest or ratio(k) >= 1 else mpf(0),
        "survival": lambda k: upper(k) if k == highest or ratio(k) < 1 else mpf(0),
    }


def hypergeometric_functions(N, K, n):
    def mass(k):
        return exp(log_choose(mpf(K), k) + log_choose(mpf(N - K), n - k) - log_choose(mpf(N), n))

    def ratio(k):
        return mpf((K - k) * (n - k)) / ((k + 1) * (N - K - n + k + 1))

    return count_functions(mass, ratio, max(0, n + K - N), min(n, K))


def binomial_functions(n, p):
    p = mpf(p)

    def mass(k):
        return exp(log_choose(mpf(n), k) + k * log(p) + (n - k) * log(1 - p))

    return count_functions(mass, lambda k: mpf(n - k) / (k + 1) * p / (1 - p), 0, n)


groups = []


def add(name, parameters, functions, points):
    for function, f in functions.items():
        x, values = [], []
        for point in points:
            value = f(point if isinstance(point, int) else mpf(point))
            if value > mpf(10) ** -290:
                x.append(point)
                values.append(float(value))
        call = f"{name}({', '.join(map(repr, parameters))}) {function}"
        groups.append(
            dict(distribution=name, parameters=parameters, function=function, call=call,
                 x=x, values=values))


for df in [40, 1000, 1e5]:
    x = [float(f"{df + z * (2 * df) ** 0.5:.8g}") for z in STEPS]
    add("chiSquared", [df], gamma_functions(df / 2), [v for v in x if v > 0])
for a, b in [(20, 30), (1e4, 1e5)]:
    mean, sd = a / (a + b), (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
    x = [float(f"{mean + z * sd:.8g}") for z in STEPS]
    add("beta", [a, b], beta_functions(a, b), [v for v in x if 0 < v < 1])
for N, K, n in [(500, 60, 40), (20000, 3000, 500), (123457, 40000, 9999), (10**6, 5 * 10**5, 5 * 10**5),
                (10**6, 1000, 20000), (10**6, 3 * 10**5, 10), (10**6, 999990, 5 * 10**5)]:
    mean = n * K / N
    sd = (mean * (N - K) / N * (N - n) / (N - 1)) ** 0.5
    k = sorted({round(mean + z * sd) for z in STEPS})
    add("hypergeometric", [N, K, n], hypergeometric_functions(N, K, n),
        [v for v in k if max(0, n + K - N) <= v <= min(n, K)])
for n, p in [(40, 0.02), (10**5, 1e-4), (10**6, 0.5), (10**6, 0.123)]:
    mean, sd = n * p, (n * p * (1 - p)) ** 0.5
    k = sorted({round(mean + z * sd) for z in STEPS})
    add("binomial", [n, p], binomial_functions(n, p), [v for v in k if 0 <= v <= n])

with open("Tests/Oracles/distributions-exact.json", "w") as file:
    header = {"producer": f"mpmath {mpmath.__version__}, 50 digits",
              "script": "Tests/Oracles/generate/distributions_exact.py"}
    lines = ",\n".join("    " + json.dumps(g) for g in groups)
    file.write("{\n" + "".join(f'  "{k}": "{v}",\n' for k, v in header.items()))
    file.write(f'  "groups": [\n{lines}\n  ]\n}}\n')
