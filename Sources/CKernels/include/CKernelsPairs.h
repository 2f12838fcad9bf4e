// Distances between all pairs of points of two blocks. See CKernels.h for the definition of a
// distance and for what every kernel promises.
//
// *Blocks*: CK_BLOCK points, column by column. Point i, column c of a block of p columns stands at
// block[c * CK_BLOCK + i]; points beyond the last hold anything, and nothing is made of them.

#ifndef CKERNELS_PAIRS_H
#define CKERNELS_PAIRS_H

#include <stddef.h>
#include <stdint.h>

enum { CK_BLOCK = 64 };

/// bySecond[j * CK_BLOCK + i] = the distance of point i of `first` to point j of `second`: the root
/// of the squared distance, or |x₀−y₀| + |x₁−y₁| + … in that order. `byFirst`, unless null, is the
/// same with i and j exchanged.
void ckBlockDistances(const double *first, const double *second, ptrdiff_t columnCount,
                      int32_t isManhattan, double *bySecond, double *byFirst);

/// Adds up distances by cluster. `secondRuns` lists the points of `second`, run by run: a
/// slot, a number of points, the points; a slot of −1 ends the list. For every point i of `first`,
/// firstSums[slot * CK_BLOCK + i] grows by the sum over the run of the distances to i, itself added
/// up from 0 in the order of the run. With the blocks exchanged likewise for `secondSums`, unless
/// that is null.
void ckPairDistanceSums(const double *first, const double *second, ptrdiff_t columnCount,
                        int32_t isManhattan, const int32_t *firstRuns, const int32_t *secondRuns, double *firstSums,
                        double *secondSums);

/// Lowers `smallestBetween` to the smallest squared distance of two points of different labels, and
/// raises `largestWithin` to the largest of two points of one label. Points of negative label do
/// not count; a point is at 0 from itself.
void ckPairExtremes(const double *first, const double *second, ptrdiff_t columnCount,
                    const int64_t *firstLabels, const int64_t *secondLabels,
                    double *smallestBetween, double *largestWithin);

/// What would change over the points of one cluster, in tiles (see CKernels.h), if one of
/// `candidates`, which are rows of `points`, became a medoid. With d a point's distance to the
/// candidate, near and second those to its nearest and second nearest medoid:
/// gains[c] = Σ min(d − near, 0), were no medoid removed;
/// losses[c] = Σ (min(max(d, near), second) − second), to be added to Σ (second − near) were the
/// cluster's own medoid removed. Lane by lane in the order of the tiles, then the lanes by a tree:
/// ((0+1)+(2+3)) + ((4+5)+(6+7)). A lane out of use has near = second = 0.
void ckSwapGains(int32_t isManhattan, const double *tiles, ptrdiff_t tileCount,
                 ptrdiff_t columnCount, const double *near, const double *second,
                 const double *points, const int32_t *candidates, ptrdiff_t candidateCount,
                 double *gains, double *losses);

/// The same for one candidate whose distance to the point of each lane is row[order[lane]].
void ckSwapGainsGiven(const int32_t *order, ptrdiff_t tileCount, const double *near,
                      const double *second, const double *row, double *gain, double *loss);

/// The distances of a point to all lanes of some tiles.
void ckDistancesTo(int32_t isManhattan, const double *tiles, ptrdiff_t tileCount,
                   ptrdiff_t columnCount, const double *point, double *out);

#endif
