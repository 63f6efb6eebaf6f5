"""The tables and the verdicts."""

import math
import os

from tasks import SECONDS


def load(moment):
    return f"load average at {moment}: " + " ".join(f"{value:.2f}" for value in os.getloadavg())


def percentile(values, share):
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def speed(runs):
    """Seconds of sound in a second of processor time."""
    return SECONDS / runs.median


def table(tasks, results, versions, own):
    """Speeds, and how many times faster earmark is; `results` is by task, then by name."""
    width = max(len(name) for name in versions) + 2
    yield " " * width + "".join(f"{task.name:>22}" for task in tasks)
    for name in versions:
        line = name.ljust(width)
        for task in tasks:
            runs, ours = results[task].get(name), results[task].get(own)
            cell = "-"
            if runs:
                cell = f"{speed(runs):.0f}"
                if ours and name != own:
                    cell += f" ({runs.median / ours.median:.1f}x)"
            line += cell.rjust(22)
        yield line


def details(tasks, results):
    """The times behind the speeds."""
    yield f"{'':38}{'CPU ms':>9}{'wall p50':>10}{'wall p99':>10}{'values':>9}{'mean':>11}"
    for task in tasks:
        for name, runs in results[task].items():
            yield (
                f"{task.name:17}{name:21}{runs.median * 1e3:9.2f}"
                f"{percentile(runs.wall, 0.5) * 1e3:10.2f}{percentile(runs.wall, 0.99) * 1e3:10.2f}"
                f"{runs.count:9}{runs.mean:11.4f}")


def conventions(tasks, results, own):
    """Who computes with other bands, scales or logarithms, so that only the work compares."""
    for task in tasks:
        others = [name for name in results[task] if name != own and name not in task.same]
        if others:
            yield f"{task.name}: with other conventions, values not compared: {', '.join(others)}"


def judge(title, ratio, beside, bar, aim=None):
    """One line of verdict, and whether the bar is met."""
    good = ratio >= bar
    limits = f"bar {bar:.1f}" + (f", aim {aim:.1f}" if aim and aim > bar else "")
    return f"{title}: {ratio:.2f}x {beside}, {limits}: {'ok' if good else 'MISSED'}", good


def verdict(task, results, own):
    """The verdict on one task; without a figure of ours or of a library the bar is missed."""
    others = {name: runs for name, runs in results[task].items() if name != own}
    if own not in results[task] or not others:
        who = "earmark" if own not in results[task] else "any library"
        return f"{task.name}: not measured for {who}, bar {task.bar:.1f}: MISSED", False
    fastest = min(others, key=lambda name: others[name].median)
    ratio = others[fastest].median / results[task][own].median
    return judge(task.name, ratio, f"the fastest library ({fastest})", task.bar, task.aim)
