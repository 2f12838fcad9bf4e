/// A partition of observations into clusters: one label for each observation.
///
///     let partition = Partition(canonicalising: [7, 3, 3, 9, 3, 9])
///     partition.labels     // [2, 0, 0, 1, 0, 1]
///     partition.sizes      // [3, 2, 1]
///
/// Labels are 0…k−1, every one of them used. *Canonical* order is by decreasing size, ties by the
/// first member, so that equal partitions compare equal.
public struct Partition: Sendable, Equatable, Codable {
  public let labels: [Int]
  public let sizes: [Int]

  public var clusterCount: Int { sizes.count }
  public var observationCount: Int { labels.count }

  /// Any integers as labels; clusters are renumbered in canonical order.
  public init(canonicalising rawLabels: [Int]) {
    self.init(rawLabels, Partition.canonicalRenumbering(of: rawLabels))
  }

  /// - Parameters:
  ///   - labels: in canonical order.
  ///   - sizes: of the clusters.
  init(canonical labels: [Int], sizes: [Int]) {
    self.labels = labels
    self.sizes = sizes
  }

  /// - Parameter renumbering: that of these labels.
  init(_ rawLabels: [Int], _ renumbering: Renumbering) {
    labels = renumbering.applied(to: rawLabels)
    sizes = renumbering.sizes
  }

  /// The observations of one cluster, in order.
  public func members(of cluster: Int) -> [Int] {
    labels.indices.filter { labels[$0] == cluster }
  }
}

extension Partition {
  private enum CodingKeys: String, CodingKey { case labels, sizes }

  /// Throws `DecodingError.dataCorrupted` where the sizes are not those of the labels.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    labels = try container.decode([Int].self, forKey: .labels)
    sizes = try container.decode([Int].self, forKey: .sizes)
    var counts = [Int](repeating: 0, count: sizes.count)
    for label in labels where counts.indices.contains(label) { counts[label] += 1 }
    guard counts == sizes, sizes.allSatisfy({ $0 > 0 }), sizes.reduce(0, +) == labels.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .sizes, in: container, debugDescription: "sizes that are those of the labels")
    }
  }
}

extension Partition {
  /// What canonical order makes of some labels: `newLabel[old]` and the sizes in the new order.
  public struct Renumbering: Sendable, Equatable {
    public let newLabel: [Int: Int]
    public let sizes: [Int]

    func applied(to rawLabels: [Int]) -> [Int] {
      // Labels are small numbers in almost every case.
      let range = (newLabel.keys.min() ?? 0)...(newLabel.keys.max() ?? 0)
      if range.lowerBound >= 0, range.upperBound <= 1 << 16 {
        var table = [Int](repeating: 0, count: range.upperBound + 1)
        for (old, new) in newLabel { table[old] = new }
        return rawLabels.map { table[$0] }
      }
      var last: (old: Int, new: Int)?
      return rawLabels.map { label in
        if let last, last.old == label { return last.new }
        let new = newLabel[label, default: 0]
        last = (label, new)
        return new
      }
    }
  }

  public static func canonicalRenumbering(of rawLabels: [Int]) -> Renumbering {
    var size: [Int] = []
    var labelInOrder: [Int] = []
    // Clusters are counted in order of first member, through a table where labels are small
    // numbers and a dictionary where they may be anything.
    let largest = rawLabels.max() ?? 0
    let isSmall = largest <= rawLabels.count && rawLabels.allSatisfy { $0 >= 0 }
    var table = [Int](repeating: -1, count: isSmall ? largest + 1 : 0)
    var dictionary: [Int: Int] = [:]
    for label in rawLabels {
      let known = isSmall ? table[label] : dictionary[label, default: -1]
      if known >= 0 {
        size[known] += 1
      } else {
        if isSmall { table[label] = size.count } else { dictionary[label] = size.count }
        size.append(1)
        labelInOrder.append(label)
      }
    }
    let order = size.indices.sorted { size[$0] != size[$1] ? size[$0] > size[$1] : $0 < $1 }
    let newLabel = Dictionary(
      uniqueKeysWithValues: order.enumerated().map { (labelInOrder[$1], $0) })
    return Renumbering(newLabel: newLabel, sizes: order.map { size[$0] })
  }
}
