"""audioFlux."""

import audioflux
from audioflux.type import SpectralDataType, SpectralFilterBankNormalType
from audioflux.type import SpectralFilterBankScaleType as Scale
from audioflux.utils import power_to_db

from tasks import SAMPLE_RATE


def prepare(samples):
    power = dict(samplate=SAMPLE_RATE, data_type=SpectralDataType.POWER)
    mel = audioflux.BFT(
        num=80, radix2_exp=9, slide_length=160, scale_type=Scale.MEL,
        normal_type=SpectralFilterBankNormalType.AREA, **power)
    cepstrum = audioflux.XXCC(80)
    cepstrum.set_time_length(mel.cal_time_length(len(samples)))
    linear = audioflux.BFT(
        num=513, radix2_exp=10, slide_length=256, scale_type=Scale.LINEAR, **power)

    def mel_power():
        return mel.bft(samples, result_type=1)

    return audioflux.__version__, {
        "log-mel": lambda: power_to_db(mel_power()),
        "mfcc-40": lambda: cepstrum.xxcc(mel_power(), cc_num=40),
        "spectrogram": lambda: linear.bft(samples, result_type=1),
    }
