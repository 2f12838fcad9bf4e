// The search of another group's nearest point: its answer is exact, whatever its filter rounds, and
// so is the same for every set and that of the plain definition. Points stand as
// Sources/Clustering/Hierarchical/ClusterPoints+Unsafe.swift puts them.

#include "harness.h"

typedef struct {
  int columnCount, count, laneCount, tileCount, leadingCount;
  double *tiles, *lows, *inverseWeights;
  float *filter, *norms, *leadingNorms, *filterInverseWeights;
  const int32_t *ids, *groups;
  double scale, weightScale;
  float *centres, *centreNorms, *radii, *centreInverseWeights;
} Points;

static ptrdiff_t place(const Points *points, int lane, int column, int width) {
  return ((ptrdiff_t)(lane / width) * points->columnCount + column) * width + lane % width;
}

static void setLane(Points *points, int lane) {
  const int p = points->columnCount;
  double norm = 0, leading = 0;
  for (int j = 0; j < p; j++) {
    ptrdiff_t i = place(points, lane, j, CK_LANES);
    double x = (points->tiles[i] + (points->lows ? points->lows[i] : 0)) * points->scale;
    points->filter[place(points, lane, j, CK_FILTER_LANES)] = (float)x;
    norm += x * x;
    if (j < points->leadingCount) leading = norm;
  }
  double share = 1 - (2 * p + 24) * 0x1p-24, parts = points->lows ? p * 0x1p-80 : 0;
  points->norms[lane] = (float)(norm * share - parts);
  points->leadingNorms[lane] = (float)(leading * share - norm * 0x1p-40 - parts);
  double inverse = points->inverseWeights[lane] / points->weightScale;
  float rounded = (float)inverse;
  points->filterInverseWeights[lane] = rounded < inverse ? rounded * (1 + 0x1p-23f) : rounded;
}

static void freeLane(Points *points, int lane) {
  points->inverseWeights[lane] = points->filterInverseWeights[lane] = 0;
  points->norms[lane] = points->leadingNorms[lane] = __builtin_inff();
  for (int j = 0; j < points->columnCount; j++) {
    points->tiles[place(points, lane, j, CK_LANES)] = __builtin_inf();
    if (points->lows) points->lows[place(points, lane, j, CK_LANES)] = 0;
    points->filter[place(points, lane, j, CK_FILTER_LANES)] = 0;
  }
}

static Points makePoints(Case *c) {
  // Tiles of tiles, a thousand points each, are gone through one after the other.
  const int p = c->columnCount, count = 2 + below(c, p % 8 == 3 ? 1400 : 160);
  const int lanes = (count + CK_FILTER_LANES - 1) / CK_FILTER_LANES * CK_FILTER_LANES;
  const int tiles = lanes / CK_FILTER_LANES;
  const int padded = (tiles + CK_FILTER_LANES - 1) / CK_FILTER_LANES * CK_FILTER_LANES;
  Points points = {
      .columnCount = p,
      .count = count,
      .laneCount = lanes,
      .tileCount = tiles,
      .leadingCount = below(c, 2) ? (p < 4 ? p : 4) : 0,
      .tiles = ordinaryNumbers(c, lanes * p),
      .lows = below(c, 2) ? TAKE(double, lanes * p) : NULL,
      .inverseWeights = TAKE(double, lanes),
      .filter = TAKE(float, lanes * p),
      .norms = TAKE(float, lanes),
      .leadingNorms = TAKE(float, lanes),
      .filterInverseWeights = TAKE(float, lanes),
      .ids = permutation(c, lanes),
      .groups = integers(c, lanes, 1 + count / 3),
      .weightScale = 2,
      .centres = TAKE(float, padded * p),
      .centreNorms = TAKE(float, padded),
      .radii = TAKE(float, padded),
      .centreInverseWeights = TAKE(float, padded),
  };
  double largest = 0;
  for (ptrdiff_t i = 0; i < (ptrdiff_t)lanes * p; i++) {
    if (points.lows) points.lows[i] = points.tiles[i] * unit(c) * 0x1p-54;
    if (__builtin_fabs(points.tiles[i]) > largest) largest = __builtin_fabs(points.tiles[i]);
  }
  points.scale = inversePower(largest) / 4;
  for (int lane = 0; lane < lanes; lane++) {
    points.inverseWeights[lane] = c->kind == PLAIN ? 1 : 1.0 / (1 + below(c, 3));
    if (lane < count) setLane(&points, lane);
    else freeLane(&points, lane);
  }
  for (int t = 0; t < padded; t++) {
    for (int j = 0; j < p; j++) points.centres[place(&points, t, j, CK_FILTER_LANES)] = 0;
    points.centreNorms[t] = __builtin_inff();
    points.radii[t] = points.centreInverseWeights[t] = 0;
  }
  ckBoundTiles(points.filter, points.norms, points.filterInverseWeights, p, tiles, points.centres,
               points.centreNorms, points.radii, points.centreInverseWeights);
  WROTE(c, points.centres, padded * p);
  WROTE(c, points.centreNorms, padded);
  WROTE(c, points.radii, padded);
  WROTE(c, points.centreInverseWeights, padded);
  REPORT(c, BoundTiles);
  return points;
}

static double cost(const Points *points, int a, int b) {
  double sum = 0;
  for (int j = 0; j < points->columnCount; j++) {
    ptrdiff_t i = place(points, a, j, CK_LANES), k = place(points, b, j, CK_LANES);
    double difference = points->tiles[i] - points->tiles[k];
    if (points->lows) difference += points->lows[i] - points->lows[k];
    sum += difference * difference;
  }
  return sum / (points->inverseWeights[a] + points->inverseWeights[b]);
}

void callNearestOutside(Case *c) {
  const Points points = makePoints(c);
  const int queryCount = 1 + below(c, points.count < 150 ? points.count : 150);
  const int firstTile = below(c, 2) ? 0 : below(c, points.tileCount);
  const int endTile = firstTile + 1 + below(c, points.tileCount - firstTile);
  const int32_t *queries = permutation(c, points.count);
  int32_t *neighbours = TAKE(int32_t, queryCount), *plain = TAKE(int32_t, queryCount);
  double *costs = TAKE(double, queryCount), *plainCosts = TAKE(double, queryCount);
  for (int q = 0; q < queryCount; q++) {
    // Nothing known, a cost not to be exceeded, a neighbour.
    int other = below(c, points.count), choice = below(c, 3);
    if (points.groups[other] == points.groups[queries[q]]) choice = 0;
    neighbours[q] = choice == 2 ? other : -1;
    costs[q] = choice == 0 ? __builtin_inf() : cost(&points, queries[q], other);

    int32_t best = neighbours[q], id = best < 0 ? INT32_MAX : points.ids[best];
    double least = costs[q];
    for (int lane = firstTile * CK_FILTER_LANES; lane < endTile * CK_FILTER_LANES; lane++) {
      if (points.groups[lane] == points.groups[queries[q]]) continue;
      double found = cost(&points, queries[q], lane);
      if (found > least || (found == least && points.ids[lane] >= id)) continue;
      least = found;
      best = lane;
      id = points.ids[lane];
    }
    plain[q] = best;
    plainCosts[q] = least;
  }
  ckNearestOutside(points.tiles, points.lows, points.filter, points.norms, points.leadingNorms,
                   points.leadingCount, points.filterInverseWeights, points.inverseWeights,
                   points.scale * points.scale * points.weightScale, points.ids, points.groups,
                   points.centres, points.centreNorms, points.radii, points.centreInverseWeights,
                   points.columnCount, firstTile, endTile, queries, queryCount,
                   TAKE(float, 72 * points.columnCount), neighbours, costs);
  WROTE(c, neighbours, queryCount);
  WROTE(c, costs, queryCount);
  REPORT(c, NearestOutside);
  int isPlain = 1;
  for (int q = 0; q < queryCount; q++)
    isPlain &= neighbours[q] == plain[q] && costs[q] == plainCosts[q];
  PROMISE(c, NearestOutside, isPlain, "a nearest point is another than by the definition");
}
