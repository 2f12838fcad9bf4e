// Calls every kernel with the same numbers for every instruction set of the CPU, and prints
//
//     kernel <tab> case <tab> set <tab> hash of the bytes it wrote
//
// or, for what may differ between sets, "broken" instead of a hash where a promise does not hold.
// Exit status 1 where one is broken or a kernel was not called.

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kernelNames[] = {
#define CK_KERNEL(name, parameters, arguments) #name,
#include "../../Sources/CKernels/kernels.def"
#undef CK_KERNEL
};

static const char *const kindNames[] = {"plain", "ties", "large", "tiny", "mixed"};

static long called[KERNEL_COUNT];
static long brokenCount;

// MARK: Memory

enum { ARENA = 1 << 26, BEYOND = 256 };
static _Alignas(64) unsigned char arena[ARENA];
static size_t taken;

void *takeBytes(size_t count) {
  // Eight bytes after a cache line's beginning: no kernel may count on more.
  unsigned char *memory = arena + taken + 8;
  size_t whole = (count + BEYOND + 8 + 63) / 64 * 64;
  if (taken + whole > ARENA) {
    fprintf(stderr, "the arena is too small\n");
    exit(70);
  }
  taken += whole;
  memset(memory, 0x5A, count + BEYOND);
  return memory;
}

// MARK: Numbers

/// SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
uint64_t draw(Case *c) {
  uint64_t z = c->state += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

int below(Case *c, int count) { return (int)(draw(c) % (uint64_t)count); }

double unit(Case *c) { return (double)((int64_t)draw(c) >> 10) * 0x1p-53; }

static double power(int exponent) {
  double result = 1, factor = exponent < 0 ? 0.5 : 2;
  for (int e = exponent < 0 ? -exponent : exponent; e > 0; e--) result *= factor;
  return result;
}

double number(Case *c) {
  uint64_t choice = draw(c);
  double x = unit(c);
  if (choice % 32 == 0) return choice % 64 ? 0.0 : -0.0;
  choice /= 64;
  switch (c->kind) {
    case PLAIN: return x;
    case TIES: return (double)(int)(3 * x);
    // Squares and their sums are below 2¹⁰²⁴.
    case LARGE: return x * power(440 + (int)(choice % 40));
    // Squares that are subnormal or underflow, and numbers that are subnormal themselves.
    case TINY: return x * power((choice % 2 ? -500 : -1020) - (int)(choice / 2 % 50));
    default: return x * power((int)(choice % 60) - 30);
  }
}

double *numbers(Case *c, ptrdiff_t count) {
  double *out = TAKE(double, count);
  for (ptrdiff_t i = 0; i < count; i++) out[i] = number(c);
  return out;
}

double *magnitudes(Case *c, ptrdiff_t count) {
  double *out = numbers(c, count);
  for (ptrdiff_t i = 0; i < count; i++) out[i] = __builtin_fabs(out[i]);
  return out;
}

double *ordinaryNumbers(Case *c, ptrdiff_t count) {
  if (c->kind != LARGE && c->kind != TINY) return numbers(c, count);
  double *out = TAKE(double, count);
  const int least = c->kind == LARGE ? 20 : 400;
  for (ptrdiff_t i = 0; i < count; i++) out[i] = unit(c) * power(-below(c, least));
  return out;
}

double inversePower(double magnitude) {
  double result = 1;
  if (!(magnitude > 0)) return 1;
  while (magnitude * result >= 2) result /= 2;
  // Not beyond what is a number.
  while (magnitude * result < 1 && result < 0x1p1000) result *= 2;
  return result;
}

int32_t *integers(Case *c, ptrdiff_t count, int limit) {
  int32_t *out = TAKE(int32_t, count);
  for (ptrdiff_t i = 0; i < count; i++) out[i] = below(c, limit);
  return out;
}

int32_t *permutation(Case *c, int count) {
  int32_t *out = TAKE(int32_t, count);
  for (int i = 0; i < count; i++) {
    int j = below(c, i + 1);
    out[i] = out[j];
    out[j] = i;
  }
  return out;
}

// MARK: What is told

static void line(const Case *c, int kernel) {
  called[kernel]++;
  printf("%s\tp=%d %s\t%s\t", kernelNames[kernel], c->columnCount, kindNames[c->kind], c->set);
}

void addToHash(Case *c, const void *bytes, size_t count) {
  const unsigned char *b = bytes;
  // FNV-1a.
  for (size_t i = 0; i < count + 64; i++) c->hash = (c->hash ^ b[i]) * 0x100000001B3;
}

void report(Case *c, int kernel) {
  line(c, kernel);
  printf("%016llx\n", (unsigned long long)c->hash);
  c->hash = 0xCBF29CE484222325;
}

void promise(Case *c, int kernel, int holds, const char *what) {
  called[kernel]++;
  if (holds) return;
  brokenCount++;
  line(c, kernel);
  printf("broken: %s\n", what);
}

int main(void) {
  static void (*const families[])(Case *) = {callPoints,  callPairs,          callMixtures,
                                             callSquares, callNearestOutside, callRows,
                                             callFilter};
  for (int set = 0; set < ckSetCount(); set++) {
    if (!ckUseSet(ckSetName(set))) return 70;
    for (int p = 1; p <= 40; p++)
      for (Kind kind = 0; kind < KIND_COUNT; kind++)
        for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
          Case c = {p, kind, ckSetName(set), (uint64_t)(p * 1000 + (int)kind * 100) + f,
                    0xCBF29CE484222325};
          taken = 0;
          families[f](&c);
        }
  }
  int missing = 0;
  for (int k = 0; k < KERNEL_COUNT; k++)
    if (!called[k]) {
      fprintf(stderr, "%s is not called\n", kernelNames[k]);
      missing = 1;
    }
  return missing || brokenCount > 0;
}
