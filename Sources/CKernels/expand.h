// Farneback's polynomial expansion: every 11 x 11 neighbourhood fitted by a quadratic, through separable sums.

INLINE void expand_rows(
  const float *image, ptrdiff_t stride, int32_t y, int32_t height, int32_t width, const genlock_expansion *c,
  float *v0, float *v1, float *v2) {
  const float *row[11];
  for (int32_t k = -5; k <= 5; k++) row[k + 5] = image + clamp_index(y + k, height) * stride;
  for (int32_t x = 0; x < width; x += LANES) {
    f32x16 s0 = load(row[5] + x) * c->g[0], s1 = all(0), s2 = all(0);
    for (int32_t k = 1; k <= 5; k++) {
      f32x16 above = load(row[5 - k] + x), below = load(row[5 + k] + x);
      f32x16 both = above + below;
      s0 += both * c->g[k];
      s1 += (below - above) * c->xg[k];
      s2 += both * c->xxg[k];
    }
    store(v0 + x, s0);
    store(v1 + x, s1);
    store(v2 + x, s2);
  }
  float *rows[3] = {v0, v1, v2};
  for (int32_t i = 0; i < 3; i++)
    for (int32_t k = 1; k <= 5; k++) {
      rows[i][-k] = rows[i][0];
      rows[i][width - 1 + k] = rows[i][width - 1];
    }
}

// Columns: six sums in double over products that are partly rounded to float first, as in the reference.
INLINE void expand_columns(
  const float *v0, const float *v1, const float *v2, int32_t width, ptrdiff_t offset, const genlock_expansion *c,
  const genlock_planes *out) {
  for (int32_t x = 0; x < width; x += LANES) {
    f64x16 b1 = wide(load(v0 + x) * c->g[0]), b2 = (f64x16)0, b3 = wide(load(v1 + x) * c->g[0]);
    f64x16 b4 = (f64x16)0, b5 = wide(load(v2 + x) * c->g[0]), b6 = (f64x16)0;
    for (int32_t k = 1; k <= 5; k++) {
      f32x16 left = load(v0 + x - k), right = load(v0 + x + k);
      f64x16 both = wide(right + left);
      b1 += both * c->g[k];
      b4 += both * c->xxg[k];
      b2 += wide((right - left) * c->xg[k]);
      left = load(v1 + x - k), right = load(v1 + x + k);
      b3 += wide((right + left) * c->g[k]);
      b6 += wide((right - left) * c->xg[k]);
      b5 += wide((load(v2 + x + k) + load(v2 + x - k)) * c->g[k]);
    }
    store(out->plane[0] + offset + x, narrow(b3 * c->ig11));
    store(out->plane[1] + offset + x, narrow(b2 * c->ig11));
    store(out->plane[2] + offset + x, narrow(b1 * c->ig03 + b5 * c->ig33));
    store(out->plane[3] + offset + x, narrow(b1 * c->ig03 + b4 * c->ig33));
    store(out->plane[4] + offset + x, narrow(b6 * c->ig55));
  }
}

static void expand(
  const float *image, const genlock_expansion *constants, float *scratch, const genlock_planes *expansion) {
  ptrdiff_t row = expansion->stride + 64;
  float *v0 = scratch + 16, *v1 = v0 + row, *v2 = v1 + row;
  for (int32_t y = 0; y < expansion->height; y++) {
    expand_rows(
      image, expansion->stride, y, expansion->height, expansion->width, constants, v0, v1, v2);
    expand_columns(v0, v1, v2, expansion->width, y * expansion->stride, constants, expansion);
  }
}
