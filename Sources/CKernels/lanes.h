// Vectors of sixteen floats or eight doubles; a build without registers that wide splits them.
#ifndef GENLOCK_LANES_H
#define GENLOCK_LANES_H

#include <stdint.h>
#include <string.h>

#include "CKernels.h"

// The vector functions below never cross a translation unit, so their calling convention does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float f32x16 __attribute__((ext_vector_type(16), aligned(4)));
typedef int32_t i32x16 __attribute__((ext_vector_type(16), aligned(4)));
typedef uint32_t u32x16 __attribute__((ext_vector_type(16), aligned(4)));
typedef uint8_t u8x16 __attribute__((ext_vector_type(16), aligned(1)));
typedef int64_t i64x8 __attribute__((ext_vector_type(8), aligned(8)));
typedef double f64x8 __attribute__((ext_vector_type(8), aligned(8)));
typedef double f64x16 __attribute__((ext_vector_type(16), aligned(8)));

#define LANES 16
#define INLINE static inline __attribute__((always_inline))

INLINE f32x16 load(const float *at) { return *(const f32x16 *)at; }
INLINE void store(float *at, f32x16 value) { *(f32x16 *)at = value; }
INLINE f64x16 load_double(const double *at) { return *(const f64x16 *)at; }
INLINE void store_double(double *at, f64x16 value) { *(f64x16 *)at = value; }
INLINE f64x8 load8(const double *at) { return *(const f64x8 *)at; }
INLINE void store8(double *at, f64x8 value) { *(f64x8 *)at = value; }
INLINE f32x16 load_bytes(const uint8_t *at) { return __builtin_convertvector(*(const u8x16 *)at, f32x16); }
INLINE f32x16 all(float value) { return (f32x16)value; }
INLINE i32x16 lane_numbers(void) { return (i32x16){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}; }

INLINE f64x16 wide(f32x16 value) { return __builtin_convertvector(value, f64x16); }
INLINE f32x16 narrow(f64x16 value) { return __builtin_convertvector(value, f32x16); }

// The largest whole number not above each lane, for lanes within 2^31.
INLINE f32x16 floored(f32x16 value) {
#ifdef BUILD_ROUNDS
  return __builtin_elementwise_floor(value);
#else
  // Truncation becomes floor: the comparison gives -1 where it went up.
  f32x16 truncated = __builtin_convertvector(__builtin_convertvector(value, i32x16), f32x16);
  return truncated + __builtin_convertvector(truncated > value, f32x16);
#endif
}

// One bit for each lane of a comparison, lane 0 lowest.
INLINE uint32_t lanes(i32x16 comparison) {
  typedef _Bool bool16 __attribute__((ext_vector_type(16)));
  bool16 truth = __builtin_convertvector(comparison, bool16);
  uint16_t bits;
  memcpy(&bits, &truth, sizeof bits);
  return bits;
}

INLINE int32_t clamp_index(int32_t index, int32_t count) {
  return index < 0 ? 0 : index >= count ? count - 1 : index;
}

#endif
