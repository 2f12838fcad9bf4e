// What every file of the program uses: a case, memory, numbers drawn alike everywhere, hashes.

#ifndef HARNESS_H
#define HARNESS_H

#include "CKernels.h"

#include <stddef.h>
#include <stdint.h>

/// What the numbers of a case are like.
typedef enum { PLAIN, TIES, LARGE, TINY, MIXED, KIND_COUNT } Kind;

/// One number of columns and one kind, for one instruction set.
typedef struct {
  int columnCount;
  Kind kind;
  const char *set;
  /// Of the numbers drawn, and of the hash of what a kernel wrote.
  uint64_t state, hash;
} Case;

/// The kernels by number, in the order of the list.
enum {
#define CK_KERNEL(name, parameters, arguments) KERNEL_##name,
#include "../../Sources/CKernels/kernels.def"
#undef CK_KERNEL
  KERNEL_COUNT
};

/// Memory until the next case, every byte 0x5A, with as many again after it as a kernel may read
/// beyond.
void *takeBytes(size_t count);
#define TAKE(type, count) ((type *)takeBytes((size_t)(count) * sizeof(type)))

uint64_t draw(Case *c);
/// 0 … count − 1.
int below(Case *c, int count);
/// −1 … 1.
double unit(Case *c);
/// A number of the case's kind.
double number(Case *c);
double *numbers(Case *c, ptrdiff_t count);
double *magnitudes(Case *c, ptrdiff_t count);
/// As points that were rescaled have them: of many magnitudes, the largest near 1, instead of all
/// large or tiny.
double *ordinaryNumbers(Case *c, ptrdiff_t count);
/// The power of two that brings a magnitude to 1 … 2; 1 for 0.
double inversePower(double magnitude);
int32_t *integers(Case *c, ptrdiff_t count, int limit);
/// 0 … count − 1 in some order.
int32_t *permutation(Case *c, int count);

/// Hashes what was written, and 64 bytes after it, where nothing may be.
void addToHash(Case *c, const void *bytes, size_t count);
#define WROTE(c, array, count) addToHash(c, array, (size_t)(count) * sizeof *(array))
/// Prints the hash of what a kernel wrote.
#define REPORT(c, name) report(c, KERNEL_##name)
void report(Case *c, int kernel);
/// Counts a kernel as called; says so where what it promises does not hold.
#define PROMISE(c, name, holds, what) promise(c, KERNEL_##name, holds, what)
void promise(Case *c, int kernel, int holds, const char *what);

void callPoints(Case *c);
void callPairs(Case *c);
void callMixtures(Case *c);
void callSquares(Case *c);
void callNearestOutside(Case *c);
void callRows(Case *c);
void callFilter(Case *c);

#endif
