#include "CHarnessData.h"

// `#embed` is C23; the compiler has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// One pair of entries a file, here and in the table below; a test compares them with the folder.
static const unsigned char golden_clip[] = {
#embed "../../Harness/golden/clip.mp4" suffix(,)
  0};
static const unsigned char golden_frames[] = {
#embed "../../Harness/golden/frames.sha256" suffix(,)
  0};
static const unsigned char prompts_starter[] = {
#embed "../../Harness/prompts/starter.txt" suffix(,)
  0};
static const unsigned char schemas_report_schema[] = {
#embed "../../Harness/schemas/report.schema.json" suffix(,)
  0};
static const unsigned char schemas_submission_schema[] = {
#embed "../../Harness/schemas/submission.schema.json" suffix(,)
  0};
static const unsigned char starter_generate[] = {
#embed "../../Harness/starter/generate.py" suffix(,)
  0};
static const unsigned char tracks_audio_to_video[] = {
#embed "../../Harness/tracks/audio-to-video.yaml" suffix(,)
  0};
static const unsigned char tracks_spatial[] = {
#embed "../../Harness/tracks/spatial.yaml" suffix(,)
  0};
static const unsigned char tracks_temporal[] = {
#embed "../../Harness/tracks/temporal.yaml" suffix(,)
  0};

#define FILE_ENTRY(path, array) {path, array, sizeof(array) - 1}

static const genlock_harness_file files[] = {
  FILE_ENTRY("golden/clip.mp4", golden_clip),
  FILE_ENTRY("golden/frames.sha256", golden_frames),
  FILE_ENTRY("prompts/starter.txt", prompts_starter),
  FILE_ENTRY("schemas/report.schema.json", schemas_report_schema),
  FILE_ENTRY("schemas/submission.schema.json", schemas_submission_schema),
  FILE_ENTRY("starter/generate.py", starter_generate),
  FILE_ENTRY("tracks/audio-to-video.yaml", tracks_audio_to_video),
  FILE_ENTRY("tracks/spatial.yaml", tracks_spatial),
  FILE_ENTRY("tracks/temporal.yaml", tracks_temporal),
};

size_t genlock_harness_file_count(void) { return sizeof(files) / sizeof(files[0]); }

const genlock_harness_file *genlock_harness_file_at(size_t index) {
  return index < genlock_harness_file_count() ? &files[index] : NULL;
}
