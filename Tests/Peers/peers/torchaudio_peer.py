"""torchaudio's transforms."""

import torch
import torchaudio
from torchaudio import transforms

from tasks import SAMPLE_RATE


def prepare(samples):
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    audio = torch.from_numpy(samples)
    mel = dict(n_fft=512, hop_length=160, n_mels=80, norm="slaney", mel_scale="slaney")
    log_mel = torch.nn.Sequential(
        transforms.MelSpectrogram(SAMPLE_RATE, **mel), transforms.AmplitudeToDB("power"))
    mfcc = transforms.MFCC(SAMPLE_RATE, n_mfcc=40, melkwargs=mel)
    spectrogram = transforms.Spectrogram(n_fft=1024, hop_length=256, power=2)

    def running(transform):
        def run():
            with torch.inference_mode():
                return transform(audio).numpy()
        return run

    return f"{torchaudio.__version__}, torch {torch.__version__}", {
        "log-mel": running(log_mel), "mfcc-40": running(mfcc), "spectrogram": running(spectrogram),
    }
