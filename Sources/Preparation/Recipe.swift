import LinearAlgebra
import Tables

/// From a table to the space that is clustered, learnt once on the training rows and applied to any.
///
///     let recipe = try Recipe.fit(table, rows: training)
///     let x = try recipe.transform(table, rows: training).scores
///     let heldOut = try recipe.transform(table, rows: test).scores
///
/// The steps, each fitted on the training rows alone: roles (``Roles``), screening
/// (``ScreeningReason``), logarithms (``NumericTransform``), limits (``WinsorLimits``), rare levels
/// (``RareLevelRule``), FAMD with missing cells rebuilt (``MixedDataFactors``), number of axes
/// (``AxisCount``). Nothing else of the table is read: a recipe is equal whatever the other rows hold.
///
/// `transform` treats a row by itself, so any subset of rows gives the same scores, bit for bit, and
/// the training rows' scores are those of `transform`.
public struct Recipe: Codable, Sendable, Equatable {
  public static let currentVersion = 1

  public let version: Int
  public let options: PreparationOptions
  /// Every column of the table, in order.
  public let roles: [RoleAssignment]
  /// Active columns left out, in the order of the table.
  public let screening: [ScreeningDecision]
  /// In the order of `factors.coding.variables`.
  public let variables: [ActiveVariable]
  public let factors: MixedDataFactors
  public let trainingRowCount: Int
  /// Quantities brought back to their bounds on the training rows.
  public let winsorisedCellCount: Int

  /// The scores' width.
  public var axisCount: Int { factors.axisCount }

  /// Keys of the columns that make the space, in the order of the table.
  public var activeKeys: [String] {
    var seen: Set<String> = []
    return variables.map(\.key).filter { seen.insert($0).inserted }
  }

  /// The columns with one role, in the order of the table.
  public func keys(_ role: VariableRole) -> [String] {
    roles.filter { $0.role == role }.map(\.key)
  }
}

extension Recipe {
  /// - Parameters:
  ///   - rows: the training rows; `nil` takes all.
  /// - Throws: ``PreparationError``; ``LinearAlgebraError``.
  /// - Complexity: O(n·(c log n + p²) + p³) for c columns that make p coded ones.
  public static func fit(
    _ table: Table, rows: [Int]? = nil, options: PreparationOptions = PreparationOptions(),
    parallelism: Parallelism = .serial
  ) throws -> Recipe {
    let rows = rows ?? Array(0..<table.rowCount)
    precondition(rows.allSatisfy { $0 >= 0 && $0 < table.rowCount }, "rows of the table")
    guard rows.count >= 3 else {
      throw PreparationError.tooFewRows(found: rows.count, required: 3)
    }
    let roles = try Roles.assign(table, configured: options.roles, rows: rows)
    let selection = try Selection(
      table, roles, rows: rows, options: options, parallelism: parallelism)
    guard !selection.kept.isEmpty else {
      throw PreparationError.noActiveColumn(candidates: selection.active.count)
    }
    let variables = selection.kept.flatMap(\.variables)
    let encoded = selection.kept.flatMap(\.encoded)
    let data = MixedData(
      zip(variables, encoded).map { MixedVariable(name: $0.name, values: $1.values) })
    let factors = try MixedDataFactors.fit(
      data, axes: options.axes.decided(for: data), scaling: options.scaling,
      imputation: options.imputation, parallelism: parallelism)
    return Recipe(
      version: currentVersion, options: options, roles: roles,
      screening: selection.decisions, variables: variables, factors: factors,
      trainingRowCount: rows.count,
      winsorisedCellCount: encoded.reduce(0) { $0 + $1.tally.winsorisedCellCount })
  }

  /// The active columns that ``fit(_:rows:options:parallelism:)`` would leave out, and why, without
  /// fitting anything: for those who want to see it before.
  ///
  /// - Parameter roles: of all columns of the table, in order.
  /// - Throws: ``LinearAlgebraError``.
  public static func screening(
    of table: Table, roles: [RoleAssignment], rows: [Int]? = nil,
    options: PreparationOptions = PreparationOptions(), parallelism: Parallelism = .serial
  ) throws -> [ScreeningDecision] {
    let rows = rows ?? Array(0..<table.rowCount)
    if rows.isEmpty { return [] }
    return try Selection(table, roles, rows: rows, options: options, parallelism: parallelism)
      .decisions
  }

  /// What screening leaves.
  private struct Selection {
    let active: [Column]
    let kept: [Screening.Candidate]
    private let decisionOfKey: [String: ScreeningDecision]

    init(
      _ table: Table, _ roles: [RoleAssignment], rows: [Int], options: PreparationOptions,
      parallelism: Parallelism
    ) throws {
      let active = zip(table.columns, roles).filter { $1.role == .active }.map(\.0)
      let screening = Screening(options: options, rows: rows)
      let outcomes = try parallelism.map(count: active.count) {
        try screening.outcome(for: active[$0])
      }
      self.init(active, outcomes, duplicateCorrelation: options.duplicateCorrelation)
    }

    private init(
      _ active: [Column], _ outcomes: [Screening.Outcome], duplicateCorrelation: Double
    ) {
      self.active = active
      var candidates: [Screening.Candidate] = []
      var decisions: [ScreeningDecision] = []
      for outcome in outcomes {
        switch outcome {
        case .kept(let candidate): candidates.append(candidate)
        case .screened(let decision): decisions.append(decision)
        }
      }
      decisions += NearDuplicates(correlationLimit: duplicateCorrelation)
        .decisions(among: candidates)
      let decisionOfKey = Dictionary(
        decisions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      self.kept = candidates.filter { decisionOfKey[$0.column.key] == nil }
      self.decisionOfKey = decisionOfKey
    }

    /// In the order of the table.
    var decisions: [ScreeningDecision] { active.compactMap { decisionOfKey[$0.key] } }
  }
}

extension Recipe {
  /// Rows of this table or of another one that has the recipe's columns.
  ///
  /// - Parameter rows: `nil` takes all.
  /// - Throws: ``PreparationError/missingColumn(key:)``,
  ///   ``PreparationError/kindChanged(key:expected:found:)``,
  ///   ``PreparationError/unsupportedVersion(found:supported:)``.
  public func transform(
    _ table: Table, rows: [Int]? = nil, parallelism: Parallelism = .serial
  ) throws -> PreparedRows {
    let rows = rows ?? Array(0..<table.rowCount)
    let encoded = try encode(table, rows: rows, parallelism: parallelism)
    let projected = factors.project(mixedData(encoded), parallelism: parallelism)
    let tally = encoded.reduce(EncodingTally()) { $0 + $1.tally }
    return PreparedRows(
      rows: rows, scores: projected.scores, missingCellCounts: projected.missingCounts,
      unseenLevelCount: tally.unseenLevelCount, unseenLevels: unseenLevels(encoded),
      winsorisedCellCount: tally.winsorisedCellCount,
      rowsWithoutData: rows.indices.filter { projected.missingCounts[$0] == variables.count })
  }
}

extension Recipe {
  /// The rows' values before they are projected: quantities after their logarithm and limits, levels
  /// after pooling, missing cells still missing.
  ///
  /// - Throws: as ``transform(_:rows:parallelism:)``.
  package func values(
    _ table: Table, rows: [Int], parallelism: Parallelism = .serial
  ) throws -> MixedData {
    mixedData(try encode(table, rows: rows, parallelism: parallelism))
  }

  private func unseenLevels(_ encoded: [EncodedVariable]) -> [UnseenLevels] {
    var counts: [String: Int] = [:]
    for (variable, encoded) in zip(variables, encoded) {
      counts[variable.key, default: 0] += encoded.tally.unseenLevelCount
    }
    return activeKeys.compactMap { key in
      counts[key].flatMap { $0 > 0 ? UnseenLevels(key: key, count: $0) : nil }
    }
  }

  private func mixedData(_ encoded: [EncodedVariable]) -> MixedData {
    MixedData(zip(variables, encoded).map { MixedVariable(name: $0.name, values: $1.values) })
  }

  private func encode(
    _ table: Table, rows: [Int], parallelism: Parallelism
  ) throws -> [EncodedVariable] {
    guard version == Recipe.currentVersion else {
      throw PreparationError.unsupportedVersion(found: version, supported: Recipe.currentVersion)
    }
    precondition(rows.allSatisfy { $0 >= 0 && $0 < table.rowCount }, "rows of the table")
    let columnOfKey = Dictionary(
      table.columns.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return try parallelism.map(count: variables.count) { index in
      let variable = variables[index]
      guard let column = columnOfKey[variable.key] else {
        throw PreparationError.missingColumn(key: variable.key)
      }
      return try variable.encode(column, rows: rows)
    }
  }
}
