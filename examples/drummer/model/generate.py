"""Generates one clip of a drum stick striking the objects a prompt names: 256x256, 8 fps, 4 s, mono 16 kHz.

    python3 generate.py --prompt "a stick hits a wooden box" --seed 7 --output clip.mp4 [--audio-output clip.wav]

Needs Python's standard library and the ffmpeg program. The same prompt and seed give the same clip.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import picture
import scene
import sound

FRAME_RATE = 8


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description="Paints and sounds a drum stick striking what the prompt names.")
    parser.add_argument("--prompt", required=True, help="what is struck, in English")
    parser.add_argument("--seed", type=int, required=True, help="chooses the rhythm and the light")
    parser.add_argument("--output", required=True, help="the mp4 to write")
    parser.add_argument("--audio-output", help="a WAV of the same sound, 16-bit mono")
    return parser.parse_args()


def encode(frames, wav, output):
    """Pipes raw frames and a WAV file through ffmpeg into h264 and AAC; one thread, so that bytes repeat."""
    command = [
        "ffmpeg", "-hide_banner", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{picture.SIZE}x{picture.SIZE}", "-r", str(FRAME_RATE),
        "-i", "pipe:0", "-i", wav,
        "-vf", "scale=256:256:flags=area", "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
        "-pix_fmt", "yuv420p", "-threads", "1", "-c:a", "aac", "-b:a", "64k", "-ar", str(sound.RATE), "-ac", "1",
        "-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact", "-movflags", "+faststart", output,
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        for frame in frames:
            process.stdin.write(frame)
        process.stdin.close()
    return process.returncode


def main():
    """Makes the clip; the exit code is ffmpeg's."""
    options = arguments()
    plan = scene.read(options.prompt, options.seed)
    print("striking", ", ".join(thing.name for thing in plan.things), "at",
          " ".join(f"{hit.time:.2f}" for hit in plan.hits), "s", file=sys.stderr)
    samples = sound.synthesise(plan, scene.DURATION, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        wav = options.audio_output or os.path.join(folder, "sound.wav")
        sound.write_wav(wav, samples)
        frames = picture.frames(plan, scene.DURATION, FRAME_RATE, options.seed)
        return encode(frames, wav, options.output)


if __name__ == "__main__":
    sys.exit(main())
