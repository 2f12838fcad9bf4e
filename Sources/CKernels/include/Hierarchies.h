// Kernels of hierarchical clustering: included by CKernels.h.

#ifndef CKERNELS_HIERARCHIES_H
#define CKERNELS_HIERARCHIES_H

#include <stddef.h>
#include <stdint.h>

/// Points to a tile of the single-precision filter: four tiles of CK_LANES.
enum { CK_FILTER_LANES = 32 };

/// For each query (a lane), the lane of another group, among some filter tiles, that minimises
/// ‖x − y‖² / (inverseWeights[x] + inverseWeights[y]), ties to the lowest of `ids`: exactly, by sums in
/// double. `neighbours` and `costs` hold the best known so far, −1 and a cost not to be exceeded
/// where none is, and are improved. Where `lows` is not null a coordinate is tiles + lows, and a
/// difference of two (x − y) + (x's low − y's low).
///
/// `filter` holds the points again, centred and times a power of two s that brings every coordinate
/// below 1 before they are turned, if they are; `filterNorms` their squared norms there, lowered by at least (2p + 20)·2⁻²⁴ of
/// themselves and, where the point has `lows`, by p·2⁻⁸⁰; `leadingNorms` those of its first `leadingCount`
/// columns, lowered alike and by 2⁻⁴⁰ of the whole, by which tiles are ruled out early (0: they are
/// not); `filterInverseWeights` inverseWeights / t, not rounded down, t a power of two;
/// `costScale` is s²t. A lane out of use has infinite coordinates and an inverse weight of 0, and in
/// the filter coordinates of 0 and an infinite norm. `centres`, `centreNorms`, `radii` and
/// `centreInverseWeights` are ckBoundTiles'. `scratch` takes 72 · columnCount floats.
void ckNearestOutside(const double *tiles, const double *lows, const float *filter,
                      const float *filterNorms, const float *leadingNorms, ptrdiff_t leadingCount,
                      const float *filterInverseWeights, const double *inverseWeights,
                      double costScale, const int32_t *ids, const int32_t *groups,
                      const float *centres, const float *centreNorms, const float *radii,
                      const float *centreInverseWeights, ptrdiff_t columnCount, ptrdiff_t firstTile, ptrdiff_t endTile,
                      const int32_t *queries, ptrdiff_t queryCount, float *scratch,
                      int32_t *neighbours, double *costs);

/// A ball round the points of each filter tile, itself a point of tiles of tiles: `centres` and
/// `centreNorms` as `filter` and `filterNorms`, its radius, and the largest inverse weight. The arrays
/// are for tileCount rounded up to CK_FILTER_LANES; places beyond tileCount are not written.
void ckBoundTiles(const float *filter, const float *filterNorms, const float *filterInverseWeights,
                  ptrdiff_t columnCount, ptrdiff_t tileCount, float *centres, float *centreNorms,
                  float *radii, float *centreInverseWeights);

enum { CK_COMPLETE, CK_AVERAGE, CK_MCQUITTY, CK_WARD, CK_CENTROID, CK_MEDIAN };

/// Two clusters that merge: their columns, the first of which is the result's, their weights and
/// their dissimilarity.
typedef struct {
  int32_t first, second;
  double firstWeight, secondWeight, cost;
} CKPair;

/// The row of a ∪ b from those of a and b, by Lance and Williams's formula.
void ckMergeRows(int32_t rule, const CKPair *pair, const double *first, const double *second,
                 const double *weights, ptrdiff_t count, double *out);

/// A row of `count` columns after the merges of one round, which are made in the order of `pairs`, and
/// without the columns that go: bit j % 8 of kept[j / 8] says that column j stays, as `outCount` of
/// them do. `weights` are those of the columns. `own` is the pair the row belongs to, whose second row
/// is `second`; −1 for a cluster of that `weight` which does not merge. `row` may be changed, and may
/// be `out`; `next`, if there is one, is the row that will be wanted next; `merged` is scratch. Up to 8 numbers beyond `row` and `merged` are read.
void ckCloseUpRow(int32_t rule, const CKPair *pairs, ptrdiff_t pairCount, const uint8_t *kept,
                  const double *weights, ptrdiff_t count, ptrdiff_t own, double weight, double *row,
                  const double *second, const double *next, double *merged, double *out,
                  ptrdiff_t outCount);

/// Makes squared distances the row of a square: square roots where wanted, infinite at `own` and
/// from `count` to `stride`.
void ckFinishDistances(double *row, ptrdiff_t count, ptrdiff_t stride, ptrdiff_t own,
                       int32_t takesRoots);

/// The lowest of row[j] + penalties[j] and its first index; −1 where all are infinite.
void ckLowestOf(const double *row, const double *penalties, ptrdiff_t count, int32_t *index,
                double *value);

#endif
