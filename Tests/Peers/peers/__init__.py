"""The libraries, each a module.

`prepare(samples)` makes windows, filter banks and whatever else can be made once, and gives the
version and the tasks that the library can do: names as in tasks.py, functions without arguments
that give the values as an array. Results differ in a frame more or less at the ends, and in the
scale of the mel bands where tasks.py does not count a library among the `same`; the work is equal.
"""

MODULES = {
    "numpy + scipy.fft": "peers.scipy_peer",
    "tf.signal": "peers.tf_signal_peer",
    "TensorFlow ops": "peers.tensorflow_ops_peer",
    "librosa": "peers.librosa_peer",
    "torchaudio": "peers.torchaudio_peer",
    "audioflux": "peers.audioflux_peer",
    "kaldi-native-fbank": "peers.kaldi_peer",
}
