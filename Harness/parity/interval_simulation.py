"""Simulates how far the spread of random halves is from the true spread of a Fréchet distance, and a bootstrap from its value.

    python interval_simulation.py          prints the table of docs/metrics/distances.md; needs NumPy alone

Two sets of n samples of d features, Gaussian with a falling spectrum; "near" and "apart" move and widen the second.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np


def distance(a, b):
    shift = a.mean(0) - b.mean(0)
    a, b = a - a.mean(0), b - b.mean(0)
    n, m = len(a) - 1, len(b) - 1
    root = np.linalg.svd(a @ b.T, compute_uv=False).sum() / np.sqrt(n * m)
    return shift @ shift + (a ** 2).sum() / n + (b ** 2).sum() / m - 2 * root


def main():
    random = np.random.RandomState(1)
    for d, n in ((400, 96), (400, 256), (128, 256), (128, 1000)):
        weights = 3 / np.arange(1, d + 1.0)
        for name, shift, scale in (("alike", 0, 1), ("near", 0.1, 1.1), ("apart", 0.3, 1.1)):
            def draw():
                return random.randn(n, d) * weights, random.randn(n, d) * weights * scale + shift * weights
            true = np.array([distance(*draw()) for _ in range(80)])
            halves, bootstrap = [], []
            for _ in range(12 if n < 1000 else 5):
                a, b = draw()
                values = [distance(a[random.permutation(n)[:n // 2]], b[random.permutation(n)[:n // 2]]) for _ in range(60)]
                halves.append(np.std(values, ddof=1))
                again = [distance(a[random.randint(0, n, n)], b[random.randint(0, n, n)]) for _ in range(20)]
                bootstrap.append(np.mean(again) / distance(a, b))
            print(f"d {d} n {n} {name}: mean {true.mean():.3f}, standard deviation {true.std(ddof=1):.3f}, "
                  f"of halves {np.mean(halves):.3f} ({np.mean(halves) / true.std(ddof=1):.2f} times); "
                  f"bootstrap mean {np.mean(bootstrap):.2f} times the distance", flush=True)


if __name__ == "__main__":
    main()
