import Tables

/// A column, or one member of a set, coded for splitting: the bin of each client.
///
/// Of an ordered feature a split parts the bins at a boundary, of another in any two halves. Numbers
/// and numbered marks have one bin for each value, ordered words one for each level, categories too,
/// a member of a set the two bins *without* and *with*. The bin after the last is for missing values.
///
/// Of more than ``valueLimit`` values, bins hold about as many clients each, equal values together: a
/// threshold is then looked for among so many quantiles.
package struct SplitFeature: Sendable {
  /// The place of the column.
  package let column: Int
  /// The member's place among the levels of a set; `nil` for other columns.
  package let member: Int32?
  package let isOrdered: Bool
  package let binCount: Int
  package let bins: [UInt16]

  var missingBin: Int { binCount }

  package static let valueLimit = 1_024
  /// A rule that lists more levels is not read, let alone remembered.
  package static let levelLimit = 200

  /// The features of a column over these rows; none where nothing could be split.
  package static func features(of column: Column, at place: Int, rows: [Int]) -> [SplitFeature] {
    switch (column.kind, column.values) {
    case (.identifier, _), (.text, _), (.date, _), (_, .texts), (_, .dates): []
    case (_, .numbers(let values)): [SplitFeature(rows.map { values[$0] }, at: place)]
    case (let kind, .categories(let codes, let levels)):
      levels.count > levelLimit
        ? []
        : [
          SplitFeature(
            codes: rows.map { codes[$0] }, binCount: levels.count, isOrdered: kind == .ordinal,
            at: place)
        ]
    case (_, .sets(let members, let levels)):
      levels.count > levelLimit
        ? []
        : levels.indices.map { level in
          SplitFeature(
            codes: rows.map { row in
              members[row].map { $0.contains(Int32(level)) ? 1 : 0 } ?? -1
            }, binCount: 2, isOrdered: true, at: place, member: Int32(level))
        }
    }
  }

  private init(
    codes: [Int32], binCount: Int, isOrdered: Bool, at column: Int, member: Int32? = nil
  ) {
    self.column = column
    self.member = member
    self.isOrdered = isOrdered
    self.binCount = binCount
    bins = codes.map { UInt16($0 < 0 ? Int32(binCount) : $0) }
  }

  private init(_ values: [Double], at column: Int) {
    let lowest = Self.lowestValues(values.filter { !$0.isNaN }.sorted())
    self.column = column
    member = nil
    isOrdered = true
    binCount = lowest.count
    bins = values.map { value in
      value.isNaN ? UInt16(lowest.count) : UInt16(Self.place(of: value, in: lowest))
    }
  }

  /// The smallest value of each bin.
  private static func lowestValues(_ sorted: [Double]) -> [Double] {
    var distinct: [Double] = []
    for value in sorted where distinct.last != value { distinct.append(value) }
    if distinct.count <= valueLimit { return distinct }
    var lowest: [Double] = []
    for bin in 0..<valueLimit {
      let value = sorted[bin * sorted.count / valueLimit]
      if lowest.last != value { lowest.append(value) }
    }
    return lowest
  }

  /// The last bin whose smallest value is not above the value.
  private static func place(of value: Double, in lowest: [Double]) -> Int {
    var (low, high) = (0, lowest.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lowest[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}

/// Clients to learn a tree from: their features and their segments.
package struct CodedClients: Sendable {
  package let features: [SplitFeature]
  /// 0…segmentCount − 1.
  package let labels: [Int]
  package let segmentCount: Int

  package init(features: [SplitFeature], labels: [Int], segmentCount: Int) {
    self.features = features
    self.labels = labels
    self.segmentCount = segmentCount
  }

  var count: Int { labels.count }
}

/// A split of the bins of one feature.
package struct BinSplit: Sendable, Equatable {
  package let feature: Int
  /// Which bins go to the first child; the last is for missing values.
  package let goesFirst: [Bool]

  package init(feature: Int, goesFirst: [Bool]) {
    self.feature = feature
    self.goesFirst = goesFirst
  }
}
