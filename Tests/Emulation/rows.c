// Kernels that pass over rows: what columns hold, rows in doubt and settled, exact sums.

#include "harness.h"

static void callSurvey(Case *c) {
  const int p = c->columnCount, n = 1 + below(c, 150);
  double *rows = numbers(c, n * p), *sums = magnitudes(c, p), *lowest = TAKE(double, p);
  double *highest = TAKE(double, p), *least = TAKE(double, p);
  int64_t *refused = TAKE(int64_t, 1);
  *refused = 0;
  for (int j = 0; j < p; j++) {
    lowest[j] = least[j] = __builtin_inf();
    highest[j] = -__builtin_inf();
  }
  ckSurveyRows(rows, n, p, numbers(c, p), __builtin_fabs(number(c)), sums, lowest, highest, least,
               refused);
  WROTE(c, sums, p);
  WROTE(c, lowest, p);
  WROTE(c, highest, p);
  WROTE(c, least, p);
  WROTE(c, refused, 1);
  // Beside a cell that is no number, nothing is asked but how many there are.
  for (int cells = 1 + below(c, 9); cells > 0; cells--)
    rows[below(c, n * p)] = cells % 3 == 0   ? __builtin_nan("")
                            : cells % 3 == 1 ? __builtin_inf()
                                             : -__builtin_inf();
  ckSurveyRows(rows, n, p, rows, 0x1p500, sums, lowest, highest, least, refused);
  WROTE(c, refused, 1);
  REPORT(c, SurveyRows);
}

static float *slacks(Case *c, int count) {
  float *out = TAKE(float, count);
  // Seldom uncertain in one case in two, so that whole vectors are certain too.
  const int uncertain = below(c, 2) ? 3 : 60;
  for (int i = 0; i < count; i++) {
    out[i] = c->kind == TIES ? (float)below(c, 3) : (float)unit(c) + 0.5f;
    if (below(c, uncertain) == 0) out[i] = below(c, 2) ? -__builtin_inff() : __builtin_nanf("");
  }
  return out;
}

static void callDoubts(Case *c) {
  const int n = 1 + below(c, 300), travelCount = 16 * (1 + below(c, 3));
  float *travel = TAKE(float, travelCount);
  for (int k = 0; k < travelCount; k++) travel[k] = (float)below(c, 3) / 2;
  int32_t *out = TAKE(int32_t, n);
  ptrdiff_t *count = TAKE(ptrdiff_t, 1);
  ckDoubtedRows(integers(c, n, travelCount), slacks(c, n), n, travel, travelCount, out, count);
  WROTE(c, out, n);
  WROTE(c, count, 1);
  REPORT(c, DoubtedRows);
}

static void callSettling(Case *c) {
  const int n = 1 + below(c, 300), k = 1 + below(c, 5), sparse = 2 + below(c, 60);
  int32_t *list = TAKE(int32_t, n);
  int count = 0;
  for (int i = 0; i < n; i++)
    if (below(c, sparse)) list[count++] = i;
  int32_t *labels = integers(c, n, k), *found = integers(c, count, k);
  // Most keep their label.
  for (int i = 0; i < count; i++)
    if (below(c, 9)) found[i] = labels[list[i]];
  float *rowSlacks = slacks(c, n);
  const CKMovedRows moved = {TAKE(int32_t, n + 1), TAKE(int32_t, n + 1), TAKE(int32_t, n + 1)};
  int32_t *open = TAKE(int32_t, n + 1);
  ptrdiff_t *counts = TAKE(ptrdiff_t, 2);
  counts[0] = 0;
  ckSettleRows(list, count, found, slacks(c, count), labels, rowSlacks, &moved, &counts[0], open,
               &counts[1]);
  WROTE(c, labels, n);
  WROTE(c, rowSlacks, n);
  WROTE(c, counts, 2);
  WROTE(c, moved.rows, counts[0]);
  WROTE(c, moved.from, counts[0]);
  WROTE(c, moved.to, counts[0]);
  WROTE(c, open, counts[1]);
  REPORT(c, SettleRows);
}

/// Cells of at most 2⁴² units, as Sources/Clustering/KMeans/SumGrid.swift lays them out.
static void callSums(Case *c) {
  enum { WIDTH = 40 };
  const int p = c->columnCount, n = 1 + below(c, 150), k = 1 + below(c, 5);
  const int isWeighted = below(c, 2), levelCount = 1 + below(c, 3), stride = p + isWeighted;
  const int cellCount = levelCount * stride;
  const double *rows = numbers(c, n * p), *origin = numbers(c, p);
  double *weights = TAKE(double, n), *cutters = TAKE(double, cellCount);
  double *roots = TAKE(double, cellCount), *sums = TAKE(double, k * cellCount);
  int64_t *totals = TAKE(int64_t, k * cellCount);
  // The power of four that the largest of a kind are below.
  const double top = c->kind == LARGE ? 0x1p482 : c->kind == TINY ? 0x1p-498 : 0x1p32;
  const double rootOfTop = c->kind == LARGE ? 0x1p241 : c->kind == TINY ? 0x1p-249 : 0x1p16;
  for (int i = 0; i < n; i++) weights[i] = __builtin_fabs(unit(c));
  double share = 1, rootOfShare = 1;
  for (int level = 0; level < levelCount; level++) {
    share /= (double)(1L << WIDTH);
    rootOfShare /= 1L << WIDTH / 2;
    for (int j = 0; j < stride; j++) {
      int isWeight = j == p;
      cutters[level * stride + j] = 0x1.8p52 * (isWeight ? 4 : top) * share;
      roots[level * stride + j] = 1 / ((isWeight ? 2 : rootOfTop) * rootOfShare);
    }
  }
  for (int i = 0; i < k * cellCount; i++) {
    sums[i] = 0;
    totals[i] = below(c, 1000);
  }
  const CKSumLayout layout = {p, stride, levelCount, origin, cutters};
  const int32_t *to = integers(c, n, k);
  int32_t *from = TAKE(int32_t, n);
  for (int round = 0; round < 2; round++) {
    // Rows come from no cluster, then some move on.
    const int32_t *list = permutation(c, n), *next = integers(c, n, k);
    const int count = round ? 1 + below(c, n) : n;
    int32_t *target = TAKE(int32_t, n);
    for (int i = 0; i < count; i++) {
      from[i] = round ? to[list[i]] : -1;
      target[i] = round ? next[i] : to[list[i]];
    }
    ckMoveRows(rows, isWeighted ? weights : NULL, &layout, list, from, target, count, sums);
    WROTE(c, sums, k * cellCount);
  }
  REPORT(c, MoveRows);

  ckFoldSums(sums, roots, cellCount, k, totals);
  WROTE(c, sums, k * cellCount);
  WROTE(c, totals, k * cellCount);
  REPORT(c, FoldSums);
}

void callRows(Case *c) {
  callSurvey(c);
  callDoubts(c);
  callSettling(c);
  callSums(c);
}
