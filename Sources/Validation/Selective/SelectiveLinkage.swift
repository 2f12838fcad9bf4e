/// How a tree that is tested was made: the dissimilarity of two clusters A and B, from **squared**
/// Euclidean distances of observations.
///
/// The trees of Ward, centroid, median, single and complete linkage are also those of programs that
/// start from plain distances, as far as their definitions go. A tree by *average* or *weighted*
/// linkage of plain distances is another tree, which no closed form here describes.
public enum SelectiveLinkage: String, Sendable, Codable, CaseIterable {
  /// The smallest distance.
  case single
  /// The largest distance.
  case complete
  /// The mean of all distances (UPGMA).
  case average
  /// The mean of the distances of the two clusters a cluster was made of (WPGMA, McQuitty).
  case weighted
  /// |A||B|/(|A| + |B|) times the squared distance of the means.
  case ward
  /// The squared distance of the means (UPGMC).
  case centroid
  /// The squared distance of centres, each halfway between those of the two clusters it was made
  /// of (WPGMC, Gower).
  case median

  /// Whether a merged cluster counts its two parts equally, whatever their sizes.
  var isWeighted: Bool { self == .weighted || self == .median }

  var countsSpread: Bool { self == .average || self == .weighted }
}
