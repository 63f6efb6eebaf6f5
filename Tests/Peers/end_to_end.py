"""`earmark features` on a folder of clips beside a script with librosa, start-up included."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

import report
from participant import ENVIRONMENT, NotMeasured

SCRIPT = pathlib.Path(__file__).with_name("librosa_features.py")
PARAMETERS = (
    "--feature mfcc --preset librosa --window-length 256 --n-fft 256 --hop-length 80 "
    "--mel-bands 64 --coefficients 40 --jobs 1").split()
CLIPS, ROUNDS, BAR = 2000, 3, 5
# Both round to float32 at other places; in units of the coefficients.
TOLERANCE = 1e-2


def recordings(data):
    """The first 2000 WAV files of fsdd/recordings, else of the folder that has most."""
    folders = {}
    for path in pathlib.Path(data).rglob("*.wav"):
        folders.setdefault(path.parent, []).append(path)
    usual = pathlib.Path(data, "fsdd/recordings")
    chosen = folders.get(usual) or max(folders.values(), key=len, default=[])
    return sorted(chosen)[:CLIPS]


def run(command):
    """Seconds of processor and of wall time; NotMeasured with the last words if it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as words:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=words, stderr=words, env=ENVIRONMENT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            words.seek(0)
            said = [line.strip() for line in words if line.strip()]
            why = said[-1] if said else f"ended with status {process.returncode}"
            raise NotMeasured(f"{pathlib.Path(command[0]).name}: {why}")
    return usage.ru_utime + usage.ru_stime, wall


def matrices(folder):
    """What was written, by the names of the clips."""
    return {
        path.name.removesuffix(".npy").removesuffix(".wav"): path
        for path in folder.rglob("*.npy")
    }


def largest_difference(theirs, ours, count):
    """Compares all matrices; NotMeasured when the work was not the same."""
    expected, found = matrices(theirs), matrices(ours)
    if len(expected) != count or found.keys() != expected.keys():
        raise NotMeasured(
            f"{count} clips gave {len(expected)} matrices with librosa, {len(found)} with earmark")
    worst = 0.0
    for clip in expected:
        a, b = np.load(expected[clip]), np.load(found[clip])
        if a.shape != b.shape:
            raise NotMeasured(f"{clip} gave {a.shape} with librosa, {b.shape} with earmark")
        worst = max(worst, float(np.abs(a - b).max(initial=0)))
    if worst > TOLERANCE:
        raise NotMeasured(f"the coefficients differ by {worst:.3g}")
    return worst


def measure(program, clips, say):
    with tempfile.TemporaryDirectory(prefix="earmark-peers-") as name:
        folder = pathlib.Path(name)
        (folder / "clips").mkdir()
        for clip in clips:
            shutil.copyfile(clip, folder / "clips" / clip.name)
        librosa, earmark = [], []
        # One more round comes first, in which caches get warm; every round writes anew.
        for turn in range(ROUNDS + 1):
            theirs, ours = folder / f"librosa{turn}", folder / f"earmark{turn}"
            script = [sys.executable, SCRIPT, folder / "clips", theirs]
            own = [program, "features", folder / "clips", *PARAMETERS, "-o", ours]
            librosa.append(run(script))
            earmark.append(run(own))
            if turn == 0:
                worst = largest_difference(theirs, ours, len(clips))
                say(f"the coefficients differ by {worst:.2g} at most")
    return librosa[1:], earmark[1:]


def bench(program, say):
    """Prints the times; gives the verdict, none without recordings."""
    title = "end to end"
    data = os.environ.get("EARMARK_DATA")
    if not data:
        say(f"{title}: not measured: EARMARK_DATA names no folder of recordings", "")
        return []
    clips = recordings(data)
    if not clips:
        say(f"{title}: not measured: {data} has no WAV files", "")
        return []
    few = "" if len(clips) == CLIPS else f", fewer than {CLIPS}"
    say(f"{title}: {len(clips)} clips of {clips[0].parent}{few}; earmark features "
        + " ".join(PARAMETERS))
    try:
        librosa, earmark = measure(program, clips, say)
    except NotMeasured as reason:
        return [(f"{title}: not measured: {reason}, bar {BAR:.1f}: MISSED", False)]
    medians = {}
    for name, runs in (("librosa script", librosa), ("earmark features", earmark)):
        work, wall = (statistics.median(times) for times in zip(*runs))
        medians[name] = work
        say(f"{name:17} CPU {work:7.2f} s, wall {wall:7.2f} s (most {max(t for _, t in runs):.2f})")
    say("")
    return [report.judge(
        title, medians["librosa script"] / medians["earmark features"], "the librosa script", BAR)]
