#!/usr/bin/env python3
"""Makes the figures that the tests of Recognition are held against.

Every algorithm is written down here anew, from its source, with Python's own library, NumPy, SciPy
and safetensors. Run it in its folder; it writes the JSON files and the safetensors file beside it.
"""

import hashlib
import json
import math
import pathlib
import random
import re
import struct

import numpy as np
import scipy.optimize
import safetensors.numpy

HERE = pathlib.Path(__file__).parent
MAXIMUM = 2**27 - 1


def write(name, value):
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text.replace("},{", "},\n{") + "\n", encoding="utf-8")


# --- the split by hash: input_data.py, which_set

def percentage(path):
    name = re.sub(r"_nohash_.*$", "", path.rsplit("/", 1)[-1])
    return (int(hashlib.sha1(name.encode()).hexdigest(), 16) % (MAXIMUM + 1)) * (100.0 / MAXIMUM)


def which_set(path, validation, testing):
    place = percentage(path)
    if place < validation:
        return "validation"
    return "testing" if place < testing + validation else "training"


def split_cases():
    draw = random.Random(1)
    paths = [
        "yes/bobby_nohash_0.wav", "no/bobby_nohash_1.wav", "bobby_nohash_", "_nohash_", "a.wav",
        "x/a_nohash_b_nohash_3.wav", "x/no hash.wav", "x/\u00e9t\u00e9_nohash_1.wav", "x/_NOHASH_1.wav",
        "x/two\nlines_nohash_1.wav", "x/a_nohash_1.wav\n", "x/a_nohash_\n\n", "x/a_nohash_\nb_nohash_c",
        "x/.wav", "\U0001f600.wav",
    ]
    for _ in range(60):
        paths.append(f"w/{draw.getrandbits(32):08x}_nohash_{draw.randrange(5)}.wav")
    shares = [(10, 10), (20, 5), (0, 50), (33.3, 33.3)]
    return [
        {"path": p, "percentage": percentage(p), "sets": [which_set(p, v, t) for v, t in shares]}
        for p in paths
    ]


# --- silences and unknown words: input_data.py, prepare_data_index

def prepare(paths, wanted, silence, unknown, validation, testing):
    random.seed(59185)
    index = {"validation": [], "testing": [], "training": []}
    others = {"validation": [], "testing": [], "training": []}
    for path in paths:
        word = path.split("/")[-2].lower()
        if word == "_background_noise_":
            continue
        part = which_set(path, validation, testing)
        (index if word in wanted else others)[part].append((word, path))
    for part in ["validation", "testing", "training"]:
        size = len(index[part])
        for _ in range(int(math.ceil(size * silence / 100))):
            index[part].append(("_silence_", None))
        random.shuffle(others[part])
        index[part].extend(others[part][: int(math.ceil(size * unknown / 100))])
    for part in ["validation", "testing", "training"]:
        random.shuffle(index[part])
    labels = {"_silence_": 0, **{word: place + 2 for place, word in enumerate(wanted)}}
    return {
        part: [[path, labels.get(word, 1)] for word, path in index[part]] for part in index
    }


def draw_case():
    draw = random.Random(2)
    words = ["Yes", "no", "cat", "dog", "bed", "_background_noise_"]
    paths = sorted(
        f"{word}/{draw.getrandbits(32):08x}_nohash_{n}.wav" for word in words for n in range(40)
    )
    wanted = ["no", "yes"]
    return {
        "paths": paths, "wanted": wanted,
        "parts": prepare(paths, wanted, 10, 25, 10, 10),
    }


# --- recognize_commands.cc

class RecognizeCommands:
    def __init__(self, labels, window, threshold, suppression, minimum):
        self.labels, self.window, self.minimum = labels, window, minimum
        self.threshold, self.suppression = np.float32(threshold), suppression
        self.results, self.previous, self.time = [], "_silence_", None

    def process(self, scores, now):
        self.results.append((now, scores))
        while self.results[0][0] < now - self.window:
            self.results.pop(0)
        count = len(self.results)
        if count < self.minimum or now - self.results[0][0] < self.window // 4:
            return [self.previous, 0.0, False]
        average = np.zeros(len(self.labels), np.float32)
        for _, old in self.results:
            average += old / np.float32(count)
        top = int(np.argmax(average))
        since = math.inf
        if self.previous != "_silence_" and self.time is not None:
            since = now - self.time
        new = bool(
            average[top] > self.threshold and self.labels[top] != self.previous
            and since > self.suppression
        )
        if new:
            self.previous, self.time = self.labels[top], now
        return [self.labels[top], float(average[top]), new]


def recognize_cases():
    draw = np.random.default_rng(3)
    labels = ["_silence_", "_unknown_", "a", "b"]
    cases = []
    for window, threshold, suppression, minimum in [
        (1000, 0.2, 500, 3), (500, 0.7, 1500, 3), (501, 0.5, 100, 4), (100, 0.4, 0, 1),
    ]:
        decoder = RecognizeCommands(labels, window, threshold, suppression, minimum)
        results, now, top = [], 0, 0
        for step in range(150):
            now += int(draw.integers(5, 90)) if step % 40 else 900
            if draw.random() < 0.15:
                top = int(draw.integers(0, 4))
            weights = draw.random(4).astype(np.float32) * np.float32(0.5)
            weights[top] += np.float32(1.5)
            scores = weights / weights.sum(dtype=np.float32)
            answer = decoder.process(scores, now)
            results.append({"time": now, "scores": [float(s) for s in scores], "answer": answer})
        cases.append({
            "window": window, "threshold": threshold, "suppression": suppression,
            "minimum": minimum, "results": results,
        })
    return {"labels": labels, "cases": cases}


# --- accuracy_utils.cc, CalculateAccuracyStats

def accuracy(truth, found, up_to, tolerance):
    truth = sorted(truth, key=lambda event: event[1])
    latest = math.inf if up_to == -1 else up_to + tolerance
    words = 0
    for _, time in truth:
        if time > latest:
            break
        words += 1
    matched, correct, wrong, false = set(), 0, 0, 0
    for label, time in found:
        hit = False
        for true_label, true_time in truth:
            if true_time > time + tolerance or true_time > latest:
                break
            if true_time < time - tolerance:
                continue
            if true_label == label and true_time not in matched:
                correct += 1
            else:
                wrong += 1
            matched.add(true_time)
            hit = True
            break
        false += not hit
    return [words, len(matched), correct, wrong, false]


def score_cases():
    draw = random.Random(4)
    cases = []
    for _ in range(40):
        truth = [[draw.choice("abc"), draw.randrange(0, 6000, 50)] for _ in range(draw.randrange(9))]
        found = sorted(
            ([draw.choice("abc"), draw.randrange(0, 6000, 30)] for _ in range(draw.randrange(12))),
            key=lambda event: event[1],
        )
        up_to = draw.choice([-1, 3000])
        tolerance = draw.choice([0, 250, 750])
        cases.append({
            "truth": truth, "found": found, "upTo": up_to, "tolerance": tolerance,
            "counts": accuracy(truth, found, up_to, tolerance),
        })
    return cases


# --- generate_streaming_test_wav.py

def sound(seed, count):
    """Samples of a small generator that is easily written anew: x ← 1103515245 x + 12345 mod 2³¹."""
    samples, state = [], seed
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        samples.append(state / 2**30 - 1)
    return np.array(samples, np.float32)


def mix(track, track_offset, sample, sample_offset, clip_duration, volume, ramp_in, ramp_out):
    ramp_out_index = clip_duration - ramp_out
    end = min(track_offset + clip_duration, track.shape[0])
    end = min(end, track_offset + (sample.shape[0] - sample_offset))
    for i in range(end - track_offset):
        if i < ramp_in:
            envelope = i / ramp_in
        elif i > ramp_out_index:
            envelope = (clip_duration - i) / ramp_out
        else:
            envelope = 1
        track[track_offset + i] += float(sample[sample_offset + i]) * envelope * volume


def stream_case():
    rate, seconds, clip_ms, gap_ms = 1000, 9, 1200, 800
    clip = clip_ms * rate // 1000
    backgrounds = [sound(11, 1500), sound(12, 5000)]
    clips = [sound(21, 1200), sound(22, 700), sound(23, 2500)]
    draw = random.Random(5)
    track = np.zeros(rate * seconds, np.float32)
    noises = []
    for i in range(math.ceil(len(track) / clip)):
        index = draw.randrange(2)
        offset = draw.randrange(0, len(backgrounds[index]) - clip)
        volume = draw.uniform(0, 0.1)
        noises.append([index, offset, volume])
        mix(track, i * clip, backgrounds[index], offset, (clip_ms + 500) * rate // 1000, volume,
            250 * rate // 1000, 250 * rate // 1000)
    stride = (clip_ms + gap_ms) * rate // 1000
    words, lines = [], ""
    for i in range(len(track) // stride):
        offset = i * stride + draw.randrange(gap_ms * rate // 1000)
        index = i % 3
        words.append([index, "abc"[index], offset])
        mix(track, offset, clips[index], 0, clip, 1.0, 500, 500)
        lines += "%s, %f\n" % ("abc"[index], offset * 1000 / rate)
    return {
        "rate": rate, "seconds": seconds, "clip": clip_ms, "gap": gap_ms, "noises": noises,
        "words": words, "lines": lines, "every7th": [float(x) for x in track[::7]],
    }


# --- the log-mel front end of RECIPES: NumPy in double precision

def log_mel(samples, rate, high, warp=1.0, floor=1e-3, bands=40, low=60.0):
    window, hop = int(round(0.032 * rate)), int(round(0.020 * rate))
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    padded = np.concatenate([np.zeros(window // 2), samples, np.zeros(window)])
    frames = np.stack([padded[t * hop : t * hop + window] for t in range(len(samples) // hop)])
    power = np.abs(np.fft.rfft(frames * hann) * 2 / hann.sum()) ** 2
    hertz = np.arange(window // 2 + 1) * rate / window
    if warp != 1:
        top = 0.8 * high * min(warp, 1)
        corner, nyquist = top / warp, rate / 2
        hertz = np.where(
            hertz <= corner, hertz * warp,
            top + (nyquist - top) / (nyquist - corner) * (hertz - corner))
    mels = np.linspace(1127 * np.log(1 + low / 700), 1127 * np.log(1 + high / 700), bands + 2)
    corners = 700 * (np.exp(mels / 1127) - 1)
    bank = np.zeros((bands, len(hertz)))
    for b in range(bands):
        left, middle, right = corners[b : b + 3]
        rising, falling = (hertz - left) / (middle - left), (right - hertz) / (right - middle)
        bank[b] = np.maximum(0, np.minimum(rising, falling))
        assert bank[b].sum() > 0
        bank[b] /= bank[b].sum()
    mel = power @ bank.T
    mel *= bands / (mel.sum(1).max() + 1e-10)
    return np.log(mel + floor)


def log_mel_cases():
    rate = 8000
    noise = sound(31, rate).astype(np.float64)
    envelope = np.exp(-(((np.arange(rate) - 3500) / 1200) ** 2))
    samples = (noise * envelope * 0.3).astype(np.float32).astype(np.float64)
    return {
        str(warp): [round(float(x), 5) for x in log_mel(samples, rate, 3800.0, warp).ravel()]
        for warp in (1.0, 0.88, 1.12)
    }


# --- figures of evaluation

def calibration_error(scores, correct, bins=15):
    edges = np.linspace(0, 1, bins + 1)
    total = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (scores > low) & (scores <= high)
        if inside.any():
            total += inside.mean() * abs(correct[inside].mean() - scores[inside].mean())
    return total


def wilson(k, n, z=1.959963984540054):
    # The roots of (p − k/n)² = z² p (1 − p) / n.
    a, b, c = 1 + z * z / n, -(2 * k / n + z * z / n), (k / n) ** 2
    root = math.sqrt(b * b - 4 * a * c)
    return [max(0, (-b - root) / (2 * a)), min(1, (-b + root) / (2 * a))]


def evaluation_case():
    draw = np.random.default_rng(6)
    classes, count = 4, 120
    truth = draw.integers(0, 3, count)  # the last class never occurs
    logits = (draw.normal(size=(count, classes)) * 2).astype(np.float32)
    logits[np.arange(count), truth] += 2.5
    wide = logits.astype(np.float64)

    def loss(temperature):
        scaled = wide / temperature
        highest = scaled.max(1)
        total = highest + np.log(np.exp(scaled - highest[:, None]).sum(1))
        return float((total - scaled[np.arange(count), truth]).mean())

    best = scipy.optimize.minimize_scalar(
        lambda x: loss(math.exp(x)), bounds=(-2.5, 2.5), method="bounded",
        options={"xatol": 1e-10})
    p = np.exp(wide - wide.max(1, keepdims=True))
    p = (p / p.sum(1, keepdims=True)).astype(np.float32)
    said = p.argmax(1)
    confusion = np.zeros((classes, classes), int)
    np.add.at(confusion, (truth, said), 1)
    f1 = []
    for c in range(classes):
        there, claimed = confusion[c].sum(), confusion[:, c].sum()
        if there + claimed:
            f1.append(2 * confusion[c, c] / (there + claimed))
    groups = [["ann", "bob", "cem"][i % 3] for i in range(count)]
    return {
        "logits": [[float(x) for x in row] for row in logits], "truth": truth.tolist(),
        "temperature": math.exp(best.x), "loss": loss(math.exp(best.x)), "lossAtOne": loss(1),
        "probabilities": [[float(x) for x in row] for row in p],
        "confusion": confusion.tolist(), "accuracy": float((said == truth).mean()),
        "macroF1": float(np.mean(f1)), "groups": groups,
        "groupAccuracy": {
            g: float(np.mean([said[i] == truth[i] for i in range(count) if groups[i] == g]))
            for g in sorted(set(groups))
        },
        "calibrationError": calibration_error(
            p.max(1).astype(np.float64), (said == truth).astype(float)),
        "wilson": [[k, n, *wilson(k, n)] for k, n in [(0, 10), (10, 10), (3, 7), (297, 300)]],
    }


# --- confident learning: Northcutt et al. 2021, by noise rate

def confident_case():
    draw = np.random.default_rng(7)
    count, classes = 200, 3
    truth = draw.integers(0, classes, count)
    given = truth.copy()
    flipped = draw.choice(count, 14, replace=False)
    for clip in flipped:
        given[clip] = (truth[clip] + 1 + draw.integers(0, classes - 1)) % classes
    logits = draw.normal(size=(count, classes)) * 1.2
    logits[np.arange(count), truth] += 2.2
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    p = p.astype(np.float32)
    thresholds = [float(p[given == c, c].astype(np.float64).mean()) for c in range(classes)]
    counts = np.zeros((classes, classes))
    for clip in range(count):
        passing = [c for c in range(classes) if p[clip, c] >= thresholds[c]]
        if passing:
            counts[given[clip], max(passing, key=lambda c: p[clip, c])] += 1
    sizes = np.bincount(given, minlength=classes)
    joint = counts / counts.sum(1, keepdims=True) * sizes[:, None]
    flagged = set()
    for i in range(classes):
        for j in range(classes):
            wanted = int(np.floor(joint[i, j] + 0.5))
            if i == j or wanted == 0:
                continue
            clips = [c for c in range(count) if given[c] == i]
            clips.sort(key=lambda c: -(float(p[c, j]) - float(p[c, i])))
            flagged |= {c for c in clips[:wanted] if p[c, j] > p[c, i]}
    return {
        "probabilities": [[float(x) for x in row] for row in p], "given": given.tolist(),
        "flipped": sorted(int(c) for c in flipped), "thresholds": thresholds,
        "joint": joint.tolist(), "flagged": sorted(flagged),
    }


# --- a model file by another hand

def model_file():
    tensors = {
        "dense.weight": np.arange(6, dtype=np.float32).reshape(2, 3) / 8,
        "dense.bias": np.array([-1.5, 2.25], np.float16),
        "scale": np.array(0.5, np.float32),
        "none": np.zeros((0, 4), np.float32),
    }
    path = HERE / "by_python.safetensors"
    safetensors.numpy.save_file(tensors, path, {"note": "caf\u00e9"})
    path.chmod(0o644)


def check_ours():
    """Opens what the tests hold their own writer against."""
    path = HERE / "by_earmark.safetensors"
    if not path.exists():
        return
    with safetensors.safe_open(path, "np") as file:
        configuration = json.loads(file.metadata()["earmark.config"])
        assert configuration["labels"] == ["no", "yes"], configuration
        weight = file.get_tensor("dense.weight")
        assert weight.shape == (2, 3) and weight.dtype == np.float32 and weight[1, 2] == 2.5, weight
        assert file.get_tensor("dense.bias").tolist() == [-1.0, 0.25]
    length = struct.unpack("<Q", path.read_bytes()[:8])[0]
    assert length % 8 == 0


def main():
    write("split", split_cases())
    write("draw", draw_case())
    write("recognize", recognize_cases())
    write("score", score_cases())
    write("stream", stream_case())
    write("log_mel", log_mel_cases())
    write("evaluation", evaluation_case())
    write("confident", confident_case())
    model_file()
    check_ours()


if __name__ == "__main__":
    main()
