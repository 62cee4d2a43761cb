"""Writes the WAVs of Tests/ParityTests/Fixtures/sounds: one recording, in every way that scripts store a model's array.

    python make_fixture_sounds.py OUTPUT_FOLDER

Most are what `scipy.io.wavfile.write` makes of an array, as the challenge's baseline writes its audio; 24 bits and the
extensible header come of soundfile. The recording is faint, so that rounding it to 16 bits changes its onsets. The loud
one goes beyond full scale, which float files can hold and nothing may clip.
"""

import os
import sys

import numpy as np
import soundfile
from scipy.io import wavfile

RATE = 8000


def recording():
    """Faint bursts over fainter noise."""
    random = np.random.RandomState(20)
    time = np.arange(12000)
    level = np.full(len(time), 1e-6)
    for start, height in ((1500, 4e-5), (3200, 6e-6), (5000, 3e-5), (7600, 8e-6), (9900, 5e-5)):
        level += np.where(time >= start, height * np.exp(-(time - start) / 300.0), 0)
    return random.uniform(-1, 1, len(time)) * level


def loud():
    """Noise that rises from half of full scale to nine times full scale and falls again."""
    time = np.arange(12000)
    level = np.where(time // 1500 % 2 == 1, 9, 0.5)
    return np.random.RandomState(21).uniform(-1, 1, len(time)) * level


def main():
    """Writes every file."""
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    exact = recording()
    for name, array in (
            ("int16", np.round(exact * 32768).astype(np.int16)), ("int32", (exact * 2 ** 31).astype(np.int32)),
            ("uint8", (exact * 2e4 * 128 + 128).astype(np.uint8)),
            ("float32", exact.astype(np.float32)), ("float64", exact), ("loud", loud().astype(np.float32)),
            ("two-channels", np.stack([exact, exact[::-1]], axis=1).astype(np.float32))):
        wavfile.write(os.path.join(folder, name + ".wav"), RATE, array)
    soundfile.write(os.path.join(folder, "int24.wav"), exact, RATE, subtype="PCM_24")
    for name, subtype in (("extensible-int24", "PCM_24"), ("extensible-float32", "FLOAT")):
        soundfile.write(os.path.join(folder, name + ".wav"), exact, RATE, format="WAVEX", subtype=subtype)
    wavfile.write(os.path.join(folder, "silent.wav"), RATE, np.zeros(4000, np.int16))


if __name__ == "__main__":
    main()
