#!/bin/sh
# A clip that ends after half its time.
set -eu
ffmpeg -nostdin -hide_banner -loglevel error \
  -f lavfi -i testsrc2=size=256x256:rate=8:duration=2 \
  -f lavfi -i sine=frequency=220:beep_factor=4:sample_rate=16000:duration=2 \
  -c:v libx264 -pix_fmt yuv420p -threads 1 -c:a aac -ac 1 -ar 16000 "$1"
