"""Verifies the sample data: counts, formats, levels, labels and the size of all."""

import csv
import hashlib
import itertools

from . import clips, environment, noises, recording, sound
from .voices import VOICES, is_clip_name

WORDS = clips.COMMANDS + clips.OTHERS
FOLDERS = WORDS + environment.KINDS + ("_background_noise_", "recordings")
LARGEST_TOTAL = 12_000_000


def sounds(output):
    """Every sound file, in order."""
    found = itertools.chain.from_iterable((output / folder).glob("*.*") for folder in FOLDERS)
    return sorted(path for path in found if path.suffix in (".wav", ".flac"))


def longest_constant_run(samples):
    return max(len(list(group)) for _, group in itertools.groupby(samples))


def frame_levels(samples, length=320):
    """Root mean square of each 20 ms, dBFS."""
    starts = range(0, len(samples) - length + 1, length)
    return [sound.decibels(sound.rms(samples[i : i + length])) for i in starts]


def word_problems(samples, is_cut):
    """What is wrong with a word clip: no word in it, at the edges, too soft, too loud."""
    levels = frame_levels(samples)
    ordered = sorted(levels)
    floor, loudest = ordered[len(ordered) // 10], ordered[-1]
    active = [i for i, level in enumerate(levels) if level > loudest - 25]
    if loudest - floor < (18 if is_cut else 25):
        yield f"stands out of its noise by only {loudest - floor:.1f} dB"
    if not -32 < loudest < -3:
        yield f"has its loudest 20 ms at {loudest:.1f} dBFS"
    if not is_cut:
        if not 6 <= len(active) <= 45:
            yield f"sounds for {len(active) * 20} ms"
        if active[0] < 4 or active[-1] > len(levels) - 2:
            yield "touches the edge of the clip"
    elif active[0] > 0 and active[-1] < len(levels) - 1:
        yield "is said to be cut and is not"


def file_problems(path, faults):
    samples, rate = sound.read(path)
    if rate != sound.RATE:
        yield f"has {rate} samples a second"
    if not 0.001 < sound.peak(samples) < 0.95:
        yield f"has its peak at {sound.peak(samples):.3f}"
    if longest_constant_run(samples) > 80:
        yield "has a stretch of constant value"
    folder = path.parent.name
    if folder in WORDS:
        key = f"{folder}/{path.name}"
        is_cut = faults.get(key, "wrong-label") != "wrong-label"
        yield from word_problems(samples, is_cut)
        if not is_clip_name(path.name):
            yield "has an unexpected name"
    seconds = {"recordings": recording.SECONDS, "_background_noise_": noises.SECONDS}
    if len(samples) != sound.RATE * seconds.get(folder, 1):
        yield f"has {len(samples)} samples"


def label_problems(output):
    """The recording's labels must lie in order, and hold more energy than the gaps."""
    folder = output / "recordings"
    samples, _ = sound.read(folder / f"{recording.NAME}.flac")
    last = 0
    for line in (folder / f"{recording.NAME}.audacity.txt").read_text().splitlines():
        onset, offset, label = line.split("\t")
        first, end = round(float(onset) * sound.RATE), round(float(offset) * sound.RATE)
        inside = max(frame_levels(samples[first:end], 160))
        outside = sorted(frame_levels(samples[last:first], 160) or [-90])
        if inside - outside[len(outside) // 2] < 12:
            yield f"recording: {label} at {onset} s is not heard"
        if not last < first < end <= len(samples):
            yield f"recording: {label} at {onset} s overlaps"
        last = end


def count_problems(output, faults):
    expected = {word: len(clips.voices_for(word)) for word in WORDS}
    expected.update({kind: environment.PER_KIND for kind in environment.KINDS})
    expected.update({"_background_noise_": len(noises.LEVELS), "recordings": 1})
    for path in faults:
        expected[path.split("/")[0]] += 1
        if not (output / path).is_file():
            yield f"{path} is listed as faulty and not there"
    for folder, count in expected.items():
        found = sum(path.parent.name == folder for path in sounds(output))
        if found != count:
            yield f"{folder} has {found} sounds, not {count}"


def problems(output):
    """A sentence for each thing that is not as it should be."""
    with open(output / "known-faults.csv", encoding="utf-8", newline="") as file:
        faults = {row["path"]: row["fault"] for row in csv.DictReader(file)}
    found = list(count_problems(output, faults)) + list(label_problems(output))
    seen = {}
    for path in sounds(output):
        name = path.relative_to(output).as_posix()
        found += [f"{name} {problem}" for problem in file_problems(path, faults)]
        other = seen.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), name)
        if other != name:
            found.append(f"{name} is the same as {other}")
    if total_size(output) > LARGEST_TOTAL:
        found.append(f"all files together have {total_size(output)} bytes")
    readme = output / "README.md"
    if readme.is_file():
        text = readme.read_text(encoding="utf-8")
        found += [f"README.md lacks {v.speaker}" for v in VOICES if v.speaker not in text]
    return found


def total_size(output):
    """Bytes on disk in blocks of 4096, but for a label library."""
    files = (path for path in output.rglob("*") if path.is_file() and ".earmark" not in path.parts)
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in files)


def summary(output):
    words = sum(path.parent.name in WORDS for path in sounds(output))
    return (
        f"{len(sounds(output))} sounds, {words} of them word clips; "
        f"{total_size(output) / 1e6:.1f} MB on disk"
    )
