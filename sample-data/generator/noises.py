"""The four background noises."""

import math

from . import sound
from .voices import CLIP_VOICES

SECONDS = 22
COUNT = SECONDS * sound.RATE
LEVELS = {"pink_noise": -54, "running_tap": -54, "room_hum": -50, "babble": -48}

SENTENCES = (
    "The bakery at the corner sells warm bread before seven in the morning.",
    "My neighbour paints small boats and gives them the names of rivers.",
    "Nobody remembered where the old map had been put away last winter.",
    "A quiet train carried the letters across the mountains every evening.",
    "They planted beans, peas and a single apricot behind the school.",
    "The museum shows clocks that have never agreed about the hour.",
    "Please bring a blanket because the theatre has no heating at all.",
    "Seven geese crossed the market place and nobody dared to laugh.",
)


def pink_noise():
    return sound.pink(COUNT, sound.seeded("pink noise"))


def running_tap():
    """Bright hiss that flutters, and drops that each ring with a rising pitch."""
    rng = sound.seeded("running tap")
    hiss = sound.high_pass(sound.low_pass(sound.white(COUNT, rng), 3200), 700)
    flutter = sound.low_pass(sound.white(COUNT, rng), 6)
    depth = 0.25 / sound.rms(flutter)
    result = [x * (1 + depth * f) for x, f in zip(hiss, flutter)]
    loudness = sound.rms(result)
    for _ in range(45 * SECONDS):
        hertz, rise = rng.uniform(500, 2800), rng.uniform(0.2, 0.8)
        decay = rng.uniform(0.004, 0.015) * sound.RATE
        size = loudness * rng.uniform(0.3, 1.8)
        phase, drop = 0.0, []
        for i in range(round(4 * decay)):
            phase += 2 * math.pi * hertz * (1 + rise * i / (4 * decay)) / sound.RATE
            drop.append(size * math.sin(phase) * math.exp(-i / decay))
        sound.add(result, drop, rng.randrange(COUNT))
    return result


def room_hum():
    """Mains hum with its harmonics, a fan's broad rumble, slow beating."""
    rng = sound.seeded("room hum")
    rumble = sound.at_level(sound.low_pass(sound.low_pass(sound.white(COUNT, rng), 220), 400), 0)
    partials = [(k, 0.9 / k, rng.uniform(0, 6), rng.uniform(0.05, 0.3)) for k in (1, 2, 3, 4, 6)]
    result = []
    for i in range(COUNT):
        t = i / sound.RATE
        hum = sum(
            w * (1 + 0.3 * math.sin(2 * math.pi * beat * t)) * math.sin(2 * math.pi * 50 * k * t + p)
            for k, w, p, beat in partials
        )
        result.append(hum + 0.7 * rumble[i])
    return result


def babble(speaker):
    """Every clip voice speaks on and on, all at once, behind a door."""
    result = [0.0] * COUNT
    for index, voice in enumerate(CLIP_VOICES):
        rng = sound.seeded("babble", voice.speaker)
        start = (index * 3) % len(SENTENCES)
        text = " ".join(SENTENCES[start:] + SENTENCES[:start])
        spoken = sound.at_level(speaker.text(voice, text), -20 + rng.uniform(-4, 4))
        first = -rng.randrange(sound.RATE)
        while first < COUNT:
            sound.add(result, spoken, first)
            first += len(spoken)
    return sound.low_pass(sound.high_pass(result, 150), 2200)


def make_all(speaker):
    """The noises by name, each at its level."""
    made = {
        "pink_noise": pink_noise(),
        "running_tap": running_tap(),
        "room_hum": room_hum(),
        "babble": babble(speaker),
    }
    return {name: sound.at_level(samples, LEVELS[name]) for name, samples in made.items()}


def write_all(output, beds):
    for name, samples in beds.items():
        sound.write_flac(output / "_background_noise_" / f"{name}.flac", samples)
