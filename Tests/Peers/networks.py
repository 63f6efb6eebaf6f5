"""Networks of PyTorch and onnxruntime beside earmark's: forward, and steps of training.

Each is a process of its own that answers as answer.py does: answer_networks.py LIBRARY, and
`earmark-bench answer-networks`. Outputs are compared elsewhere (NeuralNetworksTests/Figures); here
the clips and the number of weights have to be the same.
"""

import dataclasses
import pathlib
import sys

import report
from participant import NotMeasured, Participant, Runs

HERE = pathlib.Path(__file__).parent
OWN = "earmark"
LIBRARIES = ("PyTorch", "onnxruntime")


@dataclasses.dataclass(frozen=True)
class NetworkTask:
    """earmark may take at most `bars[library]` of the library's time; `aims` are wishes."""

    name: str
    what: str
    bars: dict
    aims: dict


TASKS = (
    NetworkTask("conv-forward", "TensorFlow's conv, 98x40, 64 clips",
                {"PyTorch": 0.85, "onnxruntime": 1.5}, {"PyTorch": 0.6, "onnxruntime": 1.0}),
    NetworkTask("conv-step", "the same, a step of AdamW, 32 clips",
                {"PyTorch": 0.9}, {"PyTorch": 0.6}),
    NetworkTask("ds-cnn-s-forward", "DS-CNN-S, 49x10, one clip",
                {"onnxruntime": 1.5}, {"onnxruntime": 0.8}),
    NetworkTask("ds-cnn-s-step", "the same, a step of AdamW, 32 clips",
                {"PyTorch": 0.8}, {"PyTorch": 0.4}),
)


def begin(bench, say):
    commands = {name: [sys.executable, HERE / "answer_networks.py", name] for name in LIBRARIES}
    commands[OWN] = [bench, "answer-networks"]
    ready = {}
    for name, command in commands.items():
        participant = Participant(name, command)
        try:
            say(f"{name}: {participant.wait_until_ready()}")
            ready[name] = participant
        except NotMeasured as reason:
            say(f"{name}: not measured: {reason}")
    return ready


def measure(task, participants, rounds, say):
    """Runs by name; rounds are interleaved, and one more comes first."""
    results = {}
    for turn in range(rounds + 1):
        for name, participant in participants.items():
            try:
                line = participant.ask(task.name)
                if line == "unknown task":
                    continue
                if turn == 0:
                    results[name] = Runs()
                    Runs().add(line)
                elif name in results:
                    results[name].add(line)
            except NotMeasured as reason:
                say(f"{name}: not measured: {task.name}: {reason}")
                results.pop(name, None)
    return results


def verdicts(task, results):
    """A line and whether the bar is met, for each library that has one."""
    ours = results.get(OWN)
    for name, bar in task.bars.items():
        theirs = results.get(name)
        if not ours or not theirs:
            yield f"{task.name}: not measured beside {name}: MISSED", False
            continue
        if (ours.count, ours.mean) != (theirs.count, theirs.mean):
            yield (f"{task.name}: {name} has {theirs.count} clips and {theirs.mean:.0f} weights, "
                   f"not {ours.count} and {ours.mean:.0f}: MISSED"), False
            continue
        share = ours.median / theirs.median
        yield (f"{task.name}: {share:.2f} of {name}'s time, bar {bar}, aim {task.aims[name]}: "
               f"{'ok' if share <= bar else 'MISSED'}"), share <= bar


def bench(program, rounds, say):
    """Prints the times, and gives the verdicts."""
    participants = begin(program, say)
    found = []
    say("", f"{'milliseconds of processor time a clip':40}" +
        "".join(f"{name:>14}" for name in (OWN, *LIBRARIES)))
    for task in TASKS:
        results = measure(task, participants, rounds, say)
        cells = [f"{results[name].median / results[name].count * 1e3:14.3f}"
                 if name in results else f"{'-':>14}" for name in (OWN, *LIBRARIES)]
        say(f"{task.name + ': ' + task.what:40}" + "".join(cells))
        found += verdicts(task, results)
    for participant in participants.values():
        participant.end()
    say("", report.load("the end of the networks"))
    return found
