"""A process that does tasks when asked: a library, or earmark."""

import dataclasses
import math
import os
import statistics
import subprocess
import tempfile

THREADS = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA", "VECLIB")
ENVIRONMENT = {
    **os.environ,
    **{f"{name}_NUM_THREADS": "1" for name in THREADS},
    "CUDA_VISIBLE_DEVICES": "-1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


class NotMeasured(Exception):
    """Why there is no figure."""


@dataclasses.dataclass
class Runs:
    """What came of one task in all rounds; times in seconds."""

    work: list = dataclasses.field(default_factory=list)
    wall: list = dataclasses.field(default_factory=list)
    count: int = 0
    mean: float = math.nan

    def add(self, line):
        parts = line.split()
        try:
            work, wall, count, mean = (float(part) for part in parts)
        except ValueError:
            raise NotMeasured(line) from None
        if not math.isfinite(mean):
            raise NotMeasured(f"gives values whose mean is {mean}")
        self.work.append(work)
        self.wall.append(wall)
        self.count, self.mean = int(count), mean

    @property
    def median(self):
        return statistics.median(self.work)


class Participant:
    """One process, idle between its tasks."""

    def __init__(self, name, command):
        self.name = name
        self.errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            bufsize=1, env=ENVIRONMENT)

    def wait_until_ready(self):
        """Gives the version; raises NotMeasured when the library can't be used."""
        line = self.read()
        if not line.startswith("ready"):
            raise NotMeasured(line)
        return line.removeprefix("ready").strip()

    def ask(self, task):
        try:
            self.process.stdin.write(task + "\n")
        except BrokenPipeError:
            pass  # Reading says why.
        return self.read()

    def read(self):
        line = self.process.stdout.readline()
        if line:
            return line.strip()
        status = self.process.wait()
        self.errors.seek(0)
        said = [text.strip() for text in self.errors if text.strip()]
        raise NotMeasured(said[-1] if said else f"its process ended with status {status}")

    def end(self):
        self.process.stdin.close()
        self.process.wait()
