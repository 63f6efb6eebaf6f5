"""Answers for one library: answer.py LIBRARY AUDIO, the tasks on standard input, one a line.

The answer is one line: seconds of processor time, seconds of wall time, how many values came out
and their mean; or why there is none. A run before the measured one brings code and audio back into
the caches, from where the others drove them while they ran.
"""

import importlib
import os
import sys
import time

import numpy as np

from peers import MODULES


def answer(run):
    run()
    work, wall = time.process_time(), time.perf_counter()
    values = run()
    work, wall = time.process_time() - work, time.perf_counter() - wall
    values = np.asarray(values)
    return f"{work} {wall} {values.size} {values.mean(dtype=np.float64)}"


def main():
    # Libraries may print; only answers go to the caller.
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    name, audio = sys.argv[1:]
    try:
        module = importlib.import_module(MODULES[name])
        version, runs = module.prepare(np.fromfile(audio, np.float32))
    except Exception as error:  # However a library fails, the others go on.
        print(f"{type(error).__name__}: {error}".splitlines()[0], file=out)
        return
    print("ready", version, file=out)
    for line in sys.stdin:
        run = runs.get(line.strip())
        print(answer(run) if run else "unknown task", file=out)


if __name__ == "__main__":
    main()
