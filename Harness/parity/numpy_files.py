"""Writes small NumPy files as NumPy writes them, for the tests of our readers.

    python numpy_files.py ../../Tests/FeaturesTests/Fixtures ../../Tests/ScoringTests/Fixtures

All arrays hold row * 10 + column, or what the names say.
"""

import sys
import zipfile

import numpy as np


def main():
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    features, scoring = sys.argv[1:]
    plain = np.add.outer(np.arange(3) * 10.0, np.arange(4.0))
    np.save(f"{features}/float64.npy", plain)
    np.save(f"{features}/float32.npy", plain.astype("<f4"))
    np.save(f"{features}/big-endian.npy", plain.astype(">f8"))
    np.save(f"{features}/fortran.npy", np.asfortranarray(plain.astype("<f4")))
    np.save(f"{features}/int64.npy", plain.astype("<i8"))
    np.save(f"{features}/object.npy", plain.astype(object), allow_pickle=True)
    np.save(f"{features}/structured.npy", np.zeros(3, dtype=[("a", "<f4"), ("b", "<f8")]))
    np.save(f"{features}/three-dimensional.npy", plain.reshape(3, 2, 2))
    with open(f"{features}/version2.npy", "wb") as file:
        np.lib.format.write_array(file, plain, version=(2, 0))
    with open(f"{features}/two-arrays.npy", "wb") as file:
        np.save(file, plain)
        np.save(file, plain)

    rows = np.array([[1.0, 2, 4], [3, 1, 0], [2, 2, 7], [5, 0, 1]])
    statistics = {"mu": rows.mean(0), "sigma": np.cov(rows, rowvar=False), "n": 4, "divisor": "n-1"}
    np.savez(f"{scoring}/numpy.npz", **statistics)
    np.savez(f"{scoring}/named.npz", features="i3d-kinetics-400", **statistics)
    np.savez_compressed(f"{scoring}/compressed.npz", **statistics)
    np.savez(f"{scoring}/without-n.npz", mu=statistics["mu"], sigma=statistics["sigma"])
    with zipfile.ZipFile(f"{scoring}/other.npz", "w") as archive:
        archive.writestr("readme.txt", "not statistics")
    return 0


if __name__ == "__main__":
    sys.exit(main())
