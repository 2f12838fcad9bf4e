// Gaussian mixtures. Points are blocks, see CKernelsPairs.h.

#ifndef CKERNELS_MIXTURE_H
#define CKERNELS_MIXTURE_H

#include <stddef.h>
#include <stdint.h>

/// out[i] = log x[i], of positive normal numbers; out[i] = exp x[i], of numbers up to 700, 0 below
/// −708. Right to about one unit in the last place, and the same bits on every CPU.
void ckLogarithms(const double *x, ptrdiff_t count, double *out);
void ckExponentials(const double *x, ptrdiff_t count, double *out);

/// What each of k components has of each point. With
/// ℓ(c) = constants[c] − ½ min(‖F_c(x − mean_c)‖², 10³⁰⁰),
/// logDensities[b * CK_BLOCK + i] = log Σ exp ℓ(c) and
/// shares[(b * k + c) * CK_BLOCK + i] = exp ℓ(c) / Σ exp ℓ.
/// F_c, of `factors`, is p numbers on a diagonal, or p(p+1)/2 of a lower triangle row by row. Sums
/// run over columns, then rows, in order. `scratch`: 32 p numbers.
void ckMixtureShares(const double *blocks, ptrdiff_t blockCount, ptrdiff_t p, ptrdiff_t k,
                     int32_t isDiagonal, const double *means, const double *factors,
                     const double *constants, double *scratch, double *shares,
                     double *logDensities);

/// Adds to the sums of one component over some points: with w = share[point], d = x − mean, the
/// point in lane (point mod CK_LANES), CK_LANES numbers each: Σw; Σw·dᵢ for every column i; then
/// Σ(w·dᵢ)·dⱼ for every column i and every j ≤ i, or only for j = i. Each sum is added up from 0 over
/// the given points in order before it is added. `scratch`: p rounded up to a multiple of 4, times
/// blockCount · CK_BLOCK numbers.
void ckMixtureSums(const double *blocks, ptrdiff_t blockCount, ptrdiff_t p, int32_t isDiagonal,
                   const double *mean, const double *share, double *scratch, double *sums);

#endif
