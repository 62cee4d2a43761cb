"""Writes Tests/NumericKernelsTests/Fixtures/distances.json: Fréchet and kernel distances by scipy, NumPy and scikit-learn of
small sets that the tests make again from the same integers, and the same with one thing changed.

    python distances_reference.py ../../Tests/NumericKernelsTests/Fixtures/distances.json

Run once for each environment (requirements-distances.txt names two); each adds its scipy's numbers to the file.

The conventions, as in the references' sources:
  scipy     real part of the trace of scipy.linalg.sqrtm(S1 S2) (StyleGAN-V, audioldm_eval)
  exact     the nuclear norm of the cross-Gram matrix of the centred rows, in NumPy's double precision
  tfgan     symmetric roots through singular values, a value below 1e-10 being its own root, in double precision
  videogpt  the same in single precision (VideoGPT, MM-Diffusion, SAVGBench); NumPy's SVD is LAPACK's gesdd, as torch's is
"""

import json
import os
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np
import scipy
from scipy.linalg import sqrtm
from sklearn.metrics.pairwise import polynomial_kernel

# name, features, rows left, rows right, shape of the spectrum, shift of the second mean
CASES = [
    ("full rank", 24, 120, 90, "flat", 0.25),
    ("fewer samples than features", 64, 20, 30, "flat", 0.25),
    ("I3D's size", 400, 96, 96, "falling", 0.25),
    ("few against many", 40, 12, 200, "flat", 0.25),
    ("ill-conditioned", 24, 120, 90, "steep", 0.25),
    ("ill-conditioned and rank-deficient", 40, 30, 30, "steep", 0.25),
    ("a common offset of a million", 16, 60, 50, "offset", 0.25),
    ("small features", 24, 120, 90, "small", 2.0 ** -14),
    ("features that never change", 24, 120, 90, "dead", 0.25),
    ("identical", 24, 120, 0, "flat", 0),
    ("identical and rank-deficient", 64, 20, 0, "flat", 0),
    ("identical and ill-conditioned", 24, 120, 0, "steep", 0),
]


def integers(seed, count):
    """Sums of four bytes of a linear congruential generator, less their mean: about Gaussian."""
    values, state = np.empty(count), seed
    for i in range(count):
        total = 0
        for _ in range(4):
            state = (1664525 * state + 1013904223) % 2 ** 32
            total += state >> 24
        values[i] = total - 510
    return values


def features(seed, rows, columns, shape, shift):
    """Rows of neighbours that depend on each other; every operation is exact in double precision."""
    noise = integers(seed, rows * columns).reshape(rows, columns) / 64
    values = noise.copy()
    values[:, 1:] += noise[:, :-1] / 2
    values += shift
    column = np.arange(columns)
    if shape == "falling":
        values *= 2.0 ** -(column // 40)
    elif shape == "steep":
        values *= 2.0 ** -column
    elif shape == "offset":
        values += 2.0 ** 20
    elif shape == "small":
        values *= 2.0 ** -14
    elif shape == "dead":
        values[:, 3:8] = 1
    return values


def exact(left, right):
    a, b = left - left.mean(0), right - right.mean(0)
    n, m = len(a) - 1, len(b) - 1
    root = np.linalg.svd(a @ b.T, compute_uv=False).sum() / np.sqrt(n * m)
    return ((left.mean(0) - right.mean(0)) ** 2).sum() + (a ** 2).sum() / n + (b ** 2).sum() / m - 2 * root


def by_scipy(left, right, ddof=1, eps=0.0, factor=2):
    s1, s2 = (np.cov(side, rowvar=False, ddof=ddof) + eps * np.eye(side.shape[1]) for side in (left, right))
    root = np.trace(sqrtm(s1 @ s2)).real
    return ((left.mean(0) - right.mean(0)) ** 2).sum() + np.trace(s1) + np.trace(s2) - factor * root


def symmetric_root(matrix):
    u, s, vt = np.linalg.svd(matrix)
    return u @ np.diag(np.where(s < 1e-10, s, np.sqrt(s))) @ vt


def by_symmetric_roots(left, right, dtype):
    left, right = left.astype(dtype), right.astype(dtype)
    covariances = []
    for side in (left, right):
        m = side.T - side.mean(0, dtype=dtype)[:, None]
        covariances.append(dtype(1 / (len(side) - 1)) * (m @ m.T))
    s1, s2 = covariances
    root = symmetric_root(s1)
    inner = root @ (s2 @ root)
    trace = np.trace(s1 + s2) - dtype(2) * np.trace(symmetric_root(inner))
    return float(trace + ((left.mean(0) - right.mean(0)) ** 2).sum(dtype=dtype))


def kernel_distance(left, right):
    m, n = len(left), len(right)
    xx, yy, xy = polynomial_kernel(left), polynomial_kernel(right), polynomial_kernel(left, right)
    return float((xx.sum() - np.diagonal(xx).sum()) / (m * (m - 1)) + (yy.sum() - np.diagonal(yy).sum()) / (n * (n - 1))
                 - 2 * xy.sum() / (m * n))


def case(index, name, columns, rows, other, shape, shift):
    left = features(2 * index + 1, rows, columns, shape, 0)
    right = left if other == 0 else features(2 * index + 2, other, columns, shape, shift)
    traces = np.trace(np.cov(left, rowvar=False)) + np.trace(np.cov(right, rowvar=False))
    single = left.astype(np.float32), right.astype(np.float32)
    return {
        "name": name, "columns": columns, "rows": rows, "other": other, "shape": shape, "shift": shift,
        "seed": 2 * index + 1, "traces": traces, "exact": exact(left, right),
        "tfgan": by_symmetric_roots(left, right, np.float64), "videogpt": by_symmetric_roots(left, right, np.float32),
        # The cube of a million squared has no digits left for a difference.
        "kernel": None if shape == "offset" else kernel_distance(left, right),
        "kernel_single": None if shape == "offset" else kernel_distance(*single),
        "rank": int(np.linalg.matrix_rank(np.cov(left, rowvar=False), hermitian=True)),
        "mutations": {"eps on the diagonal": by_scipy(left, right, eps=1e-6), "factor 1": by_scipy(left, right, factor=1)},
        "scipy": {scipy.__version__: {"n-1": by_scipy(left, right), "n": by_scipy(left, right, ddof=0)}},
    }


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    path = sys.argv[1]
    cases = [case(index, *given) for index, given in enumerate(CASES)]
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for new, old in zip(cases, json.load(file)["cases"]):
                new["scipy"] = old["scipy"] | new["scipy"]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"cases": cases}, file, indent=1)
        file.write("\n")
    for entry in cases:
        print(entry["name"], {key: entry[key] for key in ("traces", "exact", "tfgan", "videogpt", "kernel", "kernel_single", "rank")},
              entry["scipy"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
