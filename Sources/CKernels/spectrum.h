// Power spectra of eight windowed frames at a time: one frame a lane, so that every butterfly is a vector operation.

typedef struct {
  f64x8 re, im;
} c64x8;

INLINE c64x8 load_complex(const double *at) { return (c64x8){load8(at), load8(at + 8)}; }
INLINE void store_complex(double *at, c64x8 value) {
  store8(at, value.re);
  store8(at + 8, value.im);
}
INLINE c64x8 times(c64x8 a, const double *w) {
  return (c64x8){a.re * w[0] - a.im * w[1], a.re * w[1] + a.im * w[0]};
}
INLINE c64x8 plus(c64x8 a, c64x8 b) { return (c64x8){a.re + b.re, a.im + b.im}; }
INLINE c64x8 minus(c64x8 a, c64x8 b) { return (c64x8){a.re - b.re, a.im - b.im}; }

// One pass of the transform in place; blocks of `length` hold `radix` interleaved transforms of length / radix.
INLINE void radix_pass(const genlock_fft *fft, double *z, int32_t length, int32_t radix) {
  int32_t quarter = length / radix, spread = fft->size / length;
  for (int32_t block = 0; block < fft->size; block += length) {
    for (int32_t k = 0; k < quarter; k++) {
      double *at = z + 16 * (ptrdiff_t)(block + k);
      ptrdiff_t step = 16 * (ptrdiff_t)quarter;
      const double *w = fft->twiddle + 2 * (ptrdiff_t)k * spread;
      c64x8 a = load_complex(at), b = times(load_complex(at + step), w);
      if (radix == 2) {
        store_complex(at, plus(a, b));
        store_complex(at + step, minus(a, b));
        continue;
      }
      c64x8 c = times(load_complex(at + 2 * step), fft->twiddle + 4 * (ptrdiff_t)k * spread);
      c64x8 d = times(load_complex(at + 3 * step), fft->twiddle + 6 * (ptrdiff_t)k * spread);
      c64x8 even = plus(a, c), odd = minus(a, c), sum = plus(b, d), difference = minus(b, d);
      c64x8 turned = {difference.im, -difference.re};
      store_complex(at, plus(even, sum));
      store_complex(at + step, plus(odd, turned));
      store_complex(at + 2 * step, minus(even, sum));
      store_complex(at + 3 * step, minus(odd, turned));
    }
  }
}

INLINE void transform(const genlock_fft *fft, double *z) {
  int32_t length = 1;
  for (int32_t i = 0; i < fft->passes; i++) {
    length *= fft->radix[i];
    radix_pass(fft, z, length, fft->radix[i]);
  }
}

// Bin k of the real transform of 2 x size values, from the complex transform of their pairs.
INLINE c64x8 real_bin(const genlock_fft *fft, const double *z, int32_t k) {
  int32_t size = fft->size;
  c64x8 a = load_complex(z + 16 * (ptrdiff_t)(k % size)), b = load_complex(z + 16 * (ptrdiff_t)((size - k) % size));
  c64x8 even = {(a.re + b.re) * 0.5, (a.im - b.im) * 0.5}, odd = {(a.im + b.im) * 0.5, (b.re - a.re) * 0.5};
  return plus(even, times(odd, fft->real_twiddle + 2 * (ptrdiff_t)k));
}

static void spectra(
  const genlock_fft *fft, const float *signal, ptrdiff_t hop, const double *window, double *work, double *bins) {
  for (int32_t i = 0; i < fft->size; i++) {
    ptrdiff_t from = 2 * (ptrdiff_t)fft->order[i];
    double *at = work + 16 * (ptrdiff_t)i;
    for (int lane = 0; lane < 8; lane++) {
      const float *frame = signal + lane * hop + from;
      at[lane] = window[from] * (double)frame[0];
      at[8 + lane] = window[from + 1] * (double)frame[1];
    }
  }
  transform(fft, work);
  for (int32_t k = 0; k <= fft->size; k++) store_complex(bins + 16 * (ptrdiff_t)k, real_bin(fft, work, k));
}

// |X|^2 as the reference rounds it: parts to float, length to float, square to float.
static void powers(const double *bins, int32_t count, float *power) {
  for (int32_t k = 0; k < count; k++) {
    c64x8 bin = load_complex(bins + 16 * (ptrdiff_t)k);
    for (int lane = 0; lane < 8; lane++) {
      double re = (float)bin.re[lane], im = (float)bin.im[lane];
      float length = (float)__builtin_sqrt(re * re + im * im);
      power[8 * (ptrdiff_t)k + lane] = length * length;
    }
  }
}

static void bands(const genlock_bands *filters, const float *power, float *out) {
  const float *weight = filters->weight;
  for (int32_t band = 0; band < filters->count; band++) {
    double sum[8] = {0};
    for (int32_t k = 0; k < filters->length[band]; k++, weight++)
      for (int lane = 0; lane < 8; lane++)
        sum[lane] += (double)*weight * (double)power[8 * (ptrdiff_t)(filters->first[band] + k) + lane];
    for (int lane = 0; lane < 8; lane++) out[8 * (ptrdiff_t)band + lane] = (float)sum[lane];
  }
}
