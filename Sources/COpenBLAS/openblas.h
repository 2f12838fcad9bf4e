/* The only door to BLAS and LAPACK. LAPACK's Fortran symbols are declared here because Debian's
   OpenBLAS carries them but not the LAPACKE layer: one package less to install. */
#ifndef CLIENTELE_OPENBLAS_H
#define CLIENTELE_OPENBLAS_H

#include <cblas.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Symmetric eigenvalues and eigenvectors, divide and conquer. */
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda,
             double *w, double *work, const int *lwork, int *iwork, const int *liwork, int *info);
/* Singular value decomposition, divide and conquer. */
void dgesdd_(const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work,
             const int *lwork, int *iwork, int *info);
/* Cholesky factor of a symmetric positive definite matrix. */
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
/* QR factors, and the explicit Q. */
void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work,
             const int *lwork, int *info);
void dorgqr_(const int *m, const int *n, const int *k, double *a, const int *lda,
             const double *tau, double *work, const int *lwork, int *info);

#ifdef __cplusplus
}
#endif
#endif
