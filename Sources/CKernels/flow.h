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
  i32x16 column = __builtin_convertvector(fx, i32x16), row = __builtin_convertvector(fy, i32x16);
  // Truncation became floor: comparisons give -1 where true.
  column += __builtin_convertvector(column, f32x16) > fx;
  row += __builtin_convertvector(row, f32x16) > fy;
  at.fraction_x = fx - __builtin_convertvector(column, f32x16);
  at.fraction_y = fy - __builtin_convertvector(row, f32x16);
  at.column = column;
  at.row = row;
  at.inside = (column >= 0) & (column < width - 1) & (row >= 0) & (row < height - 1);
  return at;
}

// Where to sample, shared by the lanes of a group: the cell of its upper left lane, and whether lanes lie in the next
// column or row as well.
typedef struct {
  int32_t left, top;
  int across, down;
} cells;

// Samples five planes at lanes of columns x + lane + left (and the next) and rows top (and the next), as a sum over nx x
// ny taps in the order of the reference's four, with weights of 0 where a lane does not need a tap.
INLINE void sample_taps(
  const genlock_planes *from, const displaced *at, int32_t x, int32_t left, int32_t top, int nx, int ny,
  f32x16 value[5]) {
  f32x16 wx[3] = {all(1) - at->fraction_x, at->fraction_x, all(0)};
  f32x16 wy[3] = {all(1) - at->fraction_y, at->fraction_y, all(0)};
  if (nx == 3) {
    i32x16 nearer = at->column - lane_numbers() == x + left;
    wx[2] = nearer ? all(0) : wx[1];
    wx[1] = nearer ? wx[1] : wx[0];
    wx[0] = nearer ? wx[0] : all(0);
  }
  if (ny == 3) {
    i32x16 upper = at->row == top;
    wy[2] = upper ? all(0) : wy[1];
    wy[1] = upper ? wy[1] : wy[0];
    wy[0] = upper ? wy[0] : all(0);
  }
  f32x16 weight[3][3];
  for (int j = 0; j < ny; j++)
    for (int i = 0; i < nx; i++) weight[j][i] = wx[i] * wy[j];
  for (int channel = 0; channel < 5; channel++) {
    f32x16 sum;
    for (int j = 0; j < ny; j++) {
      int32_t line = top + j < from->height ? top + j : from->height - 1;
      const float *row = from->plane[channel] + line * from->stride + x + left;
      for (int i = 0; i < nx; i++) {
        f32x16 part = weight[j][i] * load(row + i);
        sum = i + j == 0 ? part : sum + part;
      }
    }
    value[channel] = sum;
  }
}

INLINE void sample(const genlock_planes *from, const displaced *at, int32_t x, const cells *where, f32x16 value[5]) {
  if (where->across && where->down)
    sample_taps(from, at, x, where->left, where->top, 3, 3, value);
  else if (where->across)
    sample_taps(from, at, x, where->left, where->top, 3, 2, value);
  else if (where->down)
    sample_taps(from, at, x, where->left, where->top, 2, 3, value);
  else
    sample_taps(from, at, x, where->left, where->top, 2, 2, value);
}

// Of the lanes `among`, those whose number is `near` or one of its neighbours: the lower neighbour where there is one.
// Gives the lower number of the two, and whether both occur.
INLINE i32x16 pair(i32x16 number, int32_t near, i32x16 among, int32_t *lower, int *both) {
  i32x16 same = among & (number == near), below = among & (number == near - 1), above = among & (number == near + 1);
  int has_below = lanes(below) != 0;
  *lower = has_below ? near - 1 : near;
  *both = has_below || lanes(above);
  return same | (has_below ? below : above);
}

// The second picture's expansion at displaced lanes; `value` is left alone where a lane is outside.
//
// Flow is smooth, so most vectors fall into one cell or two neighbouring ones each way and cost a few plain loads; a
// vector across a motion boundary goes round once for every group of such cells.
INLINE void warp(const genlock_planes *from, const displaced *at, int32_t x, f32x16 value[5]) {
  i32x16 offset = at->column - lane_numbers() - x, left_over = at->inside;
  uint32_t waiting = lanes(left_over);
  while (waiting) {
    int lane = __builtin_ctz(waiting);
    cells where = {offset[lane], at->row[lane], 0, 0};
    i32x16 group = left_over & (offset == where.left) & (at->row == where.top);
    uint32_t taken = lanes(group);
    if (taken == 0xFFFF) {
      sample_taps(from, at, x, where.left, where.top, 2, 2, value);
      return;
    }
    if (taken != waiting) {
      group = pair(offset, where.left, left_over, &where.left, &where.across);
      group = pair(at->row, where.top, group, &where.top, &where.down);
      taken = lanes(group);
    }
    f32x16 sampled[5];
    sample(from, at, x, &where, sampled);
    for (int channel = 0; channel < 5; channel++) value[channel] = group ? sampled[channel] : value[channel];
    left_over &= ~group;
    waiting &= ~taken;
  }
}

// By column: the border weight, and whether it applies in rows outside the border.
typedef struct {
  const float *weight, *inside;
} border_columns;

// One row of the five normal-matrix channels, each `channel` floats after the last.
INLINE void matrices(
  const genlock_planes *first, const genlock_planes *second, const float *flow_x, const float *flow_y, int32_t y,
  const border_columns *border, float *out, ptrdiff_t channel) {
  int32_t width = first->width, height = first->height;
  int all_columns = in_border(y, height);
  float row_weight = edge_weight(y, height);
  for (int32_t x = 0; x < width; x += LANES) {
    ptrdiff_t here = y * first->stride + x;
    f32x16 a[5], b[5];
    for (int i = 0; i < 5; i++) a[i] = load(first->plane[i] + here);
    f32x16 dx = load(flow_x + here), dy = load(flow_y + here);
    displaced at = displace(dx, dy, x, y, width, height);
    b[0] = b[1] = all(0), b[2] = a[2], b[3] = a[3], b[4] = a[4];
    warp(second, &at, x, b);
    f32x16 r4 = (a[2] + b[2]) * 0.5f, r5 = (a[3] + b[3]) * 0.5f, r6 = (a[4] + b[4]) * 0.25f;
    f32x16 r2 = (a[0] - b[0]) * 0.5f + (r4 * dy + r6 * dx), r3 = (a[1] - b[1]) * 0.5f + (r6 * dy + r5 * dx);
    if (all_columns || x < 5 || x + LANES > width - 5) {
      f32x16 scale = load(border->weight + x) * row_weight;
      if (!all_columns) scale = load(border->inside + x) != 0 ? scale : all(1);
      r2 *= scale, r3 *= scale, r4 *= scale, r5 *= scale, r6 *= scale;
    }
    store(out + x, r4 * r4 + r6 * r6);
    store(out + channel + x, (r4 + r5) * r6);
    store(out + 2 * channel + x, r5 * r5 + r6 * r6);
    store(out + 3 * channel + x, r4 * r2 + r6 * r3);
    store(out + 4 * channel + x, r6 * r2 + r5 * r3);
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

// Brings the running column sums, rows y - 7 ... y + 7, from row y - 1 to row y. The difference is rounded to float, as
// in the reference: below strong texture its rounding is all a flat region has.
INLINE void slide(const float *entering, const float *leaving, double *columns, int32_t width) {
  for (int32_t x = 0; x < width; x += LANES)
    store_double(columns + x, load_double(columns + x) + wide(load(entering + x) - load(leaving + x)));
}

// Sums of three neighbours, of a row that repeats its ends by seven on each side.
INLINE void thirds_of_window(double *columns, int32_t width, double *thirds) {
  for (int32_t k = 1; k <= RADIUS; k++) {
    columns[-k] = columns[0];
    columns[width - 1 + k] = columns[width - 1];
  }
  const double *from = columns - RADIUS;
  for (int32_t x = 0; x < width + 2 * RADIUS - 2; x += LANES)
    store_double(thirds + x, load_double(from + x) + load_double(from + x + 1) + load_double(from + x + 2));
}

INLINE f64x16 window_sum(const double *thirds) {
  return ((load_double(thirds) + load_double(thirds + 3)) + (load_double(thirds + 6) + load_double(thirds + 9)))
    + load_double(thirds + 12);
}

// The flow of one row from the sums of its windows. The determinant is taken in double: along a straight edge it is the
// small difference of large products.
INLINE void solve(const double *thirds, ptrdiff_t channel, int32_t width, float *flow_x, float *flow_y) {
  const double mean = 1.0 / ((2 * RADIUS + 1) * (2 * RADIUS + 1));
  for (int32_t x = 0; x < width; x += LANES) {
    f64x16 g11 = window_sum(thirds + x) * mean, g12 = window_sum(thirds + channel + x) * mean;
    f64x16 g22 = window_sum(thirds + 2 * channel + x) * mean;
    f64x16 h1 = window_sum(thirds + 3 * channel + x) * mean, h2 = window_sum(thirds + 4 * channel + x) * mean;
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
  double *columns = scratch->doubles + LANES, *thirds = columns + 5 * row;
  for (int32_t x = 0; x < stride; x++) {
    weight[x] = x < width ? edge_weight(x, width) : 0;
    inside[x] = x < width && in_border(x, width);
  }
  border_columns border = {weight, inside};
  // Row y is solved as soon as row y + 7 has its matrices; it may overwrite the flow it was made from.
  for (int32_t front = 0; front < height + RADIUS; front++) {
    if (front < height) {
      float *out = ring + (front % RING) * stride;
      matrices(first, second, flow_x, flow_y, front, &border, out, channel);
    }
    int32_t y = front - RADIUS;
    if (y < 0) continue;
    for (int i = 0; i < 5; i++) {
      const float *lines = ring + i * channel;
      if (y == 0) first_sums(lines, stride, height, columns + i * row, width);
      slide(
        lines + clamp_index(y + RADIUS, height) % RING * stride,
        lines + clamp_index(y - RADIUS - 1, height) % RING * stride, columns + i * row, width);
      thirds_of_window(columns + i * row, width, thirds + i * row);
    }
    float *out_x = flow_x + y * stride, *out_y = flow_y + y * stride;
    solve(thirds, row, width, out_x, out_y);
    for (int32_t x = width; x % LANES; x++) out_x[x] = out_y[x] = 0;
  }
}
