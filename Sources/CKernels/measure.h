// Resizing a flow field to the next level, and its mean length.

// A row exactly doubled: weights 1/4 and 3/4, ends held.
INLINE void double_row(const float *padded, int32_t source, float *out) {
  for (int32_t x = 0; x < source; x += LANES) {
    f32x16 here = load(padded + x), before = load(padded + x - 1), after = load(padded + x + 1);
    f32x16 even = before * 0.25f + here * 0.75f, odd = here * 0.75f + after * 0.25f;
    store(
      out + 2 * x, __builtin_shufflevector(even, odd, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    store(
      out + 2 * x + LANES,
      __builtin_shufflevector(even, odd, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
  }
}

INLINE void stretch_row(const float *padded, const genlock_bilinear *columns, float *out) {
  if (columns->doubles) {
    double_row(padded, columns->source, out);
    return;
  }
  for (int32_t x = 0; x < columns->count; x++) {
    const float *from = padded + columns->index[x];
    out[x] = from[0] * (1 - columns->weight[x]) + from[1] * columns->weight[x];
  }
}

static void upsample(
  const float *source, ptrdiff_t source_stride, const genlock_bilinear *columns, const genlock_bilinear *rows,
  float *scratch, float *plane, ptrdiff_t stride) {
  // Planes have room before and after a row, but what lies there belongs to its neighbours.
  float *padded = scratch + LANES, *stretched = padded + source_stride + LANES;
  for (int32_t y = 0; y < rows->source; y++) {
    memcpy(padded, source + y * source_stride, (size_t)columns->source * sizeof(float));
    padded[-1] = padded[0];
    padded[columns->source] = padded[columns->source - 1];
    stretch_row(padded, columns, stretched + y * stride);
  }
  for (int32_t y = 0; y < rows->count; y++) {
    int32_t upper = rows->index[y], lower = clamp_index(upper + 1, rows->source);
    const float *above = stretched + upper * stride, *below = stretched + lower * stride;
    float weight = rows->weight[y], *out = plane + y * stride;
    for (int32_t x = 0; x < columns->count; x += LANES)
      store(out + x, (load(above + x) * (1 - weight) + load(below + x) * weight) * 2);
    for (int32_t x = columns->count; x % LANES; x++) out[x] = 0;
  }
}

static double sum_of_lengths(
  const float *x, const float *y, int32_t width, int32_t height, ptrdiff_t stride) {
  f64x16 sums = (f64x16)0;
  double rest = 0;
  for (int32_t row = 0; row < height; row++) {
    const float *across = x + row * stride, *down = y + row * stride;
    int32_t i = 0;
    for (; i + LANES <= width; i += LANES) {
      f32x16 dx = load(across + i), dy = load(down + i);
      sums += __builtin_convertvector(__builtin_elementwise_sqrt(dx * dx + dy * dy), f64x16);
    }
    for (; i < width; i++) rest += (double)__builtin_sqrtf(across[i] * across[i] + down[i] * down[i]);
  }
  for (int lane = 0; lane < LANES; lane++) rest += sums[lane];
  return rest;
}
