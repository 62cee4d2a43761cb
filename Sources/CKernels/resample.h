// Band-limited resampling, one phase at a time: outputs of one phase lie a whole number of inputs apart, so with the
// input transposed by period they are neighbours. The running sum is rounded to float after every tap, as the reference's
// output array rounds it.
static void resample_phase(
  const float *periods, const ptrdiff_t *offset, const double *weight, int32_t taps, int32_t count, float *out) {
  for (int32_t q = 0; q < count; q += 2 * LANES) {
    f32x16 near = all(0), far = all(0);
    for (int32_t t = 0; t < taps; t++) {
      const float *from = periods + offset[t] + q;
      near = narrow(wide(near) + wide(load(from)) * weight[t]);
      far = narrow(wide(far) + wide(load(from + LANES)) * weight[t]);
    }
    store(out + q, near);
    store(out + q + LANES, far);
  }
}
