"""Runs the challenge's own AV-Align functions on clips and writes everything on the way to the score.

    python av_align_reference.py --script av_align.py --mp4 FOLDER --wav FOLDER --output reference.json

`--script` is py_scripts/evaluation/av_align.py of SonyResearch/SVG_baseline (it is not part of this project); the
environment is requirements.txt. For each clip: frame rate, SHA-256 over the decoded BGR frames, flow, video peaks, onset
frames of the WAV and of the mp4's audio, score with either. `mutants` are the same numbers with one thing wrong, made
with the same packages, so that tests can show that they would notice.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import subprocess

import cv2
import librosa
import numpy as np
import resampy

FARNEBACK = dict(pyr_scale=0.5, levels=3, winsize=15, iterations=3, poly_n=5, poly_sigma=1.2, flags=0)


def load_script(path):
    """The organisers' script as a module."""
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mean_flows(grays, **changes):
    """Mean flow of each pair of gray frames, with changed parameters."""
    values = []
    for before, after in zip(grays, grays[1:]):
        field = cv2.calcOpticalFlowFarneback(before, after, None, **{**FARNEBACK, **changes})
        values.append(cv2.mean(cv2.magnitude(field[..., 0], field[..., 1]))[0])
    return values[:1] + values


def gray_in_14_bits(frame):
    """Gray with the older 14-bit weights."""
    blue, green, red = (frame[..., i].astype(np.int64) for i in range(3))
    return ((1868 * blue + 9617 * green + 4899 * red + 8192) >> 14).astype(np.uint8)


def decode_as_rec709(path, width, height):
    """The frames as ffmpeg converts them with the Rec. 709 matrix."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-vf", "scale=flags=bicubic:in_color_matrix=bt709",
         "-f", "rawvideo", "-pix_fmt", "bgr24", "-"], check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3)


def onset_frames(path, **load):
    """Onset frames as the script finds them, before it turns them into times."""
    samples, rate = librosa.load(path, **load)
    envelope = librosa.onset.onset_strength(y=samples, sr=rate)
    return [int(i) for i in librosa.onset.onset_detect(onset_envelope=envelope, sr=rate)]


def examine(script, mp4, wav):
    """Everything about one clip."""
    frames, rate = script.extract_frames(mp4)
    flow, peaks = script.detect_video_peaks(frames, rate)
    onsets, onsets_mp4 = onset_frames(wav), onset_frames(mp4)
    times, times_mp4 = script.detect_audio_peaks(wav), script.detect_audio_peaks(mp4)
    grays = [cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY) for frame in frames]
    height, width = grays[0].shape
    rec709 = [cv2.cvtColor(f, cv2.COLOR_BGR2GRAY) for f in decode_as_rec709(mp4, width, height)]
    return {
        "rate": rate,
        "width": width,
        "height": height,
        "frames_sha256": hashlib.sha256(np.stack(frames).tobytes()).hexdigest(),
        "flow": flow,
        "peaks": peaks,
        "onsets": onsets,
        "onsets_mp4": onsets_mp4,
        "score": script.calc_intersection_over_union(times, peaks, rate),
        "score_mp4audio": script.calc_intersection_over_union(times_mp4, peaks, rate),
        "mutants": {
            "rec709": mean_flows(rec709),
            "gray14": mean_flows([gray_in_14_bits(frame) for frame in frames]),
            "levels2": mean_flows(grays, levels=2),
            "gaussian-window": mean_flows(grays, flags=cv2.OPTFLOW_FARNEBACK_GAUSSIAN),
        },
    }


def main():
    """Examines every clip that has both files."""
    parser = argparse.ArgumentParser()
    for name in ("script", "mp4", "wav", "output"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    script = load_script(options.script)
    clips = {}
    for name in sorted(os.path.splitext(f)[0] for f in os.listdir(options.mp4) if f.endswith(".mp4")):
        clips[name] = examine(
            script, os.path.join(options.mp4, name + ".mp4"), os.path.join(options.wav, name + ".wav"))
    versions = {
        "python": platform.python_version(), "numpy": np.__version__, "opencv": cv2.__version__,
        "librosa": librosa.__version__, "resampy": resampy.__version__,
    }
    with open(options.output, "w") as file:
        json.dump({"environment": versions, "clips": clips}, file, indent=1, sort_keys=True)
        file.write("\n")


if __name__ == "__main__":
    main()
