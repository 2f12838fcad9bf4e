// What Lloyd's iteration does to a block of rows. The filter works in single precision and only
// tells what is certain; every other kernel is exact or rounds as it is written.

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

/// out = (float)((x − mean) · scale), and each row's norm, rounded up: at least the norm of
/// (x − mean) · scale itself and above it by less than 2⁻²⁰ of it.
void ckCentredSingles(const double *rows, ptrdiff_t rowCount, ptrdiff_t columnCount,
                      const double *mean, double scale, float *out, float *norms);

/// What the filter needs of k centroids; padded to whole panels with centroids out of reach.
typedef struct {
  ptrdiff_t columnCount, panelCount;
  /// panels[(panel · (p + 1) + j) · CK_PANEL + q]: minus coordinate j of centroid q of the panel;
  /// in place p, minus the error of its score for each unit of a row's norm.
  const float *panels;
  /// Half its squared norm, less the error that no row has a part in.
  const float *offsets;
  /// Its score's error: errorSlopes · (row's norm) + errorOffsets.
  const float *errorSlopes, *errorOffsets;
  /// How far, altogether, a label's own centroid and the farthest moving other one have gone.
  const float *travel;
} CKSingleCentroids;

/// Rows are passed over by groups of this many.
enum { CK_GROUP = 16 };

/// The rows of `rowCount` whose label is not certain any more: !(slack > travel[label]). A group whose
/// slack is above `limit` is not looked at. One that is, without any such row, has its slack set as
/// below, and `*inVain` grows by its rows. `out` has room for CK_GROUP more than there are.
void ckDoubtedRows(const int32_t *labels, const float *slacks, ptrdiff_t rowCount,
                   const float *travel, const float *reference, float *groupSlacks, float limit,
                   int32_t *out, ptrdiff_t *outCount, ptrdiff_t *inVain);

/// For each group that a listed row belongs to, rows of a group standing together in the list: the
/// least slack − reference[label] of its rows, rounded down.
void ckLowerGroups(const int32_t *labels, const float *slacks, ptrdiff_t rowCount,
                   const float *reference, const int32_t *list, ptrdiff_t listCount,
                   float *groupSlacks);

/// For each of `listCount` rows of the single-precision copy: the label that is certainly nearest
/// and its slack, or slack −∞ where the filter cannot tell. `room` holds 32 · (p + 16) + 16 floats.
/// Up to 16 floats beyond a row are read.
void ckCertainLabels(const float *singles, const float *norms, const int32_t *list,
                     ptrdiff_t listCount, const CKSingleCentroids *centroids, float *room,
                     int32_t *labels, float *slacks);

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
