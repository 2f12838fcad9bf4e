// The filter of Lloyd's iteration. What it computes in single precision may differ between sets, so
// that its promises are checked against plain doubles: a label called certain is the nearest one's
// and its slack no more than there is; scores lie within the bounds that
// Sources/Clustering/KMeans/ShortCentroids+Unsafe.swift proves, and its centroids are prepared here
// as there.

#include "harness.h"

typedef struct {
  int columnCount, count, clusterCount;
  double *rows, *mean, *centroids;
  double scale;
  int16_t *shorts;
  float *norms;
  /// Of each centroid: its norm in the filter's units, and both parts of a score's error.
  double *centroidNorms, *errorSlopes, *errorOffsets;
  CKShortCentroids few;
} Clusters;

static double scaleOf(const double *rows, const double *mean, int count, int p) {
  double largest = 0;
  for (int i = 0; i < count * p; i++) {
    double x = __builtin_fabs(rows[i] - mean[i % p]);
    if (x > largest) largest = x;
  }
  return inversePower(largest);
}

/// - Returns: the scale.
static double shorten(Case *c, const double *rows, const double *mean, int count, int16_t *shorts,
                      float *norms) {
  const int p = c->columnCount;
  const double scale = scaleOf(rows, mean, count, p);
  ckShortRows(rows, count, p, mean, scale, shorts, norms);
  WROTE(c, shorts, (p + 1) / 2 * 2 * count);
  WROTE(c, norms, count);
  return scale;
}

/// Pairs of columns in sixteen bits; a norm of 2⁶² and more leaves a centroid out of reach.
static void prepare(Case *c, Clusters *all) {
  const int p = all->columnCount, k = all->clusterCount, pairCount = (p + 1) / 2;
  const int panelCount = (k + CK_PANEL - 1) / CK_PANEL, tableCount = (k + 15) / 16 * 16;
  int16_t *panels = TAKE(int16_t, panelCount * CK_PANEL * pairCount * 2);
  float *tables = TAKE(float, 6 * tableCount);
  float *factors = tables, *slopes = factors + tableCount, *offsets = slopes + tableCount;
  float *errorSlopes = offsets + tableCount, *errorOffsets = errorSlopes + tableCount;
  float *travel = errorOffsets + tableCount;
  for (int i = 0; i < panelCount * CK_PANEL * pairCount * 2; i++) panels[i] = 0;
  for (int i = 0; i < tableCount; i++) {
    factors[i] = slopes[i] = errorSlopes[i] = errorOffsets[i] = 0;
    offsets[i] = __builtin_inff();
    travel[i] = i < k ? (float)below(c, 4) / 4 : 0;
  }
  const double root = __builtin_sqrt(p);
  const double beta = root / CK_SHORT_NORM * (1 + root / (4 * CK_SHORT_NORM)) + 0x1p-21;
  for (int i = 0; i < k; i++) {
    double square = 0;
    for (int j = 0; j < p; j++) {
      double x = (all->centroids[i * p + j] - all->mean[j]) * all->scale;
      square += x * x;
    }
    double norm = all->centroidNorms[i] = __builtin_sqrt(square) * (1 + 0x1p-30);
    if (!(norm <= 0x1p62)) continue;
    for (int j = 0; j < p; j++) {
      double x = (all->centroids[i * p + j] - all->mean[j]) * all->scale * (CK_SHORT_NORM / norm);
      panels[2 * ((i / CK_PANEL * pairCount + j / 2) * CK_PANEL + i % CK_PANEL) + j % 2] =
          norm < 0x1p-500 ? 0 : (int16_t)(x + 0x1.8p52 - 0x1.8p52);
    }
    double slope = all->errorSlopes[i] = 1.02 * beta * norm;
    double error = all->errorOffsets[i] = 0x1p-22 * norm * norm + 0x1p-80;
    factors[i] = (float)(norm / (CK_SHORT_NORM * CK_SHORT_NORM));
    slopes[i] = (float)slope;
    offsets[i] = (float)(square / 2 - error);
    errorSlopes[i] = norm <= 0x1p50 ? (float)(2.25 * slope) : __builtin_inff();
    errorOffsets[i] = norm <= 0x1p50 ? (float)(2.25 * error) : __builtin_inff();
  }
  all->few = (CKShortCentroids){pairCount, panelCount,   (const int32_t *)(const void *)panels,
                                factors,   slopes,       offsets,
                                tableCount, errorSlopes, errorOffsets,
                                travel};
}

static Clusters makeClusters(Case *c) {
  const int p = c->columnCount, n = 1 + below(c, 120), k = 1 + below(c, 40);
  Clusters all = {
      .columnCount = p,
      .count = n,
      .clusterCount = k,
      .rows = ordinaryNumbers(c, n * p),
      .mean = ordinaryNumbers(c, p),
      .centroids = ordinaryNumbers(c, k * p),
      .shorts = TAKE(int16_t, (p + 1) / 2 * 2 * n),
      .norms = TAKE(float, n),
      .centroidNorms = TAKE(double, k),
      .errorSlopes = TAKE(double, k),
      .errorOffsets = TAKE(double, k),
  };
  all.scale = shorten(c, all.rows, all.mean, n, all.shorts, all.norms);
  // Two that are equally near, and some that are farther than the filter can tell or reach.
  for (int j = 0; j < p && c->kind != PLAIN && k > 3; j++) {
    all.centroids[(k - 1) * p + j] = all.centroids[j];
    all.centroids[(k - 2) * p + j] *= 0x1p56 / all.scale;
    all.centroids[(k - 3) * p + j] *= 0x1p80 / all.scale;
  }
  prepare(c, &all);
  return all;
}

/// The plain answer: the nearest centroid, ties to the lowest, and the two least squares.
static int nearest(const Clusters *all, int row, double *best, double *second) {
  const int p = all->columnCount;
  int label = 0;
  *best = *second = __builtin_inf();
  for (int i = 0; i < all->clusterCount; i++) {
    double sum = 0;
    for (int j = 0; j < p; j++) {
      double difference = all->rows[row * p + j] - all->centroids[i * p + j];
      sum += difference * difference;
    }
    if (sum < *best) {
      *second = *best;
      *best = sum;
      label = i;
    } else if (sum < *second) {
      *second = sum;
    }
  }
  return label;
}

static int isScore(const Clusters *all, int row, int centroid, double score) {
  const int p = all->columnCount;
  if (!(all->centroidNorms[centroid] <= 0x1p50)) return 1;
  double square = 0, product = 0;
  for (int j = 0; j < p; j++) {
    double x = (all->rows[row * p + j] - all->mean[j]) * all->scale;
    double y = (all->centroids[centroid * p + j] - all->mean[j]) * all->scale;
    square += y * y;
    product += x * y;
  }
  double exact = square / 2 - product;
  double error = all->errorSlopes[centroid] * all->norms[row] + all->errorOffsets[centroid];
  return score <= exact && score >= exact - 2 * error;
}

void callFilter(Case *c) {
  const int p = c->columnCount, few = 1 + below(c, 60);
  shorten(c, numbers(c, few * p), numbers(c, p), few, TAKE(int16_t, (p + 1) * few),
          TAKE(float, few));
  const Clusters all = makeClusters(c);
  REPORT(c, ShortRows);

  const int32_t *list = permutation(c, all.count);
  const int listCount = 1 + below(c, all.count);
  int32_t *room = TAKE(int32_t, 16 * (p + 32) + 16), *labels = TAKE(int32_t, listCount);
  float *slacks = TAKE(float, listCount);
  ckCertainLabels(all.shorts, all.norms, list, listCount, &all.few, room, labels, slacks);
  int certainCount = 0, isNearest = 1, isSlack = 1;
  for (int i = 0; i < listCount; i++) {
    double best, second;
    int label = nearest(&all, list[i], &best, &second);
    if (slacks[i] == -__builtin_inff()) continue;
    certainCount++;
    isNearest &= labels[i] == label && best < second;
    // A centroid out of reach is as good as infinitely far.
    double gap = (__builtin_sqrt(second) - __builtin_sqrt(best)) * all.scale;
    isSlack &= (double)slacks[i] - all.few.travel[label] <= gap || gap > 0x1p50;
  }
  PROMISE(c, CertainLabels, isNearest, "a label called certain is not the nearest one's");
  PROMISE(c, CertainLabels, isSlack, "a slack is more than there is");
  // Else one that is never certain would do.
  PROMISE(c, CertainLabels, c->kind != PLAIN || 2 * certainCount >= listCount,
          "too few labels are certain");

  float *scores = TAKE(float, 32 * all.few.panelCount * CK_PANEL);
  double *best = TAKE(double, listCount), *second = TAKE(double, listCount);
  ckFewNearest(all.rows, p, all.shorts, all.norms, list, listCount, &all.few, all.centroids,
               all.clusterCount, all.scale, room, scores, labels, best, second);
  WROTE(c, labels, listCount);
  WROTE(c, best, listCount);
  REPORT(c, FewNearest);
  int isPlain = 1, isBound = 1, areScores = 1;
  for (int i = 0; i < listCount; i++) {
    double plainBest, plainSecond;
    isPlain &= nearest(&all, list[i], &plainBest, &plainSecond) == labels[i];
    isPlain &= best[i] == plainBest;
    isBound &= second[i] <= plainSecond;
  }
  // Scores stay of the last rows that were looked at together.
  for (int i = (listCount - 1) / 32 * 32; i < listCount; i++)
    for (int k = 0; k < all.clusterCount; k++)
      areScores &= isScore(&all, list[i], k, scores[k * 32 + i % 32]);
  PROMISE(c, FewNearest, isPlain, "a nearest centroid is another than by the definition");
  PROMISE(c, FewNearest, isBound, "a second nearest is nearer than said");
  PROMISE(c, FewNearest, areScores, "a score is beyond its bounds");
}
