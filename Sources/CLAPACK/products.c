#include "CLAPACK.h"
#include "openblas.h"

// A matrix that is held row by row is its own transpose to Fortran, so c = a b becomes c' = b' a'.

#define CROSS_PRODUCT(name, real, routine)                                                                              \
  int32_t name(int32_t m, int32_t n, int32_t k, const real *a, const real *b, real *c) {                                \
    const openblas_routines *blas = openblas();                                                                         \
    if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;                                                                       \
    const real one = 1, zero = 0;                                                                                       \
    blas->routine("T", "N", &n, &m, &k, &one, b, &k, a, &k, &zero, c, &n, 1, 1);                                        \
    return 0;                                                                                                           \
  }

CROSS_PRODUCT(genlock_cross_product, double, dgemm)
CROSS_PRODUCT(genlock_cross_product_float, float, sgemm)

#define PRODUCT(name, real, routine)                                                                                    \
  int32_t name(int32_t m, int32_t n, int32_t k, const real *a, const real *b, real *c) {                                \
    const openblas_routines *blas = openblas();                                                                         \
    if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;                                                                       \
    const real one = 1, zero = 0;                                                                                       \
    blas->routine("N", "N", &n, &m, &k, &one, b, &n, a, &k, &zero, c, &n, 1, 1);                                        \
    return 0;                                                                                                           \
  }

PRODUCT(genlock_product, double, dgemm)
PRODUCT(genlock_product_float, float, sgemm)

int32_t genlock_add_scatter(int32_t rows, int32_t d, const double *x, double *c) {
  const openblas_routines *blas = openblas();
  if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;
  const double one = 1;
  blas->dsyrk("U", "N", &d, &rows, &one, x, &d, &one, c, &d, 1, 1);
  return 0;
}
