#include "decoded_media.h"

#include <math.h>
#include <string.h>

// Sum and maximum run in loops of their own over sums no wider than needed: so the compiler vectorises both. A row's sum
// fits 32 bits below 16 million pixels.
static uint32_t row_sum(const uint8_t *row, int width) {
  uint32_t sum = 0;
  for (int x = 0; x < width; x++) sum += row[x];
  return sum;
}

static uint8_t row_maximum_of(const uint8_t *row, int width) {
  uint8_t maximum = 0;
  for (int x = 0; x < width; x++) maximum = row[x] > maximum ? row[x] : maximum;
  return maximum;
}

uint64_t genlock_luma_rows_8(
    const uint8_t *plane, ptrdiff_t stride, int step, int width, int height, uint8_t *row_maximum) {
  uint64_t total = 0;
  for (int y = 0; y < height; y++) {
    const uint8_t *row = plane + (ptrdiff_t)y * stride;
    uint32_t sum = 0;
    uint8_t maximum = 0;
    if (step == 1) {
      sum = row_sum(row, width);
      maximum = row_maximum_of(row, width);
    } else {
      for (int x = 0; x < width; x++) {
        uint8_t value = row[(ptrdiff_t)x * step];
        sum += value;
        maximum = value > maximum ? value : maximum;
      }
    }
    row_maximum[y] = maximum > row_maximum[y] ? maximum : row_maximum[y];
    total += sum;
  }
  return total;
}

uint64_t genlock_luma_rows_16(
    const uint8_t *plane, ptrdiff_t stride, int step, int shift, int depth, int width, int height,
    uint8_t *row_maximum) {
  uint64_t total = 0;
  unsigned mask = (1u << depth) - 1;
  for (int y = 0; y < height; y++) {
    const uint8_t *row = plane + (ptrdiff_t)y * stride;
    unsigned maximum = 0;
    uint64_t sum = 0;
    for (int x = 0; x < width; x++) {
      uint16_t word;
      memcpy(&word, row + (ptrdiff_t)x * step, sizeof word);
      unsigned value = ((unsigned)word >> shift) & mask;
      sum += value;
      maximum = value > maximum ? value : maximum;
    }
    uint8_t scaled = (uint8_t)(maximum >> (depth - 8));
    row_maximum[y] = scaled > row_maximum[y] ? scaled : row_maximum[y];
    total += sum;
  }
  return total;
}

void genlock_copy_luma(
    const uint8_t *plane, ptrdiff_t stride, int step, int shift, int depth, int width, int height, uint8_t *out) {
  unsigned mask = (1u << depth) - 1;
  for (int y = 0; y < height; y++) {
    const uint8_t *row = plane + (ptrdiff_t)y * stride;
    for (int x = 0; x < width; x++) {
      uint16_t word = row[(ptrdiff_t)x * step];
      if (depth > 8) memcpy(&word, row + (ptrdiff_t)x * step, sizeof word);
      *out++ = (uint8_t)((((unsigned)word >> shift) & mask) >> (depth - 8));
    }
  }
}

void genlock_rotate(
    const uint8_t *in, ptrdiff_t stride, int width, int height, int pixel, int degrees, uint8_t *out) {
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      const uint8_t *from = in + (ptrdiff_t)y * stride + (ptrdiff_t)x * pixel;
      ptrdiff_t to;
      if (degrees == 0)
        to = (ptrdiff_t)y * width + x;
      else if (degrees == 90)
        to = (ptrdiff_t)x * height + (height - 1 - y);
      else if (degrees == 180)
        to = (ptrdiff_t)(height - 1 - y) * width + (width - 1 - x);
      else
        to = (ptrdiff_t)(width - 1 - x) * height + y;
      for (int byte = 0; byte < pixel; byte++) out[to * pixel + byte] = from[byte];
    }
  }
}

void genlock_convert_samples(
    enum genlock_sample_kind kind, const void *in, size_t count, float *out, size_t step) {
  switch (kind) {
  case GENLOCK_SAMPLE_U8:
    for (size_t i = 0; i < count; i++) out[i * step] = (float)(((const uint8_t *)in)[i] - 128) * 0x1p-7f;
    break;
  case GENLOCK_SAMPLE_S16:
    for (size_t i = 0; i < count; i++) out[i * step] = (float)((const int16_t *)in)[i] * 0x1p-15f;
    break;
  case GENLOCK_SAMPLE_S32:
    for (size_t i = 0; i < count; i++) out[i * step] = (float)((const int32_t *)in)[i] * 0x1p-31f;
    break;
  case GENLOCK_SAMPLE_S64:
    for (size_t i = 0; i < count; i++) out[i * step] = (float)((const int64_t *)in)[i] * 0x1p-63f;
    break;
  case GENLOCK_SAMPLE_FLOAT:
    for (size_t i = 0; i < count; i++) out[i * step] = ((const float *)in)[i];
    break;
  case GENLOCK_SAMPLE_DOUBLE:
    for (size_t i = 0; i < count; i++) out[i * step] = (float)((const double *)in)[i];
    break;
  }
}

void genlock_add_samples(
    float *samples, size_t frames, int channels, float ceiling, struct genlock_sample_statistics *statistics) {
  size_t count = frames * (size_t)channels;
  double sum = 0, squares = 0;
  float peak = 0;
  int64_t clipped = 0, nonfinite = 0;
  for (size_t i = 0; i < count; i++) {
    float value = samples[i];
    if (!isfinite(value)) {
      nonfinite++;
      samples[i] = value = 0;
    }
    float magnitude = fabsf(value);
    sum += value;
    squares += (double)value * value;
    peak = magnitude > peak ? magnitude : peak;
    clipped += value >= ceiling || value <= -1.0f;
  }
  statistics->sum += sum;
  statistics->sum_of_squares += squares;
  statistics->peak = peak > statistics->peak ? peak : statistics->peak;
  statistics->clipped += clipped;
  statistics->nonfinite += nonfinite;
  if (!statistics->identical) return;
  for (size_t frame = 0; frame < frames; frame++) {
    const float *row = samples + frame * (size_t)channels;
    for (int channel = 1; channel < channels; channel++) {
      if (row[channel] != row[0]) {
        statistics->identical = 0;
        return;
      }
    }
  }
}
