// The linear algebra of the Fréchet distance, from OpenBLAS.
//
// OpenBLAS is opened when the first routine is called, not when the program starts: linking it costs every start several
// milliseconds and a pool of threads, and most commands never multiply a matrix. It is never closed again. It is set to
// one thread: with more, a 400 x 400 eigen-decomposition on a busy machine was measured a hundred times slower.
//
// The routines are declared here because Debian's LAPACKE would bring a second BLAS into the process. Matrices are
// contiguous and row by row. Working memory is allocated and freed inside. Each function returns 0, a code below, or
// LAPACK's own `info` (positive: did not converge, or not positive definite).
#ifndef GENLOCK_CLAPACK_H
#define GENLOCK_CLAPACK_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// OpenBLAS is not there; `genlock_lapack_reason` says more.
#define GENLOCK_LAPACK_UNAVAILABLE (-1001)
/// No memory for the working space.
#define GENLOCK_LAPACK_NO_MEMORY (-1002)

/// Opens OpenBLAS: 0, or GENLOCK_LAPACK_UNAVAILABLE. Safe from any thread; only the first call does anything.
int32_t genlock_lapack_open(void);

/// Why OpenBLAS could not be opened; empty where it could.
const char *genlock_lapack_reason(void);

/// OpenBLAS' own description of itself and of the processor it chose its routines for; empty before it is opened.
const char *genlock_lapack_description(void);

/// c (m x n) = a (m x k) times the transpose of b (n x k).
int32_t genlock_cross_product(int32_t m, int32_t n, int32_t k, const double *a, const double *b, double *c);
int32_t genlock_cross_product_float(int32_t m, int32_t n, int32_t k, const float *a, const float *b, float *c);

/// c (m x n) = a (m x k) times b (k x n).
int32_t genlock_product(int32_t m, int32_t n, int32_t k, const double *a, const double *b, double *c);
int32_t genlock_product_float(int32_t m, int32_t n, int32_t k, const float *a, const float *b, float *c);

/// The lower triangle of c (d x d) += the transpose of x (rows x d) times x.
int32_t genlock_add_scatter(int32_t rows, int32_t d, const double *x, double *c);

/// Eigenvalues of the symmetric a (d x d), ascending. Destroys a; with `vectors`, leaves in row i of a the vector of value i.
int32_t genlock_symmetric_eigenvalues(int32_t d, double *a, double *values, int32_t vectors);

/// Ascending eigenvalues of the product of two symmetric matrices, `first` positive definite, through its Cholesky
/// factor: those of the symmetric L' second L. Destroys both. A positive code: `first` is not positive definite.
int32_t genlock_product_eigenvalues(int32_t d, double *first, double *second, double *values);

/// Singular values of a (m x n), descending, min(m, n) of them. Destroys a.
int32_t genlock_singular_values(int32_t m, int32_t n, double *a, double *values);

/// a (d x d) = u diag(values) v with the vectors of u in columns and those of v in rows. Destroys a.
int32_t genlock_decompose(int32_t d, double *a, double *values, double *u, double *v);
int32_t genlock_decompose_float(int32_t d, float *a, float *values, float *u, float *v);

/// Real and imaginary parts of the eigenvalues of a general a (d x d), from its Schur form. Destroys a.
int32_t genlock_schur_eigenvalues(int32_t d, double *a, double *real, double *imaginary);

#pragma clang assume_nonnull end
#endif
