// One level of the pyramid: Gaussian blur of the full picture, then bilinear reduction.
//
// Order and rounding are those of the reference build of OpenCV (rows before columns, fused multiply-adds where it fuses
// them): at the picture's border a flow of plus or minus nothing decides whether a pixel counts, so the last bit shows.

INLINE int32_t reflected(int32_t index, int32_t count) {
  if (count == 1) return 0;
  while (index < 0 || index >= count) index = index < 0 ? -index : 2 * (count - 1) - index;
  return index;
}

INLINE f32x16 fused(f32x16 a, f32x16 b, f32x16 c) { return __builtin_elementwise_fma(a, b, c); }

// Blurs one row; `padded` has room for the row and `taps / 2` reflected elements on either side.
INLINE void blur_row(
  const uint8_t *row, int32_t width, const float *weight, int32_t taps, float *padded, float *out) {
  int32_t radius = taps / 2, x = 0;
  for (; x + LANES <= width; x += LANES) store(padded + radius + x, load_bytes(row + x));
  for (; x < width; x++) padded[radius + x] = row[x];
  for (int32_t i = 1; i <= radius; i++) {
    padded[radius - i] = row[reflected(-i, width)];
    padded[radius + width - 1 + i] = row[reflected(width - 1 + i, width)];
  }
  for (x = 0; x < width; x += LANES) {
    const float *from = padded + x;
    if (taps == 3) {
      f32x16 sides = (load(from) + load(from + 2)) * weight[0];
      store(out + x, fused(load(from + 1), all(weight[1]), sides));
    } else {
      f32x16 sum = load(from) * weight[0];
      for (int32_t t = 1; t < taps; t++) sum = fused(load(from + t), all(weight[t]), sum);
      store(out + x, sum);
    }
  }
}

// Blurs columns at row y of a plane of blurred rows.
INLINE void blur_columns(
  const float *rows, ptrdiff_t stride, int32_t y, int32_t width, int32_t height, const float *weight, int32_t taps,
  float *out) {
  int32_t radius = taps / 2;
  ptrdiff_t above[GENLOCK_MOST_TAPS / 2 + 1], below[GENLOCK_MOST_TAPS / 2 + 1];
  for (int32_t i = 0; i <= radius; i++) {
    above[i] = reflected(y - i, height) * stride;
    below[i] = reflected(y + i, height) * stride;
  }
  for (int32_t x = 0; x < width; x += LANES) {
    f32x16 sum = load(rows + above[0] + x) * weight[radius];
    for (int32_t i = 1; i <= radius; i++)
      sum = fused(load(rows + above[i] + x) + load(rows + below[i] + x), all(weight[radius + i]), sum);
    store(out + x, sum);
  }
}

INLINE float between(float from, float to, float weight) { return __builtin_fmaf(weight, to - from, from); }

static void reduce(
  const uint8_t *gray, const genlock_reduction *how, float *scratch, float *image, ptrdiff_t stride) {
  int32_t width = how->source_width, height = how->source_height, taps = how->taps;
  ptrdiff_t row = genlock_reduction_stride(width);
  float *upper = scratch, *lower = upper + row, *rows = lower + row;
  for (int32_t y = 0; y < height; y++)
    blur_row(gray + (ptrdiff_t)y * width, width, how->blur, taps, upper, rows + y * row);
  for (int32_t y = 0; y < how->height; y++) {
    float *out = image + y * stride;
    if (how->width == width && how->height == height) {
      blur_columns(rows, row, y, width, height, how->blur, taps, out);
      continue;
    }
    int32_t first = how->row_index[y], second = clamp_index(first + 1, height);
    blur_columns(rows, row, first, width, height, how->blur, taps, upper);
    blur_columns(rows, row, second, width, height, how->blur, taps, lower);
    for (int32_t x = 0; x < how->width; x++) {
      int32_t left = how->column_index[x], right = clamp_index(left + 1, width);
      float above = between(upper[left], upper[right], how->column_weight[x]);
      float below = between(lower[left], lower[right], how->column_weight[x]);
      out[x] = between(above, below, how->row_weight[y]);
    }
  }
}
