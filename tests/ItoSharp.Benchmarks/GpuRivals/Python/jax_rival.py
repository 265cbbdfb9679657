"""The benchmark's equations in JAX: by diffrax (one path's diffeqsolve, vmapped and jitted), and by lax.scan over steps of all paths.

Reads one request a line (JSON) and answers each with a line: seconds by the clock on the wall until the means are known, means and
deviations of the columns; or why it is skipped. A first run of a case compiles: its time does not count. Forms: diffrax, scan.

diffrax runs as fast as its documentation tells: UnsafeBrownianPath, equal steps, forward only (ForwardMode, an unbounded while loop of
XLA), no exceptions; gradients by RecursiveCheckpointAdjoint, which needs VirtualBrownianTree. Written against diffrax 0.7.2 and JAX's
documentation; it had not been run when it was written.
"""

import functools
import json
import math
import os
import sys
import time
import traceback

# Other processes use the same device: take memory as it is needed.
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")

import jax
import jax.numpy as jnp

WEIGHTS = (0.2, 0.05, 0.1, 0.15, 0.1, 0.2, 0.05, 0.15)
MEANS = ((1.7, 0.2), (-1.2, 1.1), (0.1, -1.9), (0.9, 1.4), (-1.8, -0.3), (1.3, -1.0), (-0.4, 1.6), (-0.7, -0.8))
HESTON = (0.05, 2.0, 0.04, 0.3, -0.7)
STRIKE = 100.0
# Paths whose way back diffrax takes at once.
GRADIENT_PATHS = 1 << 18
TSIT5 = (
    (0.161,),
    (-0.008480655492356989, 0.335480655492357),
    (2.8971530571054935, -6.359448489975075, 4.3622954328695815),
    (5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525),
    (5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383),
    (0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774),
)


def positive_root(v):
    """The root of the positive part, with derivative 0 where it is 0."""
    above = v > 0
    return jnp.where(above, jnp.sqrt(jnp.where(above, v, 1.0)), 0.0)


# The equations: drift(t, x, p) and noise(t, x, p, z), components and normals in tuples of scalars or of vectors over paths.
def gbm_drift(t, x, p):
    return (0.05 * x[0],)


def gbm_noise(t, x, p, z):
    return (0.2 * x[0] * z[0],)


def heston_drift(t, x, p):
    return p[0] * x[0], p[1] * (p[2] - jnp.maximum(x[1], 0.0))


def heston_noise(t, x, p, z):
    root = positive_root(x[1])
    return root * x[0] * z[0], p[3] * root * (p[4] * z[0] + jnp.sqrt(1 - p[4] * p[4]) * z[1])


def lorenz_drift(t, x, p):
    return 10.0 * (x[1] - x[0]), x[0] * (28.0 - x[2]) - x[1], x[0] * x[1] - (8.0 / 3.0) * x[2]


def lorenz_noise(t, x, p, z):
    return tuple(0.1 * a * b for a, b in zip(x, z))


def beta_at(t):
    return 0.1 + 19.9 * (1 - t)


def mixture_drift(t, x, p):
    s = 1 - t
    alpha = jnp.exp(-0.05 * s - 4.975 * s * s)
    variance = 1 - alpha * alpha * (1 - 0.04)
    total, pulls = 0.0, [0.0, 0.0]
    for weight, mean in zip(WEIGHTS, MEANS):
        e = weight * jnp.exp(-((x[0] - alpha * mean[0]) ** 2 + (x[1] - alpha * mean[1]) ** 2) / (2 * variance))
        total = total + e
        pulls = [a + e * m for a, m in zip(pulls, mean)]
    return tuple(0.5 * beta_at(t) * a + beta_at(t) * (alpha * (b / total) - a) / variance for a, b in zip(x, pulls))


def mixture_noise(t, x, p, z):
    return tuple(jnp.sqrt(beta_at(t)) * b for b in z)


# Drift, noise, number of normals.
EQUATIONS = {
    "gbm": (gbm_drift, gbm_noise, 1),
    "heston": (heston_drift, heston_noise, 2),
    "lorenz-sde": (lorenz_drift, lorenz_noise, 3),
    "mixture-sde": (mixture_drift, mixture_noise, 2),
    "lorenz-ode": (lorenz_drift, None, 0),
}


def moments(columns):
    return jnp.stack([c.mean() for c in columns]), jnp.stack([c.std(ddof=1) for c in columns])


# ---- diffrax: the state of a path is one small array, diagonal noise an operator of lineax, general noise a matrix, as documented.
def diffrax_path(name, steps, until, start, p, key):
    import diffrax as dfx
    import lineax as lx

    drift, noise, normals = EQUATIONS[name]
    h = until / steps
    y0 = jnp.asarray(start, dtype=jnp.float32)
    ode = dfx.ODETerm(lambda t, y, args: jnp.stack(drift(t, tuple(y), args)))
    forward = dfx.ForwardMode() if hasattr(dfx, "ForwardMode") else dfx.DirectAdjoint()
    common = dict(t0=0.0, t1=until, dt0=h, y0=y0, args=p, saveat=dfx.SaveAt(t1=True), stepsize_controller=dfx.ConstantStepSize(), throw=False)
    if normals == 0:
        return dfx.diffeqsolve(ode, dfx.Tsit5(), max_steps=None, adjoint=forward, **common).ys[0]

    def diffusion(t, y, args):
        x = tuple(y)
        if name == "heston":
            columns = [noise(t, x, args, z) for z in ((1.0, 0.0), (0.0, 1.0))]
            return jnp.stack([jnp.stack(c) for c in columns], axis=1)
        return lx.DiagonalLinearOperator(jnp.stack(noise(t, x, args, (1.0,) * normals)))

    if p is None or not isinstance(p, Derived):
        path = dfx.UnsafeBrownianPath(shape=(normals,), key=key)
        adjoint, most = forward, None
    else:
        path = dfx.VirtualBrownianTree(0.0, until, tol=h / 2, shape=(normals,), key=key)
        adjoint, most = dfx.RecursiveCheckpointAdjoint(), steps + 1
    terms = dfx.MultiTerm(ode, dfx.ControlTerm(diffusion, path))
    return dfx.diffeqsolve(terms, dfx.Euler(), max_steps=most, adjoint=adjoint, **common).ys[0]


class Derived(tuple):
    """Parameters by which derivatives are wanted."""


jax.tree_util.register_pytree_node(Derived, lambda p: (tuple(p), None), lambda _, leaves: Derived(leaves))


@functools.partial(jax.jit, static_argnums=(0, 1, 2, 3))
def diffrax_run(name, paths, steps, until, start, key):
    p = HESTON if name == "heston" else None
    keys = jax.random.split(key, paths)
    # The starts are an array, so that nothing is known of the paths when the program is compiled.
    starts = jnp.broadcast_to(start, (paths, start.shape[0]))
    ends = jax.vmap(lambda s, k: diffrax_path(name, steps, until, s, p, k))(starts, keys)
    return moments(tuple(ends.T))


@functools.partial(jax.jit, static_argnums=(0, 1, 2))
def diffrax_gradient(paths, steps, until, start, key):
    def payoff(leaves, key):
        end = diffrax_path("heston", steps, until, jnp.stack(leaves[:2]), Derived(leaves[2:]), key)
        return jnp.maximum(end[0] - STRIKE, 0.0)

    def part(keys):
        leaves = (start[0], start[1], *(jnp.float32(x) for x in HESTON))
        value, derivatives = jax.vmap(jax.value_and_grad(payoff), in_axes=(None, 0))(leaves, keys)
        return (value, *derivatives)

    some = GRADIENT_PATHS if paths % GRADIENT_PATHS == 0 else paths
    keys = jax.random.split(key, paths).reshape((paths // some, some))
    return moments(tuple(c.reshape(-1) for c in jax.lax.map(part, keys)))


# ---- lax.scan: a vector over paths for every component, the normals of a step at once, by XLA's own generator (Philox).
def scan_step(name, h, p, key):
    drift, noise, normals = EQUATIONS[name]

    def step(x, n):
        t = n * h
        if normals == 0:
            slopes = [drift(t, x, p)]
            for i, row in enumerate(TSIT5):
                y = tuple(a + h * sum(c * k[j] for c, k in zip(row, slopes)) for j, a in enumerate(x))
                if i < 5:
                    slopes.append(drift(t, y, p))
            return y, None
        z = jax.random.normal(jax.random.fold_in(key, n), (normals, x[0].shape[0])) * math.sqrt(h)
        return tuple(a + h * f + g for a, f, g in zip(x, drift(t, x, p), noise(t, x, p, tuple(z)))), None

    return step


@functools.partial(jax.jit, static_argnums=(0, 1, 2, 3))
def scan_run(name, paths, steps, until, start, key):
    x = tuple(jnp.full((paths,), s) for s in start)
    end, _ = jax.lax.scan(scan_step(name, until / steps, HESTON, key), x, jnp.arange(steps), unroll=4)
    return moments(end)


@functools.partial(jax.jit, static_argnums=(0, 1, 2))
def scan_gradient(paths, steps, until, start, key):
    def payoffs(leaves):
        def segment(x, first):
            return jax.lax.scan(scan_step("heston", until / steps, leaves[2:], key), x, first + jnp.arange(16))

        end, _ = jax.lax.scan(jax.checkpoint(segment), leaves[:2], jnp.arange(0, steps, 16))
        value = jnp.maximum(end[0] - STRIKE, 0.0)
        return value.sum(), value

    # Each path has its own leaves, so that deviations over paths are known.
    leaves = tuple(jnp.full((paths,), s) for s in (start[0], start[1], *HESTON))
    derivatives, value = jax.grad(payoffs, has_aux=True)(leaves)
    return moments((value, *derivatives))


def answer(request):
    if request["device"] == "cuda" and jax.default_backend() != "gpu":
        return {"skipped": f"JAX {jax.__version__} sees no GPU: its backend is {jax.default_backend()}"}
    name, form = request["name"], request["form"]
    sizes = request["paths"], request["steps"], request["until"]
    start = jnp.asarray(request["start"], dtype=jnp.float32)
    if form == "diffrax":
        try:
            import diffrax
        except ImportError as missing:
            return {"skipped": str(missing)}
        key = jax.random.key(42)
        run = functools.partial(diffrax_gradient, *sizes) if name == "heston-gradient" else functools.partial(diffrax_run, name, *sizes)
    else:
        key = jax.random.key(42, impl="rbg")
        run = functools.partial(scan_gradient, *sizes) if name == "heston-gradient" else functools.partial(scan_run, name, *sizes)
    jax.block_until_ready((start, key))
    begin = time.perf_counter()
    means, deviations = jax.block_until_ready(run(start, key))
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, "means": [float(m) for m in means], "deviations": [float(d) for d in deviations]}


for line in sys.stdin:
    try:
        result = answer(json.loads(line))
    except Exception as error:  # A case that fails here must not end the others; it is reported, and the benchmark fails.
        traceback.print_exc()
        result = {"failed": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"}
    print(json.dumps(result), flush=True)
