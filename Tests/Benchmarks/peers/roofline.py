"""What the machine can do at most, and how much of it two kernels reach; see RooflineBenchmark.swift."""

import json
import subprocess


def measure(options):
    command = [options.program, "roofline", str(options.runs)] + (["10"] if options.quick else [])
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def text(results):
    lines = ["| threads | vectors | memory read | double | single |", "|---|---|---|---|---|"]
    for r in results:
        lines.append(
            f"| {r['threads']} | {r['vectors']} | {r['gigabytesPerSecond']:.1f} GB/s | "
            f"{r['doubleGigaflops']:.0f} GFLOP/s | {r['singleGigaflops']:.0f} GFLOP/s |")
    lines += ["", "| kernel | threads | time | of the floor in double | of the floor in single | "
              "of the bandwidth, as moved |", "|---|---|---|---|---|---|"]
    for r in results:
        for k in r["lloyd"], r["ward"]:
            fractions = [k[n] for n in (
                "fractionOfDoubleFloor", "fractionOfSingleFloor", "fractionOfBandwidth")]
            lines.append(f"| {k['name']} | {r['threads']} | {1e3 * k['seconds']:.1f} ms | "
                         + " | ".join(f"{100 * f:.0f} %" for f in fractions) + " |")
    return "\n".join(lines)
