#!/bin/sh
# Makes the short clips of Tests/ParityTests/Fixtures: four with the drummer and ffmpeg, and a still one without a sound.
# Usage: make_fixture_clips.sh OUTPUT_FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
drummer=$here/../../examples/drummer/model/generate.py
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# clip NAME SEED PROMPT START SECONDS VIDEO_OPTIONS WAV_OPTIONS
clip() {
  python3 "$drummer" --prompt "$3" --seed "$2" --output "$work/$1.mp4" --audio-output "$work/$1.wav" 2>/dev/null
  exact="-map_metadata -1 -fflags +bitexact -flags +bitexact -threads 1"
  # The options are lists of words.
  # shellcheck disable=SC2086
  ffmpeg -v error -y -ss "$4" -t "$5" -i "$work/$1.mp4" $6 -c:v libx264 -preset veryslow -crf 23 -pix_fmt yuv420p \
    -c:a aac -b:a 48k -ac 1 -ar 16000 $exact -movflags +faststart "$out/$1.mp4"
  # shellcheck disable=SC2086
  ffmpeg -v error -y -ss "$4" -t "$5" -i "$work/$1.wav" $7 $exact "$out/$1.wav"
}

clip canonical 11 "a stick hits a wooden box and a metal bell" 0 2.5 "" "-c:a pcm_s16le"
clip native-rate 12 "someone plays a snare drum quickly" 1 2 "" "-c:a pcm_s16le -ar 22050"
clip odd-size 13 "a stick hits a ceramic bowl, a glass jar and a metal pan" 0.5 2 \
  "-vf scale=250:190,fps=12" "-c:a pcm_f32le -ar 8000"
clip stereo 14 "fast playing on a drum, a cymbal and a bell" 0.25 1.5 "-vf fps=30000/1001" \
  "-c:a pcm_s16le -ar 32000 -af pan=stereo|c0=c0|c1=0.25*c0"

exact="-map_metadata -1 -fflags +bitexact -flags +bitexact -threads 1"
# shellcheck disable=SC2086
ffmpeg -v error -y -f lavfi -i color=black:s=64x64:r=8:d=1 -f lavfi -i anullsrc=r=16000:cl=mono:d=1 -t 1 \
  -c:v libx264 -pix_fmt yuv420p -c:a aac -b:a 48k $exact -movflags +faststart "$out/still.mp4"
# shellcheck disable=SC2086
ffmpeg -v error -y -f lavfi -i anullsrc=r=16000:cl=mono:d=1 -t 1 -c:a pcm_s16le $exact "$out/still.wav"
