/// How the dissimilarity of two clusters follows from those of their members.
///
/// | linkage | dissimilarity of *a* and *b* | |
/// |---|---|---|
/// | `single` | of their nearest members | |
/// | `complete` | of their farthest members | |
/// | `average` | the (weighted) mean over pairs of members | UPGMA |
/// | `mcquitty` | of *a* = *s* ∪ *t*: the mean of (*s*, *b*) and (*t*, *b*) | WPGMA, `weighted` |
/// | `ward` | √(2 · rise of inertia when they merge) | `ward.D2` |
/// | `centroid` | of their centroids | UPGMC |
/// | `median` | of their midpoints: of *s* ∪ *t*, midway between those of *s* and *t* | WPGMC |
///
/// Names as in R's `hclust`; SciPy says `weighted` for `mcquitty`. Ward, centroid and median are
/// defined for Euclidean distances; on others the same formulas apply to their squares.
public enum Linkage: String, Codable, Sendable, CaseIterable {
  case single, complete, average, mcquitty, ward, centroid, median

  /// Whether heights can fall from one merge to the next.
  public var mayInvert: Bool { self == .centroid || self == .median }

  /// Whether its merges are found in the order in which the definition makes them.
  var keepsOrder: Bool { mayInvert || self == .single }

  /// Whether an observation can stand for several: `weights` count members of clusters in
  /// `average`, `ward` and `centroid`, change nothing in `single` and `complete`, and have no meaning
  /// where both halves of a cluster count alike.
  public var acceptsWeights: Bool { self != .mcquitty && self != .median }

  /// Whether observations are clustered in memory proportional to their number; otherwise the square
  /// of dissimilarities is kept.
  public var isLean: Bool { self == .single || self == .ward }

  /// Whether Lance and Williams's formula is one of squared distances.
  var isOfSquares: Bool { self == .ward || self == .centroid || self == .median }
}
