"""MFCC of every WAV file of a folder as a script with librosa makes them: IN OUT."""

import pathlib
import sys

import librosa
import numpy as np


def main():
    folder, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*.wav")):
        samples, rate = librosa.load(path, sr=None)
        mfcc = librosa.feature.mfcc(
            y=samples, sr=rate, n_mfcc=40, n_fft=256, hop_length=80, n_mels=64)
        np.save(out / path.with_suffix(".npy").name, mfcc.T.astype(np.float32))


if __name__ == "__main__":
    main()
