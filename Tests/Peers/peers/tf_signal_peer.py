"""tf.signal, compiled by tf.function."""

import math

from peers.tensorflow_threads import tensorflow as tf
from tasks import SAMPLE_RATE


def prepare(samples):
    # An argument, lest the graph be computed once and kept as a constant.
    audio = tf.constant(samples)
    bands = tf.signal.linear_to_mel_weight_matrix(80, 257, SAMPLE_RATE, 0, SAMPLE_RATE / 2)

    def power(x, length, hop):
        spectrum = tf.signal.stft(x, length, hop)
        return tf.square(tf.math.real(spectrum)) + tf.square(tf.math.imag(spectrum))

    def log_mel(x):
        mel = tf.matmul(power(x, 512, 160), bands)
        return tf.math.log(tf.maximum(mel, 1e-10)) * (10 / math.log(10))

    def mfcc(x):
        return tf.signal.mfccs_from_log_mel_spectrograms(log_mel(x))[:, :40]

    def running(body):
        function = tf.function(body)
        return lambda: function(audio).numpy()

    return tf.__version__, {
        "log-mel": running(log_mel),
        "mfcc-40": running(mfcc),
        "spectrogram": running(lambda x: power(x, 1024, 256)),
    }
