"""Answers for one library: answer_networks.py LIBRARY, the tasks on standard input, one a line.

The answer is one line: seconds of processor time and of wall time of a run, its clips, and the
network's weights. A run before the measured ones brings code and weights into the caches.
"""

import io
import os
import sys
import time
import warnings

import torch
import torch.nn.functional as F
from torch import nn

CLASSES = 12
# As NetworkTask of earmark-bench: clips and runs.
SIZES = {"conv-forward": (64, 1), "conv-step": (32, 1), "ds-cnn-s-forward": (1, 500),
         "ds-cnn-s-step": (32, 20)}


class Conv(nn.Module):
    """TensorFlow's conv; its padding is not even."""

    shape = (1, 98, 40)

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 64, (20, 8))
        self.second = nn.Conv2d(64, 64, (10, 4))
        self.drop = nn.Dropout(0.5)
        self.dense = nn.Linear(49 * 20 * 64, CLASSES)

    def forward(self, x):
        x = self.drop(F.relu(self.first(F.pad(x, (3, 4, 9, 10)))))
        x = F.max_pool2d(x, 2)
        x = self.drop(F.relu(self.second(F.pad(x, (1, 2, 4, 5)))))
        return self.dense(x.flatten(1))


class Separable(nn.Module):
    """DS-CNN-S."""

    shape = (1, 49, 10)

    def __init__(self):
        super().__init__()
        layers = [nn.ZeroPad2d((1, 1, 4, 5)), nn.Conv2d(1, 64, (10, 4), 2, bias=False),
                  nn.BatchNorm2d(64), nn.ReLU()]
        for _ in range(4):
            layers += [
                nn.Conv2d(64, 64, 3, padding=1, groups=64, bias=False), nn.BatchNorm2d(64),
                nn.ReLU(), nn.Conv2d(64, 64, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
        self.layers = nn.Sequential(*layers)
        self.drop = nn.Dropout(0.2)
        self.dense = nn.Linear(64, CLASSES)

    def forward(self, x):
        return self.dense(self.drop(self.layers(x).mean((2, 3))))


def model(task):
    torch.manual_seed(1)
    return Conv() if task.startswith("conv") else Separable()


def weights(network):
    return sum(parameter.numel() for parameter in network.parameters())


def torch_run(task):
    network = model(task)
    clips, _ = SIZES[task]
    inputs = torch.randn(clips, *network.shape)
    if task.endswith("forward"):
        network.eval()

        def forward():
            with torch.inference_mode():
                network(inputs)
        return forward, weights(network)
    labels = torch.arange(clips) % CLASSES
    optimizer = torch.optim.AdamW(network.parameters(), 1e-4)

    def step():
        optimizer.zero_grad()
        F.cross_entropy(network(inputs), labels).backward()
        optimizer.step()
    return step, weights(network)


def onnx_run(task):
    import onnxruntime
    if not task.endswith("forward"):
        return None
    network = model(task).eval()
    clips, _ = SIZES[task]
    inputs = torch.randn(clips, *network.shape)
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, inputs, file, input_names=["x"], dynamo=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(file.getvalue(), options)
    feed = {"x": inputs.numpy()}
    return (lambda: session.run(None, feed)), weights(network)


def answer(task, run, count):
    clips, repetitions = SIZES[task]
    run()
    work, wall = time.process_time(), time.perf_counter()
    for _ in range(repetitions):
        run()
    work, wall = time.process_time() - work, time.perf_counter() - wall
    return f"{work / repetitions} {wall / repetitions} {clips} {count}"


def main():
    # Libraries may print; only answers go to the caller.
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    prepare = {"PyTorch": torch_run, "onnxruntime": onnx_run}[sys.argv[1]]
    version = torch.__version__
    if sys.argv[1] == "onnxruntime":
        try:
            import onnxruntime
        except ImportError as error:
            print(error, file=out)
            return
        version = onnxruntime.__version__
    print("ready", version, file=out)
    prepared = {}
    for line in sys.stdin:
        task = line.strip()
        if task in SIZES and task not in prepared:
            prepared[task] = prepare(task)
        run = prepared.get(task)
        print(answer(task, *run) if run else "unknown task", file=out)


if __name__ == "__main__":
    main()
