"""Markdown of what was measured."""

import os
import platform
from importlib.metadata import version


def seconds(value):
    return f"{value:.2f} s" if value >= 1 else f"{value:.3f} s"


def ratio(value):
    return f"{value:.0f}" if value >= 9.95 else f"{value:.1f}"


def fastest(results, row, threads, precision):
    """With at most so many threads: a peer may be faster with one than with two."""
    peers = [r for r in results if r["row"] == row.name and r["threads"] <= threads
             and r["tool"] != "clientele" and r["precision"] == precision]
    return min(peers, key=lambda r: r["seconds"], default=None)


def ours(results, row, threads):
    return next(r for r in results if r["row"] == row.name and r["threads"] == threads
                and r["tool"] == "clientele")


def against(results, row, precision):
    peers = [fastest(results, row, t, precision) for t in (1, 2)]
    if peers[0] is None:
        return "", ""
    names = list(dict.fromkeys(p["tool"] for p in peers))
    times = "; ".join(seconds(p["seconds"]) for p in peers)
    ratios = [p["seconds"] / ours(results, row, t)["seconds"] for t, p in zip((1, 2), peers)]
    wanted = row.wanted.get(precision)
    aim = f" (≥ {wanted})" if wanted else ""
    return f"{' / '.join(names)} {times}", "; ".join(ratio(r) for r in ratios) + aim


def summary(rows, results):
    """A row of the table for each piece of work: one thread; two threads."""
    lines = ["| work, 1 thread; 2 threads | Clientele | fastest peer, float64 | ratio | fastest, "
             "float32 | ratio | agree |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        own = "; ".join(seconds(ours(results, row, t)["seconds"]) for t in (1, 2))
        cells = [row.title, f"{own}, {ours(results, row, 2)['megabytes']:.0f} MB"]
        for precision in "float64", "float32":
            cells += against(results, row, precision)
        agrees = all(r["agrees"] for r in results if r["row"] == row.name)
        lines.append("| " + " | ".join(cells + ["yes" if agrees else "**no**"]) + " |")
    return "\n".join(lines)


def everything(rows, results):
    lines = ["| row | tool | threads | median of | clock | processor | peak | against ours |",
             "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        for r in (r for r in results if r["row"] == row.name):
            lines.append(
                f"| {row.name} | {r['tool']} {r['precision']} | {r['threads']} | {len(r['runs'])} | "
                f"{seconds(r['seconds'])} | {seconds(r['processorSeconds'])} | "
                f"{r['megabytes']:.0f} MB | {r['agreement']} |")
    notes = dict.fromkeys(f"- {r['tool']}: {r['note']}." for r in results if r["note"])
    return "\n".join(lines + [""] + list(notes))


PEERS = ["scikit-learn", "scikit-learn-intelex", "faiss-cpu", "fastcluster", "scipy", "genieclust",
         "kmedoids", "pandas", "numpy"]


def machine(load, runs, elapsed):
    model = platform.processor()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
        model = names[0] if names else model
    return dict(processor=model, cores=os.cpu_count(), system=platform.platform(),
                loadBefore=load, runs=runs, seconds=elapsed,
                peers={name: version(name) for name in PEERS})


def machine_text(m):
    busy = (" The machine was busy: times are too long, and two threads had less than two cores."
            if m["loadBefore"] > 0.5 else "")
    peers = ", ".join(f"{name} {number}" for name, number in m["peers"].items())
    return (f"{m['processor']}, {m['cores']} cores, {m['system']}; load before the first run "
            f"{m['loadBefore']:.1f}.{busy} Medians of {m['runs']} runs, ours and the peers in turn; "
            f"fewer where the table says so. {m['seconds'] / 60:.0f} minutes. {peers}.")
