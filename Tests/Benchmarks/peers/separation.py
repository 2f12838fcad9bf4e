"""How often the number of groups is found, against how far apart they are: the rule of
ClusterCountRule.swift beside other criteria, on the families of GroupedFamilies.swift. HCPC's two rules
and the majority are read off the same clusterings; NbClust itself is in no registry used here.
"""

import json
import subprocess

from growth import COLOURS

DRAWS = 30
CRITERIA = {
    "rule": "Clientele",
    "silhouette": "silhouette alone",
    "majority": "majority of criteria",
    "gap": "gap",
    "predictionStrength": "prediction strength",
    "hcpcInertias": "HCPC, inertias",
    "hcpcGains": "HCPC, gains",
}


def measure(options):
    command = [options.program, "calibration", str(5 if options.quick else DRAWS), "2", "groups"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    results = [json.loads(line) for line in output.splitlines()]
    draw(results, options.plots or options.data / "plots")
    return results


def share(result, criterion):
    return result[criterion]["right"] / result["draws"]


def text(results):
    lines = ["| groups | standard deviations apart | announced | " + " | ".join(CRITERIA.values()) + " |",
             "|---" * (len(CRITERIA) + 3) + "|"]
    for r in results:
        cells = [f"{100 * share(r, c):.0f} %, {r[c]['adjustedRand']:.2f}" for c in CRITERIA]
        lines.append(f"| {r['family']} | {r['separation']:g} | {100 * r['groupsClaimed'] / r['draws']:.0f} % | "
                     + " | ".join(cells) + " |")
    return "\n".join(lines + ["", "Share of draws with the right number, and the mean adjusted Rand index."])


def draw(results, folder):
    import matplotlib
    matplotlib.use("svg")
    # Text stays text, and the same figures give the same file.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "separation",
                                "font.family": "sans-serif", "font.size": 9})
    from matplotlib import pyplot
    folder.mkdir(parents=True, exist_ok=True)
    families = list(dict.fromkeys(r["family"] for r in results))
    columns = min(2, len(families))
    rows = -(-len(families) // columns)
    figure, panels = pyplot.subplots(rows, columns, figsize=(3.1 * columns, 2.5 * rows), sharey=True,
                                     squeeze=False)
    for axes, family in zip(panels.flat, families):
        points = sorted((r for r in results if r["family"] == family),
                        key=lambda r: r["separation"])
        for criterion, colour in zip(CRITERIA, [COLOURS[6]] + COLOURS[:6]):
            axes.plot([r["separation"] for r in points], [100 * share(r, criterion) for r in points],
                      "o-", markersize=3, linewidth=2.2 if criterion == "rule" else 1.1,
                      color=colour, label=CRITERIA[criterion])
        axes.set_title(family, fontsize=9, loc="left")
        axes.set_ylim(-4, 104)
        axes.grid(True, linewidth=0.4, color="#cccccc")
        for side in "top", "right":
            axes.spines[side].set_visible(False)
    for axes in list(panels.flat)[len(families):]:
        axes.set_visible(False)
    for axes in panels[:, 0]:
        axes.set_ylabel("% of draws, right number")
    figure.supxlabel("standard deviations between neighbouring groups", fontsize=9)
    handles, labels = panels.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, labelcolor="linecolor", frameon=False, loc="center left",
                  bbox_to_anchor=(1, 0.5))
    figure.tight_layout()
    figure.savefig(folder / "separation.svg", bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)
