// Farneback's flow: displaced normal matrices, their mean over 15 x 15 pixels, the solution, row by row.

// Weights of the five outermost pixels on each side.
static const float border_weight[5] = {0.14f, 0.14f, 0.4472f, 0.4472f, 0.4472f};

// Whether index i of n lies in the border that is weighted. The reference compares unsigned differences, which below ten
// pixels leaves most of the border out.
INLINE int in_border(int32_t i, int32_t n) { return (uint32_t)(i - 5) >= (uint32_t)(n - 10); }

// The border weight of index i of n: the product over both ends.
INLINE float edge_weight(int32_t i, int32_t n) {
  return (i < 5 ? border_weight[i] : 1) * (i >= n - 5 ? border_weight[n - 1 - i] : 1);
}

#define RADIUS 7
#define RING 16

// Where sixteen neighbouring pixels of the first picture lie in the second.
typedef struct {
  f32x16 fraction_x, fraction_y;
  i32x16 column, row;
  // -1 in lanes whose four neighbours lie inside the picture.
  i32x16 inside;
} displaced;

INLINE f32x16 clamped(f32x16 value) {
  const f32x16 far = all(16777216.0f);
  value = value > -far ? value : -far;
  return value < far ? value : far;
}

INLINE displaced displace(f32x16 dx, f32x16 dy, int32_t x, int32_t y, int32_t width, int32_t height) {
  displaced at;
  f32x16 fx = clamped(__builtin_convertvector(lane_numbers() + x, f32x16) + dx), fy = clamped(all((float)y) + dy);
  f32x16 left = floored(fx), upper = floored(fy);
  at.fraction_x = fx - left;
  at.fraction_y = fy - upper;
  at.column = __builtin_convertvector(left, i32x16);
  at.row = __builtin_convertvector(upper, i32x16);
  // Below zero is far above, unsigned.
  at.inside = (__builtin_convertvector(at.column, u32x16) < (uint32_t)(width - 1))
    & (__builtin_convertvector(at.row, u32x16) < (uint32_t)(height - 1));
  return at;
}

// Lanes where `number` is one of the `count` numbers from `least` on.
INLINE i32x16 within(i32x16 number, int32_t least, uint32_t count) {
  return __builtin_convertvector(number - least, u32x16) < count;
}

// Sixteen displaced lanes, and where they are sampled together: the least offset and row of those inside the picture,
// unless these spread by more than one.
typedef struct {
  displaced at;
  // Columns less the lanes' own.
  i32x16 offset;
  int32_t left, top;
  int together;
} placed;

INLINE placed place(f32x16 dx, f32x16 dy, int32_t x, int32_t y, int32_t width, int32_t height) {
  placed p = {displace(dx, dy, x, y, width, height)};
  p.offset = p.at.column - lane_numbers() - x;
  p.left = p.offset[0], p.top = p.at.row[0];
  p.left -= lanes(p.at.inside & (p.offset < p.left)) != 0;
  p.top -= lanes(p.at.inside & (p.at.row < p.top)) != 0;
  p.together = !lanes(p.at.inside & ~(within(p.offset, p.left, 2) & within(p.at.row, p.top, 2)));
  return p;
}

// Weight of a line for each lane: a lane needs its own row and the next.
INLINE f32x16 line_weight(const displaced *at, int32_t row) {
  f32x16 own = at->row == row ? all(1) - at->fraction_y : all(0);
  return at->row == row - 1 ? at->fraction_y : own;
}

// Lines beyond the picture have a weight of 0, but are read.
INLINE ptrdiff_t line_start(const genlock_planes *from, int32_t row) {
  return clamp_index(row, from->height) * from->stride;
}

// Both samplings below add up what lanes need in the order of the reference's two by two, and zeros in between.
#ifdef BUILD_PERMUTES
#define MOST_SPREAD 16

// Samples five planes for lanes whose rows are among the `rows` - 1 from `top` on and whose offsets are among the sixteen
// from `left` on: an instruction picks every lane's column from two vectors of a line.
INLINE void sample(
  const genlock_planes *from, const placed *p, int32_t x, int32_t left, int32_t top, int32_t rows, f32x16 value[5]) {
  i32x16 near = p->offset - left + lane_numbers(), far = near + 1;
  f32x16 near_x = all(1) - p->at.fraction_x, far_x = p->at.fraction_x;
  for (int channel = 0; channel < 5; channel++) value[channel] = all(0);
#pragma clang loop unroll(disable)
  for (int32_t row = top; row < top + rows; row++) {
    f32x16 down = line_weight(&p->at, row), near_weight = near_x * down, far_weight = far_x * down;
    ptrdiff_t line = line_start(from, row) + x + left;
    for (int channel = 0; channel < 5; channel++) {
      f32x16 low = load(from->plane[channel] + line), high = load(from->plane[channel] + line + LANES);
      value[channel] += near_weight * (f32x16)__builtin_ia32_vpermi2varps512(low, near, high);
      value[channel] += far_weight * (f32x16)__builtin_ia32_vpermi2varps512(low, far, high);
    }
  }
}
#else
#define MOST_SPREAD 2

// Samples five planes for lanes whose rows are among the `rows` - 1 from `top` on and whose offsets are `left` or the next:
// three taps of a line serve all, with weights of 0 where a lane does not need one.
INLINE void sample(
  const genlock_planes *from, const placed *p, int32_t x, int32_t left, int32_t top, int32_t rows, f32x16 value[5]) {
  i32x16 is_first = p->offset == left;
  f32x16 near_x = all(1) - p->at.fraction_x, far_x = p->at.fraction_x;
  f32x16 across[3] = {is_first ? near_x : all(0), is_first ? far_x : near_x, is_first ? all(0) : far_x};
  for (int channel = 0; channel < 5; channel++) value[channel] = all(0);
#pragma clang loop unroll(disable)
  for (int32_t row = top; row < top + rows; row++) {
    f32x16 down = line_weight(&p->at, row);
    f32x16 weight[3] = {across[0] * down, across[1] * down, across[2] * down};
    ptrdiff_t line = line_start(from, row) + x + left;
    for (int channel = 0; channel < 5; channel++)
      for (int tap = 0; tap < 3; tap++) value[channel] += weight[tap] * load(from->plane[channel] + line + tap);
  }
}
#endif

INLINE void take(f32x16 value[5], i32x16 where, const f32x16 sampled[5]) {
  for (int channel = 0; channel < 5; channel++) value[channel] = where ? sampled[channel] : value[channel];
}

// The second picture's expansion at displaced lanes; `value` is left alone where a lane is outside.
//
// Flow is smooth, so mostly all lanes are sampled together. A vector across a motion boundary goes round once for every
// group of lanes whose offsets are near the group's first one's.
INLINE void warp(const genlock_planes *from, const placed *p, int32_t x, f32x16 value[5]) {
  f32x16 sampled[5];
  if (__builtin_expect(p->together, 1)) {
    sample(from, p, x, p->left, p->top, 3, sampled);
    take(value, p->at.inside, sampled);
    return;
  }
  i32x16 left_over = p->at.inside;
  for (uint32_t waiting = lanes(left_over); waiting; waiting = lanes(left_over)) {
    i32x16 group = left_over;
    if (MOST_SPREAD == 2) {
      int lane = __builtin_ctz(waiting);
      group &= within(p->offset, p->offset[lane] - 1, 3) & within(p->at.row, p->at.row[lane] - 1, 3);
    }
    int32_t left = __builtin_reduce_min(group ? p->offset : (i32x16)INT32_MAX);
    group &= within(p->offset, left, MOST_SPREAD);
    int32_t top = __builtin_reduce_min(group ? p->at.row : (i32x16)INT32_MAX);
    if (MOST_SPREAD == 2) group &= within(p->at.row, top, 2);
    int32_t bottom = __builtin_reduce_max(group ? p->at.row : (i32x16)INT32_MIN);
    sample(from, p, x, left, top, bottom + 2 - top, sampled);
    take(value, group, sampled);
    left_over &= ~group;
  }
}

// By column: the border weight, and whether it applies in rows outside the border.
typedef struct {
  const float *weight, *inside;
} border_columns;

// Brings the running column sums, rows y - 7 ... y + 7, from row y - 1 to row y. The difference is rounded to float, as
// in the reference: below strong texture its rounding is all a flat region has.
INLINE void slide(f32x16 entering, f32x16 leaving, double *columns) {
  store_double(columns, load_double(columns) + wide(entering - leaving));
}

// Where the column sums are that a new row enters, channels `row` doubles apart, and the row that leaves them.
typedef struct {
  const float *leaving;
  double *columns;
  ptrdiff_t row;
} window_step;

// One row of the five normal-matrix channels, each `channel` floats after the last; it enters the column sums of `step`,
// where there is one.
INLINE void matrices(
  const genlock_planes *first, const genlock_planes *second, const float *flow_x, const float *flow_y, int32_t y,
  const border_columns *border, float *out, ptrdiff_t channel, const window_step *step) {
  int32_t width = first->width, height = first->height;
  int all_columns = in_border(y, height);
  float row_weight = edge_weight(y, height);
  flow_x += y * first->stride, flow_y += y * first->stride;
  // One vector is placed ahead of the one that is sampled, so that neither waits for the other.
  placed next = place(load(flow_x), load(flow_y), 0, y, width, height);
  for (int32_t x = 0; x < width; x += LANES) {
    ptrdiff_t here = y * first->stride + x;
    placed now = next;
    if (x + LANES < width) next = place(load(flow_x + x + LANES), load(flow_y + x + LANES), x + LANES, y, width, height);
    f32x16 a[5], b[5];
    for (int i = 0; i < 5; i++) a[i] = load(first->plane[i] + here);
    f32x16 dx = load(flow_x + x), dy = load(flow_y + x);
    b[0] = b[1] = all(0), b[2] = a[2], b[3] = a[3], b[4] = a[4];
    warp(second, &now, x, b);
    f32x16 r4 = (a[2] + b[2]) * 0.5f, r5 = (a[3] + b[3]) * 0.5f, r6 = (a[4] + b[4]) * 0.25f;
    f32x16 r2 = (a[0] - b[0]) * 0.5f + (r4 * dy + r6 * dx), r3 = (a[1] - b[1]) * 0.5f + (r6 * dy + r5 * dx);
    if (all_columns || x < 5 || x + LANES > width - 5) {
      f32x16 scale = load(border->weight + x) * row_weight;
      if (!all_columns) scale = load(border->inside + x) != 0 ? scale : all(1);
      r2 *= scale, r3 *= scale, r4 *= scale, r5 *= scale, r6 *= scale;
    }
    f32x16 m[5] = {r4 * r4 + r6 * r6, (r4 + r5) * r6, r5 * r5 + r6 * r6, r4 * r2 + r6 * r3, r6 * r2 + r5 * r3};
    for (int i = 0; i < 5; i++) {
      store(out + i * channel + x, m[i]);
      if (step) slide(m[i], load(step->leaving + i * channel + x), step->columns + i * step->row + x);
    }
  }
}

// Adds a row to the column sums.
INLINE void add_row(const float *row, double *columns, int32_t width) {
  for (int32_t x = 0; x < width; x += LANES) store_double(columns + x, load_double(columns + x) + wide(load(row + x)));
}

// Column sums for the row before the first: the first row counts nine times, then rows 1 ... 6.
INLINE void first_sums(const float *ring, ptrdiff_t stride, int32_t height, double *columns, int32_t width) {
  for (int32_t x = 0; x < width; x += LANES)
    store_double(columns + x, wide(load(ring + x) * (float)(RADIUS + 2)));
  for (int32_t k = 1; k < RADIUS; k++)
    add_row(ring + clamp_index(k, height) * stride, columns, width);
}

// Eight neighbours of a row, from the `n`th of two vectors of eight on. Whole numbers, because compilers then find the
// one instruction that does it.
#define FROM(n, left, right) \
  ((f64x8)__builtin_shufflevector( \
    (i64x8)(left), (i64x8)(right), (n), (n) + 1, (n) + 2, (n) + 3, (n) + 4, (n) + 5, (n) + 6, (n) + 7))

// Means over windows of a row of column sums, which repeats its ends by seven on each side. Sums of two, four and eight
// neighbours, each begun at its first; a window is one that ends and one that begins at its middle, which both have.
INLINE void window_means(double *columns, int32_t width, double *means) {
  const double mean = 1.0 / ((2 * RADIUS + 1) * (2 * RADIUS + 1));
  for (int32_t k = 1; k <= RADIUS + 1; k++) {
    columns[-k] = columns[0];
    columns[width - 1 + k] = columns[width - 1];
  }
  f64x8 before = load8(columns - 8), one[3] = {load8(columns), load8(columns + 8), load8(columns + 16)};
  f64x8 two = one[0] + FROM(1, one[0], one[1]), next_two = one[1] + FROM(1, one[1], one[2]);
  f64x8 two_before = before + FROM(1, before, one[0]), four = two + FROM(2, two, next_two);
  f64x8 four_before = two_before + FROM(2, two_before, two), eight = four_before + FROM(4, four_before, four);
  for (int32_t x = 0; x < width; x += 8) {
    f64x8 ahead = load8(columns + x + 24);
    two = next_two, next_two = one[2] + FROM(1, one[2], ahead);
    f64x8 next_four = two + FROM(2, two, next_two), ended = eight;
    eight = four + FROM(4, four, next_four);
    store8(means + x, (FROM(1, ended, eight) + (eight - one[0])) * mean);
    four = next_four, one[0] = one[1], one[1] = one[2], one[2] = ahead;
  }
}

// The flow of one row from the means over its windows. The determinant is taken in double: along a straight edge it is
// the small difference of large products.
INLINE void solve(const double *means, ptrdiff_t channel, int32_t width, float *flow_x, float *flow_y) {
  for (int32_t x = 0; x < width; x += LANES) {
    f64x16 g11 = load_double(means + x), g12 = load_double(means + channel + x);
    f64x16 g22 = load_double(means + 2 * channel + x);
    f64x16 h1 = load_double(means + 3 * channel + x), h2 = load_double(means + 4 * channel + x);
    f64x16 determinant = g11 * g22 - g12 * g12 + 1e-3;
    f64x16 inverse = 1 / determinant;
    store(flow_x + x, narrow((g11 * h2 - g12 * h1) * inverse));
    store(flow_y + x, narrow((g22 * h1 - g12 * h2) * inverse));
  }
}

static void iterate(
  const genlock_planes *first, const genlock_planes *second, float *flow_x, float *flow_y,
  const genlock_iteration_scratch *scratch) {
  int32_t width = first->width, height = first->height;
  ptrdiff_t stride = first->stride, channel = RING * stride, row = stride + 64;
  float *ring = scratch->floats, *weight = ring + 5 * channel, *inside = weight + stride;
  double *columns = scratch->doubles + LANES, *means = columns + 5 * row;
  for (int32_t x = 0; x < stride; x++) {
    weight[x] = x < width ? edge_weight(x, width) : 0;
    inside[x] = x < width && in_border(x, width);
  }
  border_columns border = {weight, inside};
  // Row y is solved as soon as row y + 7 has its matrices; it may overwrite the flow it was made from.
  for (int32_t front = 0; front < height + RADIUS; front++) {
    int32_t y = front - RADIUS;
    const float *leaving = ring + clamp_index(y - RADIUS - 1, height) % RING * stride;
    if (y == 0)
      for (int i = 0; i < 5; i++) first_sums(ring + i * channel, stride, height, columns + i * row, width);
    if (front < height) {
      window_step step = {leaving, columns, row};
      float *out = ring + front % RING * stride;
      matrices(first, second, flow_x, flow_y, front, &border, out, channel, y < 0 ? NULL : &step);
    } else {
      const float *entering = ring + (height - 1) % RING * stride;
      for (int i = 0; i < 5; i++)
        for (int32_t x = 0; x < width; x += LANES)
          slide(load(entering + i * channel + x), load(leaving + i * channel + x), columns + i * row + x);
    }
    if (y < 0) continue;
    for (int i = 0; i < 5; i++) window_means(columns + i * row, width, means + i * row);
    float *out_x = flow_x + y * stride, *out_y = flow_y + y * stride;
    solve(means, row, width, out_x, out_y);
    for (int32_t x = width; x % LANES; x++) out_x[x] = out_y[x] = 0;
  }
}
