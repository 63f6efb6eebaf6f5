"""What is measured, and the bars."""

import dataclasses

SAMPLE_RATE = 16_000
SECONDS = 60


@dataclasses.dataclass(frozen=True)
class Task:
    """Work that earmark must do `bar` times faster than the fastest library; `aim` is the wish."""

    name: str
    what: str
    bar: float
    aim: float
    # Libraries with earmark's conventions: the values are the same, but for frames at the ends.
    same: tuple = ()


# Slaney's bands of equal area, decibels, orthonormal cosines.
SLANEY = ("numpy + scipy.fft", "librosa", "torchaudio")

TASKS = (
    Task("log-mel", "windows of 512 every 160, 80 mel bands, dB", bar=4, aim=6, same=SLANEY),
    Task("mfcc-40", "40 cosine coefficients of that; TensorFlow's op: of its own bands", 4, 6,
         SLANEY),
    Task("spectrogram", "power, windows of 1024 every 256", bar=3, aim=5,
         same=(*SLANEY, "tf.signal", "TensorFlow ops", "audioflux", "kaldi-native-fbank")),
    Task("tensorflow-mfcc", "as TensorFlow's ops: 480 every 160, 40 of 40 bands, double", 3, 3,
         ("TensorFlow ops",)),
)
