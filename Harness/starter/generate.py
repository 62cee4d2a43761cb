#!/usr/bin/env python3
"""Stands in for a model until yours takes its place: makes a clip of the right form with ffmpeg.

The picture is a moving test card whose colours, and the sound a tone whose pitch, depend on the prompt and the seed.
Replace `generate` by your model; keep the arguments that the command in submission.yaml passes.
"""

import argparse
import hashlib
import os
import subprocess
import wave


def generate(arguments):
    # The same prompt and seed give the same clip; anything else gives another one.
    key = f"{arguments.prompt}\n{arguments.seed}".encode()
    digest = hashlib.sha256(key).digest()
    hue = digest[0] * 360 // 256
    pitch = 220 + 3 * digest[1]

    seconds = arguments.seconds
    if arguments.audio:
        with wave.open(arguments.audio, "rb") as sound:
            seconds = sound.getnframes() / sound.getframerate()

    width, height = (int(part) for part in arguments.size.split("x"))
    view = height - 2 * arguments.bars
    picture = f"testsrc2=size={width}x{view}:rate={arguments.rate}:duration={seconds},hue=h={hue}"
    if arguments.bars:
        picture += f",pad={width}:{height}:0:{arguments.bars}"
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", picture]

    if arguments.audio:
        command += ["-i", arguments.audio]
    else:
        # One tone a channel, each a fifth above the one before, swelling once a second.
        tones = "|".join(
            f"0.4*sin(2*PI*{pitch * 1.5 ** channel}*t)*(1-mod(t\\,1))" for channel in range(arguments.channels)
        )
        layout = {1: "mono", 2: "stereo"}.get(arguments.channels, f"{arguments.channels}c")
        command += ["-f", "lavfi", "-i", f"aevalsrc={tones}:s={arguments.sample_rate}:d={seconds}:c={layout}"]

    command += ["-t", f"{seconds}", "-c:v", "libx264", "-threads", "1", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    subprocess.run([*command, arguments.output], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prompt", default="", help="the text, where the track has one")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--audio", help="the input WAV, in tracks whose input is sound")
    parser.add_argument("--output", required=True, help="where the mp4 goes")
    parser.add_argument("--size", default="256x256")
    parser.add_argument("--rate", default="8", help="frames a second")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--bars", type=int, default=0, help="black rows at the top and at the bottom")
    parser.add_argument("--channels", type=int, default=1)
    parser.add_argument("--sample-rate", type=int, default=16000)
    arguments = parser.parse_args()
    os.makedirs(os.path.dirname(os.path.abspath(arguments.output)), exist_ok=True)
    generate(arguments)


if __name__ == "__main__":
    main()
