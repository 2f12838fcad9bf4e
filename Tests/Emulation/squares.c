// Kernels over the rows of a square of dissimilarities.

#include "harness.h"

/// Dissimilarities, some of them infinite as those of lanes that are no more.
static double *dissimilarities(Case *c, ptrdiff_t count) {
  double *out = magnitudes(c, count);
  for (ptrdiff_t i = 0; i < count; i++)
    if (below(c, 20) == 0) out[i] = __builtin_inf();
  return out;
}

static double *weights(Case *c, ptrdiff_t count) {
  double *out = TAKE(double, count);
  for (ptrdiff_t i = 0; i < count; i++) out[i] = c->kind == TIES ? 1 + below(c, 3) : 1.5 + unit(c);
  return out;
}

static CKPair pair(Case *c, int first, int second, const double *weights) {
  return (CKPair){first, second, weights[first], weights[second], __builtin_fabs(number(c))};
}

static void callMerges(Case *c) {
  const int count = 2 + below(c, 120);
  const double *first = dissimilarities(c, count), *second = dissimilarities(c, count);
  const double *w = weights(c, count);
  double *out = TAKE(double, count);
  for (int rule = CK_COMPLETE; rule <= CK_MEDIAN; rule++) {
    CKPair merged = pair(c, 0, 1, w);
    ckMergeRows(rule, &merged, first, second, w, count, out);
    WROTE(c, out, count);
  }
  REPORT(c, MergeRows);
}

/// A round of merges: the pairs' second columns go.
static void callClosing(Case *c, int32_t rule) {
  const int count = 2 + below(c, 120), pairCount = 1 + below(c, count / 2);
  const double *w = weights(c, count);
  const int32_t *slots = permutation(c, count);
  CKPair *pairs = TAKE(CKPair, pairCount);
  uint8_t *kept = TAKE(uint8_t, (count + 7) / 8);
  for (int j = 0; j < (count + 7) / 8 * 8; j++)
    kept[j / 8] = (uint8_t)((j % 8 ? kept[j / 8] : 0) | (j < count) << j % 8);
  for (int m = 0; m < pairCount; m++) {
    int a = slots[2 * m], b = slots[2 * m + 1];
    pairs[m] = pair(c, a < b ? a : b, a < b ? b : a, w);
    kept[pairs[m].second / 8] &= (uint8_t)~(1 << pairs[m].second % 8);
  }
  const int outCount = count - pairCount;
  for (int inPlace = 0; inPlace < 2; inPlace++) {
    double *row = dissimilarities(c, count), *second = dissimilarities(c, count);
    double *out = inPlace ? row : TAKE(double, outCount);
    int own = below(c, 2) ? below(c, pairCount) : -1;
    int slot = own < 0 ? 0 : pairs[own].first;
    row[slot] = __builtin_inf();
    if (own >= 0) second[pairs[own].second] = __builtin_inf();
    ckCloseUpRow(rule, pairs, pairCount, kept, w, count, own, w[slot], row, second,
                 inPlace ? second : NULL, TAKE(double, count + 8), out, outCount);
    WROTE(c, out, outCount);
  }
}

static void callSearch(Case *c) {
  // Blocks of 512 are searched whole, the rest one by one.
  const int count = 1 + below(c, c->columnCount % 4 ? 200 : 1600);
  const int stride = count + below(c, 9);
  double *row = TAKE(double, stride);
  const double *made = magnitudes(c, count);
  for (int takesRoots = 0; takesRoots < 2; takesRoots++) {
    __builtin_memcpy(row, made, (size_t)count * sizeof *row);
    ckFinishDistances(row, count, stride, below(c, count), takesRoots);
    WROTE(c, row, stride);
  }
  REPORT(c, FinishDistances);

  double *penalties = TAKE(double, count), *value = TAKE(double, 1);
  int32_t *index = TAKE(int32_t, 1);
  for (int penalised = 0; penalised < 3; penalised++) {
    // None, some, all.
    for (int j = 0; j < count; j++)
      penalties[j] = penalised == 2 || (penalised && below(c, 2)) ? __builtin_inf() : 0;
    ckLowestOf(row, penalties, count, index, value);
    WROTE(c, index, 1);
    WROTE(c, value, 1);
  }
  REPORT(c, LowestOf);
}

void callSquares(Case *c) {
  callMerges(c);
  for (int32_t rule = CK_COMPLETE; rule <= CK_MEDIAN; rule++) callClosing(c, rule);
  REPORT(c, CloseUpRow);
  callSearch(c);
}
