"""Runs the published AV-Align scripts on clips: onset times and score by flavour.

    python flavours_reference.py --output flavours.json --mp4 FOLDER --wav FOLDER IDENTIFIER=SCRIPT ...

A script is a file with the functions `extract_frames`, `detect_video_peaks`, `detect_audio_peaks` and
`calc_intersection_over_union`. None is part of this project:

    svg-2024          SonyResearch/SVG_baseline, py_scripts/evaluation/av_align.py
    tempotokens-2023  guyyariv/TempoTokens at 34d9502, av_align.py
    tempotokens-2025  guyyariv/TempoTokens at bf0b1e3, av_align.py
    savgbench         SAVGBench at 04e8d5b, av_quality_evaluation/av_align_metric.py
    javisbench        JavisVerse/JavisDiT at b505b37, eval/javisbench/src/av_align.py

All run unmodified but one: TempoTokens as published in 2023 reads a name `n` that nothing defines, and so raises on every
clip; it needs the line `n = len(arr)` that its successors have in `find_local_max_indexes`. Audio comes from the mp4 where
the identifier says so (`+mp4audio`, `savgbench`), else from the WAV. Which resampler runs is decided by the environment:
requirements.txt has librosa 0.9.2, requirements-savgbench.txt has librosa 0.10.0 (for `savgbench` and `+soxr`). Results are
added to the output file, so that both environments can write to it. Where a script raises, the exception's name takes the
score's place. With `--sounds FOLDER`, each WAV there is scored with the mp4 called `canonical` too.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import warnings

import cv2
import librosa
import numpy as np

warnings.filterwarnings("ignore")


def load_script(path):
    """A script as a module."""
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examine(script, video, sound):
    """One clip: onset times and score, or what was raised."""
    try:
        frames, rate = script.extract_frames(video)
        onsets = script.detect_audio_peaks(sound)
        _, peaks = script.detect_video_peaks(frames, rate)
        return {"onsets": [float(time) for time in onsets],
                "score": script.calc_intersection_over_union(onsets, peaks, rate)}
    except Exception as error:  # Whatever the script does is what is recorded.
        return {"raises": type(error).__name__}


def pairs(options):
    """Every clip: its name, mp4 and WAV."""
    for file in sorted(os.listdir(options.mp4)):
        name, kind = os.path.splitext(file)
        if kind == ".mp4":
            yield name, os.path.join(options.mp4, file), os.path.join(options.wav, name + ".wav")
    for file in sorted(os.listdir(options.sounds)) if options.sounds else []:
        yield "sounds/" + os.path.splitext(file)[0], os.path.join(options.mp4, "canonical.mp4"), os.path.join(
            options.sounds, file)


def main():
    """Runs every script on every clip."""
    parser = argparse.ArgumentParser()
    for name in ("mp4", "wav", "output"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--sounds")
    parser.add_argument("scripts", nargs="+", metavar="IDENTIFIER=SCRIPT")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    results = {}
    if os.path.exists(options.output):
        with open(options.output) as file:
            results = json.load(file)
    for identifier, path in (argument.split("=", 1) for argument in options.scripts):
        script = load_script(path)
        from_mp4 = "mp4audio" in identifier or "savgbench" in identifier
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        results[identifier] = {
            "environment": {"python": platform.python_version(), "numpy": np.__version__, "opencv": cv2.__version__,
                            "librosa": librosa.__version__},
            "script_sha256": digest,
            "clips": {name: examine(script, mp4, mp4 if from_mp4 else wav) for name, mp4, wav in pairs(options)
                      if not (from_mp4 and name.startswith("sounds/"))},
        }
    with open(options.output, "w") as file:
        json.dump(results, file, indent=1, sort_keys=True)
        file.write("\n")


if __name__ == "__main__":
    main()
