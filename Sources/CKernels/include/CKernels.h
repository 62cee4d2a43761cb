// Small numeric kernels in C, where Swift does not vectorise.
//
// Every kernel exists in several builds of the same source, one an instruction set. All builds do the same operations in
// the same order, without contraction into fused multiply-adds, so their results are equal to the last bit: a number
// does not depend on the machine it was made on. `genlock_kernels_at(0)` is the best build for this machine.
#ifndef GENLOCK_CKERNELS_H
#define GENLOCK_CKERNELS_H

#include "decoded_media.h"

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Floats a plane needs before its first element and after its last row, so that a vector may read past either end.
#define GENLOCK_PLANE_MARGIN 32

/// Most taps of a blur.
#define GENLOCK_MOST_TAPS 63

/// How one level of a pyramid is made from the full picture: a separable blur, borders reflected without repeating the
/// edge, then bilinear reduction (none where the sizes are equal).
typedef struct {
  /// Size of the full picture.
  int32_t source_width, source_height;
  /// Size of the level.
  int32_t width, height;
  /// Weights of the blur, symmetric; an odd number, at most `GENLOCK_MOST_TAPS`.
  int32_t taps;
  const float *blur;
  /// Left and upper neighbour of each output, and the weight of the other one.
  const int32_t *column_index, *row_index;
  const float *column_weight, *row_weight;
} genlock_reduction;

/// Floats between the rows of `reduce`'s working memory.
static inline ptrdiff_t genlock_reduction_stride(int32_t width) {
  return (width + GENLOCK_MOST_TAPS + 32) / 16 * 16;
}
/// Floats of working memory of `reduce`.
static inline size_t genlock_reduction_floats(int32_t width, int32_t height) {
  return (size_t)genlock_reduction_stride(width) * (size_t)(height + 3);
}

/// One bilinear axis: output i is `in[index[i]] x (1 - weight[i]) + in[index[i] + 1] x weight[i]`, the second index held
/// inside.
typedef struct {
  int32_t source, count;
  const int32_t *index;
  const float *weight;
  /// 1 where the axis is exactly doubled (weights 0.25 and 0.75), else 0.
  int32_t doubles;
} genlock_bilinear;

/// Constants of a polynomial expansion over 11 x 11 pixels.
typedef struct {
  /// Gaussian g(x), x g(x) and x^2 g(x) for x = 0...5.
  float g[6], xg[6], xxg[6];
  /// Entries of the inverse normal matrix.
  double ig11, ig03, ig33, ig55;
} genlock_expansion;

/// Five planes of one size, rows `stride` floats apart: a polynomial expansion (y, x, yy, xx, xy).
typedef struct {
  float *_Nonnull plane[5];
  int32_t width, height;
  /// Floats between rows, a multiple of 16 and at least `width` + 16.
  ptrdiff_t stride;
} genlock_planes;

/// Working memory of one flow iteration; sizes are given by `genlock_iteration_floats` and `genlock_iteration_doubles`.
typedef struct {
  float *floats;
  double *doubles;
} genlock_iteration_scratch;

/// Floats of `genlock_iteration_scratch` for rows of `stride` floats.
static inline size_t genlock_iteration_floats(size_t stride) { return 5 * 16 * stride + 2 * stride + 64; }
/// Doubles of `genlock_iteration_scratch` for rows of `stride` floats.
static inline size_t genlock_iteration_doubles(size_t stride) { return 10 * (stride + 64) + 64; }

/// A transform of real frames of 2 x size values.
typedef struct {
  /// Complex values, a power of two.
  int32_t size;
  /// Passes and their radices (2 or 4), first pass first.
  int32_t passes;
  const int32_t *radix;
  /// Input position of each element before the first pass.
  const int32_t *order;
  /// exp(-2 pi i k / size) for k = 0 ..< size, cosine and sine.
  const double *twiddle;
  /// exp(-2 pi i k / (2 size)) for k = 0 ... size.
  const double *real_twiddle;
} genlock_fft;

/// Triangular filters over frequency bins; the weights of all bands lie one after another.
typedef struct {
  int32_t count;
  const int32_t *first, *length;
  const float *weight;
} genlock_bands;

/// One build of all kernels.
typedef struct {
  /// The instruction set: `baseline`, `x86-64-v3`, `x86-64-v4`.
  const char *name;

  /// Gray of `count` BGR pixels: (3735 B + 19235 G + 9798 R + 16384) >> 15.
  void (*gray)(const uint8_t *bgr, size_t count, uint8_t *gray);

  /// One level of the pyramid. `scratch` holds `genlock_reduction_floats` floats.
  void (*reduce)(const uint8_t *gray, const genlock_reduction *how, float *scratch, float *image, ptrdiff_t stride);

  /// The polynomial expansion of an image. `scratch` holds 3 x (stride + 64) floats.
  void (*expand)(
    const float *image, const genlock_expansion *constants, float *scratch, const genlock_planes *expansion);

  /// Resizes a plane bilinearly, columns before rows, and doubles its values. `scratch` holds the source's height x
  /// `stride` + 64 floats.
  void (*upsample)(
    const float *source, ptrdiff_t source_stride, const genlock_bilinear *columns, const genlock_bilinear *rows,
    float *scratch, float *plane, ptrdiff_t stride);

  /// One iteration of Farneback's flow from picture `first` to `second`, in place: displaced matrices, their mean over
  /// 15 x 15 pixels, the solution.
  void (*iterate)(
    const genlock_planes *first, const genlock_planes *second, float *flow_x, float *flow_y,
    const genlock_iteration_scratch *scratch);

  /// Sum over a plane of the length of the vectors (x, y), each rounded to float.
  double (*sum_of_lengths)(const float *x, const float *y, int32_t width, int32_t height, ptrdiff_t stride);

  /// Spectra of eight frames that start `hop` samples apart, each times `window` (2 x size values). `work` holds 16 x
  /// size doubles; `bins` gets, for each of size + 1 bins, eight real and eight imaginary parts.
  void (*spectra)(
    const genlock_fft *fft, const float *signal, ptrdiff_t hop, const double *window, double *work, double *bins);

  /// Power of `count` bins of eight frames, as float: length rounded, then squared.
  void (*powers)(const double *bins, int32_t count, float *power);

  /// Sums of `power` under each band, eight frames at a time.
  void (*bands)(const genlock_bands *filters, const float *power, float *out);

  /// `count` outputs (a multiple of 32) of one phase: the sum over taps of `weight[t] x periods[offset[t] + q]`, rounded
  /// to float after every tap.
  void (*resample_phase)(
    const float *periods, const ptrdiff_t *offset, const double *weight, int32_t taps, int32_t count, float *out);
} genlock_kernels;

/// How many builds this machine can run, at least 1.
int genlock_kernels_count(void);
/// The builds this machine can run, best first; NULL outside 0 ..< count.
const genlock_kernels *_Nullable genlock_kernels_at(int index);

#pragma clang assume_nonnull end

#endif
