// The instruction sets the kernels are compiled for. None has a fused multiply-add: a set that
// fused would round differently from one that cannot.

#ifndef CKERNELS_SETS_H
#define CKERNELS_SETS_H

#include "CKernels.h"

#if defined(__x86_64__)
#define CK_HAS_AVX2 1
#else
#define CK_HAS_AVX2 0
#endif

#define CK_DECLARE(set)                                                                          \
  void ck_squaredDistances##set(const double *, ptrdiff_t, ptrdiff_t, const double *, ptrdiff_t,    \
                             double *);                                                          \
  void ck_nearestCentroids##set(const double *, ptrdiff_t, ptrdiff_t, const double *, ptrdiff_t,    \
                             int32_t *, double *);                                               \
  void ck_nearestClusters##set(const double *, ptrdiff_t, ptrdiff_t, const double *,             \
                               const int32_t *, ptrdiff_t, int32_t *, double *);                 \
  void ck_addDeviations##set(const double *, ptrdiff_t, ptrdiff_t, const double *, const double *,  \
                          const int32_t *, double *, double *);

CK_DECLARE(Portable)
#if CK_HAS_AVX2
CK_DECLARE(AVX2)
#endif

#endif
