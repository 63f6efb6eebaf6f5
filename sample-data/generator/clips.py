"""The one-second word clips, good ones and the faulty ones that tests look for."""

import csv

from . import sound
from .voices import CLIP_VOICES

COMMANDS = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")
OTHERS = ("bird", "cat", "dog", "happy", "bed", "house", "marvin", "sheila", "tree", "wow")
OTHER_VOICES = 7
CLIP_LENGTH = sound.RATE
LARGEST_PEAK = 0.85

# index of the voice, label of the folder, word that is spoken
WRONG_LABELS = (
    (0, "yes", "no"),
    (3, "no", "go"),
    (5, "up", "down"),
    (6, "left", "right"),
    (9, "on", "off"),
    (11, "stop", "yes"),
    (12, "go", "stop"),
    (14, "bird", "cat"),
)
# index of the voice, word, fault, part of the word that lies before the clip begins
# (below zero: where in the word's length the clip ends, counted from the word's onset)
BAD_CUTS = (
    (2, "down", "cut-start", 0.45),
    (7, "right", "cut-end", -0.55),
    (10, "stop", "shifted-out", -0.15),
    (13, "happy", "shifted-out", 0.80),
)


def voices_for(word):
    """All voices for the commands; for the other words seven, in turn."""
    if word in COMMANDS:
        return CLIP_VOICES
    first = OTHERS.index(word) * OTHER_VOICES
    return tuple(CLIP_VOICES[(first + i) % len(CLIP_VOICES)] for i in range(OTHER_VOICES))


def word_level(rng):
    return rng.uniform(-26, -12)


def leveled(word, level):
    """The word at `level` dBFS, softer where its peak would reach full scale."""
    gain = sound.amplitude(level - word.level())
    return word.scaled(min(gain, LARGEST_PEAK / sound.peak(word.samples)))


def room_noise(count, level, rng):
    """Soft coloured noise at `level` dBFS, so that no clip is digital silence."""
    hiss = sound.white(count, rng)
    rumble = sound.at_level(sound.low_pass(hiss, rng.uniform(150, 600)), 0)
    share = rng.uniform(0.3, 0.9)
    return sound.at_level([share * a + (1 - share) * b for a, b in zip(rumble, hiss)], level)


def clip(word, onset, rng):
    """One second of room noise with the word's onset at sample `onset`."""
    quiet = rng.uniform(-72, -62)
    noisy = rng.uniform(-56, -48)
    level = noisy if rng.random() < 0.4 else quiet
    samples = room_noise(CLIP_LENGTH, min(level, word.level() - 24), rng)
    sound.add(samples, word.samples, onset - word.onset)
    return samples


def path_of(output, label, voice, take):
    return output / label / f"{voice.speaker}_nohash_{take}.wav"


def well_placed_onset(word, rng):
    """About 170...330 ms into the clip, earlier where a long word would not fit."""
    latest = CLIP_LENGTH - word.length - sound.RATE * 40 // 1000
    return min(round(rng.uniform(0.17, 0.33) * sound.RATE), latest)


def good_clip(speaker, voice, word, take):
    rng = sound.seeded("clip", voice.speaker, word, take)
    spoken = leveled(speaker.word(voice, word, take), word_level(rng))
    return clip(spoken, well_placed_onset(spoken, rng), rng)


def write_words(output, speaker):
    for word in COMMANDS + OTHERS:
        for voice in voices_for(word):
            sound.write_wav(path_of(output, word, voice, 0), good_clip(speaker, voice, word, 0))


def write_faults(output, speaker):
    """Take 1 of some voices: eight in the wrong folder, four badly cut; and their list."""
    rows = []
    for index, label, truth in WRONG_LABELS:
        path = path_of(output, label, CLIP_VOICES[index], 1)
        sound.write_wav(path, good_clip(speaker, CLIP_VOICES[index], truth, 1))
        rows.append((path.relative_to(output).as_posix(), "wrong-label", label, truth))
    for index, word, fault, part in BAD_CUTS:
        voice = CLIP_VOICES[index]
        rng = sound.seeded("cut", voice.speaker, word)
        spoken = leveled(speaker.word(voice, word, 1), word_level(rng))
        edge = 0 if part > 0 else CLIP_LENGTH
        path = path_of(output, word, voice, 1)
        sound.write_wav(path, clip(spoken, edge - round(abs(part) * spoken.length), rng))
        rows.append((path.relative_to(output).as_posix(), fault, word, word))
    with open(output / "known-faults.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("path", "fault", "label", "truth"))
        writer.writerows(sorted(rows))
