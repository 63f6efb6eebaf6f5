"""TensorFlow's AudioSpectrogram and Mfcc, which speech_commands uses; double inside."""

from peers.tensorflow_threads import tensorflow as tf
from tasks import SAMPLE_RATE


def prepare(samples):
    audio = tf.constant(samples[:, None])
    rate = tf.constant(SAMPLE_RATE)

    def power(x, length, hop):
        return tf.raw_ops.AudioSpectrogram(
            input=x, window_size=length, stride=hop, magnitude_squared=True)

    def mfcc(x):
        return tf.raw_ops.Mfcc(
            spectrogram=power(x, 480, 160), sample_rate=rate, upper_frequency_limit=4000,
            lower_frequency_limit=20, filterbank_channel_count=40, dct_coefficient_count=40)

    def running(body):
        function = tf.function(body)
        return lambda: function(audio).numpy()

    return tf.__version__, {
        "mfcc-40": running(mfcc),
        "spectrogram": running(lambda x: power(x, 1024, 256)),
        "tensorflow-mfcc": running(mfcc),
    }
