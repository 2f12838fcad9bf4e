// What a machine can do at most, to set against what the kernels do: one thread's share of it. Each
// function runs on the widest vectors the processor has; call it on as many threads as there are.

#ifndef CROOFLINE_H
#define CROOFLINE_H

#include <stddef.h>
#include <stdint.h>

/// "avx512", "avx2" or "portable".
const char *crVectors(void);

/// Memory for the next function in large pages where the system has them; NULL where there is none.
/// Freed by free().
double *crMemory(ptrdiff_t count);

/// The sum of `count` numbers, a multiple of 128: reads 8·count bytes, adds one to each.
double crReadSum(const double *numbers, ptrdiff_t count);

/// Multiplies and adds in registers, nothing read: crOperations(0) · rounds operations, in chains
/// enough to hide the latency.
double crFuseDouble(ptrdiff_t rounds, double factor);
/// As crFuseDouble; crOperations(1) · rounds operations.
float crFuseSingle(ptrdiff_t rounds, float factor);

/// Operations of a round; a fused one counts as two.
int crOperations(int isSingle);

/// For each of `width` rows, the least of norms[c] − 2·products[c·width + i], the second least, and
/// the first c of the least.
void crNearestDouble(const double *products, const double *norms, ptrdiff_t count,
                     ptrdiff_t width, double *best, double *second, int32_t *labels);
void crNearestSingle(const float *products, const float *norms, ptrdiff_t count, ptrdiff_t width,
                     float *best, float *second, int32_t *labels);

#endif
