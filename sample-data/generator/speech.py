"""Speaking: text to samples through espeak-ng or flite, then a microphone and a room."""

import array
import dataclasses
import os
import subprocess
import sys

from . import sound

# Where a word begins and ends: its first and last sample less than this under its peak.
EXTENT_DECIBELS = -40


@dataclasses.dataclass(frozen=True)
class Word:
    """A spoken word. `onset` is its first sample, `offset` one past its last."""

    samples: list
    onset: int
    offset: int

    @property
    def length(self):
        return self.offset - self.onset

    def scaled(self, gain):
        return dataclasses.replace(self, samples=sound.scaled(self.samples, gain))

    def level(self):
        """Root mean square from onset to offset, dBFS."""
        return sound.decibels(sound.rms(self.samples[self.onset : self.offset]))


class Speaker:
    """Runs the speech programs; `scratch` is a folder for their output."""

    def __init__(self, scratch):
        self.scratch = scratch

    def text(self, voice, text, speed_factor=1.0, pitch_shift=0):
        """What the program says, with the silence it leaves around, at 16 kHz."""
        path = self.scratch / "spoken.wav"
        if voice.engine == "flite":
            stretch = f"duration_stretch={voice.speed / speed_factor:.3f}"
            command = ["flite", "-voice", voice.name, "--setf", stretch]
            command += ["-t", text, "-o", str(path)]
        else:
            pitch = min(max(voice.pitch + pitch_shift, 0), 99)
            command = ["espeak-ng", "-v", voice.name, "-s", str(round(voice.speed * speed_factor))]
            command += ["-p", str(pitch), "-w", str(path), text]
        environment = dict(os.environ, LC_ALL="C.UTF-8")
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        return resampled(path)

    def word(self, voice, text, take):
        """One word, spoken a little differently for every take, through the voice's room."""
        rng = sound.seeded("word", voice.speaker, text, take)
        spoken = self.text(voice, text, rng.uniform(0.93, 1.08), rng.randint(-5, 5))
        return trimmed(in_room(spoken, voice))


def resampled(path):
    """Any WAV file as floats at 16 kHz; the 3 dB leave room for the filter's ripple."""
    command = ["sox", "-V1", "-R", "-D", str(path), "-t", "raw", "-e", "floating-point"]
    command += ["-b", "32", "-L", "-c", "1", "-r", str(sound.RATE), "-", "gain", "-3", "rate", "-v"]
    values = array.array("f")
    values.frombytes(subprocess.run(command, check=True, capture_output=True).stdout)
    if sys.byteorder == "big":
        values.byteswap()
    return list(values)


def in_room(samples, voice):
    """The voice through its own microphone (tilt) and room (a few early reflections)."""
    rng = sound.seeded("room", voice.speaker)
    heard = sound.high_pass(samples, rng.uniform(50, 120))
    brightness = rng.uniform(0.5, 1.0)
    dull = sound.low_pass(heard, 2500)
    heard = [brightness * x + (1 - brightness) * y for x, y in zip(heard, dull)]
    result = heard + [0.0] * (sound.RATE // 10)
    for _ in range(rng.choice((0, 4, 8))):
        delay = rng.uniform(0.004, 0.06)
        gain = rng.choice((-1, 1)) * sound.amplitude(-14 - 250 * delay)
        sound.add(result, sound.scaled(heard, gain), round(delay * sound.RATE))
    return result


def trimmed(samples):
    """The word with 15 ms before its onset and 30 ms after its offset."""
    limit = sound.peak(samples) * sound.amplitude(EXTENT_DECIBELS)
    loud = [i for i, x in enumerate(samples) if abs(x) > limit]
    first = max(0, loud[0] - sound.RATE * 15 // 1000)
    end = min(len(samples), loud[-1] + 1 + sound.RATE * 30 // 1000)
    piece = sound.faded(samples[first:end], sound.RATE * 5 // 1000)
    return Word(piece, loud[0] - first, loud[-1] + 1 - first)
