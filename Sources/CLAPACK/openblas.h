// The routines of OpenBLAS in use, and how they are called.
#ifndef GENLOCK_OPENBLAS_H
#define GENLOCK_OPENBLAS_H

#include <stddef.h>
#include <stdint.h>

// Fortran passes everything by reference, and after the arguments the length of every string.
typedef const char *text;
typedef const int32_t *count;

#define GEMM(real)                                                                                                      \
  void (*)(text, text, count, count, count, const real *, const real *, count, const real *, count, const real *,       \
           real *, count, size_t, size_t)
#define GESDD(real)                                                                                                     \
  void (*)(text, count, count, real *, count, real *, real *, count, real *, count, real *, count, int32_t *, int32_t *, \
           size_t)

typedef __typeof__((GEMM(double))0) dgemm_routine;
typedef __typeof__((GEMM(float))0) sgemm_routine;
typedef __typeof__((GESDD(double))0) dgesdd_routine;
typedef __typeof__((GESDD(float))0) sgesdd_routine;
typedef void (*dsyrk_routine)(
    text, text, count, count, const double *, const double *, count, const double *, double *, count, size_t, size_t);
typedef void (*dsyevd_routine)(
    text, text, count, double *, count, double *, double *, count, int32_t *, count, int32_t *, size_t, size_t);
typedef void (*dpotrf_routine)(text, count, double *, count, int32_t *, size_t);
typedef void (*dsygst_routine)(count, text, count, double *, count, const double *, count, int32_t *, size_t);
typedef void (*dgees_routine)(
    text, text, void *, count, double *, count, int32_t *, double *, double *, double *, count, double *, count, int32_t *,
    int32_t *, size_t, size_t);

typedef struct {
  dgemm_routine dgemm;
  sgemm_routine sgemm;
  dsyrk_routine dsyrk;
  dsyevd_routine dsyevd;
  dpotrf_routine dpotrf;
  dsygst_routine dsygst;
  dgesdd_routine dgesdd;
  sgesdd_routine sgesdd;
  dgees_routine dgees;
} openblas_routines;

/// The routines, or null where OpenBLAS cannot be opened.
const openblas_routines *openblas(void);

#endif
