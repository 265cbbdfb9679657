"""The benchmark's equations in torch, vectorised over paths, on one thread of a CPU.

Reads one request a line (JSON) and answers each with a line: processor seconds, mean and deviation of the first component.
"""

import json
import sys
import time

import torch

torch.set_num_threads(1)


WEIGHTS = torch.tensor([0.2, 0.05, 0.1, 0.15, 0.1, 0.2, 0.05, 0.15], dtype=torch.float64)
MEANS = torch.tensor([(1.7, 0.2), (-1.2, 1.1), (0.1, -1.9), (0.9, 1.4), (-1.8, -0.3), (1.3, -1.0), (-0.4, 1.6), (-0.7, -0.8)], dtype=torch.float64)


def gbm(x, z, k, row):
    (s,) = x
    return (torch.addcmul(s, s, z[0].mul_(k[1]).add_(k[0])),)


def heston(x, z, k, row):
    s, v = x
    v0 = v.clamp(min=0)
    root = v0.sqrt()
    grown = torch.addcmul(s, s, (root * z[0]).mul_(k[0]).add_(k[1]))
    w = z[1].mul_(k[4]).add_(z[0], alpha=k[3])
    return grown, v.add(k[5] - v0, alpha=k[2]).addcmul_(root, w)


def mixture_ode(x, z, k, row):
    offsets = row[4:20].view(8, 2)
    e = WEIGHTS.to(row.dtype) * torch.exp(row[3] * ((x[0].unsqueeze(1) + offsets[:, 0]).square() + (x[1].unsqueeze(1) + offsets[:, 1]).square()))
    means = (e @ MEANS.to(row.dtype)) / e.sum(1, keepdim=True)
    return tuple(a + k[0] * (row[1] * a - row[2] * (a - row[0] * means[:, i])) for i, a in enumerate(x))


def mixture_sde(x, z, k, row):
    return tuple(a.add_(row[20] * b) for a, b in zip(mixture_ode(x, z, k, row), z))


STEPS = {"gbm": (gbm, 1), "heston": (heston, 2), "mixture-sde": (mixture_sde, 2), "mixture-ode": (mixture_ode, 0)}

for line in sys.stdin:
    request = json.loads(line)
    step, noises = STEPS[request["name"]]
    dtype = torch.float32 if request["format"] == "float" else torch.float64
    paths, steps = request["paths"], request["steps"]
    generator = torch.Generator().manual_seed(42)
    constants = request["constants"]
    table = torch.tensor(request["table"], dtype=dtype).view(steps, -1)
    with torch.inference_mode():
        begin = time.process_time()
        x = tuple(torch.full((paths,), s, dtype=dtype) for s in request["start"])
        for n in range(steps):
            z = [torch.randn(paths, dtype=dtype, generator=generator) for _ in range(noises)]
            x = step(x, z, constants, table[n])
        seconds = time.process_time() - begin
        end = x[0].double()
    print(seconds, end.mean().item(), end.std().item(), flush=True)
