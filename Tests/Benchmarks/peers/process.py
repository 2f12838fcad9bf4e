"""Ours and the peers as processes that load their data, then run when told."""

import json
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
THREAD_COUNTS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS",
                 "NUMBA_NUM_THREADS", "NUMEXPR_NUM_THREADS"]
# Have no more than one thread.
SERIAL = {"fastcluster", "scipy", "pandas"}


class Worker:
    """`program` for ours, where `tool` is clientele; Python for a peer."""

    def __init__(self, program, tool, work):
        self.tool, self.precision = tool, work.get("precision", "float64")
        self.runs = []
        command = ([program, "serve"] if tool == "clientele"
                   else [sys.executable, str(HERE / "worker.py")])
        environment = dict(os.environ, **{n: str(work["threads"]) for n in THREAD_COUNTS})
        self.process = subprocess.Popen(
            command + [json.dumps(dict(work, tool=tool))], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    @property
    def name(self):
        return f"{self.tool} {self.precision}" if self.precision == "float32" else self.tool

    def reply(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended before its answer")
        return json.loads(line)

    def ask(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.reply()

    def run(self):
        self.runs.append(self.ask("run"))
        return self.runs[-1]["seconds"]

    def total(self):
        return sum(r["seconds"] for r in self.runs)

    def median(self, what="seconds"):
        return statistics.median(r[what] for r in self.runs)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
