#ifndef GENLOCK_DECODED_MEDIA_H
#define GENLOCK_DECODED_MEDIA_H
// Passes over decoded pictures and samples: statistics, sample conversion, rotation. Pure; no allocation.
#include <stddef.h>
#include <stdint.h>

/// The sum of an 8-bit component whose samples lie `step` bytes apart; raises `row_maximum[row]` to each row's maximum.
uint64_t genlock_luma_rows_8(
    const uint8_t *plane, ptrdiff_t stride, int step, int width, int height, uint8_t *row_maximum);

/// The same for components of `depth` (9 to 16) bits in little-endian 16-bit words, shifted left by `shift`; the sum is
/// in the component's own scale, the row maxima in the 8-bit scale.
uint64_t genlock_luma_rows_16(
    const uint8_t *plane, ptrdiff_t stride, int step, int shift, int depth, int width, int height,
    uint8_t *row_maximum);

/// Copies such a component (`depth` 8 to 16) to a packed 8-bit plane, dropping its lower bits.
void genlock_copy_luma(
    const uint8_t *plane, ptrdiff_t stride, int step, int shift, int depth, int width, int height, uint8_t *out);

/// Writes the picture turned clockwise by 0, 90, 180 or 270 degrees, packed; `pixel` is 1 or 3 bytes.
void genlock_rotate(
    const uint8_t *in, ptrdiff_t stride, int width, int height, int pixel, int degrees, uint8_t *out);

/// How the samples of one plane are stored.
enum genlock_sample_kind {
  GENLOCK_SAMPLE_U8,
  GENLOCK_SAMPLE_S16,
  GENLOCK_SAMPLE_S32,
  GENLOCK_SAMPLE_S64,
  GENLOCK_SAMPLE_FLOAT,
  GENLOCK_SAMPLE_DOUBLE
};

/// Converts `count` samples to float, full scale = 1 (integers divided by 2^(bits-1)), writing every `step`th float.
void genlock_convert_samples(
    enum genlock_sample_kind kind, const void *in, size_t count, float *out, size_t step);

/// Running statistics of interleaved samples.
struct genlock_sample_statistics {
  double sum;
  double sum_of_squares;
  double peak;
  int64_t clipped;
  int64_t nonfinite;
  /// 1 until one frame holds two different samples.
  int identical;
};

/// Adds `frames` frames of `channels` samples. A sample is clipped at or above `ceiling`, or at or below -1. Infinite
/// and NaN samples are counted and replaced by zero.
void genlock_add_samples(
    float *samples, size_t frames, int channels, float ceiling, struct genlock_sample_statistics *statistics);
#endif
