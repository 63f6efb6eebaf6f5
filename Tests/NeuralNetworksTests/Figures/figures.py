"""Writes figures.json: what PyTorch makes of small networks. python3 figures.py > figures.json

Made with PyTorch 2.15, in double, then rounded to 7 digits. Each case holds the first tensors in
earmark's layout ([time, frequency, in, out], [in, gates]), inputs, labels, the loss of each step
and the tensors after the last.
"""

import json

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(20240229)
torch.set_default_dtype(torch.float64)


class Pictures(nn.Module):
    """Convolution, normalization, depthwise and pointwise convolution, mean over time."""

    shape = (9, 6)

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 5, (4, 3), (2, 1), padding=(1, 1), bias=False)
        self.norm = nn.BatchNorm2d(5)
        self.depth = nn.Conv2d(5, 5, 3, padding=1, groups=5)
        self.point = nn.Conv2d(5, 7, 1)
        self.dense = nn.Linear(7 * 6, 3)

    def forward(self, x):
        x = F.relu(self.norm(self.first(x.unsqueeze(1))))
        x = F.silu(self.point(self.depth(x)))
        x = x.mean(2)
        return self.dense(x.transpose(1, 2).flatten(1))

    def tensors(self):
        return {
            "layers.0.weight": self.first.weight.permute(2, 3, 1, 0),
            "layers.1.scale": self.norm.weight,
            "layers.1.shift": self.norm.bias,
            "layers.1.mean": self.norm.running_mean,
            "layers.1.variance": self.norm.running_var,
            "layers.2.weight": self.depth.weight.permute(2, 3, 1, 0).flatten(2),
            "layers.2.bias": self.depth.bias,
            "layers.3.weight": self.point.weight.permute(2, 3, 1, 0),
            "layers.3.bias": self.point.bias,
            "layers.6.weight": self.dense.weight.T,
            "layers.6.bias": self.dense.bias,
        }


class Cells(nn.Module):
    """LSTM both ways, then GRU, and the last state."""

    shape = (6, 4)

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 5, batch_first=True, bidirectional=True)
        self.gru = nn.GRU(10, 6, batch_first=True)
        self.dense = nn.Linear(6, 3)
        # PyTorch has two biases where one is enough.
        for name, value in self.lstm.named_parameters():
            if name.startswith("bias_hh"):
                value.data.zero_()
                value.requires_grad_(False)

    def forward(self, x):
        states, _ = self.gru(self.lstm(x)[0])
        return self.dense(states[:, -1])

    def tensors(self):
        found = {}
        for way, suffix in (("forward", ""), ("backward", "_reverse")):
            get = lambda name: getattr(self.lstm, name + "_l0" + suffix)
            found[f"layers.1.{way}.input"] = get("weight_ih").T
            found[f"layers.1.{way}.state"] = get("weight_hh").T
            found[f"layers.1.{way}.bias"] = get("bias_ih")
        found["layers.2.forward.input"] = self.gru.weight_ih_l0.T
        found["layers.2.forward.state"] = self.gru.weight_hh_l0.T
        found["layers.2.forward.bias"] = self.gru.bias_ih_l0
        found["layers.2.forward.stateBias"] = self.gru.bias_hh_l0
        found["layers.4.weight"] = self.dense.weight.T
        found["layers.4.bias"] = self.dense.bias
        return found


class Attention(nn.Module):
    """A token and positions, one layer of attention normalized after its sums, the token's value."""

    shape = (6, 4)

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 8)
        self.token = nn.Parameter(torch.randn(8) * 0.3)
        self.positions = nn.Parameter(torch.randn(7, 8) * 0.3)
        self.layer = nn.TransformerEncoderLayer(
            8, 2, 12, dropout=0, activation="gelu", layer_norm_eps=1e-6, batch_first=True)
        self.dense = nn.Linear(8, 3)

    def forward(self, x):
        x = torch.cat([self.token.expand(x.shape[0], 1, 8), self.first(x)], 1)
        return self.dense(self.layer(x + self.positions)[:, 0])

    def tensors(self):
        def frames(weight):
            return weight.T[None, None]

        layer = self.layer
        return {
            "layers.1.weight": frames(self.first.weight),
            "layers.1.bias": self.first.bias,
            "layers.2.weight": self.positions,
            "layers.2.token": self.token,
            "layers.3.body.0.weight": frames(layer.self_attn.in_proj_weight),
            "layers.3.body.0.bias": layer.self_attn.in_proj_bias,
            "layers.3.body.2.weight": frames(layer.self_attn.out_proj.weight),
            "layers.3.body.2.bias": layer.self_attn.out_proj.bias,
            "layers.4.scale": layer.norm1.weight,
            "layers.4.shift": layer.norm1.bias,
            "layers.5.body.0.weight": frames(layer.linear1.weight),
            "layers.5.body.0.bias": layer.linear1.bias,
            "layers.5.body.1.weight": frames(layer.linear2.weight),
            "layers.5.body.1.bias": layer.linear2.bias,
            "layers.6.scale": layer.norm2.weight,
            "layers.6.shift": layer.norm2.bias,
            "layers.8.weight": self.dense.weight.T,
            "layers.8.bias": self.dense.bias,
        }


class Queries(nn.Module):
    """Two means of all steps, weighed by queries that are made of the middle one."""

    shape = (7, 4)

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 6)
        self.query = nn.Linear(6, 12)
        self.dense = nn.Linear(12, 3)

    def forward(self, x):
        x = torch.clamp(self.first(x), 0, 20)
        queries = self.query(x[:, 3]).unflatten(1, (2, 6))
        weights = (queries @ x.transpose(1, 2)).softmax(2)
        return self.dense((weights @ x).flatten(1))

    def tensors(self):
        return {
            "layers.1.weight": self.first.weight.T[None, None],
            "layers.1.bias": self.first.bias,
            "layers.2.query.weight": self.query.weight.T,
            "layers.2.query.bias": self.query.bias,
            "layers.3.weight": self.dense.weight.T,
            "layers.3.bias": self.dense.bias,
        }


def adam(model):
    matrices = [p for p in model.parameters() if p.requires_grad and p.dim() > 1]
    others = [p for p in model.parameters() if p.requires_grad and p.dim() == 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0}],
        lr=1e-3, betas=(0.95, 0.99))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 0.01, total_steps=STEPS, pct_start=0.4, div_factor=10, final_div_factor=100)
    return optimizer, schedule


def momentum(model):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True)
    return optimizer, torch.optim.lr_scheduler.ConstantLR(optimizer, 1)


STEPS, BATCH = 5, 11


def listed(tensor):
    return {"shape": list(tensor.shape),
            "scalars": [float(f"{x:.7g}") for x in tensor.detach().flatten().tolist()]}


def case(name, model, follow, weights=None, limit=None):
    model.train()
    inputs = torch.randn(BATCH, *model.shape)
    labels = torch.arange(BATCH) % 3
    found = {"name": name, "before": {k: listed(v) for k, v in model.tensors().items()},
             "inputs": listed(inputs), "labels": labels.tolist(), "losses": []}
    optimizer, schedule = follow(model)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(inputs), labels, weight=weights, label_smoothing=0.05
                               if weights is None else 0)
        loss.backward()
        if limit:
            nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], limit)
        optimizer.step()
        schedule.step()
        found["losses"].append(float(f"{loss.item():.9g}"))
    found["after"] = {k: listed(v) for k, v in model.tensors().items()}
    model.eval()
    found["logits"] = listed(model(inputs))
    return found


def main():
    cases = [
        case("pictures, AdamW, one cycle", Pictures(), adam),
        case("pictures, momentum, class weights", Pictures(), momentum,
             weights=torch.tensor([1.0, 0.5, 2.0])),
        case("cells, AdamW, one cycle, clipped", Cells(), adam, limit=0.1),
        case("attention, AdamW, one cycle", Attention(), adam),
        case("queries, AdamW, one cycle", Queries(), adam),
    ]
    print(json.dumps(cases, separators=(",", ":")))


if __name__ == "__main__":
    main()
