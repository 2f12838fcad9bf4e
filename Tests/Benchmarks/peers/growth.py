"""How time and memory grow with the numbers of rows, columns and clusters: ours, each point in
a process of its own, on data made there. Memory is what a process takes at most beyond one that has
next to nothing to do. Draws log-log plots with the exponent of each line, fitted by least squares over
all its points.
"""

import math

from process import Worker

THREADS = 2


def kmeans(rows=200_000, columns=16, k=16):
    return dict(family="kmeans", rows=rows, columns=columns, groups=8, k=k, iterations=20)


def tree(linkage, rows, columns=16):
    return dict(family="hierarchical", linkage=linkage, rows=rows, columns=columns, groups=8)


def of(family, rows, columns=16, k=8, **more):
    return dict(family=family, rows=rows, columns=columns, groups=8, k=k, **more)


def doubled(first, count):
    return [first << i for i in range(count)]


def lines():
    """name → (what changes, its values, the work for a value)."""
    mixture = lambda **a: of("mixture", **{"rows": 50_000, "iterations": 20, **a})
    columns = [4, 8, 16, 32, 64, 128]
    clusters = [2, 4, 8, 16, 32, 64]
    return {
        "rows": {
            "k-means": (doubled(62_500, 6), lambda n: kmeans(rows=n)),
            "Ward": (doubled(2_500, 6), lambda n: tree("ward", n)),
            "average": (doubled(1_250, 5), lambda n: tree("average", n)),
            "single": (doubled(2_500, 5), lambda n: tree("single", n)),
            "silhouette": (doubled(2_500, 5), lambda n: of("silhouette", n)),
            "medoids": (doubled(1_250, 5), lambda n: of("medoids", n)),
            "mixture": (doubled(12_500, 5), lambda n: mixture(rows=n)),
        },
        "columns": {
            "k-means": (columns, lambda p: kmeans(columns=p)),
            "Ward": (columns, lambda p: tree("ward", 10_000, p)),
            "average": (columns, lambda p: tree("average", 5_000, p)),
            "single": (columns, lambda p: tree("single", 10_000, p)),
            "silhouette": (columns, lambda p: of("silhouette", 10_000, p)),
            "medoids": (columns, lambda p: of("medoids", 5_000, p)),
            "mixture": (columns[:5], lambda p: mixture(rows=20_000, columns=p)),
        },
        "clusters": {
            "k-means": (clusters + [128, 256], lambda k: kmeans(k=k)),
            "silhouette": (clusters, lambda k: of("silhouette", 10_000, k=k)),
            "medoids": (clusters, lambda k: of("medoids", 5_000, k=k)),
            "mixture": (clusters[:5], lambda k: mixture(rows=20_000, k=k)),
        },
    }


def idle(options):
    """Megabytes of the program itself and of its threads."""
    return point(options, kmeans(rows=64, columns=2, k=2), 0)["megabytes"]


def point(options, work, base):
    worker = Worker(options.program, "clientele", dict(work, threads=THREADS))
    worker.reply()
    # The first run alone has the memory of one run.
    megabytes = max(worker.ask("run")["megabytes"] - base, 0.1)
    while len(worker.runs) < options.runs and worker.total() < 2:
        worker.run()
    worker.close()
    return dict(work, seconds=worker.median(), megabytes=megabytes, runs=worker.runs)


def exponent(xs, ys):
    xs, ys = [math.log(x) for x in xs], [math.log(y) for y in ys]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return (sum((x - mx) * (y - my) for x, y in zip(xs, ys))
            / sum((x - mx) ** 2 for x in xs))


def run(options):
    result, base = [], idle(options)
    for variable, families in lines().items():
        for name, (values, work) in families.items():
            values = values[:3] if options.quick else values
            points = [point(options, work(v), base) for v in values]
            line = dict(variable=variable, name=name, values=values, points=points)
            for what in "seconds", "megabytes":
                line[what] = [p[what] for p in points]
                line[what + "Exponent"] = exponent(values, line[what])
            result.append(line)
    draw(result, options.plots or options.data / "plots")
    return result


def text(result):
    out = ["| growing | work | from … to | time | exponent | peak memory | exponent |",
           "|---|---|---|---|---|---|---|"]
    for line in result:
        s, m, v = line["seconds"], line["megabytes"], line["values"]
        out.append(
            f"| {line['variable']} | {line['name']} | {v[0]:,} … {v[-1]:,} | {s[0]:.2g} … {s[-1]:.2g}"
            f" s | {line['secondsExponent']:.2f} | {m[0]:.1f} … {m[-1]:.0f} MB | "
            f"{line['megabytesExponent']:.2f} |".replace(",", " "))
    return "\n".join(out)


TITLES = {"rows": "observations", "columns": "variables", "clusters": "clusters"}
UNITS = {"seconds": "seconds", "megabytes": "megabytes at most"}
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"]


def draw(result, folder):
    import matplotlib
    matplotlib.use("svg")
    # Text stays text, and the same figures give the same file.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth",
                                "font.family": "sans-serif", "font.size": 10})
    folder.mkdir(parents=True, exist_ok=True)
    for variable in TITLES:
        for what in UNITS:
            chart([r for r in result if r["variable"] == variable], variable, what,
                  folder / f"growth-{what}-{variable}.svg")


def chart(chosen, variable, what, path):
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(figsize=(6.4, 4.2))
    colours = dict(zip(["k-means", "Ward", "average", "single", "silhouette", "medoids", "mixture"],
                       COLOURS))
    for line in chosen:
        axes.plot(line["values"], line[what], "o-", markersize=3, linewidth=1.4,
                  color=colours[line["name"]],
                  label=f"{line['name']}  {line[what + 'Exponent']:.2f}")
    axes.set(xscale="log", yscale="log", xlabel=TITLES[variable], ylabel=UNITS[what])
    if variable != "rows":
        values = sorted({v for line in chosen for v in line["values"]})
        axes.set_xticks(values, labels=values)
        axes.set_xticks([], minor=True)
    axes.grid(True, which="major", linewidth=0.4, color="#cccccc")
    for side in "top", "right":
        axes.spines[side].set_visible(False)
    # In the order of the ends of the lines.
    order = sorted(axes.lines, key=lambda line: -line.get_ydata()[-1])
    axes.legend(handles=order, labelcolor="linecolor", frameon=False, loc="upper left",
                bbox_to_anchor=(1, 1))
    axes.set_title("exponents fitted over all points, two threads", fontsize=9, loc="left")
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)
