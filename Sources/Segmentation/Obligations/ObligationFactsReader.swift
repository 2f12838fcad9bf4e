import Tables

/// Reads what a portfolio says of its clients' obligations from its known columns.
package struct ObligationFactsReader {
  let table: Table
  private let vocabulary: ReformVocabulary
  private(set) var unread: [UnreadWord] = []

  package init(_ table: Table, reform: Reform) {
    self.table = table
    vocabulary = ReformVocabulary(reform)
  }

  /// One for each row.
  package mutating func read() -> [ObligationFacts] {
    var facts = [ObligationFacts](repeating: ObligationFacts(), count: table.rowCount)
    fill(&facts, \.headcount, numbers(.headcount))
    fill(&facts, \.turnover, numbers(.turnover))
    fill(&facts, \.balanceSheet, numbers(.totalAssets))
    fill(&facts, \.salesInvoicesPerMonth, numbers(.salesInvoices))
    fill(&facts, \.businessShare, shares(.businessShare))
    fill(&facts, \.internationalShare, shares(.internationalShare))
    let vocabulary = vocabulary
    fill(&facts, \.statedSize, words(.sizeCategory) { vocabulary.sizes[$0] })
    fill(&facts, \.regime, words(.vatRegime) { vocabulary.regimes[$0] })
    fill(&facts, \.legalForm, words(.legalForm, vocabulary.legalForm))
    fill(&facts, \.hasPlatform, words(.platform) { !vocabulary.platformNotChosen.contains($0) })
    fill(&facts, \.activity, activities())
    countCriteria(&facts)
    return facts
  }

  private func fill<Value>(
    _ facts: inout [ObligationFacts], _ path: WritableKeyPath<ObligationFacts, Value?>,
    _ values: [Value?]?
  ) {
    guard let values else { return }
    for row in facts.indices { facts[row][keyPath: path] = values[row] }
  }

  /// Values that are finite and not negative.
  private func numbers(_ known: KnownColumn) -> [Double?]? {
    guard case .numbers(let values)? = table.column(known)?.values else { return nil }
    return values.map { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  private func shares(_ known: KnownColumn) -> [Double?]? {
    numbers(known)?.map { $0.flatMap { $0 <= 1 ? $0 : nil } }
  }

  private mutating func words<Meaning>(
    _ known: KnownColumn, _ meaning: (String) -> Meaning?
  ) -> [Meaning?]? {
    guard let column = table.column(known), let words = ColumnWords(column) else { return nil }
    for (word, count) in words.unread(meaning).sorted(by: { $0.key < $1.key }) {
      unread.append(UnreadWord(column: column.name, word: word, count: count))
    }
    return words.map(meaning)
  }

  /// The NAF code where there is one, else the sector.
  private func activities() -> [ActivityOperations?]? {
    let sectors = table.column(.sector).flatMap(ColumnWords.init)?.map(vocabulary.sector)
    guard let codes = table.column(.activityCode).flatMap(ColumnWords.init)?.map(vocabulary.naf)
    else { return sectors }
    guard let sectors else { return codes }
    return zip(codes, sectors).map { $0 ?? $1 }
  }

  private func countCriteria(_ facts: inout [ObligationFacts]) {
    for criterion in SegmentationCriterion.allCases {
      let columns = criterion.columns.compactMap(table.column).map(\.values)
      for row in facts.indices where columns.contains(where: { !$0.isMissing(row) }) {
        facts[row].knownCriteria += 1
      }
    }
  }
}

/// A word of a column that the reform's vocabulary does not have: it counts as missing.
public struct UnreadWord: Sendable, Codable, Equatable {
  /// The column's name in the file.
  public let column: String
  public let word: String
  /// Clients that have it.
  public let count: Int
}

/// The words of the reform's configuration, as keys of headers.
package struct ReformVocabulary {
  let sizes: [String: SizeCategory]
  package let regimes: [String: ReformRegime]
  let platformNotChosen: Set<String>
  private let reform: Reform
  private let sectors: [String: ActivityOperations]
  private let prefixes: [String: ActivityOperations]

  package init(_ reform: Reform) {
    self.reform = reform
    sizes = Self.table(reform.size.spellings.map { ($0.words, $0.category) })
    regimes = Self.table(reform.regimes.map { ([$0.code] + $0.spellings, $0) })
    sectors = Self.table(reform.activities.map { ($0.sectors, $0.operations) })
    prefixes = Self.table(reform.activities.map { ($0.nafPrefixes, $0.operations) })
    platformNotChosen = Set(reform.platformNotChosen.map { HeaderKey.key(for: $0) })
  }

  private static func table<Meaning>(_ entries: [([String], Meaning)]) -> [String: Meaning] {
    var table: [String: Meaning] = [:]
    for (words, meaning) in entries {
      for word in words { table[HeaderKey.key(for: word)] = meaning }
    }
    return table
  }

  package func legalForm(_ key: String) -> LegalFormKind? {
    if key.isEmpty { return nil }
    if reform.nonProfitForms.contain(key) { return .nonProfit }
    return reform.individualForms.contain(key) ? .individual : .enterprise
  }

  package func sector(_ key: String) -> ActivityOperations? {
    key.isEmpty ? nil : sectors[key] ?? .taxed
  }

  /// By the longest prefix that has a rule; `nil` for what is no NAF code.
  package func naf(_ key: String) -> ActivityOperations? {
    let code = key.filter { $0 != "_" }
    guard code.utf8.count >= 2, code.utf8.prefix(2).allSatisfy({ $0 &- 48 <= 9 }) else {
      return nil
    }
    for length in stride(from: code.count, through: 1, by: -1) {
      if let operations = prefixes[String(code.prefix(length))] { return operations }
    }
    return .taxed
  }
}

extension Table {
  /// The column that is known as one; the one that its own name or header names first.
  package func column(_ known: KnownColumn) -> Column? {
    columns.first { $0.known == known && !$0.isNamesake }
  }
}
