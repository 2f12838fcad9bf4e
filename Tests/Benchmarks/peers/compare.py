"""Runs the rows, ours and the peers in turn, checks that answers agree, and prints Markdown.

    python compare.py --program BENCHMARKS --data FOLDER [table] [roofline] [growth] [study] [start]
                      [crossover] …

`../compare` prepares what this needs and calls it.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

import crossover
import growth
import roofline
import rows
import separation
import start
import study
import table
from agreement import Agreement, same_bytes
from process import SERIAL, Worker

THREADS = 1, 2
# A peer is run no more once its runs have taken this long, in seconds.
PATIENCE = 6


def arguments():
    parser = argparse.ArgumentParser(description="Clientele beside its peers.")
    parser.add_argument("parts", nargs="*", metavar="table roofline growth study start crossover separation")
    parser.add_argument("--program", required=True)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--only", help="rows by name or by the beginning of it: kmeans,ward")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="small data, three runs")
    parser.add_argument("--slow", action="store_true", help="the peers that take minutes too")
    parser.add_argument("--plots", type=pathlib.Path, help="where plots go; default: the data")
    options = parser.parse_args()
    options.parts = options.parts or ["table", "roofline"]
    known = ["table", "roofline", "growth", "study", "start", "crossover", "separation"]
    if set(options.parts) - set(known):
        parser.error("what there is: " + ", ".join(known))
    if options.quick:
        options.runs = min(options.runs, 3)
    return options


def make(row, options):
    folder = options.data / row.data()
    folder.mkdir(parents=True, exist_ok=True)
    if row.work["family"] == "csv":
        if not (folder / "portfolio.csv").exists():
            import portfolio
            portfolio.make(folder / "portfolio.part", row.work["rows"])
            (folder / "portfolio.part").rename(folder / "portfolio.csv")
    elif not (folder / "x.f64").exists():
        subprocess.run([options.program, "make", *(str(row.work[n]) for n in
                       ("rows", "columns", "groups")), str(folder)], check=True)
    return folder


def turns(workers, runs):
    """Each in turn. Where a first run is short it warms up and is not counted."""
    for worker in workers:
        if worker.run() < 2:
            worker.runs.clear()
    for _ in range(runs):
        for worker in workers:
            if len(worker.runs) < runs and (worker.tool == "clientele" or worker.total() < PATIENCE):
                worker.run()
                # Threads that wait for work by spinning have given up by then.
                time.sleep(0.05)


def measure(row, options):
    folder, answers = make(row, options), options.data / "answers"
    answers.mkdir(exist_ok=True)
    for old in answers.glob(f"{row.name}-*"):
        old.unlink()
    tools = [("clientele", "float64")] + row.peers + (row.slow if options.slow else [])
    results, ours = [], {}
    for threads in THREADS:
        workers = []
        for tool, precision in tools:
            if threads > 1 and tool in SERIAL:
                continue
            prefix = str(answers / f"{row.name}-{tool}-{precision}-{threads}")
            work = dict(row.work, threads=threads, folder=str(folder), precision=precision,
                        answers=prefix)
            workers.append((Worker(options.program, tool, work), prefix))
        for worker, _ in workers:
            worker.reply()
        turns([w for w, _ in workers], options.runs)
        agreement = Agreement(options.program, dict(row.work, folder=str(folder)))
        for worker, prefix in workers:
            answer = prefix, worker.ask("answer")
            if worker.tool == "clientele":
                ours[threads] = answer
                words, holds = "", threads == 1 or same_bytes(ours[1], answer)
                if threads > 1:
                    words = "same bytes as with 1 thread" if holds else "not the bytes of 1 thread"
            else:
                words, holds = agreement.check(worker, ours[threads], answer)
            worker.close()
            results.append(dict(
                row=row.name, tool=worker.tool, precision=worker.precision, threads=threads,
                runs=worker.runs, seconds=worker.median(),
                processorSeconds=worker.median("processorSeconds"),
                megabytes=max(r["megabytes"] for r in worker.runs), agreement=words, agrees=bool(holds),
                note=answer[1].get("note", "")))
            print(f"{row.name}, {threads} thread(s), {worker.name}: {worker.median():.4f} s, median "
                  f"of {len(worker.runs)}. {words} {'' if holds else 'DISAGREES'}", file=sys.stderr)
    return results


def main():
    options = arguments()
    options.data.mkdir(parents=True, exist_ok=True)
    began, load = time.time(), os.getloadavg()[0]
    report, results = {}, []
    if "table" in options.parts:
        chosen = rows.chosen(options.only, options.quick)
        report["table"] = results = [r for row in chosen for r in measure(row, options)]
        print(table.summary(chosen, results), table.everything(chosen, results), sep="\n\n")
    if "roofline" in options.parts:
        report["roofline"] = roofline.measure(options)
        print("\n" + roofline.text(report["roofline"]))
    if "growth" in options.parts:
        report["growth"] = growth.run(options)
        print("\n" + growth.text(report["growth"]))
    if "study" in options.parts:
        report["study"] = found = study.measure(options)
        results += found
        print("\n" + study.text(found))
    for name, part in (
            ("start", start), ("crossover", crossover), ("separation", separation)):
        if name in options.parts:
            report[name] = part.measure(options)
            print("\n" + part.text(report[name]))
    machine = table.machine(load, options.runs, time.time() - began)
    print("\n" + table.machine_text(machine))
    for part, found in report.items():
        path = options.data / f"{part}.json"
        path.write_text(json.dumps(dict(machine=machine, runs=found), indent=1))
        print(f"\nEvery run of the {part}: {path}")
    if not all(r["agrees"] for r in results):
        print("\nAnswers disagree:")
        for r in results:
            if not r["agrees"]:
                print(f"- {r['row']}, {r['tool']} {r['precision']}, {r['threads']} thread(s): "
                      f"{r['agreement']}")
        sys.exit(1)


if __name__ == "__main__":
    main()
