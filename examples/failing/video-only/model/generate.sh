#!/bin/sh
# A clip without an audio stream, and no WAV beside it.
set -eu
ffmpeg -nostdin -hide_banner -loglevel error \
  -f lavfi -i testsrc2=size=256x256:rate=8:duration=4 \
  -c:v libx264 -pix_fmt yuv420p -threads 1 "$1"
