// What Lloyd's iteration does to a block of rows. The filter works in sixteen bits and only tells
// what is certain; every other kernel is exact or rounds as it is written.

#ifndef KMEANSKERNELS_H
#define KMEANSKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// Centroids come to the filter in panels of this many.
enum { CK_PANEL = 8 };

/// Per column of `rowCount` row-major rows: sums[j] += Σ (x_j − first_j) in row order, lowest[j] and
/// highest[j] widened, least[j] lowered to the smallest |x_j| that is not 0. `*refused` grows by the
/// number of cells that are not at most `limit` in magnitude.
void ckSurveyRows(const double *rows, ptrdiff_t rowCount, ptrdiff_t columnCount,
                  const double *first, double limit, double *sums, double *lowest, double *highest,
                  double *least, int64_t *refused);

/// A row in sixteen bits has about this norm.
#define CK_SHORT_NORM 32000.0

/// Each row's norm ‖(x − mean) · scale‖, rounded up: at least that and above it by less than 2⁻²⁰ of
/// it and 2⁻¹⁴⁰; and out = (x − mean) · scale · CK_SHORT_NORM / norm, rounded to integers, or 0 for a norm below
/// 2⁻¹⁰⁰. Rows of `out` are as long as an even number of columns, the one too many holding 0.
void ckShortRows(const double *rows, ptrdiff_t rowCount, ptrdiff_t columnCount, const double *mean,
                 double scale, int16_t *out, float *norms);

/// What the filter needs of k centroids; padded to whole panels with centroids out of reach.
typedef struct {
  ptrdiff_t pairCount, panelCount;
  /// panels[(panel · pairCount + j) · CK_PANEL + q]: columns 2j and 2j + 1 of centroid q of the panel
  /// in sixteen bits, side by side.
  const int32_t *panels;
  /// A row's score: offset − (row's norm) · (slope + factor · Σ x_j c_j), in sixteen bits.
  const float *factors, *slopes, *offsets;
  /// The next three have this many entries, a multiple of 16.
  ptrdiff_t tableCount;
  /// A score's error: errorSlopes · (row's norm) + errorOffsets.
  const float *errorSlopes, *errorOffsets;
  /// How far, altogether, a label's own centroid and the farthest moving other one have gone.
  const float *travel;
} CKShortCentroids;

/// The rows of `rowCount` whose label is not certain any more: !(slack > travel[label]). The table of
/// travels has a multiple of 16 entries.
void ckDoubtedRows(const int32_t *labels, const float *slacks, ptrdiff_t rowCount,
                   const float *travel, ptrdiff_t travelCount, int32_t *out, ptrdiff_t *outCount);

/// For each of `listCount` rows in sixteen bits: the label that is certainly nearest and its slack, or
/// slack −∞ where the filter cannot tell. `room` holds 16 · (p + 32) + 16 numbers. Up to 32 numbers
/// beyond a row are read.
void ckCertainLabels(const int16_t *shorts, const float *norms, const int32_t *list,
                     ptrdiff_t listCount, const CKShortCentroids *centroids, int32_t *room,
                     int32_t *labels, float *slacks);

/// As ckTwoNearest for some of the rows, but that only the few centroids are measured which
/// ckCertainLabels' scores leave possible. `second` is at most the squared distance of the second
/// nearest: a bound where the scores ruled that one out. `rows` and `shorts` hold the same rows,
/// `scale` is that of ckShortRows, `centroids` and `few` are the same centroids; `room` as for
/// ckCertainLabels, `scores` takes 32 numbers for each centroid of the panels.
void ckFewNearest(const double *rows, ptrdiff_t columnCount, const int16_t *shorts,
                  const float *norms, const int32_t *list, ptrdiff_t listCount,
                  const CKShortCentroids *few, const double *centroids, ptrdiff_t centroidCount,
                  double scale, int32_t *room, float *scores, int32_t *labels, double *best,
                  double *second);

/// Rows that change label, in order, with room for one more than there are.
typedef struct {
  int32_t *rows, *from, *to;
} CKMovedRows;

/// Takes what was found of the rows of a list: labels and slacks are set, rows whose label changes
/// are added to `moved`, those of slack −∞ keep their label and go to `open`. Both lists have room
/// for one more than there are.
void ckSettleRows(const int32_t *list, ptrdiff_t listCount, const int32_t *found,
                  const float *foundSlacks, int32_t *labels, float *slacks,
                  const CKMovedRows *moved, ptrdiff_t *movedCount, int32_t *open,
                  ptrdiff_t *openCount);

/// Some rows put into tiles; lanes beyond the list repeat its first row.
void ckGatherTiles(const double *rows, ptrdiff_t columnCount, const int32_t *list,
                   ptrdiff_t listCount, double *tiles);

/// For each lane of each tile, the nearest of some row-major centroids, ties to the lowest, and the
/// squared distances of the nearest and the second nearest, which is infinite if there is one.
void ckTwoNearest(const double *tiles, ptrdiff_t tileCount, ptrdiff_t columnCount,
                  const double *centroids, ptrdiff_t centroidCount, int32_t *labels, double *best,
                  double *second);

/// `distances` holds rows of `stride` numbers: first, where `updateCount` is 1, those to a new point,
/// which lower nearest[i]; then those to each candidate, for which
/// sums[candidate] += Σ weight_i · min(nearest_i, distance_i), in order. `weights` may be null.
void ckAddPotentials(const double *distances, ptrdiff_t stride, ptrdiff_t rowCount,
                     ptrdiff_t updateCount, ptrdiff_t candidateCount, const double *weights,
                     double *nearest, double *sums);

/// Sums of terms cut into pieces, each a multiple of its level's unit: exact while at most 2¹¹
/// terms meet in a cell. Cells stand at sums[(label · levelCount + level) · stride + j]; a weighted
/// row has a last column, its weight.
typedef struct {
  ptrdiff_t columnCount, stride, levelCount;
  const double *origin;
  /// cutters[level · stride + j] = 1.5 · 2⁵² · unit, for every level but the last.
  const double *cutters;
} CKSumLayout;

/// Row list[i] leaves the cells of from[i] (none if −1) for those of to[i].
void ckMoveRows(const double *rows, const double *rowWeights, const CKSumLayout *layout,
                const int32_t *list, const int32_t *from, const int32_t *to, ptrdiff_t listCount,
                double *sums);

/// totals[c] += sums[c] / unit, in integers, and sums[c] = 0, for `groupCount` groups of
/// `cellCount` cells; 1 / unit is the square of roots[cell].
void ckFoldSums(double *sums, const double *roots, ptrdiff_t cellCount, ptrdiff_t groupCount,
                int64_t *totals);

/// The squared distance of each row to the centroid of its label.
void ckOwnDistances(const double *rows, ptrdiff_t rowCount, ptrdiff_t columnCount,
                    const double *centroids, const int32_t *labels, double *out);

#endif
