#include "CLAPACK.h"
#include "openblas.h"

#include <stdlib.h>
#include <string.h>

// Working memory is asked for in two steps: LAPACK says how much it wants, then gets it.

int32_t genlock_symmetric_eigenvalues(int32_t d, double *a, double *values, int32_t vectors) {
  const openblas_routines *blas = openblas();
  if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;
  const char *job = vectors ? "V" : "N";
  int32_t info = 0, ask = -1, integers = 0;
  double wanted = 0;
  blas->dsyevd(job, "L", &d, a, &d, values, &wanted, &ask, &integers, &ask, &info, 1, 1);
  if (info) return info;
  int32_t length = (int32_t)wanted;
  double *work = malloc(sizeof(double) * (size_t)length);
  int32_t *integer_work = malloc(sizeof(int32_t) * (size_t)integers);
  if (work && integer_work)
    blas->dsyevd(job, "L", &d, a, &d, values, work, &length, integer_work, &integers, &info, 1, 1);
  else
    info = GENLOCK_LAPACK_NO_MEMORY;
  free(work);
  free(integer_work);
  return info;
}

int32_t genlock_product_eigenvalues(int32_t d, double *first, double *second, double *values) {
  const openblas_routines *blas = openblas();
  if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;
  int32_t info = 0, kind = 2;
  blas->dpotrf("L", &d, first, &d, &info, 1);
  if (info) return info;
  blas->dsygst(&kind, "L", &d, second, &d, first, &d, &info, 1);
  if (info) return info;
  return genlock_symmetric_eigenvalues(d, second, values, 0);
}

int32_t genlock_singular_values(int32_t m, int32_t n, double *a, double *values) {
  const openblas_routines *blas = openblas();
  if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;
  // Row by row is the transpose to Fortran; singular values do not mind.
  int32_t info = 0, ask = -1, one = 1;
  double wanted = 0, unused = 0;
  int32_t *integer_work = malloc(sizeof(int32_t) * 8 * (size_t)(m < n ? m : n));
  if (!integer_work) return GENLOCK_LAPACK_NO_MEMORY;
  blas->dgesdd("N", &n, &m, a, &n, values, &unused, &one, &unused, &one, &wanted, &ask, integer_work, &info, 1);
  int32_t length = (int32_t)wanted;
  double *work = info ? NULL : malloc(sizeof(double) * (size_t)length);
  if (work)
    blas->dgesdd("N", &n, &m, a, &n, values, &unused, &one, &unused, &one, work, &length, integer_work, &info, 1);
  else if (!info)
    info = GENLOCK_LAPACK_NO_MEMORY;
  free(work);
  free(integer_work);
  return info;
}

// a = u s v, row by row, is a' = v' s u' to Fortran: its left vectors are the rows of v, its right ones the columns of u.
#define DECOMPOSE(name, real, routine)                                                                                  \
  int32_t name(int32_t d, real *a, real *values, real *u, real *v) {                                                    \
    const openblas_routines *blas = openblas();                                                                         \
    if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;                                                                       \
    int32_t info = 0, ask = -1;                                                                                         \
    real wanted = 0;                                                                                                    \
    int32_t *integer_work = malloc(sizeof(int32_t) * 8 * (size_t)d);                                                    \
    if (!integer_work) return GENLOCK_LAPACK_NO_MEMORY;                                                                 \
    blas->routine("S", &d, &d, a, &d, values, v, &d, u, &d, &wanted, &ask, integer_work, &info, 1);                     \
    int32_t length = (int32_t)wanted;                                                                                   \
    real *work = info ? NULL : malloc(sizeof(real) * (size_t)length);                                                   \
    if (work)                                                                                                           \
      blas->routine("S", &d, &d, a, &d, values, v, &d, u, &d, work, &length, integer_work, &info, 1);                   \
    else if (!info)                                                                                                     \
      info = GENLOCK_LAPACK_NO_MEMORY;                                                                                  \
    free(work);                                                                                                         \
    free(integer_work);                                                                                                 \
    return info;                                                                                                        \
  }

DECOMPOSE(genlock_decompose, double, dgesdd)
DECOMPOSE(genlock_decompose_float, float, sgesdd)

int32_t genlock_schur_eigenvalues(int32_t d, double *a, double *real, double *imaginary) {
  const openblas_routines *blas = openblas();
  if (!blas) return GENLOCK_LAPACK_UNAVAILABLE;
  // The transpose has the same eigenvalues, but not the same rounding; what is imitated here passes columns.
  for (size_t i = 0; i < (size_t)d; i++)
    for (size_t j = i + 1; j < (size_t)d; j++) {
      double held = a[i * (size_t)d + j];
      a[i * (size_t)d + j] = a[j * (size_t)d + i];
      a[j * (size_t)d + i] = held;
    }
  int32_t info = 0, ask = -1, one = 1, selected = 0;
  double wanted = 0, unused = 0;
  blas->dgees("N", "N", NULL, &d, a, &d, &selected, real, imaginary, &unused, &one, &wanted, &ask, NULL, &info, 1, 1);
  if (info) return info;
  int32_t length = (int32_t)wanted;
  double *work = malloc(sizeof(double) * (size_t)length);
  if (!work) return GENLOCK_LAPACK_NO_MEMORY;
  blas->dgees("N", "N", NULL, &d, a, &d, &selected, real, imaginary, &unused, &one, work, &length, NULL, &info, 1, 1);
  free(work);
  return info;
}
