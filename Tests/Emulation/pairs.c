// Kernels over all pairs of two blocks, and over mixtures, whose points are blocks too.

#include "harness.h"

/// Some points of a block, run by run, as ckPairDistanceSums reads them.
static int32_t *runs(Case *c, int slotCount) {
  const int32_t *points = permutation(c, CK_BLOCK);
  int32_t *out = TAKE(int32_t, CK_BLOCK + 2 * slotCount + 1);
  int length = 0, done = 0;
  for (int slot = 0; slot < slotCount; slot++) {
    int members = below(c, CK_BLOCK - done + 1);
    out[length++] = slot;
    out[length++] = members;
    for (int m = 0; m < members; m++) out[length++] = points[done++];
  }
  out[length] = -1;
  return out;
}

static int64_t *labels(Case *c) {
  int64_t *out = TAKE(int64_t, CK_BLOCK);
  for (int i = 0; i < CK_BLOCK; i++) out[i] = below(c, 5) - 1;
  return out;
}

void callPairs(Case *c) {
  enum { SQUARE = CK_BLOCK * CK_BLOCK };
  const int p = c->columnCount, slotCount = 1 + below(c, 5);
  const double *first = numbers(c, CK_BLOCK * p), *second = numbers(c, CK_BLOCK * p);
  double *bySecond = TAKE(double, SQUARE), *byFirst = TAKE(double, SQUARE);
  double *firstSums = magnitudes(c, CK_BLOCK * slotCount);
  double *secondSums = magnitudes(c, CK_BLOCK * slotCount);
  const int32_t *firstRuns = runs(c, slotCount), *secondRuns = runs(c, slotCount);
  for (int isManhattan = 0; isManhattan < 2; isManhattan++) {
    ckBlockDistances(first, second, p, isManhattan, bySecond, byFirst);
    WROTE(c, bySecond, SQUARE);
    WROTE(c, byFirst, SQUARE);
    ckBlockDistances(second, first, p, isManhattan, bySecond, NULL);
    WROTE(c, bySecond, SQUARE);
  }
  REPORT(c, BlockDistances);

  for (int isManhattan = 0; isManhattan < 2; isManhattan++)
    for (int both = 0; both < 2; both++) {
      ckPairDistanceSums(first, second, p, isManhattan, firstRuns, secondRuns, firstSums,
                         both ? secondSums : NULL);
      WROTE(c, firstSums, CK_BLOCK * slotCount);
      WROTE(c, secondSums, CK_BLOCK * slotCount);
    }
  REPORT(c, PairDistanceSums);

  double *smallest = TAKE(double, 1), *largest = TAKE(double, 1);
  *smallest = __builtin_inf();
  *largest = -__builtin_inf();
  ckPairExtremes(first, second, p, labels(c), labels(c), smallest, largest);
  WROTE(c, smallest, 1);
  WROTE(c, largest, 1);
  const int64_t *own = labels(c);
  ckPairExtremes(first, first, p, own, own, smallest, largest);
  WROTE(c, smallest, 1);
  WROTE(c, largest, 1);
  REPORT(c, PairExtremes);
}

static void callFunctions(Case *c) {
  const int n = 1 + below(c, 2000);
  double *x = TAKE(double, n), *out = TAKE(double, n);
  for (int i = 0; i < n; i++) {
    // Any positive normal number: 1 … 2046 in the exponent's place; every other one near 1, whose
    // logarithm is not that of the exponent in the main.
    uint64_t exponent = (uint64_t)(i % 2 ? 1022 + below(c, 2) : 1 + below(c, 2046));
    uint64_t bits = exponent << 52 | draw(c) >> 12;
    if (c->kind == TIES) bits &= UINT64_MAX << 51;
    __builtin_memcpy(x + i, &bits, sizeof bits);
  }
  ckLogarithms(x, n, out);
  WROTE(c, out, n);
  REPORT(c, Logarithms);

  for (int i = 0; i < n; i++) {
    x[i] = c->kind == TIES ? below(c, 1501) - 800 : 750 * unit(c) - 50;
    if (c->kind == TINY) x[i] *= 0x1p-60;
    if (below(c, 40) == 0) x[i] = -__builtin_inf();
  }
  ckExponentials(x, n, out);
  WROTE(c, out, n);
  REPORT(c, Exponentials);
}

void callMixtures(Case *c) {
  const int p = c->columnCount, blockCount = 1 + below(c, 3), k = 1 + below(c, 6);
  const ptrdiff_t pointCount = blockCount * CK_BLOCK, padded = (p + 3) / 4 * 4;
  callFunctions(c);
  const double *blocks = numbers(c, pointCount * p), *means = numbers(c, k * p);
  const double *constants = numbers(c, k);
  double *shares = TAKE(double, pointCount * k), *densities = TAKE(double, pointCount);
  for (int isDiagonal = 0; isDiagonal < 2; isDiagonal++) {
    const double *factors = numbers(c, k * (isDiagonal ? p : p * (p + 1) / 2));
    ckMixtureShares(blocks, blockCount, p, k, isDiagonal, means, factors, constants,
                    TAKE(double, 32 * p), shares, densities);
    WROTE(c, shares, pointCount * k);
    WROTE(c, densities, pointCount);
  }
  REPORT(c, MixtureShares);

  double *share = TAKE(double, pointCount);
  for (ptrdiff_t i = 0; i < pointCount; i++)
    share[i] = below(c, 5) == 0 ? 0 : __builtin_fabs(unit(c));
  for (int isDiagonal = 0; isDiagonal < 2; isDiagonal++) {
    const ptrdiff_t sumCount = (1 + p + (isDiagonal ? p : p * (p + 1) / 2)) * CK_LANES;
    double *sums = numbers(c, sumCount);
    ckMixtureSums(blocks, blockCount, p, isDiagonal, means, share,
                  TAKE(double, padded * pointCount), sums);
    WROTE(c, sums, sumCount);
  }
  REPORT(c, MixtureSums);
}
