// Kernels that measure points in lanes and rows.

#include "harness.h"

/// Where there are to be ties, points and centroids are drawn from so few numbers that some stand on
/// each other.
static void callTiles(Case *c, const double *tiles, ptrdiff_t tileCount) {
  const int p = c->columnCount, count = 1 + below(c, 13);
  const ptrdiff_t lanes = tileCount * CK_LANES;
  const double *points = numbers(c, count * p);
  int32_t *labels = TAKE(int32_t, lanes);
  double *best = TAKE(double, lanes), *second = TAKE(double, lanes);

  double *distances = TAKE(double, count * lanes);
  ckSquaredDistances(tiles, tileCount, p, points, count, distances);
  WROTE(c, distances, count * lanes);
  REPORT(c, SquaredDistances);

  ckNearestCentroids(tiles, tileCount, p, points, count, labels, best);
  WROTE(c, labels, lanes);
  WROTE(c, best, lanes);
  REPORT(c, NearestCentroids);

  ckTwoNearest(tiles, tileCount, p, points, count, labels, best, second);
  WROTE(c, labels, lanes);
  WROTE(c, best, lanes);
  WROTE(c, second, lanes);
  REPORT(c, TwoNearest);

  for (int isManhattan = 0; isManhattan < 2; isManhattan++) {
    ckDistancesTo(isManhattan, tiles, tileCount, p, points, best);
    WROTE(c, best, lanes);
  }
  REPORT(c, DistancesTo);
}

static void callSwaps(Case *c, const double *tiles, ptrdiff_t tileCount) {
  const int p = c->columnCount, count = 1 + below(c, 10);
  const ptrdiff_t lanes = tileCount * CK_LANES;
  double *near = magnitudes(c, lanes), *second = magnitudes(c, lanes);
  for (ptrdiff_t i = 0; i < lanes; i++) {
    second[i] += near[i];
    // A lane out of use.
    if (i >= lanes - 3) near[i] = second[i] = 0;
  }
  const double *points = numbers(c, count * p);
  const int32_t *candidates = permutation(c, count);
  double *gains = TAKE(double, count), *losses = TAKE(double, count);
  for (int isManhattan = 0; isManhattan < 2; isManhattan++) {
    ckSwapGains(isManhattan, tiles, tileCount, p, near, second, points, candidates, count, gains,
                losses);
    WROTE(c, gains, count);
    WROTE(c, losses, count);
  }
  REPORT(c, SwapGains);

  ckSwapGainsGiven(permutation(c, (int)lanes), tileCount, near, second, magnitudes(c, lanes), gains,
                   losses);
  WROTE(c, gains, count);
  WROTE(c, losses, count);
  REPORT(c, SwapGainsGiven);
}

static void callDirect(Case *c) {
  const int p = c->columnCount, n = 1 + below(c, 90), k = 1 + below(c, 9);
  const double *rows = numbers(c, n * p);
  double *out = TAKE(double, n);
  ckOwnDistances(rows, n, p, numbers(c, k * p), integers(c, n, k), out);
  WROTE(c, out, n);
  REPORT(c, OwnDistances);

  const int listCount = 1 + below(c, n);
  const ptrdiff_t lanes = (listCount + CK_LANES - 1) / CK_LANES * CK_LANES;
  double *tiles = TAKE(double, lanes * p);
  ckGatherTiles(rows, p, permutation(c, n), listCount, tiles);
  WROTE(c, tiles, lanes * p);
  REPORT(c, GatherTiles);
}

static void callPotentials(Case *c) {
  const int n = 1 + below(c, 90), stride = n + below(c, 9), candidateCount = 1 + below(c, 9);
  for (int updateCount = 0; updateCount < 2; updateCount++) {
    const double *distances = magnitudes(c, (updateCount + candidateCount) * stride);
    double *nearest = magnitudes(c, n), *sums = magnitudes(c, candidateCount);
    // Before there is a first point.
    if (updateCount)
      for (int i = 0; i < n; i += 1 + below(c, 3)) nearest[i] = __builtin_inf();
    const double *weights = NULL;
    if (below(c, 2)) {
      double *shares = TAKE(double, n);
      for (int i = 0; i < n; i++) shares[i] = __builtin_fabs(unit(c));
      weights = shares;
    }
    ckAddPotentials(distances, stride, n, updateCount, candidateCount, weights, nearest, sums);
    WROTE(c, nearest, n);
    WROTE(c, sums, candidateCount);
  }
  REPORT(c, AddPotentials);
}

void callPoints(Case *c) {
  const ptrdiff_t tileCount = 1 + below(c, 9);
  const double *tiles = numbers(c, tileCount * CK_LANES * c->columnCount);
  callTiles(c, tiles, tileCount);
  callSwaps(c, tiles, tileCount);
  callDirect(c);
  callPotentials(c);
}
