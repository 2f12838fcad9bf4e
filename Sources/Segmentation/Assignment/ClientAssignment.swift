import LinearAlgebra
import Preparation
import Tables

/// Clients placed in segments that stand, and what it took.
public struct ClientAssignment: Sendable {
  public let clients: ClientRows
  /// What names each client: its identifier, else its rank in the file from 1.
  public let identifiers: [String]
  /// One for each client.
  public let places: [FrozenPlace]
  /// Cells without a value, rebuilt from the client's others, and clients that have some.
  public let missingCellCount: Int
  public let clientsWithMissing: Int
  /// Clients of whom the file says nothing that the model uses: at the average profile.
  public let clientsWithoutData: Int
  /// Cells whose level the model has never seen, by header: they count as the average profile.
  public let unseenLevels: [UnseenLevels]
  public let renamed: [RenamedColumn]
}

extension SegmentationModel {
  /// Places clients among the segments as they stand: the recipe, the limits and the rule are those of
  /// the run, and nothing is learnt from the newcomers. One row for each client, as `Pipeline` takes
  /// them.
  ///
  /// - Throws: ``ModelError/missingColumns(_:known:)``, ``Preparation/PreparationError``,
  ///   ``Tables/TablesError``, ``Clustering/ClusteringError``, `CancellationError`.
  public func assign(
    _ source: StudySource, parallelism: Parallelism = .serial
  ) throws -> ClientAssignment {
    let everyone = StudiedRows(source, configuration: StudyConfiguration())
    let found = try matching(everyone.table)
    let typed = try everyone.typed(as: kinds(for: found), units: [:])
    let matches = try matching(typed)
    let units = units(for: matches)
    let read =
      units.isEmpty ? typed : try everyone.typed(as: kinds(for: found), units: units)
    try refuseOtherContent(matches, in: read)
    let prepared = try recipe.transform(
      table(of: matches, in: read), parallelism: parallelism)
    let headers = Dictionary(
      matches.map { ($0.model.key, $0.found.name) }, uniquingKeysWith: { first, _ in first })
    return ClientAssignment(
      clients: everyone.clients, identifiers: everyone.identifiers,
      places: try FrozenSegments(self).places(of: prepared, parallelism: parallelism),
      missingCellCount: prepared.imputedCellCount,
      clientsWithMissing: prepared.missingCellCounts.count { $0 > 0 },
      clientsWithoutData: prepared.rowsWithoutData.count,
      unseenLevels: prepared.unseenLevels.map {
        UnseenLevels(key: headers[$0.key] ?? $0.key, count: $0.count)
      },
      renamed: matches.filter(\.isRenamed).map {
        RenamedColumn(expected: $0.model.header, found: $0.found.name)
      })
  }
}

extension SegmentationModel {
  /// A column most of which is something else than what the model learnt it as is another column: to
  /// take its cells for missing would place clients on what is left.
  private func refuseOtherContent(
    _ matches: [ColumnMatch], in table: Table
  ) throws(TablesError) {
    for match in matches {
      for doubt in table[match.found.key]?.doubts ?? [] {
        if case .unexpectedContent(let content, _) = doubt, 2 * content.count > content.present {
          throw .unexpectedContent(content)
        }
      }
    }
  }
}
