import Tables

/// A segmentation that is a column: its segments by name, and who is in which.
///
///     let texts = try NamedPartition.texts(of: "segment_regle", in: table)
///     let rule = NamedPartition(column: "segment_regle", texts: texts.compactMap { $0 })
///     rule.names        // ["A_EQUIPER", "RECEPTION_SEULE", …]
///
/// Segments stand by decreasing size, ties by the bytes of their names: so do two runs of one file.
public struct NamedPartition: Sendable, Codable, Equatable {
  /// What the column is called.
  public let column: String
  public let names: [String]
  public let sizes: [Int]
  /// For each client, the place of its segment in `names`.
  public let labels: [Int]

  public init(column: String, texts: [String]) {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    let ordered = counts.sorted { a, b in
      a.value != b.value
        ? a.value > b.value : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
    }
    let places = Dictionary(
      uniqueKeysWithValues: ordered.enumerated().map { ($0.element.key, $0.offset) })
    self.column = column
    names = ordered.map(\.key)
    sizes = ordered.map(\.value)
    labels = texts.map { places[$0, default: 0] }
  }

  /// More names than this are no segmentation that anybody works with.
  public static let nameLimit = 200

  /// The segment of each row, `nil` where the cell is missing.
  ///
  /// - Throws: ``ComparisonError``.
  public static func texts(
    of name: String, in table: Table
  ) throws(ComparisonError) -> [String?] {
    guard let column = table[name] else {
      throw .unknownColumn(name: name, known: table.columns.map(\.name))
    }
    guard let texts = column.rowTexts, column.kind != .identifier else {
      throw .notSegments(column: column.name, kind: column.kind)
    }
    let present = texts.compactMap { $0 }
    let distinct = Set(present).count
    if distinct == 0 { throw .noValue(column: column.name) }
    guard distinct <= nameLimit, 2 * distinct <= present.count || present.count < 20 else {
      throw .tooManyNames(column: column.name, names: distinct, clients: present.count)
    }
    return texts
  }
}

/// Why two columns cannot be compared as segmentations.
public enum ComparisonError: Error, Sendable, Equatable {
  case unknownColumn(name: String, known: [String])
  /// Quantities that are not whole, dates, lists, or what names each client.
  case notSegments(column: String, kind: ColumnKind)
  /// Every cell is missing.
  case noValue(column: String)
  case tooManyNames(column: String, names: Int, clients: Int)
  /// No client has a segment in both.
  case nobodyInBoth(left: String, right: String)
}
