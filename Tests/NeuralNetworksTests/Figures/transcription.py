"""Writes transcription.json: what PyTorch says of labels in frames. python3 transcription.py > transcription.json

Made with PyTorch 2.15, in double, then rounded to 9 digits: torch.nn.CTCLoss, whose blank is the
last class here, and the gradient with respect to the logits.
"""

import json

import torch
import torch.nn.functional as F

torch.manual_seed(20240229)
torch.set_default_dtype(torch.float64)


def rounded(tensor):
    return [float(f"{x:.9g}") for x in tensor.detach().flatten().tolist()]


def case(frames, classes, labels, scale=2.0):
    # The logits are floats for whoever reads them.
    logits = (torch.randn(frames, classes) * scale).float().double().requires_grad_()
    loss = F.ctc_loss(
        F.log_softmax(logits, 1).unsqueeze(1), torch.tensor([labels], dtype=torch.long),
        torch.tensor([frames]), torch.tensor([len(labels)]), blank=classes - 1, reduction="sum")
    loss.backward()
    return {"classes": classes, "labels": labels, "logits": rounded(logits),
            "loss": float(f"{loss.item():.9g}"), "gradient": rounded(logits.grad)}


def main():
    cases = [
        case(1, 3, [1]),
        case(5, 4, [0, 2]),
        case(5, 4, [1, 1, 1]),
        case(6, 3, []),
        case(12, 5, [3, 3, 0, 1, 0]),
        case(30, 11, [7, 7, 2, 10 - 1, 0, 4], scale=6.0),
    ]
    print(json.dumps(cases, separators=(",", ":")))


if __name__ == "__main__":
    main()
