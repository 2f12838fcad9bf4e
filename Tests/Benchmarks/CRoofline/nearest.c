#include "CRoofline.h"

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)

#if defined(__x86_64__)
#define SET avx512
#define TARGET __attribute__((target("avx512f,avx512vl,avx2,fma")))
#include "nearest.inc"
#define SET avx2
#define TARGET __attribute__((target("avx2,fma")))
#include "nearest.inc"
#endif
#define SET portable
#define TARGET
#include "nearest.inc"

#if defined(__x86_64__)
#define CALL(function, ...)                                                                   \
  do {                                                                                        \
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl"))              \
      function##avx512(__VA_ARGS__);                                                          \
    else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))                 \
      function##avx2(__VA_ARGS__);                                                            \
    else                                                                                      \
      function##portable(__VA_ARGS__);                                                        \
  } while (0)
#else
#define CALL(function, ...) function##portable(__VA_ARGS__)
#endif

void crNearestDouble(const double *products, const double *norms, ptrdiff_t count,
                     ptrdiff_t width, double *best, double *second, int32_t *labels) {
  CALL(nearestDouble_, products, norms, count, width, best, second, labels);
}

void crNearestSingle(const float *products, const float *norms, ptrdiff_t count, ptrdiff_t width,
                     float *best, float *second, int32_t *labels) {
  CALL(nearestSingle_, products, norms, count, width, best, second, labels);
}
