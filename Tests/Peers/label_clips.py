"""Labels every WAV file of a folder, as TensorFlow's label_wav_dir.py does: FOLDER CLASSES.

The graph is that of speech_commands' tiny_conv with its decode_wav, spectrogram and MFCC; weights
are drawn, which takes the same time. Prints the seconds of the loop alone, and how many files.
"""

import os
import pathlib
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf  # After the variable that keeps it quiet.


def graph(classes):
    frames, bins = 98, 40
    filters = tf.random.normal((10, 8, 1, 8), stddev=0.01, seed=1)
    weights = tf.random.normal((frames // 2 * (bins // 2) * 8, classes), stddev=0.01, seed=2)

    @tf.function(input_signature=[tf.TensorSpec((), tf.string)])
    def scores(contents):
        audio, rate = tf.audio.decode_wav(contents, desired_channels=1, desired_samples=16000)
        power = tf.raw_ops.AudioSpectrogram(
            input=audio, window_size=480, stride=160, magnitude_squared=True)
        features = tf.raw_ops.Mfcc(
            spectrogram=power, sample_rate=rate, dct_coefficient_count=bins)
        image = tf.reshape(features, (1, frames, bins, 1))
        hidden = tf.nn.relu(tf.nn.conv2d(image, filters, (1, 2, 2, 1), "SAME"))
        return tf.nn.softmax(tf.reshape(hidden, (1, -1)) @ weights)

    return scores


def main():
    folder, classes = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    scores = graph(classes)
    files = sorted(folder.rglob("*.wav"))
    scores(files[0].read_bytes())
    start = time.perf_counter()
    for path in files:
        scores(path.read_bytes()).numpy()[0].argsort()[-3:]
    print(time.perf_counter() - start, len(files))


if __name__ == "__main__":
    main()
