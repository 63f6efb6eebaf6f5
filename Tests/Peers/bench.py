"""Measures other libraries and earmark side by side: `make bench-peers`.

All get the same minute of noise, one thread each, in processes that are idle but for the one that
is asked, and all on the same processor: two of one machine may differ by a third when others use it
too. Rounds are interleaved; what counts is the median of the processor time. The exit status is 1
if a bar is missed.
"""

import argparse
import contextlib
import os
import pathlib
import sys
import tempfile

import numpy as np

import end_to_end
import networks
import prediction
import report
from participant import NotMeasured, Participant, Runs
from peers import MODULES
from tasks import SAMPLE_RATE, SECONDS, TASKS

HERE = pathlib.Path(__file__).parent
OWN = "earmark"
# Frames at the ends differ by one or two.
COUNT_TOLERANCE = 0.002
# So do the values in them, which the sound's ends, padded or not, are part of.
MEAN_TOLERANCE = 0.005


def say(*lines):
    print(*lines, sep="\n", flush=True)


def write_noise(path):
    noise = np.random.default_rng(20240229).standard_normal(SECONDS * SAMPLE_RATE, np.float32)
    (noise * np.float32(0.1)).tofile(path)


@contextlib.contextmanager
def one_processor():
    """Processes begun inside stay on the first processor that we may use."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def begin(audio, bench):
    """Starts all participants, and gives those that are ready, and their versions."""
    commands = {name: [sys.executable, HERE / "answer.py", name, audio] for name in MODULES}
    commands[OWN] = [bench, "answer-peers", audio]
    ready, versions = {}, {}
    for name, command in commands.items():
        participant = Participant(name, command)
        try:
            versions[name] = participant.wait_until_ready()
            ready[name] = participant
        except NotMeasured as reason:
            say(f"{name}: not measured: {reason}")
    return ready, versions


def measure(task, participants, rounds):
    """Runs by name. One more round comes first, in which memory and caches get warm."""
    results = {}
    for turn in range(rounds + 1):
        for name, participant in list(participants.items()):
            try:
                line = participant.ask(task.name)
                if turn == 0 and line == "unknown task":
                    continue
                if turn == 0:
                    results[name] = Runs()
                    Runs().add(line)
                elif name in results:
                    results[name].add(line)
            except NotMeasured as reason:
                say(f"{name}: not measured: {task.name}: {reason}")
                results.pop(name, None)
                if participant.process.poll() is not None:
                    participants.pop(name)
    return with_equal_work(task, results)


def with_equal_work(task, results):
    """Leaves out who gave another number of values than earmark, or others where none should be."""
    ours = results.get(OWN)
    for name, runs in list(results.items()):
        if not ours:
            break
        reason = None
        if abs(runs.count - ours.count) > COUNT_TOLERANCE * ours.count:
            reason = f"{runs.count} values, not {ours.count}"
        elif name in task.same and abs(runs.mean - ours.mean) > MEAN_TOLERANCE * abs(ours.mean):
            reason = f"a mean of {runs.mean}, not {ours.mean}"
        if reason:
            say(f"{name}: not measured: {task.name}: {reason}")
            del results[name]
    return results


def bench_libraries(tasks, program, rounds):
    """Prints the tables, and gives the verdicts."""
    with tempfile.TemporaryDirectory(prefix="earmark-peers-") as folder:
        audio = pathlib.Path(folder, "noise.f32")
        write_noise(audio)
        participants, versions = begin(audio, program)
        results = {task: measure(task, participants, rounds) for task in tasks}
        for participant in participants.values():
            participant.end()
    say("", "seconds of sound per second of processor time (and how much faster earmark is)")
    say(*report.table(tasks, results, versions, OWN))
    say("", *(f"{name}: {version}" for name, version in versions.items() if name != OWN))
    say(*(f"{task.name}: {task.what}" for task in tasks))
    say(*report.conventions(tasks, results, OWN))
    say("", *report.details(tasks, results), "")
    return [report.verdict(task, results, OWN) for task in tasks]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    builds = pathlib.Path(".build/release")
    parser.add_argument("--bench", type=pathlib.Path, default=builds / "earmark-bench")
    parser.add_argument("--program", type=pathlib.Path, default=builds / "earmark")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument(
        "--only", action="append", help="may be repeated",
        choices=[task.name for task in TASKS] + ["networks", "end-to-end", "prediction"])
    asked = parser.parse_args()
    for program in (asked.bench, asked.program):
        if not os.access(program, os.X_OK):
            parser.error(f"there is no program at {program}: make bench-peers builds it")
    return asked


def main():
    asked = arguments()
    tasks = [task for task in TASKS if not asked.only or task.name in asked.only]
    say(f"{SECONDS} s of noise at {SAMPLE_RATE} Hz, one thread, median of {asked.rounds} rounds, "
        f"{os.cpu_count()} processors", report.load("the beginning"))
    verdicts = []
    with one_processor():
        if tasks:
            verdicts += bench_libraries(tasks, asked.bench.resolve(), asked.rounds)
        if not asked.only or "networks" in asked.only:
            verdicts += networks.bench(asked.bench.resolve(), asked.rounds, say)
        if not asked.only or "end-to-end" in asked.only:
            verdicts += end_to_end.bench(asked.program.resolve(), say)
    if not asked.only or "prediction" in asked.only:
        verdicts += prediction.bench(asked.program.resolve(), say)
    say(*(line for line, _ in verdicts), report.load("the end"))
    sys.exit(0 if all(good for _, good in verdicts) else 1)


if __name__ == "__main__":
    main()
