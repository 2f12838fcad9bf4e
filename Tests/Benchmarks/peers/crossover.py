"""Whether a product of matrices would label rows faster than the fused kernel, for each number of
columns and clusters; see CrossoverBenchmark.swift. Draws the faster product's time over ours.
"""

import json
import subprocess

from growth import COLOURS


def measure(options):
    command = [options.program, "crossover", str(options.runs)] + (["16"] if options.quick else [])
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    results = [json.loads(line) for line in output.splitlines()]
    draw(results, options.plots or options.data / "plots")
    return results


def ratio(point, what=None):
    return (point[what] if what else min(point["double"], point["single"])) / point["ours"]


def text(results):
    columns = sorted({r["columns"] for r in results})
    lines = ["| time of the products over ours, double / single | "
             + " | ".join(f"p = {p}" for p in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for k in sorted({r["k"] for r in results}):
        cells = [f"{ratio(r, 'double'):.2f} / {ratio(r, 'single'):.2f}"
                 for r in sorted(results, key=lambda r: r["columns"]) if r["k"] == k]
        lines.append(f"| k = {k} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def draw(results, folder):
    import matplotlib
    matplotlib.use("svg")
    # Text stays text, and the same figures give the same file.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "crossover",
                                "font.family": "sans-serif", "font.size": 10})
    from matplotlib import pyplot
    folder.mkdir(parents=True, exist_ok=True)
    figure, axes = pyplot.subplots(figsize=(6.4, 4.2))
    for k, colour in zip(sorted({r["k"] for r in results}), COLOURS):
        line = sorted((r for r in results if r["k"] == k), key=lambda r: r["columns"])
        axes.plot([r["columns"] for r in line], [ratio(r) for r in line], "o-", markersize=3,
                  linewidth=1.4, color=colour, label=f"k = {k}")
    axes.axhline(1, color="#000000", linewidth=0.8)
    axes.set(xscale="log", yscale="log", xlabel="variables",
             ylabel="the faster of dgemm and sgemm, over the fused kernel")
    values = sorted({r["columns"] for r in results})
    axes.set_xticks(values, labels=values)
    axes.set_xticks([], minor=True)
    ticks = [0.25, 0.5, 1, 2, 4, 8]
    axes.set_yticks(ticks, labels=ticks)
    axes.set_yticks([], minor=True)
    axes.grid(True, which="major", linewidth=0.4, color="#cccccc")
    for side in "top", "right":
        axes.spines[side].set_visible(False)
    order = sorted(axes.lines[:-1], key=lambda line: -line.get_ydata()[-1])
    axes.legend(handles=order, labelcolor="linecolor", frameon=False, loc="upper left",
                bbox_to_anchor=(1, 1))
    axes.set_title("first k-means iteration; above 1 the fused kernel is faster, two threads",
                   fontsize=9, loc="left")
    figure.savefig(folder / "crossover.svg", bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)
