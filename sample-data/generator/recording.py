"""The two-minute recording: words of held-out voices over changing noise, exactly labelled."""

import dataclasses
import math

from . import clips, environment, sound
from .voices import HELD_OUT_VOICES

SECONDS = 120
COUNT = SECONDS * sound.RATE
NAME = "words-over-noise"
TAKE = 2


@dataclasses.dataclass(frozen=True)
class Event:
    """One labelled sound; `onset` and `offset` are samples of the recording."""

    label: str
    onset: int
    offset: int


def background(beds):
    """The noises one after another, each half a minute, faded over two seconds."""
    result = sound.at_level(sound.pink(COUNT, sound.seeded("recording")), -62)
    part, ramp = COUNT // len(beds), 2 * sound.RATE
    for index, name in enumerate(sorted(beds)):
        bed = beds[name]
        stretch = [bed[i % len(bed)] for i in range(part)]
        sound.add(result, sound.scaled(sound.faded(stretch, ramp), 0.5), index * part)
    return result


def script(rng):
    """What is heard, in order: every command four times, each other word once, six sounds."""
    spoken = [(word, True) for word in clips.COMMANDS * 4 + clips.OTHERS]
    heard = [(kind, False) for kind in ("click", "chirp", "tone") * 2]
    order = spoken + heard
    rng.shuffle(order)
    return order


def sounding(samples):
    """Where the samples come within 40 dB of their peak: first, and one past the last."""
    limit = sound.peak(samples) * sound.amplitude(-40)
    loud = [i for i, x in enumerate(samples) if abs(x) > limit]
    return loud[0], loud[-1] + 1


def pieces(speaker, rng):
    """The samples to mix in, with label, onset and offset inside them."""
    result = []
    for number, (label, is_word) in enumerate(script(rng)):
        if is_word:
            voice = HELD_OUT_VOICES[number % len(HELD_OUT_VOICES)]
            word = speaker.word(voice, label, f"{TAKE} {number}")
            word = clips.leveled(word, rng.uniform(-25, -17))
            result.append((label, word.samples, word.onset, word.offset))
        else:
            samples = environment.MAKERS[label](sound.seeded("recording", label, number))
            samples = sound.scaled(samples, sound.amplitude(-14) / sound.peak(samples))
            result.append((label, samples, *sounding(samples)))
    return result


def compose(speaker, beds):
    """The samples and the events; gaps are random and share the time that is left."""
    rng = sound.seeded("recording order")
    samples = background(beds)
    parts = pieces(speaker, rng)
    shares = [rng.uniform(0.25, 1.75) for _ in range(len(parts) + 1)]
    free = COUNT - sum(offset - onset for _, _, onset, offset in parts)
    events, position = [], 0
    for share, (label, piece, onset, offset) in zip(shares, parts):
        position += math.floor(free * share / sum(shares))
        sound.add(samples, piece, position - onset)
        events.append(Event(label, position, position + offset - onset))
        position = events[-1].offset
    return samples, events


def audacity(events):
    """An Audacity label track: onset, offset in seconds and the label, tab separated."""
    rows = (f"{e.onset / sound.RATE:.6f}\t{e.offset / sound.RATE:.6f}\t{e.label}" for e in events)
    return "\n".join(rows) + "\n"


def streaming_truth(events):
    """`label, ms` with the time of the word's onset; words that are no command are
    `_unknown_`, and what is no speech is left out."""
    rows = []
    for event in events:
        if event.label not in environment.KINDS:
            label = event.label if event.label in clips.COMMANDS else "_unknown_"
            rows.append(f"{label}, {event.onset * 1000 / sound.RATE:.6f}\n")
    return "".join(rows)


def write(output, speaker, beds):
    samples, events = compose(speaker, beds)
    folder = output / "recordings"
    sound.write_flac(folder / f"{NAME}.flac", samples)
    for suffix, text in (("audacity", audacity(events)), ("truth", streaming_truth(events))):
        (folder / f"{NAME}.{suffix}.txt").write_text(text, encoding="utf-8", newline="\n")
