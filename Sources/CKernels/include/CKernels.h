// Loops that need the CPU's vector units. Every kernel computes the squared Euclidean distance of
// two points by one definition: (((x₀−y₀)² + (x₁−y₁)²) + (x₂−y₂)²) + …, columns in index order, each
// operation rounded to double, none fused. Points stand in lanes, so that no result depends on the
// width of the CPU's vectors: the same bytes everywhere.
//
// *Tiles*: CK_LANES points, column by column. Point i, column j of n points in p columns stands at
// tiles[(i / CK_LANES) * CK_LANES * p + j * CK_LANES + i % CK_LANES]; lanes beyond n hold anything.
// No kernel allocates, or reads or writes outside what its comment states.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "CKernelsMixture.h"
#include "CKernelsPairs.h"
#include "Hierarchies.h"
#include "KMeansKernels.h"

enum { CK_LANES = 8 };

/// The instruction sets this CPU can run, narrowest first: "portable", "avx2", "avx512", or "neon" on
/// ARM. Every one gives the same bytes, so the choice may change at any time; CLIENTELE_KERNELS makes
/// it at start.
int ckSetCount(void);
const char *ckSetName(int index);
const char *ckSetInUse(void);
/// 0, and nothing changed, where the CPU has no set of that name.
int ckUseSet(const char *name);

/// Squared distances of `queryCount` row-major points to all lanes of `tileCount` tiles:
/// out[q * CK_LANES * tileCount + lane].
void ckSquaredDistances(const double *tiles, ptrdiff_t tileCount, ptrdiff_t columnCount,
                        const double *queries, ptrdiff_t queryCount, double *out);

/// For each lane of each tile, the nearest of `centroidCount` row-major centroids (ties to the
/// lowest) and its squared distance.
void ckNearestCentroids(const double *tiles, ptrdiff_t tileCount, ptrdiff_t columnCount,
                        const double *centroids, ptrdiff_t centroidCount, int32_t *labels,
                        double *squaredDistances);


#endif
