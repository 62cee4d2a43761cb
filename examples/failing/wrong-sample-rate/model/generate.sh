#!/bin/sh
# A clip whose sound has half the samples a second it needs.
set -eu
ffmpeg -nostdin -hide_banner -loglevel error \
  -f lavfi -i testsrc2=size=256x256:rate=8:duration=4 \
  -f lavfi -i sine=frequency=220:beep_factor=4:sample_rate=8000:duration=4 \
  -c:v libx264 -pix_fmt yuv420p -threads 1 -c:a aac -ac 1 -ar 8000 "$1"
