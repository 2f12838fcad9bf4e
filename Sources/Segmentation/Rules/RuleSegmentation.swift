import Tables

/// Segments clients by a firm's rules.
///
///     let rules = RuleSegmentation(try RuleFileReader.read(text))
///     let result = try rules.apply(to: table, extra: obligations)
///     result.codes                                      // ["A_EQUIPER", "HORS_CHAMP", …]
///     result.because(ofRow: 0, language: .french)
///
/// The first rule whose condition is true of a client gives the segment; where none is, the file's
/// default does. A condition that is NULL for a client, because it reads a missing value, says nothing
/// of that client: the next rule is tried, and the result tells which rules were passed over and
/// what they lacked. NULL means what SQL says: `a OR b` is true where `b` is, whatever is missing
/// of `a`.
///
/// - Complexity: one pass of SQLite over the clients, all conditions at once.
public struct RuleSegmentation: Sendable {
  public let file: RuleFile

  public init(_ file: RuleFile) { self.file = file }

  /// - Parameters:
  ///   - extra: columns derived from the table, of its length; they win over those of the same key.
  /// - Throws: ``RuleError/condition(_:_:)`` for the first condition that cannot be asked.
  public func apply(to table: Table, extra: [Column] = []) throws(RuleError) -> RuleResult {
    let compiled = CompiledRules(file, table: table, extra: extra)
    if let problem = compiled.firstProblem { throw problem }
    return result(compiled, try compiled.answers())
  }

  private func result(_ compiled: CompiledRules, _ answers: RuleAnswers) -> RuleResult {
    let names = SegmentNames(file)
    var trace = MissingTrace(compiled)
    var counts = [Int](repeating: 0, count: names.codes.count)
    var clients: [RuledClient] = []
    clients.reserveCapacity(answers.rowCount)
    for row in 0..<answers.rowCount {
      var skipped: [UnevaluatedRule] = []
      var decided: Int?
      for rule in file.rules.indices {
        switch answers[rule, row] {
        case .some(true): decided = rule
        case .some(false): break
        case .none: skipped.append(trace.unevaluated(rule, row))
        }
        if decided != nil { break }
      }
      let segment = decided.map { names.ofRule[$0] } ?? names.fallback
      counts[segment] += 1
      clients.append(
        RuledClient(
          segment: segment, rule: decided, notEvaluated: skipped,
          abc: compiled.classes?[row].map(CumulatedClasses.letter),
          colour: colour(answers, row), priority: priority(answers.numbers[row])))
    }
    return RuleResult(
      segments: zip(names.codes.indices, counts).map {
        RuleSegmentCount(code: names.codes[$0], label: names.labels[$0], clientCount: $1)
      }, clients: clients, absentColumns: compiled.absentColumns,
      file: file)
  }

  private func colour(_ answers: RuleAnswers, _ row: Int) -> String? {
    file.layers.colours.indices.first { answers[file.rules.count + $0, row] == true }
      .map { file.layers.colours[$0].name }
  }

  private func priority(_ number: Double) -> Double? {
    number.isNaN ? nil : min(100, max(0, number))
  }
}

/// The segments that rules give, in the order in which these name them; the default last, where none
/// gives its segment.
private struct SegmentNames {
  private(set) var codes: [String] = []
  private(set) var labels: [BilingualText?] = []
  private(set) var ofRule: [Int] = []
  private(set) var fallback = 0

  init(_ file: RuleFile) {
    ofRule = file.rules.map { place(of: $0.segmentCode, label: $0.label) }
    fallback = place(of: file.fallback.code, label: file.fallback.label)
  }

  private mutating func place(of code: String, label: BilingualText?) -> Int {
    if let place = codes.firstIndex(of: code) { return place }
    codes.append(code)
    labels.append(label)
    return codes.count - 1
  }
}

/// What rules lack, told once for each pattern of missing values.
private struct MissingTrace {
  private struct Pattern: Hashable {
    let rule: Int
    let isMissing: [Bool]
  }

  private let columns: [[RuleColumn]]
  private var told: [Pattern: UnevaluatedRule] = [:]

  init(_ compiled: CompiledRules) { columns = compiled.conditions.map(\.columns) }

  mutating func unevaluated(_ rule: Int, _ row: Int) -> UnevaluatedRule {
    let pattern = Pattern(rule: rule, isMissing: columns[rule].map { $0.isMissing(row) })
    if let told = told[pattern] { return told }
    let missing = zip(columns[rule], pattern.isMissing).filter(\.1).map(\.0.name)
    let unevaluated = UnevaluatedRule(rule: rule, missing: missing)
    told[pattern] = unevaluated
    return unevaluated
  }
}
