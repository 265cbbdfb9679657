"""The benchmark's equations in torch, vectorised over paths, on one thread of a CPU.

Reads one request a line (JSON) and answers each with a line: processor seconds, mean and deviation of the first component.
"""

import json
import sys
import time

import torch

torch.set_num_threads(1)


def gbm(x, z, k, row):
    (s,) = x
    return (torch.addcmul(s, s, z[0].mul_(k[1]).add_(k[0])),)


def heston(x, z, k, row):
    s, v = x
    v0 = v.clamp(min=0)
    root = v0.sqrt()
    w = z[1].mul_(k[6]).add_(z[0], alpha=k[5])
    grown = torch.addcmul(s, s, (root * z[0]).mul_(k[3]).add_(k[0]))
    return grown, v.add(k[2] - v0, alpha=k[1]).add_(root.mul_(w), alpha=k[4])


def pull(x, row):
    means = row[1:25].view(8, 3)
    state = torch.stack(x, 1)
    offsets = state.unsqueeze(1) - means[:, :2]
    weights = torch.softmax(means[:, 2] - row[0] * offsets.square().sum(2), 1)
    p = weights @ means[:, :2] - state
    return p[:, 0], p[:, 1]


def mixture_ode(x, z, k, row):
    p = pull(x, row)
    return tuple(a + row[25] * a + row[26] * b for a, b in zip(x, p))


def mixture_sde(x, z, k, row):
    return tuple(a.add_(row[27] * b) for a, b in zip(mixture_ode(x, z, k, row), z))


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
