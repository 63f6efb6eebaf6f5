"""Has other people's readers read what earmark writes: python3 interop.py PROGRAM FOLDER.

FOLDER is where their Python environment lies or is made. Labels come from EARMARK_DATA, or from
../shared/data; without them, or without the readers, that is said in a line and nothing is tested.
"""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import environment

REQUIREMENTS = environment.HERE / "requirements.txt"
CLIP = "annotations/one_clip_every_format/Bird0_0"


class Bench:
    """A folder with a recording, its labels, and the same in every format that earmark writes."""

    def __init__(self, program, data, folder):
        self.program = program
        self.folder = folder
        shutil.copy(data / f"{CLIP}.flac", folder / "Bird0_0.flac")
        with open(data / f"{CLIP}.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.truth = [(float(r["onset_s"]), float(r["offset_s"]), r["label"]) for r in rows]
        self.source = folder / "truth.jsonl"
        lines = (
            {"path": "Bird0_0.flac", "label": label, "onset": onset, "offset": offset}
            for onset, offset, label in self.truth
        )
        text = "".join(json.dumps(line) + "\n" for line in lines)
        self.source.write_text(text, encoding="utf-8")

    def run(self, *words):
        done = subprocess.run(
            [self.program, *words, "--quiet"], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())

    def convert(self, name, form):
        """The path of the labels in a format."""
        self.run("labels", "convert", self.source, self.folder / name, "--to", form)
        return self.folder / name


def praatio(bench):
    from praatio import textgrid

    path = bench.convert("Bird0_0.TextGrid", "textgrid")
    grid = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    return [(e.start, e.end, e.label) for tier in grid.tiers for e in tier.entries]


def sequence(annotation):
    seq = annotation.seq[0] if isinstance(annotation.seq, list) else annotation.seq
    return [(s.onset_s, s.offset_s, s.label) for s in seq.segments]


def crowsetta_textgrid(bench):
    import crowsetta

    path = bench.convert("Bird0_0.TextGrid", "textgrid")
    return sequence(crowsetta.formats.by_name("textgrid").from_file(path).to_annot())


def crowsetta_audacity(bench):
    import crowsetta

    path = bench.convert("Bird0_0.txt", "audacity")
    return sequence(crowsetta.formats.by_name("aud-seq").from_file(path).to_annot())


def crowsetta_raven(bench):
    import crowsetta

    path = bench.convert("Bird0_0.raven.txt", "raven")
    with open(path, encoding="utf-8") as file:
        column = file.readline().rstrip("\n").split("\t")[-1]
    for name in ("Species", "Annotation", column):
        try:
            reader = crowsetta.formats.by_name("raven").from_file(path, annot_col=name)
            return [(b.onset, b.offset, str(b.label)) for b in reader.to_bbox()]
        except Exception as error:  # The next column may hold the labels.
            failure = error
    raise failure


def crowsetta_timit(bench):
    import crowsetta

    path = bench.convert("Bird0_0.PHN", "timit")
    import soundfile

    samples, rate = soundfile.read(bench.folder / "Bird0_0.flac", dtype="int16")
    sound = bench.folder / "Bird0_0.wav"
    soundfile.write(sound, samples, rate)
    reader = crowsetta.formats.by_name("timit").from_file(path, audio_path=sound)
    return sequence(reader.to_annot())


def pympi(bench):
    import pympi

    eaf = pympi.Elan.Eaf(str(bench.convert("Bird0_0.eaf", "elan")))
    return [
        (first / 1000, end / 1000, label)
        for tier in eaf.get_tier_names()
        for first, end, label, *_ in eaf.get_annotation_data_for_tier(tier)
    ]


def table(bench, name, form, kind, columns):
    import datasets

    path = bench.convert(name, form)
    rows = datasets.load_dataset(
        kind, data_files=str(path), split="train", cache_dir=str(bench.folder / "cache"))
    return [columns(row) for row in rows]


def hf_csv(bench):
    return table(
        bench, "t.csv", "csv", "csv", lambda r: (r["onset"], r["offset"], str(r["label"])))


def hf_jsonl(bench):
    return table(
        bench, "t.jsonl", "jsonl", "json", lambda r: (r["onset"], r["offset"], str(r["label"])))


def hf_nemo(bench):
    return table(
        bench, "nemo.json", "nemo", "json",
        lambda r: (r["offset"], r["offset"] + r["duration"], str(r["label"])))


def hf_lhotse(bench):
    return table(
        bench, "lhotse.jsonl", "lhotse", "json",
        lambda r: (r["start"], r["start"] + r["duration"], str(r["text"])))


def hf_audiofolder(bench):
    import datasets
    import soundfile

    folder = bench.folder / "audiofolder"
    folder.mkdir()
    shutil.copy(bench.folder / "Bird0_0.flac", folder)
    shutil.copy(bench.convert("metadata.csv", "audiofolder"), folder / "metadata.csv")
    rows = datasets.load_dataset(
        "audiofolder", data_dir=str(folder), split="train",
        cache_dir=str(bench.folder / "cache")).cast_column("audio", datasets.Audio(decode=False))
    for row in rows:
        assert soundfile.info(row["audio"]["path"]).frames > 0
    return [(row["start"], row["end"], str(row["label"])) for row in rows]


def wavinfo(bench):
    import soundfile
    from wavinfo import WavInfoReader

    bench.run("labels", "import", ".", bench.source)
    bench.run("labels", "export", ".", "--as", "cue", "--out", bench.folder / "cues")
    copy = bench.folder / "cues/Bird0_0.wav"
    old, rate = soundfile.read(bench.folder / "Bird0_0.flac", dtype="int16")
    new, _ = soundfile.read(copy, dtype="int16")
    assert (old == new).all(), "the copy has other samples"
    cues = WavInfoReader(str(copy)).cues
    labels = []
    for number, position in cues.each_cue():
        label, _ = cues.label_and_note(number)
        labels.append((position / rate, (position + cues.range(number)) / rate, label))
    return labels


# Format, reader, seconds that the format may be off by, and what gives the labels.
READERS = [
    ("textgrid", "praatio", 1e-6, praatio),
    ("textgrid", "crowsetta", 1e-6, crowsetta_textgrid),
    ("audacity", "crowsetta", 1e-6, crowsetta_audacity),
    ("raven", "crowsetta", 1e-6, crowsetta_raven),
    # A sample of 32 kHz.
    ("timit", "crowsetta", 1 / 32_000, crowsetta_timit),
    ("elan", "pympi-ling", 0.0005001, pympi),
    ("csv", "datasets", 1e-6, hf_csv),
    ("jsonl", "datasets", 1e-6, hf_jsonl),
    ("nemo", "datasets", 1e-6, hf_nemo),
    ("lhotse", "datasets", 1e-6, hf_lhotse),
    ("audiofolder", "datasets", 1e-6, hf_audiofolder),
    ("cue", "wavinfo", 1 / 32_000, wavinfo),
]


def compare(found, truth, tolerance):
    """How many labels are as they should be, and the largest error of their times."""
    if len(found) != len(truth):
        raise RuntimeError(f"{len(found)} labels instead of {len(truth)}")
    worst = 0.0
    for (onset, offset, label), (true_onset, true_offset, true_label) in zip(
            sorted(found), sorted(truth)):
        if label != true_label:
            raise RuntimeError(f"the label {label!r} instead of {true_label!r}")
        worst = max(worst, abs(onset - true_onset), abs(offset - true_offset))
    if worst > tolerance:
        raise RuntimeError(f"times are off by {worst:.6f} s")
    return worst


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    labels = environment.data(f"{CLIP}.csv")
    environment.enter(folder, REQUIREMENTS, "600 MB")
    os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
    failed = 0
    for form, reader, tolerance, read in READERS:
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(program, labels, pathlib.Path(folder))
            try:
                worst = compare(read(bench), bench.truth, tolerance)
                print(f"{form:12} {reader:12} {len(bench.truth)} labels, times off by at most "
                      f"{worst * 1e6:.1f} µs")
            except Exception as error:  # Each reader has errors of its own; the rest goes on.
                failed += 1
                print(f"{form:12} {reader:12} FAILED: {type(error).__name__}: {error}")
    print(f"test-interop: {len(READERS) - failed} of {len(READERS)} read what earmark wrote")
    sys.exit(1 if failed else 0)


main()
