"""librosa, with the filter bank made once."""

import librosa
import numpy as np

from tasks import SAMPLE_RATE


def prepare(samples):
    bands = librosa.filters.mel(sr=SAMPLE_RATE, n_fft=512, n_mels=80)

    def power(n_fft, hop):
        return librosa.util.abs2(librosa.stft(samples, n_fft=n_fft, hop_length=hop))

    def log_mel():
        return librosa.power_to_db(np.matmul(bands, power(512, 160)))

    return librosa.__version__, {
        "log-mel": log_mel,
        "mfcc-40": lambda: librosa.feature.mfcc(S=log_mel(), n_mfcc=40),
        "spectrogram": lambda: power(1024, 256),
    }
