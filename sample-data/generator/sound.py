"""Samples as lists of floats in -1...1, one channel, 16 kHz: levels, filters and files."""

import array
import hashlib
import math
import random
import subprocess
import sys
import wave

RATE = 16000


def seeded(*parts):
    """A random generator that depends on nothing but the given words and numbers."""
    digest = hashlib.sha256(" ".join(str(part) for part in parts).encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))


def amplitude(decibels):
    return 10 ** (decibels / 20)


def decibels(value):
    return 20 * math.log10(max(value, 1e-9))


def rms(samples):
    return math.sqrt(sum(x * x for x in samples) / max(len(samples), 1))


def peak(samples):
    return max((abs(x) for x in samples), default=0.0)


def scaled(samples, gain):
    return [x * gain for x in samples]


def at_level(samples, level):
    """The samples with a root mean square of `level` dBFS."""
    return scaled(samples, amplitude(level) / max(rms(samples), 1e-9))


def add(target, samples, first):
    """Adds `samples` to `target` from index `first`; what lies outside is dropped."""
    start = max(0, -first)
    end = min(len(samples), len(target) - first)
    for i in range(start, end):
        target[first + i] += samples[i]


def faded(samples, count):
    """The samples with a linear ramp of `count` samples at each end."""
    result = list(samples)
    count = min(count, len(result) // 2)
    for i in range(count):
        result[i] *= i / count
        result[-1 - i] *= i / count
    return result


def low_pass(samples, hertz):
    """One pole."""
    keep = math.exp(-2 * math.pi * hertz / RATE)
    state, result = 0.0, []
    for x in samples:
        state = x + keep * (state - x)
        result.append(state)
    return result


def high_pass(samples, hertz):
    return [x - low for x, low in zip(samples, low_pass(samples, hertz))]


def white(count, rng):
    return [rng.gauss(0, 1) for _ in range(count)]


def pink(count, rng):
    """White noise through Paul Kellet's economy filter, about -3 dB an octave."""
    b0 = b1 = b2 = 0.0
    result = []
    for _ in range(count):
        x = rng.gauss(0, 1)
        b0 = 0.99765 * b0 + x * 0.0990460
        b1 = 0.96300 * b1 + x * 0.2965164
        b2 = 0.57000 * b2 + x * 1.0526913
        result.append(b0 + b1 + b2 + x * 0.1848)
    return result


def pcm(samples):
    """16-bit little-endian bytes; a sample out of range is a mistake of the caller."""
    values = array.array("h", (round(x * 32767) for x in samples))
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def write_wav(path, samples):
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm(samples))


def write_flac(path, samples):
    path.parent.mkdir(parents=True, exist_ok=True)
    command = ["flac", "--silent", "--force", "--best", "--no-padding", "--force-raw-format"]
    command += ["--endian=little", "--sign=signed", "--channels=1", "--bps=16"]
    command += [f"--sample-rate={RATE}", f"--output-name={path}", "-"]
    subprocess.run(command, input=pcm(samples), check=True)


def read(path):
    """The samples of a 16-bit one-channel WAV or FLAC file, and its sample rate."""
    if path.suffix == ".flac":
        wav = subprocess.run(
            ["flac", "--silent", "--decode", "--stdout", str(path)], check=True, capture_output=True
        ).stdout
        rate, data = int.from_bytes(wav[24:28], "little"), wav[44:]
    else:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise ValueError(f"{path} is not 16-bit mono")
            rate, data = file.getframerate(), file.readframes(file.getnframes())
    values = array.array("h")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return [x / 32767 for x in values], rate
