"""The voices: which program speaks, how fast, how high, and the speaker's eight digits."""

import dataclasses
import hashlib
import re

# Chosen so that the Speech Commands split rule (10 % / 10 %) puts two of the clip voices
# into validation and two into testing.
SALT = "earmark voice 68"


@dataclasses.dataclass(frozen=True)
class Voice:
    """One speaker. `speed` is words a minute for espeak-ng and a stretch for flite;
    `pitch` is espeak-ng's 0...99 and unused by flite."""

    name: str
    engine: str
    speed: float
    pitch: int = 50
    in_clips: bool = True

    @property
    def speaker(self):
        """The eight hexadecimal digits in front of `_nohash_`."""
        return hashlib.sha1(f"{SALT} {self.engine} {self.name}".encode()).hexdigest()[:8]

    @property
    def split(self):
        """training, validation or testing by the rule of the Speech Commands data set."""
        if not self.in_clips:
            return "recording only"
        largest = 2**27 - 1
        digest = int(hashlib.sha1(self.speaker.encode()).hexdigest(), 16)
        percentage = (digest % (largest + 1)) * (100.0 / largest)
        return "validation" if percentage < 10 else "testing" if percentage < 20 else "training"


VOICES = (
    Voice("awb", "flite", 1.0),
    Voice("kal16", "flite", 1.3),
    Voice("rms", "flite", 0.95),
    Voice("slt", "flite", 1.05),
    Voice("en-us", "espeak-ng", 150, 45),
    Voice("en-us+f2", "espeak-ng", 155, 50),
    Voice("en-us+f3", "espeak-ng", 140, 55),
    Voice("en-us+klatt4", "espeak-ng", 145, 40),
    Voice("en-us-nyc+f2", "espeak-ng", 145, 60),
    Voice("en-gb", "espeak-ng", 145, 55),
    Voice("en-gb+f5", "espeak-ng", 150, 40),
    Voice("en-gb-x-rp+m3", "espeak-ng", 135, 35),
    Voice("en-gb-scotland+m3", "espeak-ng", 145, 55),
    Voice("en-us+m1", "espeak-ng", 140, 50),
    Voice("en-gb+Annie", "espeak-ng", 145, 40),
    Voice("en-us+adam", "espeak-ng", 140, 50),
    Voice("en-us+m7", "espeak-ng", 140, 40, in_clips=False),
    Voice("en-gb-x-rp+f2", "espeak-ng", 140, 40, in_clips=False),
)

CLIP_VOICES = tuple(voice for voice in VOICES if voice.in_clips)
HELD_OUT_VOICES = tuple(voice for voice in VOICES if voice.split != "training")


def table():
    """The voices as a Markdown table."""
    rows = ["| speaker | program | voice | speed | pitch | split |", "|---|---|---|---|---|---|"]
    for voice in VOICES:
        is_flite = voice.engine == "flite"
        speed = f"× {voice.speed:g}" if is_flite else f"{voice.speed:g} wpm"
        pitch = "–" if is_flite else str(voice.pitch)
        cells = (f"`{voice.speaker}`", voice.engine, f"`{voice.name}`", speed, pitch, voice.split)
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def is_clip_name(name):
    """Whether a file name has the form `<speaker>_nohash_<take>.wav` of a known voice."""
    match = re.fullmatch(r"([0-9a-f]{8})_nohash_\d+\.wav", name)
    return match is not None and match[1] in {voice.speaker for voice in CLIP_VOICES}
