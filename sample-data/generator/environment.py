"""Sounds that are no speech: chirps, tones, clicks and engines, one second each."""

import hashlib
import math

from . import sound

KINDS = ("chirp", "tone", "click", "engine")
PER_KIND = 6
LENGTH = sound.RATE


def sweep(count, hertz_at):
    """A sine whose frequency follows `hertz_at(position)` with the position in 0...1."""
    phase, result = 0.0, []
    for i in range(count):
        phase += 2 * math.pi * hertz_at(i / count) / sound.RATE
        result.append(math.sin(phase))
    return result


def chirp(rng):
    """Three to seven bird-like syllables, each a rising, falling or trilling whistle."""
    result = [0.0] * LENGTH
    position = rng.uniform(0.05, 0.15)
    low, high = rng.uniform(2200, 3200), rng.uniform(4200, 6500)
    shape = rng.choice(("up", "down", "trill"))
    for _ in range(rng.randint(3, 7)):
        length = rng.uniform(0.05, 0.13)
        if position + length > 0.95:
            break
        bend = rng.uniform(0.9, 1.1)
        trills = rng.uniform(3, 6)
        curves = {
            "up": lambda t: bend * (low + (high - low) * t * t),
            "down": lambda t: bend * (high - (high - low) * math.sqrt(t)),
            "trill": lambda t: bend * ((low + high) / 2 + 500 * math.sin(2 * math.pi * trills * t)),
        }
        samples = sweep(round(length * sound.RATE), curves[shape])
        shaped = [x * math.sin(math.pi * i / len(samples)) for i, x in enumerate(samples)]
        sound.add(result, shaped, round(position * sound.RATE))
        position += length + rng.uniform(0.04, 0.12)
    return result


def tone(rng):
    """One beep of one to three partials or of two notes."""
    length = round(rng.uniform(0.35, 0.8) * sound.RATE)
    base = rng.choice((220, 330, 440, 660, 880, 1000, 1320, 2000)) * rng.uniform(0.97, 1.03)
    if rng.random() < 0.35:
        half = length // 2
        first, second = sweep(half, lambda t: base), sweep(half, lambda t: base * 1.25)
        samples = sound.faded(first, 160) + sound.faded(second, 160)
    else:
        partials = rng.randint(1, 3)
        voices = [sweep(length, lambda t, k=k: base * k) for k in range(1, partials + 1)]
        samples = [sum(x / (k + 1) for k, x in enumerate(row)) for row in zip(*voices)]
    result = [0.0] * LENGTH
    sound.add(result, sound.faded(samples, 320), round(rng.uniform(0.05, 0.15) * sound.RATE))
    return result


def click(rng):
    """One to five short knocks: a noise burst over a quickly dying resonance."""
    result = [0.0] * LENGTH
    position = rng.uniform(0.1, 0.3)
    resonance, decay = rng.uniform(600, 3500), rng.uniform(0.002, 0.012)
    gap = rng.uniform(0.09, 0.2)
    for _ in range(rng.randint(1, 5)):
        if position > 0.9:
            break
        ring = sweep(round(8 * decay * sound.RATE), lambda t: resonance)
        burst = [
            (x + 0.7 * rng.gauss(0, 1)) * math.exp(-i / (decay * sound.RATE))
            for i, x in enumerate(ring)
        ]
        sound.add(result, sound.scaled(burst, rng.uniform(0.6, 1)), round(position * sound.RATE))
        position += gap * rng.uniform(0.85, 1.15)
    return result


def engine(rng):
    """A running motor: harmonics of a drifting base, firing strokes and some rattle."""
    base, drift = rng.uniform(38, 110), rng.uniform(-0.12, 0.12)
    harmonics = rng.randint(8, 18)
    weights = [rng.uniform(0.4, 1) / (k + 1) ** rng.uniform(0.6, 1.1) for k in range(harmonics)]
    rough = sound.low_pass(sound.white(LENGTH, rng), 1500)
    phase, result = 0.0, []
    for i in range(LENGTH):
        phase += 2 * math.pi * base * (1 + drift * i / LENGTH) / sound.RATE
        hum = sum(w * math.sin((k + 1) * phase + k) for k, w in enumerate(weights))
        stroke = 0.6 + 0.4 * math.sin(phase / 2)
        result.append(hum * stroke + 0.8 * rough[i] * stroke)
    return sound.faded(result, 400)


MAKERS = {"chirp": chirp, "tone": tone, "click": click, "engine": engine}


def sound_of(kind, number):
    """One second of the kind: -28...-16 dBFS where it sounds, over faint hiss."""
    rng = sound.seeded("environment", kind, number)
    samples = MAKERS[kind](rng)
    gain = sound.amplitude(rng.uniform(-14, -5)) / sound.peak(samples)
    result = sound.at_level(sound.pink(LENGTH, rng), rng.uniform(-72, -60))
    sound.add(result, sound.scaled(samples, gain), 0)
    return result


def name_of(kind, number):
    """Each sound is its own source, thus has eight digits of its own."""
    digits = hashlib.sha1(f"earmark {kind} {number}".encode()).hexdigest()[:8]
    return f"{digits}_nohash_0.flac"


def write_sounds(output):
    for kind in KINDS:
        for number in range(PER_KIND):
            sound.write_flac(output / kind / name_of(kind, number), sound_of(kind, number))
