#include "CKernels.h"
#include "sets.h"

#include <stdlib.h>
#include <string.h>

// CLIENTELE_KERNELS=portable makes a test on a recent CPU run what an old one runs.
static int usesAVX2(void) {
#if CK_HAS_AVX2
  static _Thread_local int known = -1;
  if (known < 0) {
    const char *wish = getenv("CLIENTELE_KERNELS");
    known = !(wish && strcmp(wish, "portable") == 0) && __builtin_cpu_supports("avx2");
  }
  return known;
#else
  return 0;
#endif
}

#if CK_HAS_AVX2
#define CK_DISPATCH(kernel, ...) \
  if (usesAVX2())                \
    ck_##kernel##AVX2(__VA_ARGS__);   \
  else                           \
    ck_##kernel##Portable(__VA_ARGS__)
#else
#define CK_DISPATCH(kernel, ...) ck_##kernel##Portable(__VA_ARGS__)
#endif

void ckSquaredDistances(const double *tiles, ptrdiff_t tileCount, ptrdiff_t columnCount,
                        const double *queries, ptrdiff_t queryCount, double *out) {
  CK_DISPATCH(squaredDistances, tiles, tileCount, columnCount, queries, queryCount, out);
}

void ckNearestCentroids(const double *tiles, ptrdiff_t tileCount, ptrdiff_t columnCount,
                        const double *centroids, ptrdiff_t centroidCount, int32_t *labels,
                        double *squaredDistances) {
  CK_DISPATCH(nearestCentroids, tiles, tileCount, columnCount, centroids, centroidCount, labels,
              squaredDistances);
}

void ckNearestClusters(const double *tiles, ptrdiff_t tileCount, ptrdiff_t columnCount,
                       const double *inverseWeights, const int32_t *queries, ptrdiff_t queryCount,
                       int32_t *neighbours, double *costs) {
  CK_DISPATCH(nearestClusters, tiles, tileCount, columnCount, inverseWeights, queries, queryCount,
              neighbours, costs);
}

void ckAddDeviations(const double *rows, ptrdiff_t rowCount, ptrdiff_t columnCount,
                     const double *origin, const double *rowWeights, const int32_t *labels,
                     double *sums, double *weights) {
  CK_DISPATCH(addDeviations, rows, rowCount, columnCount, origin, rowWeights, labels, sums,
              weights);
}
