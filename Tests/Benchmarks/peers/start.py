"""How good the starts of greedy k-means++ are: the mean potential of ours over scikit-learn's, of as
many starts as it takes to tell one in a hundred apart. Both draw 2 + floor(log k) candidates a step.
"""

import json
import subprocess

import numpy as np

# rows, columns, groups, k, starts
CASES = [(20_000, 16, 8, 8, 1000), (20_000, 32, 16, 16, 400), (20_000, 32, 16, 64, 200),
         (20_000, 8, 1, 16, 400)]


def measure(options):
    from sklearn.cluster import kmeans_plusplus
    results = []
    for rows, columns, groups, k, starts in CASES:
        starts = starts // 10 if options.quick else starts
        made = [str(n) for n in (rows, columns, groups)]
        folder = options.data / f"start-{rows}-{columns}-{groups}"
        subprocess.run([options.program, "make", *made, str(folder)], check=True)
        x = np.fromfile(folder / "x.f64").reshape(rows, columns)
        squares = (x * x).sum(1)[:, None]

        def potential(seed):
            c = kmeans_plusplus(x, k, random_state=seed)[0]
            return (squares - 2 * x @ c.T + (c * c).sum(1)).min(1).clip(0).sum()

        theirs = np.array([potential(seed) for seed in range(starts)])
        output = subprocess.run([options.program, "start", str(starts), *made, str(k)],
                                check=True, capture_output=True, text=True).stdout
        ours = np.array(json.loads(output)["potentials"])
        error = np.hypot(ours.std(ddof=1), theirs.std(ddof=1)) / starts ** 0.5
        results.append(dict(
            rows=rows, columns=columns, groups=groups, k=k, starts=starts,
            ratio=ours.mean() / theirs.mean(), error=error / theirs.mean(),
            spread=theirs.std(ddof=1) / theirs.mean()))
    return results


def text(results):
    lines = ["| k-means++ on | k | starts | mean potential, ours over scikit-learn's | deviation of "
             "one start |", "|---|---|---|---|---|"]
    for r in results:
        lines.append(f"| {r['rows']:,} × {r['columns']}, {r['groups']} groups | {r['k']} | "
                     f"{r['starts']} | {r['ratio']:.4f} ± {r['error']:.4f} | "
                     f"{100 * r['spread']:.1f} % |".replace(",", " ", 1))
    return "\n".join(lines)
