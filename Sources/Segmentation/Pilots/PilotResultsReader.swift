import Tables

/// Reads the results of a pilot: a file with a column of identifiers and one of outcomes.
package struct PilotResultsReader {
  package struct Request {
    /// `nil` for the one that the design names, else `id`.
    package var identifier: String?
    /// `nil` where the file has a single other column.
    package var outcome: String?
    /// The value that counts as a success, where the outcome is not already yes or no.
    package var success: String?
    /// Whether the file may hold clients who are not in the pilot.
    package var allowsOthers: Bool

    package init(
      identifier: String? = nil, outcome: String? = nil, success: String? = nil,
      allowsOthers: Bool = false
    ) {
      self.identifier = identifier
      self.outcome = outcome
      self.success = success
      self.allowsOthers = allowsOthers
    }
  }

  private let design: PilotDesign
  private let request: Request

  package init(_ design: PilotDesign, _ request: Request) {
    self.design = design
    self.request = request
  }

  /// - Throws: ``PilotResultsError``, ``StudyError/unknownColumn(name:known:)``, ``TablesError``.
  package func read(_ source: StudySource) throws -> PilotResults {
    let identifier = try identifierColumn(source)
    let outcome = try outcomeColumn(source.reading.table, beside: identifier)
    if request.success != nil, !design.plan.outcome.isShare {
      throw PilotResultsError.successOfNumbers
    }
    let table = try strictly(source, identifier, outcome)
    let rows = try clients(of: table, identifier, source)
    let values = try outcomes(table, outcome, source)
    let known = Set(design.segments.flatMap(\.strata).flatMap { $0.test + $0.control })
    try refuse(strangersTo: known, rows, source)
    var found: [String: Double] = [:]
    for (row, client) in rows.enumerated() where known.contains(client) {
      if let value = values[row] { found[client] = value }
    }
    if found.isEmpty { throw PilotResultsError.noOutcome(column: outcome.name) }
    return PilotResults(
      source: PilotSource(name: source.input.name, sha256: source.input.sha256),
      outcomeColumn: outcome.name, values: found,
      passedOver: rows.count { !known.contains($0) })
  }

  private func identifierColumn(_ source: StudySource) throws -> Column {
    let table = source.reading.table
    let known = table.columns.map(\.name)
    if let name = request.identifier {
      guard let column = table[name] else {
        throw StudyError.unknownColumn(name: name, known: known)
      }
      return column
    }
    let usual = [design.identifierColumn, "id", source.reading.report.identifierColumn]
    guard let column = usual.compactMap({ $0.flatMap { table[$0] } }).first else {
      throw PilotResultsError.noResultIdentifier(expected: design.identifierColumn, known: known)
    }
    return column
  }

  private func outcomeColumn(_ table: Table, beside identifier: Column) throws -> Column {
    let known = table.columns.map(\.name)
    if let name = request.outcome {
      guard let column = table[name] else {
        throw StudyError.unknownColumn(name: name, known: known)
      }
      return column
    }
    // What the list of the pilot itself holds is no outcome.
    let listed: Set = ["segment", "group", "stratum"]
    let others = table.columns.filter { $0.key != identifier.key && !listed.contains($0.key) }
    guard others.count == 1, let only = others.first else {
      throw PilotResultsError.noOutcomeColumn(known: known)
    }
    return only
  }

  /// The two columns read as the design says that they are: nothing is taken as missing that is not.
  private func strictly(
    _ source: StudySource, _ identifier: Column, _ outcome: Column
  ) throws -> Table {
    // Answers are read here, in whichever words, one cell beside another.
    let kind: ColumnKind = design.plan.outcome.isShare ? .text : .numeric
    guard let text = source.text else { return source.reading.table }
    do {
      return try text.readStrictly([identifier.key: .identifier, outcome.key: kind]).table
    } catch {
      guard case .unexpectedContent(let content) = error, content.columnName == outcome.name else {
        throw error
      }
      throw PilotResultsError.unreadableOutcome(
        UnreadableOutcome(
          column: content.columnName, position: content.position, firstLine: content.firstLine,
          count: content.count, isShare: false))
    }
  }

  private func clients(
    of table: Table, _ identifier: Column, _ source: StudySource
  ) throws -> [String] {
    let texts = table[identifier.key]?.rowTexts ?? []
    let unnamed = texts.indices.filter { texts[$0] == nil }
    if !unnamed.isEmpty { throw PilotResultsError.resultsWithoutIdentifier(lines(unnamed, source)) }
    let clients = texts.compactMap { $0 }
    var firstRow: [String: Int] = [:]
    var repeated: [Int] = []
    for (row, client) in clients.enumerated() where firstRow.updateValue(row, forKey: client) != nil
    {
      repeated.append(row)
    }
    if let first = repeated.first, let original = clients.firstIndex(of: clients[first]) {
      throw PilotResultsError.repeatedResults(
        lines(repeated, source), first: lines([original], source).first.first ?? 0)
    }
    return clients
  }

  private func outcomes(
    _ table: Table, _ outcome: Column, _ source: StudySource
  ) throws -> [Double?] {
    guard let column = table[outcome.key] else { return [] }
    guard design.plan.outcome.isShare else {
      guard case .numbers(let numbers) = column.values else { return [] }
      let outside = numbers.indices.filter { abs(numbers[$0]) > Self.largestNumber }
      if !outside.isEmpty { throw unreadable(outside, outcome, source) }
      return numbers.map { $0.isNaN ? nil : $0 }
    }
    let texts = column.rowTexts ?? []
    guard let success = request.success else { return try answers(texts, outcome, source) }
    let wanted = success.lowercased()
    guard texts.contains(where: { $0?.lowercased() == wanted }) else {
      throw PilotResultsError.successNeverOccurs(column: outcome.name)
    }
    return texts.map { $0.map { $0.lowercased() == wanted ? 1 : 0 } }
  }

  private func answers(
    _ texts: [String?], _ outcome: Column, _ source: StudySource
  ) throws -> [Double?] {
    let answers = texts.map { $0.flatMap(Answer.saysYes) }
    let unread = texts.indices.filter { texts[$0] != nil && answers[$0] == nil }
    if !unread.isEmpty { throw unreadable(unread, outcome, source) }
    let isMarked =
      texts.contains { $0 != nil } && texts.allSatisfy { $0.map(Answer.isMark) ?? true }
    return answers.map { $0.map { $0 ? 1 : 0 } ?? (isMarked ? 0 : nil) }
  }

  /// Squares of larger ones overflow, and nobody measures any.
  private static let largestNumber = 1e100

  private func unreadable(
    _ rows: [Int], _ outcome: Column, _ source: StudySource
  ) -> PilotResultsError {
    .unreadableOutcome(
      UnreadableOutcome(
        column: outcome.name, position: outcome.position,
        firstLine: lines(rows, source).first.first ?? 0, count: rows.count,
        isShare: design.plan.outcome.isShare))
  }

  private func refuse(
    strangersTo known: Set<String>, _ rows: [String], _ source: StudySource
  ) throws {
    let strangers = rows.indices.filter { !known.contains(rows[$0]) }
    if strangers.count == rows.count {
      throw PilotResultsError.resultsOfAnotherPilot(clients: rows.count)
    }
    guard !strangers.isEmpty, !request.allowsOthers else { return }
    throw PilotResultsError.unknownClients(lines(strangers, source), clients: rows.count)
  }

  private func lines(_ rows: [Int], _ source: StudySource) -> FileLines {
    let first = Array(rows.prefix(FileLines.limit))
    return FileLines(
      first: source.text?.lines(ofRows: first) ?? first.map { $0 + 2 }, count: rows.count)
  }
}
