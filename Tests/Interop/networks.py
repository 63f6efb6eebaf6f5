"""Has other programs run networks of earmark, and earmark theirs: python3 networks.py PROGRAM FOLDER.

FOLDER is where their Python environment lies or is made. Spoken digits come from EARMARK_DATA, or
from ../shared/data; without them, or without the programs, that is said in a line.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import warnings

import environment

REQUIREMENTS = environment.HERE / "requirements-networks.txt"
RECORDINGS = "fsdd/recordings"
DIGITS = [str(digit) for digit in range(10)]
# Architectures that give the classes of every frame; a model that is imported names a clip.
SEQUENCES = ["bilstm-ctc"]
# What networks of other programs hear here: a second at 8 kHz as 98 frames of 40 log-mel bands.
HEARING = ["--preset", "standard", "--feature", "log-mel", "--sample-rate", "8000",
           "--clip-ms", "1000", "--window-ms", "30", "--hop-ms", "10", "--framing", "left",
           "--mel-bands", "40", "--low-hz", "60", "--high-hz", "3800"]
SHAPE = (98, 40)


class Bench:
    """A folder with digits in folders by their names."""

    def __init__(self, program, data, folder):
        self.program = program
        self.folder = folder
        self.clips = folder / "clips"
        self.sounds = []
        for digit in DIGITS:
            for source in sorted((data / RECORDINGS).glob(f"{digit}_*.wav"))[::10][:20]:
                speaker, take = source.stem.split("_")[1:]
                target = self.clips / digit / f"{speaker}_nohash_{take}.wav"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
                self.sounds.append(target)
        self.few = folder / "few"
        for digit in DIGITS[:2]:
            for sound in sorted((self.clips / digit).iterdir())[:10]:
                (self.few / digit).mkdir(parents=True, exist_ok=True)
                shutil.copy(sound, self.few / digit)

    def run(self, *words):
        done = subprocess.run(
            [self.program, *map(str, words), "--quiet"], cwd=self.folder, capture_output=True,
            text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip().splitlines()[-1])
        return done.stdout

    def example(self, model, clip):
        """What a model makes of a clip: features, logits, scores."""
        self.run("export-model", model, "-o", "example.json", "--clip", clip)
        return json.loads((self.folder / "example.json").read_text(encoding="utf-8"))

    def imported(self, name, *words):
        model = self.folder / f"{name}.earmark"
        self.run("import-model", name, "-o", model, "--labels", ",".join(DIGITS), *HEARING, *words)
        return model

    def features(self):
        """The features of all clips, [clips, frames, bins]."""
        import numpy

        self.run("features", self.clips, *HEARING, "--out", "features/")
        files = {file.relative_to(self.folder / "features").with_suffix(""): file
                 for file in (self.folder / "features").rglob("*.npy")}
        wanted = [sound.relative_to(self.clips) for sound in self.sounds]
        found = [files.get(sound) or files[sound.with_suffix("")] for sound in wanted]
        return numpy.stack([numpy.load(file) for file in found])


def difference(found, truth):
    """The largest difference, over the largest number if that is above 1."""
    import numpy

    found, truth = numpy.asarray(found, "f8").ravel(), numpy.asarray(truth, "f8").ravel()
    if found.shape != truth.shape:
        raise RuntimeError(f"{found.size} values instead of {truth.size}")
    return float(numpy.abs(found - truth).max() / max(1, numpy.abs(truth).max()))


def require(value, limit):
    if not value <= limit:
        raise RuntimeError(f"off by {value:.2g}, at most {limit:g} is allowed")
    return f"off by {value:.1e}"


def run_onnx(path, features):
    import numpy
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0]
    shape = [size if isinstance(size, int) else 1 for size in entry.shape]
    return session.run(None, {entry.name: numpy.asarray(features, "f4").reshape(shape)})


def architecture(name):
    def check(bench):
        model = bench.folder / "m.earmark"
        bench.run("train", bench.few, "--model", name, "--epochs", "1", "--split", "random", "-o",
                  model)
        clip = next((bench.few / DIGITS[1]).iterdir())
        truth = bench.example(model, clip)
        bench.run("export-model", model, "-o", "m.onnx")
        logits, scores = run_onnx(bench.folder / "m.onnx", truth["features"])
        worst = max(difference(logits, truth["logits"]), difference(scores, truth["scores"]))
        if name not in SEQUENCES:
            # And back again.
            bench.run("import-model", "m.onnx", "-o", "again.earmark")
            again = bench.example("again.earmark", clip)
            worst = max(worst, difference(again["logits"], truth["logits"]))
        return require(worst, 1e-5)

    return check


def torch_models():
    import torch
    from torch import nn

    def block(channels, filters, stride):
        return nn.Sequential(
            nn.Conv2d(channels, channels, 3, stride, 1, groups=channels, bias=False),
            nn.BatchNorm2d(channels), nn.ReLU(), nn.Conv2d(channels, filters, 1, bias=False),
            nn.BatchNorm2d(filters), nn.Hardswish())

    class Separable(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(
                nn.Conv2d(1, 16, (10, 4), 2, (5, 1)), nn.BatchNorm2d(16), nn.ReLU(),
                block(16, 16, 1), block(16, 24, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                nn.Dropout(0.3), nn.Linear(24, 10))

        def forward(self, x):
            return self.body(x.unsqueeze(1))

    class Convolutions(nn.Module):
        def __init__(self):
            super().__init__()
            self.first = nn.Conv2d(1, 8, (20, 8), padding="same")
            self.second = nn.Conv2d(8, 8, (10, 4), padding="same")
            self.last = nn.Linear(8 * 49 * 20, 10)

        def forward(self, x):
            x = nn.functional.max_pool2d(torch.relu(self.first(x[:, None])), 2, ceil_mode=True)
            return torch.log_softmax(self.last(torch.relu(self.second(x)).flatten(1)), -1)

    class Recurrent(nn.Module):
        def __init__(self):
            super().__init__()
            self.first = nn.LSTM(40, 12, batch_first=True, bidirectional=True)
            self.second = nn.GRU(24, 10, batch_first=True)
            self.normal = nn.LayerNorm(10)
            self.last = nn.Linear(10, 10)

        def forward(self, x):
            _, state = self.second(self.first(x)[0])
            return self.last(nn.functional.gelu(self.normal(state[-1])))

    return {"separable": Separable, "convolutions": Convolutions, "recurrent": Recurrent}


def from_torch(name, is_new):
    def check(bench):
        import torch

        torch.manual_seed(1)
        network = torch_models()[name]()
        network.train()
        network(4 * torch.randn(8, *SHAPE) - 20)
        network.eval()
        file = bench.folder / f"{name}.onnx"
        words = {"dynamo": True, "external_data": False} if is_new else {
            "dynamo": False, "opset_version": 17}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network, (torch.randn(1, *SHAPE),), str(file), input_names=["x"],
                output_names=["y"], **words)
        model = bench.imported(file.name)
        worst = 0
        for clip in bench.sounds[::20]:
            found = bench.example(model, clip)
            truth = run_onnx(file, found["features"])[0].ravel()
            if name == "convolutions":
                import numpy

                found["logits"] = numpy.log(found["scores"])
            worst = max(worst, difference(found["logits"], truth))
        return require(worst, 1e-4)

    return check


def keras_model(features):
    import tensorflow as tf

    layers = tf.keras.layers
    tf.keras.utils.set_random_seed(1)
    scale = layers.Normalization(axis=None)
    scale.adapt(features)
    return tf.keras.Sequential([
        tf.keras.Input(SHAPE), scale, layers.Reshape((*SHAPE, 1)),
        layers.Conv2D(16, (10, 4), strides=2, padding="same"),
        layers.BatchNormalization(momentum=0.8), layers.ReLU(6.0),
        layers.DepthwiseConv2D(3, padding="same"), layers.BatchNormalization(momentum=0.8),
        layers.ReLU(), layers.Conv2D(24, 1, activation="relu"), layers.MaxPool2D(2),
        layers.AveragePooling2D((2, 2)), layers.Flatten(),
        layers.Dense(10, activation="softmax")])


def run_tflite(path, features):
    import numpy
    import tensorflow as tf

    interpreter = tf.lite.Interpreter(model_path=str(path))
    interpreter.allocate_tensors()
    entry, result = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    scores = []
    for clip in features:
        if entry["dtype"] is numpy.int8:
            scale, zero = entry["quantization"]
            clip = numpy.clip(numpy.round(clip / scale) + zero, -128, 127)
        interpreter.set_tensor(entry["index"], clip[None].astype(entry["dtype"]))
        interpreter.invoke()
        found = interpreter.get_tensor(result["index"])[0]
        if result["dtype"] is numpy.int8:
            scale, zero = result["quantization"]
            found = scale * (found.astype("f4") - zero)
        scores.append(found)
    return numpy.stack(scores)


def from_keras(is_whole):
    def check(bench):
        import numpy
        import tensorflow as tf

        features = bench.features()
        labels = numpy.array([int(sound.parent.name) for sound in bench.sounds])
        network = keras_model(features)
        network.compile(tf.keras.optimizers.Adam(3e-3), "sparse_categorical_crossentropy")
        network.fit(features, labels, epochs=25, batch_size=20, verbose=0)
        converter = tf.lite.TFLiteConverter.from_keras_model(network)
        if is_whole:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.representative_dataset = lambda: ([clip[None]] for clip in features)
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
            converter.inference_input_type = tf.int8
            converter.inference_output_type = tf.int8
        file = bench.folder / "keras.tflite"
        file.write_bytes(converter.convert())
        model = bench.imported(file.name, "--check", bench.clips)
        truth = run_tflite(file, features)
        found = json.loads(bench.run(
            "predict", model, *bench.sounds, "--top", len(DIGITS), "--json"))
        scores = numpy.array([
            [{p["label"]: p["score"] for p in clip["predictions"]}[digit] for digit in DIGITS]
            for clip in found])
        worst = float(numpy.abs(scores - truth).max())
        same = float((scores.argmax(1) == truth.argmax(1)).mean())
        right = float((truth.argmax(1) == labels).mean())
        if same < 0.98:
            raise RuntimeError(f"the same top class on {same:.1%} of the clips only")
        return (require(worst, 0.05 if is_whole else 1e-4)
                + f", the same top class on {same:.1%} of {len(found)} clips ({right:.1%} right)")

    return check


def checks(program):
    """What is compared, by name."""
    listed = json.loads(subprocess.run(
        [program, "models", "--json"], capture_output=True, text=True, check=True).stdout)
    names = [row["name"] for row in listed if row["kind"] == "architecture"]
    # The baselines look for the loud part of a clip, which ONNX can't say.
    for name in names:
        if name not in ("logistic", "knn"):
            yield f"onnx {name}", architecture(name)
    for name in ("separable", "convolutions", "recurrent"):
        yield f"torch {name}", from_torch(name, is_new=False)
        yield f"torch {name}, new", from_torch(name, is_new=True)
    yield "keras floats", from_keras(is_whole=False)
    yield "keras int8", from_keras(is_whole=True)


def main():
    program, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    data = environment.data(RECORDINGS)
    environment.enter(folder, REQUIREMENTS, "2 GB")
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
    wanted = os.environ.get("ONLY", "")
    count = failed = 0
    with tempfile.TemporaryDirectory() as place:
        bench = Bench(program, data, pathlib.Path(place))
        for name, check in checks(program):
            if wanted not in name:
                continue
            count += 1
            try:
                print(f"{name:32} {check(bench)}", flush=True)
            except Exception as error:  # Each program has errors of its own; the rest goes on.
                failed += 1
                print(f"{name:32} FAILED: {type(error).__name__}: {error}", flush=True)
    print(f"test-interop: {count - failed} of {count} networks are the same elsewhere")
    sys.exit(1 if failed else 0)


main()
