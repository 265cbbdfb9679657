"""The benchmark's equations in torch, vectorised over paths: op by op (eager), and sixteen steps at a time by torch.compile (compiled).

Reads one request a line (JSON) and answers each with a line: seconds by the clock on the wall until the means are known, means and
deviations of the columns; or why it is skipped. A first run of a case compiles and allocates: its time does not count.
"""

import json
import math
import sys
import time
import traceback

import torch

WEIGHTS = (0.2, 0.05, 0.1, 0.15, 0.1, 0.2, 0.05, 0.15)
MEANS = ((1.7, 0.2), (-1.2, 1.1), (0.1, -1.9), (0.9, 1.4), (-1.8, -0.3), (1.3, -1.0), (-0.4, 1.6), (-0.7, -0.8))
TSIT5 = (
    (0.161,),
    (-0.008480655492356989, 0.335480655492357),
    (2.8971530571054935, -6.359448489975075, 4.3622954328695815),
    (5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525),
    (5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383),
    (0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774),
)
HESTON = (0.05, 2.0, 0.04, 0.3, -0.7)
STRIKE = 100.0
TOGETHER = 16
# Paths whose steps are kept for the way back at once.
GRADIENT_PATHS = 1 << 18


class Mixture:
    """The rows of the reverse equation: what depends on the time alone."""

    def __init__(self, steps, until, device):
        h = until / steps
        rows = []
        for n in range(steps):
            t = 1 - n * h
            alpha = math.exp(-0.05 * t - 4.975 * t * t)
            beta = 0.1 + 19.9 * t
            variance = 1 - alpha * alpha * (1 - 0.04)
            rows.append((alpha, 0.5 * beta, beta / variance, -0.5 / variance, math.sqrt(h * beta)))
        self.rows = torch.tensor(rows, device=device)
        self.weights = torch.tensor(WEIGHTS, device=device)
        self.means = torch.tensor(MEANS, device=device)


def gbm(x, z, n, h, p):
    return (x[0] * (1 + 0.05 * h + 0.2 * math.sqrt(h) * z[0]),)


def heston(x, z, n, h, p):
    mu, kappa, theta, xi, rho = HESTON if p is None else p
    s, v = x
    held = v.clamp(min=0)
    root = (held * h).sqrt() if p is None else torch.where(held > 0, (held.clamp(min=1e-30) * h).sqrt(), torch.zeros_like(held))
    other = math.sqrt(1 - rho * rho) if p is None else (1 - rho * rho).sqrt()
    return s * (1 + mu * h + root * z[0]), v + kappa * h * (theta - held) + xi * root * (rho * z[0] + other * z[1])


def lorenz_slope(x, y, z):
    return 10 * (y - x), x * (28 - z) - y, x * y - (8 / 3) * z


def lorenz_sde(x, z, n, h, p):
    noise = 0.1 * math.sqrt(h)
    return tuple(a + h * f + noise * a * b for a, f, b in zip(x, lorenz_slope(*x), z))


def lorenz_ode(x, z, n, h, p):
    slopes = [lorenz_slope(*x)]
    for i, row in enumerate(TSIT5):
        y = tuple(a + h * sum(c * k[j] for c, k in zip(row, slopes)) for j, a in enumerate(x))
        if i < 5:
            slopes.append(lorenz_slope(*y))
    return y


def mixture_sde(x, z, n, h, p):
    alpha, half_beta, pull, exponent, noise = p.rows[n].unbind()
    dx = x[0].unsqueeze(1) - alpha * p.means[:, 0]
    dy = x[1].unsqueeze(1) - alpha * p.means[:, 1]
    e = p.weights * torch.exp(exponent * (dx * dx + dy * dy))
    total = e.sum(1)
    pulls = [(e * p.means[:, i]).sum(1) / total for i in range(2)]
    return tuple(a + h * (half_beta * a - pull * (a - alpha * m)) + noise * b for a, m, b in zip(x, pulls, z))


STEPS = {"gbm": (gbm, 1), "heston": (heston, 2), "lorenz-sde": (lorenz_sde, 3), "mixture-sde": (mixture_sde, 2), "lorenz-ode": (lorenz_ode, 0)}


def several(step, noises, count):
    """So many steps with the noise they need, as one function."""

    def run(x, n, h, p):
        for i in range(count):
            z = [torch.randn_like(x[0]) for _ in range(noises)]
            x = step(x, z, n + i, h, p)
        return x

    return run


compiled = {}


def runner(name, form):
    step, noises = STEPS[name]
    if form == "eager":
        return several(step, noises, 1), 1
    # The mixture reads its row by the number of the step, which would be compiled anew for every number.
    count = 1 if name == "mixture-sde" else TOGETHER
    if name not in compiled:
        compiled[name] = torch.compile(several(step, noises, count), dynamic=False)
    return compiled[name], count


def wait(device):
    if device == "cuda":
        torch.cuda.synchronize()


def moments(columns):
    values = [c.double() for c in columns]
    return [v.mean() for v in values], [v.std() for v in values]


def solve(request):
    device, paths, steps = request["device"], request["paths"], request["steps"]
    h = request["until"] / steps
    p = Mixture(steps, request["until"], device) if request["name"] == "mixture-sde" else None
    run, count = runner(request["name"], request["form"])
    number = [torch.tensor(n, device=device) for n in range(0, steps, count)] if p else range(0, steps, count)
    with torch.inference_mode():
        wait(device)
        begin = time.perf_counter()
        x = tuple(torch.full((paths,), s, device=device, dtype=torch.float32) for s in request["start"])
        for n in number:
            x = run(x, n if p else 0, h, p)
        means, deviations = moments(x)
        answer = [m.item() for m in means], [d.item() for d in deviations]
        return time.perf_counter() - begin, *answer


def gradient(request):
    """A call and its derivatives by start and parameters: each path has its own leaves, so that deviations over paths are known."""
    device, paths, steps = request["device"], request["paths"], request["steps"]
    h = request["until"] / steps
    run, count = runner("heston", request["form"])
    sums = torch.zeros(8, dtype=torch.float64, device=device)
    squares = torch.zeros(8, dtype=torch.float64, device=device)
    wait(device)
    begin = time.perf_counter()
    for first in range(0, paths, GRADIENT_PATHS):
        some = min(GRADIENT_PATHS, paths - first)
        leaves = [torch.full((some,), s, device=device, dtype=torch.float32, requires_grad=True) for s in (*request["start"], *HESTON)]
        x, p = tuple(leaves[:2]), tuple(leaves[2:])
        for _ in range(0, steps, count):
            x = run(x, 0, h, p)
        payoff = (x[0] - STRIKE).clamp(min=0)
        payoff.sum().backward()
        for i, column in enumerate((payoff.detach(), *(leaf.grad for leaf in leaves))):
            column = column.double()
            sums[i] += column.sum()
            squares[i] += (column * column).sum()
    means = sums / paths
    deviations = ((squares - sums * means).clamp(min=0) / (paths - 1)).sqrt()
    answer = means.tolist(), deviations.tolist()
    return time.perf_counter() - begin, *answer


def answer(request):
    if request["device"] == "cuda" and not torch.cuda.is_available():
        return {"skipped": f"torch {torch.__version__} sees no CUDA device"}
    if request["form"] == "compiled" and not hasattr(torch, "compile"):
        return {"skipped": f"torch {torch.__version__} has no torch.compile (2.0 has)"}
    seconds, means, deviations = (gradient if request["name"] == "heston-gradient" else solve)(request)
    if request["device"] == "cuda":
        torch.cuda.empty_cache()
    return {"seconds": seconds, "means": means, "deviations": deviations}


torch.manual_seed(42)
for line in sys.stdin:
    try:
        result = answer(json.loads(line))
    except Exception as error:  # A case that fails here must not end the others; it is reported, and the benchmark fails.
        traceback.print_exc()
        result = {"failed": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"}
    print(json.dumps(result), flush=True)
