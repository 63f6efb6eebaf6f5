"""`earmark predict` on 10,000 clips beside a loop with TensorFlow, wall time on all processors.

The loop is measured without the import of TensorFlow and its first clip, earmark with everything.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import wave

import numpy as np

import report
from end_to_end import run
from participant import ENVIRONMENT, NotMeasured

SCRIPT = pathlib.Path(__file__).with_name("label_clips.py")
SAMPLES = pathlib.Path(__file__).parents[2] / "sample-data"
CLIPS, RATE, ROUNDS, BAR, AIM = 10_000, 16_000, 3, 5, 10
# Two words, silence and all others.
WORDS, CLASSES = "yes,no", 4


def write_clips(folder):
    """A second of noise each."""
    folder.mkdir()
    random = np.random.default_rng(20240229)
    for number in range(CLIPS):
        with wave.open(str(folder / f"{number:05}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(random.integers(-3000, 3000, RATE, np.int16).tobytes())


def loop(clips):
    """Seconds of TensorFlow's loop."""
    # It may use all processors here, unlike the other peers.
    free = {name: value for name, value in ENVIRONMENT.items() if "THREADS" not in name}
    process = subprocess.run(
        [sys.executable, SCRIPT, clips, str(CLASSES)], env=free, capture_output=True, text=True)
    if process.returncode != 0:
        raise NotMeasured((process.stderr.strip() or "TensorFlow ended").splitlines()[-1])
    seconds, count = process.stdout.split()
    if int(count) != CLIPS:
        raise NotMeasured(f"TensorFlow labelled {count} clips, not {CLIPS}")
    return float(seconds)


def measure(program, folder):
    clips, model = folder / "clips", folder / "tiny.earmark"
    write_clips(clips)
    run([program, "train", SAMPLES, "--model", "tiny-conv", "--recipe", "speech_commands",
         "--wanted-words", WORDS, "--how-many-training-steps", "2,1", "-o", model])
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(loop(clips))
        ours.append(run([program, "predict", model, clips, "--json"])[1])
    return theirs, ours


def bench(program, say):
    """Prints the times; gives the verdict."""
    title = "prediction"
    say(f"{title}: tiny-conv on {CLIPS} clips of a second, {os.cpu_count()} processors")
    try:
        with tempfile.TemporaryDirectory(prefix="earmark-peers-") as folder:
            theirs, ours = measure(program, pathlib.Path(folder))
    except NotMeasured as reason:
        return [(f"{title}: not measured: {reason}, bar {BAR:.1f}: MISSED", False)]
    for name, walls in (("TensorFlow's loop", theirs), ("earmark predict", ours)):
        say(f"{name:17} wall {statistics.median(walls):7.2f} s (most {max(walls):.2f})")
    say("")
    return [report.judge(
        title, statistics.median(theirs) / statistics.median(ours), "TensorFlow's loop", BAR, AIM)]
