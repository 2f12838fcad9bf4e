import Tables

/// How a variable is called on a page: `chiffre d’affaires annuel HT`, or its header when the
/// lexicon does not know it.
public struct VariableLabel: Sendable, Codable, Equatable {
  /// Without article, lower case where the language writes it so.
  public let text: String
  /// With the definite article: `le chiffre d’affaires annuel HT`, `the annual turnover`.
  public let definite: String
  /// After *of*: `du chiffre d’affaires annuel HT`, `of the annual turnover`.
  public let ofDefinite: String
  public let isKnown: Bool
}

/// Variables, levels and values in words: what pages, tables and paragraphs share.
///
///     let wording = Wording(language: .french)
///     wording.label(variable).text              // "outil de facturation"
///     wording.level("saas", of: variable)       // "logiciel en ligne (SaaS)"
///     wording.value(380_000, of: turnover)      // "380 k€"
public struct Wording: Sendable, Codable, Equatable {
  public let columns: WordedColumns
  public let lexicon: Lexicon
  public let numbers: NumberStyle

  public init(language: Language, columns: WordedColumns = .accountingFirm, lexicon: Lexicon? = nil)
  {
    self.columns = columns
    self.lexicon = lexicon ?? .standard(language)
    self.numbers = NumberStyle(language)
  }

  public var language: Language { numbers.language }
  private var isFrench: Bool { language == .french }

  public func label(_ variable: ProfiledVariable) -> VariableLabel {
    if let namesake = variable.namesake, let words = lexicon.variables[namesake.rawValue] {
      return label(words, telling: variable.name)
    }
    guard let words = words(variable) else {
      if let position = variable.placeInsteadOfHeader { return label(ofColumn: position) }
      return VariableLabel(
        text: variable.name, definite: variable.name,
        ofDefinite: (isFrench ? FrenchGrammar.de(variable.name) : "of " + variable.name),
        isKnown: false)
    }
    return label(words, telling: nil)
  }

  private func label(ofColumn position: Int) -> VariableLabel {
    let text = (isFrench ? "colonne " : "column ") + String(position)
    return VariableLabel(
      text: text, definite: isFrench ? "la " + text : text,
      ofDefinite: (isFrench ? "de la " : "of ") + text, isKnown: false)
  }

  /// - Parameter header: what tells the column from the one that has these words.
  private func label(_ words: VariableWords, telling header: String?) -> VariableLabel {
    let (text, plural) = (words.label + (header.map { " (\($0))" } ?? ""), words.isPlural)
    guard isFrench else {
      return VariableLabel(
        text: text, definite: "the " + text, ofDefinite: "of the " + text, isKnown: header == nil)
    }
    return VariableLabel(
      text: text,
      definite: FrenchGrammar.definite(text, gender: words.gender, plural: plural),
      ofDefinite: FrenchGrammar.of(text, gender: words.gender, plural: plural),
      isKnown: header == nil)
  }

  /// A level in words, or as the file writes it.
  public func level(_ level: String, of variable: ProfiledVariable) -> String {
    levelWords(level, of: variable)?.label ?? level
  }

  /// The column with the levels that the same words tell (`restaurant` and `hotel`, two tools of one
  /// kind) made one: told apart under one name, their shares and names would contradict each other.
  public func poolingLevels(of column: Column) -> Column {
    guard case .categories(let codes, let levels) = column.values, column.kind == .category
    else { return column }
    let variable = ProfiledVariable(column)
    var places: [String: Int] = [:]
    var groups: [[String]] = []
    let target = levels.map { level -> Int32 in
      let label = levelWords(level, of: variable)?.label
      if let label, let place = places[label] {
        groups[place].append(level)
        return Int32(place)
      }
      if let label { places[label] = groups.count }
      groups.append([level])
      return Int32(groups.count - 1)
    }
    guard groups.count < levels.count else { return column }
    return column.taking(
      .categories(
        codes: codes.map { $0 < 0 ? $0 : target[Int($0)] },
        levels: groups.map(WordedLevel.pooledName)))
  }

  /// A value of the variable with its unit.
  public func value(_ value: Double, of variable: ProfiledVariable) -> String {
    format(value, as: format(of: variable), digits: nil)
  }

  /// What the variable is about; two variables of one theme are not told side by side.
  func theme(of variable: ProfiledVariable) -> String {
    columns.column(variable)?.theme ?? variable.key
  }

  func words(_ variable: ProfiledVariable) -> VariableWords? {
    columns.column(variable).flatMap { lexicon.variables[$0.key] }
  }

  func levelWords(_ level: String, of variable: ProfiledVariable) -> LevelWords? {
    columns.column(variable)?.level(level).flatMap { words(variable)?.levels[$0.key] }
  }
}

extension Wording {
  func format(of variable: ProfiledVariable) -> ValueFormat {
    // A namesake is told by its header, and counted as the column that it is.
    let known =
      columns.column(variable)
      ?? variable.namesake.flatMap { name in columns.columns.first { $0.key == name.rawValue } }
    if let known, known.format != .number { return known.format }
    if known == nil, variable.unit == .none, isYear(variable.key) { return .year }
    return ValueFormat(variable.unit)
  }

  /// A header that says so: `Year_Birth`, `annee_creation`.
  private func isYear(_ key: String) -> Bool {
    key.split(separator: "_").contains { ["year", "annee"].contains($0) }
  }

  /// - Parameter digits: after the mark; `nil` for the format's own.
  func format(_ value: Double, as format: ValueFormat, digits: Int?) -> String {
    switch format {
    case .number: return numbers.decimal(value, digits: digits)
    case .amount: return numbers.amount(value)
    case .percent: return digits.map { numbers.percent(value, digits: $0) } ?? numbers.share(value)
    case .score(let top):
      return numbers.decimal(value, digits: digits ?? 1)
        + (isFrench ? "\u{A0}sur\u{A0}" : "\u{A0}out\u{A0}of\u{A0}") + numbers.integer(top)
    case .days: return withUnit(value, digits, isFrench ? "jour" : "day")
    case .years: return withUnit(value, digits, isFrench ? "an" : "year")
    case .hours: return withUnit(value, digits, isFrench ? "heure" : "hour")
    case .euroPerHour:
      return numbers.exactAmount(value) + (isFrench ? " par heure" : " an hour")
    case .year: return numbers.year(value)
    }
  }

  /// A value beside another: two amounts of which one is in k€ are both in k€.
  func compared(_ value: Double, with other: Double, as format: ValueFormat, digits: Int?) -> String
  {
    guard format == .amount else { return self.format(value, as: format, digits: digits) }
    return abs(other) >= 9_999.5 && abs(value) >= 999.5
      ? numbers.thousandsAmount(value) : numbers.amount(value)
  }

  /// The value a statement is compared with: the unit, said just before, is left out.
  func formatReference(
    _ value: Double, beside other: Double, as format: ValueFormat, _ digits: Int?
  ) -> String {
    switch format {
    case .score: numbers.decimal(value, digits: digits ?? 1)
    case .days, .years, .hours: numbers.decimal(value, digits: digits)
    case .euroPerHour: numbers.exactAmount(value)
    case .year: numbers.year(value)
    case .number, .amount, .percent: compared(value, with: other, as: format, digits: digits)
    }
  }

  private func withUnit(_ value: Double, _ digits: Int?, _ unit: String) -> String {
    let shown = numbers.decimal(value, digits: digits)
    return shown + (isFrench ? "\u{A0}" : " ")
      + numbers.plural(displayed(value, digits), unit, unit + "s")
  }

  /// The number a reader sees, which is what words agree with: 1.04 is read 1.
  func displayed(_ value: Double, _ digits: Int?) -> Double {
    let shown = digits ?? (abs(value) < 9.95 ? 1 : 0)
    return shown == 0 ? value.rounded() : (value * 10).rounded() / 10
  }
}

extension ProfiledVariable {
  /// The place in the file of a column that has no header, which is how it is then called.
  fileprivate var placeInsteadOfHeader: Int? {
    name == key && key.hasPrefix("column_") ? Int(key.dropFirst("column_".count)) : nil
  }
}
