"""Writes Tests/NumericKernelsTests/Fixtures/kernels.json: what OpenCV, NumPy, resampy and librosa give for small inputs
that the tests make again from the same integers, and what they give with one thing changed.

    python kernels_reference.py ../../Tests/NumericKernelsTests/Fixtures/kernels.json

Environment: requirements.txt.
"""

import json
import sys
import warnings

import cv2
import librosa
import numpy as np
import resampy

warnings.filterwarnings("ignore")
FLOW_SIZES = [(256, 256), (250, 190), (180, 320), (100, 60), (64, 64), (47, 33), (16, 16), (9, 40), (5, 5), (1, 1)]
NATIVE_RATES = [4000, 8000, 16000, 44100, 48000, 384000]
RATES = [8000, 11025, 16000, 16001, 24000, 32000, 44100, 48000, 96000]


def bytes_of(seed, count):
    """`count` bytes of a linear congruential generator."""
    values, state = np.empty(count, np.uint8), seed
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2 ** 32
        values[i] = state >> 24
    return values


def noise(seed, count):
    """Floats in [-1, 1): bytes less 128, over 128."""
    return ((bytes_of(seed, count).astype(np.float32) - 128) / 128).astype(np.float32)


def bursts(seed, count, every, decay):
    """Noise that starts anew every `every` samples and fades by `decay` / 1024 a sample (in integers)."""
    level, out, raw = 0, np.empty(count, np.float32), bytes_of(seed, count)
    for i in range(count):
        level = 1024 * 1024 if i % every == every // 3 else level - level * decay // 1024 // 64
        out[i] = np.float32((int(raw[i]) - 128) * level / (128 * 1024 * 1024))
    return out


def triangle(value):
    """A triangular wave of period 256 between 0 and 128."""
    value %= 256
    return value if value < 128 else 256 - value


def picture(width, height, time):
    """A moving pattern of two triangular waves and fixed noise."""
    grain = bytes_of(7, width * height).reshape(height, width) // 32
    rows = [[triangle(5 * x + 3 * y + 40 * time) + triangle(7 * y - 2 * x + 17 * time) // 2 for x in range(width)]
            for y in range(height)]
    return (np.array(rows) + grain).astype(np.uint8)


def short(values):
    """Floats with the nine digits that tell them apart."""
    return [float("%.9g" % value) for value in np.asarray(values, np.float32).ravel()]


def farneback(before, after, flags=0):
    """OpenCV's flow with the challenge's parameters."""
    return cv2.calcOpticalFlowFarneback(before, after, None, 0.5, 3, 15, 3, 5, 1.2, flags)


def mean_length(field):
    """Mean length of a field's vectors, as the challenge's script computes it."""
    return cv2.mean(cv2.magnitude(field[..., 0], field[..., 1]))[0]


def flow_case(width, height):
    """Mean flow of two pairs, and the second field at every 211th pixel."""
    frames = [picture(width, height, time) for time in range(3)]
    fields = [farneback(a, b) for a, b in zip(frames, frames[1:])]
    return {
        "width": width, "height": height, "means": [mean_length(field) for field in fields],
        "field": short(fields[1].reshape(-1, 2)[::211]),
        "gaussian_window": mean_length(farneback(frames[0], frames[1], flags=cv2.OPTFLOW_FARNEBACK_GAUSSIAN)),
    }


def resample_case(rate, count=6000):
    """A resampled noise, every 29th sample, and the same by soxr."""
    samples = noise(rate, count)
    exact = librosa.resample(samples, orig_sr=rate, target_sr=22050, res_type="kaiser_best")
    soxr = librosa.resample(samples, orig_sr=rate, target_sr=22050, res_type="soxr_hq")
    return {
        "rate": rate, "count": count, "length": len(exact), "samples": short(exact[::29]),
        "last": float(exact[-1]), "soxr": short(soxr[::29]),
    }


def filter_case():
    """Every 1999th entry of resampy's table, and the last."""
    table = resampy.filters.get_filter("kaiser_best")[0]
    index = list(range(0, len(table), 1999)) + [len(table) - 1]
    return {"index": index, "value": [float(table[i]) for i in index]}


def gray_case():
    """Gray of random BGR pixels, in 15 bits (OpenCV) and in 14."""
    bgr = bytes_of(3, 3000).reshape(1, 1000, 3)
    wide = bgr.astype(np.int64)
    old = (1868 * wide[..., 0] + 9617 * wide[..., 1] + 4899 * wide[..., 2] + 8192) >> 14
    return {
        "gray": cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).ravel().tolist(), "in14bits": old.ravel().tolist(),
    }


def spectrum_case(length):
    """The real transform of noise."""
    bins = np.fft.rfft(noise(length, length).astype(np.float64))
    return {"length": length, "real": bins.real.tolist(), "imaginary": bins.imag.tolist()}


def mel_case():
    """The filter bank's shape, and some bands whole."""
    bank = librosa.filters.mel(sr=22050, n_fft=2048)
    filled = [np.nonzero(row)[0] for row in bank]
    return {
        "first": [int(i[0]) for i in filled], "count": [int(i[-1] - i[0] + 1) for i in filled],
        "sums": [float(row.astype(np.float64).sum()) for row in bank],
        "bands": {str(b): short(bank[b][filled[b][0]:filled[b][-1] + 1]) for b in (0, 1, 40, 90, 127)},
    }


def onset_case(name, samples, rate=22050):
    """Envelope and onsets of a recording."""
    envelope = librosa.onset.onset_strength(y=samples, sr=rate)
    onsets = librosa.onset.onset_detect(onset_envelope=envelope, sr=rate)
    return {"name": name, "rate": rate, "envelope": short(envelope), "onsets": [int(i) for i in onsets]}


def picking_case(seed, rate=22050):
    """Onsets of an envelope of small integers, which makes ties and plateaus."""
    values = bytes_of(seed, 8 + seed * 5 % 83) // 24
    onsets = librosa.onset.onset_detect(onset_envelope=values.astype(np.float32), sr=rate)
    return {"seed": seed, "rate": rate, "onsets": [int(i) for i in onsets]}


def main():
    """Writes every case."""
    cv2.setNumThreads(1)
    recordings = {
        "bursts": bursts(5, 44100, 9000, 20), "short": noise(6, 700), "one sample": noise(8, 1),
        "silence": np.zeros(5000, np.float32), "steady noise": noise(9, 30000),
    }
    cases = {
        "flow": [flow_case(*size) for size in FLOW_SIZES],
        "resampling": [resample_case(rate) for rate in RATES],
        "filter": filter_case(),
        "gray": gray_case(),
        "spectra": [spectrum_case(length) for length in (4, 8, 64, 512, 2048)],
        "mel": mel_case(),
        "onsets": [onset_case(name, samples) for name, samples in recordings.items()]
        + [onset_case("bursts", recordings["bursts"], rate) for rate in NATIVE_RATES],
        "picking": [picking_case(seed) for seed in range(60)]
        + [picking_case(seed, rate) for seed, rate in enumerate(NATIVE_RATES * 6)],
    }
    with open(sys.argv[1], "w") as file:
        json.dump(cases, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
