"""A peer in a process of its own: as `benchmarks serve`, but that the work names the tool.

    python worker.py WORK
"""

import json
import os
import resource
import sys
import time
import warnings

import numpy as np

import jobs


def peak_megabytes():
    if sys.platform == "linux":
        # ru_maxrss counts the process that began this one, too.
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def main():
    work = json.loads(sys.argv[1])
    warnings.simplefilter("ignore")
    # What a library prints is no reply.
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    say = lambda reply: print(json.dumps(reply), file=replies, flush=True)
    job = jobs.job(work)
    say({"ready": 1})
    for line in sys.stdin:
        if line == "run\n":
            clock, processor = time.perf_counter(), time.process_time()
            job.run()
            seconds, used = time.perf_counter() - clock, time.process_time() - processor
            say({"seconds": seconds, "processorSeconds": used, "megabytes": peak_megabytes()})
        else:
            values, arrays = job.answer()
            for name, array in arrays.items():
                array = np.asarray(array)
                kind = "f64" if array.dtype.kind == "f" else "i64"
                array.astype(np.float64 if kind == "f64" else np.int64).tofile(
                    f"{work['answers']}-{name}.{kind}")
            say({name: v if isinstance(v, str) else float(v) for name, v in values.items()})


main()
