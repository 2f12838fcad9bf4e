import Interpretation
import Preparation
import Segmentation
import Tables

/// What is kept of a run so that the next quarter can be compared with it: the model, where it put each
/// client, and the columns that a segmentation may be made of.
public struct RecordedRun: Sendable {
  /// Such as `2026-T3`.
  public let period: String
  public let language: Language
  public let model: SegmentationModel
  /// What names each client, all different.
  public let identifiers: [String]
  /// The segment of each client, from 0.
  public let segments: [Int]
  /// The clients' columns, one row a client: neither names nor free text.
  public let table: Table

  public init(
    period: String, language: Language, model: SegmentationModel, identifiers: [String],
    segments: [Int], table: Table
  ) {
    precondition(identifiers.count == segments.count, "a segment for each client")
    self.period = period
    self.language = language
    self.model = model
    self.identifiers = identifiers
    self.segments = segments
    self.table = table
  }
}

/// Why a run cannot be followed from quarter to quarter.
public enum NotFollowed: Error, Sendable, Equatable {
  /// Nobody said which quarter the portfolio describes.
  case noPeriod
  /// No column names the clients.
  case noIdentifier
  /// Rows are studied, not clients: identifiers repeat.
  case repeatedIdentifiers
}

extension RecordedRun {
  /// - Throws: ``NotFollowed``.
  public init(_ study: Study) throws(NotFollowed) {
    guard let period = study.configuration.period else { throw .noPeriod }
    guard study.reading.identifierColumn != nil else { throw .noIdentifier }
    guard Set(study.identifiers).count == study.identifiers.count else {
      throw .repeatedIdentifiers
    }
    self.init(
      period: period, language: study.configuration.language, model: study.model,
      identifiers: study.identifiers, segments: study.clients.map(\.segment),
      table: Table(columns: Self.kept(of: study)))
  }

  /// What makes segments, could make them, or says how a client's plan goes on.
  private static func kept(of study: Study) -> [Column] {
    let roles: Set<VariableRole> = [.active, .illustrative, .group, .outcome]
    let kept = Set(study.model.recipe.roles.filter { roles.contains($0.role) }.map(\.key))
    let active = Set(study.model.recipe.activeKeys)
    return study.table.columns.filter { column in
      if active.contains(column.key) { return true }
      if case .texts = column.values { return false }
      return kept.contains(column.key) && column.personalData == nil
    }
  }

  /// As the next run takes it on.
  public var earlierSegments: EarlierSegments {
    EarlierSegments(
      segmentOfClient: Dictionary(
        zip(identifiers, segments).map { ($0, $1) }, uniquingKeysWith: { first, _ in first }),
      numbers: model.numbers, names: model.names, highestNumber: model.highestNumber,
      language: language)
  }

  var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: model.segmentCount)
    for segment in segments { sizes[segment] += 1 }
    return sizes
  }

  func number(_ row: Int) -> Int { model.numbers[segments[row]] }
}
