"""kaldi-native-fbank: its filter banks without dither, pre-emphasis and offset, its STFT."""

import kaldi_native_fbank as kaldi
import numpy as np

from tasks import SAMPLE_RATE


def set_frames(options):
    frames = options.frame_opts
    frames.samp_freq = SAMPLE_RATE
    frames.frame_length_ms = 32
    frames.frame_shift_ms = 10
    frames.dither = 0
    frames.preemph_coeff = 0
    frames.remove_dc_offset = False
    frames.window_type = "hann"
    frames.snip_edges = False
    options.mel_opts.num_bins = 80
    return options


def prepare(samples):
    # A list is what it takes most quickly.
    audio = samples.tolist()
    fbank = set_frames(kaldi.FbankOptions())
    mfcc = set_frames(kaldi.MfccOptions())
    mfcc.num_ceps = 40
    mfcc.use_energy = False
    mfcc.cepstral_lifter = 0
    stft = kaldi.Stft(
        kaldi.StftConfig(n_fft=1024, hop_length=256, win_length=1024, window_type="hann"))

    def frames(extractor):
        extractor.accept_waveform(SAMPLE_RATE, audio)
        extractor.input_finished()
        return np.array([extractor.get_frame(t) for t in range(extractor.num_frames_ready)])

    def spectrogram():
        result = stft.compute(audio)
        real = np.array(result.real, np.float32)
        imaginary = np.array(result.imag, np.float32)
        return real * real + imaginary * imaginary

    return kaldi.__version__, {
        "log-mel": lambda: frames(kaldi.OnlineFbank(fbank)),
        "mfcc-40": lambda: frames(kaldi.OnlineMfcc(mfcc)),
        "spectrogram": spectrogram,
    }
