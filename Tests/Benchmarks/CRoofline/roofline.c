#include "CRoofline.h"

#include <stdlib.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)

// One set of functions per width, compiled for it whatever the compiler's own options.
#if defined(__x86_64__)
#define SET avx512
#define TARGET __attribute__((target("avx512f,avx512vl,avx2,fma")))
#define BYTES 64
#define CHAINS 24
#define MULTIPLY_ADD __builtin_elementwise_fma
#include "roofline.inc"
#define SET avx2
#define TARGET __attribute__((target("avx2,fma")))
#define BYTES 32
#define CHAINS 12
#define MULTIPLY_ADD __builtin_elementwise_fma
#include "roofline.inc"
#endif
#define SET portable
#define TARGET
#define BYTES 16
#if defined(__x86_64__)
#define CHAINS 12
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#else
#define CHAINS 24
#define MULTIPLY_ADD __builtin_elementwise_fma
#endif
#include "roofline.inc"

typedef struct {
  const char *name;
  int bytes, chains;
  double (*readSum)(const double *, ptrdiff_t);
  double (*fuseDouble)(ptrdiff_t, double);
  float (*fuseSingle)(ptrdiff_t, float);
} Set;

#define ENTRY(set, bytes, chains) \
  {#set, bytes, chains, readSum_##set, fuseDouble_##set, fuseSingle_##set}

static Set chosen(void) {
#if defined(__x86_64__)
  static const Set wide = ENTRY(avx512, 64, 24), middle = ENTRY(avx2, 32, 12);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) return wide;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return middle;
#endif
#if defined(__x86_64__)
  static const Set narrow = ENTRY(portable, 16, 12);
#else
  static const Set narrow = ENTRY(portable, 16, 24);
#endif
  return narrow;
}

const char *crVectors(void) { return chosen().name; }

int crOperations(int isSingle) {
  const Set set = chosen();
  return 2 * set.chains * set.bytes / (isSingle ? 4 : 8);
}

double *crMemory(ptrdiff_t count) {
  void *memory = NULL;
  if (posix_memalign(&memory, 1 << 21, (size_t)count * sizeof(double)) != 0) return NULL;
#if defined(__linux__)
  madvise(memory, (size_t)count * sizeof(double), MADV_HUGEPAGE);
#endif
  return memory;
}

double crReadSum(const double *numbers, ptrdiff_t count) {
  return chosen().readSum(numbers, count);
}

double crFuseDouble(ptrdiff_t rounds, double factor) { return chosen().fuseDouble(rounds, factor); }

float crFuseSingle(ptrdiff_t rounds, float factor) { return chosen().fuseSingle(rounds, factor); }
