/// One header, and what it lets expect.
struct HeaderCell: Sendable, Equatable {
  /// What the column is called: as written, or its key where another has that header.
  let name: String
  /// As the file writes it.
  let written: String
  let key: String
  /// 1-based.
  let position: Int
  let known: KnownColumn?
  let hint: ColumnHint?
  /// For a column said to be in euros: `.euro`, `.kiloEuro` or `.megaEuro`.
  let currency: WrittenUnit?

  init(name: String, written: String? = nil, key: String, position: Int) {
    let written = written ?? name
    self.name = name
    self.written = written
    self.key = key
    self.position = position
    known = KnownColumn(header: written)
    let words = HeaderWords(name: written)
    hint = known?.hint ?? words.hint
    currency = words.currency
  }
}

extension HeaderCell {
  /// Whether the header says a scale, on which the letters A, B, C stand in order.
  var saysScale: Bool {
    if hint == .ordinal || known == .segment { return true }
    let words = HeaderKey.key(for: name).split(separator: "_").map(String.init)
    return known == nil && words.contains(where: Self.scaleWords.contains)
  }

  private static let scaleWords: Set<String> = [
    "note", "notation", "score", "niveau", "classe", "classement", "cotation", "rating", "grade",
    "abc", "priorite", "rang", "risque", "echelle", "degre", "maturite", "level", "class", "rank",
    "priority", "risk", "scale",
  ]
}

/// Units and kinds that a header says in passing: `CA (k€)`, `part_salaries`, `Dt_Entree`.
private struct HeaderWords {
  var hint: ColumnHint?
  var currency: WrittenUnit?

  init(name: String) {
    let lower = name.lowercased()
    let words = HeaderKey.key(for: name).split(separator: "_").map(String.init)
    let has = { (candidates: Set<String>) in words.contains(where: candidates.contains) }
    if lower.contains("k€") || has(["keur", "keuros"]) {
      currency = .kiloEuro
    } else if lower.contains("m€") || has(["meur"]) {
      currency = .megaEuro
    } else if lower.contains("€") || has(["eur", "euro", "euros", "montant", "ht", "ttc"]) {
      currency = .euro
    }
    let isRate = words.first.map { ["part", "taux", "pct", "pourcentage"].contains($0) } ?? false
    if lower.contains("%") || has(["pct", "percent", "pourcent", "pourcentage"])
      || (isRate && words.count > 1 && currency == nil)
    {
      hint = .fraction
    } else if words.first == "date" || words.first == "dt" || words.last == "date" {
      hint = .date
    } else if words.last == "id" || words.first == "id" {
      hint = .identifier
    } else if has(["heures", "hours"]) {
      hint = .number(.hours)
    } else if has(["jours", "days"]) {
      hint = .number(.days)
    } else if has(["ans", "annees", "years", "age"]) {
      hint = .number(.years)
    } else if currency != nil {
      hint = .number(.euro)
    }
  }
}

/// The header of a file made usable: trimmed, never empty, distinct.
struct HeaderRow {
  private(set) var cells: [HeaderCell] = []
  private(set) var renamed: [RenamedHeader] = []

  init(names: [String]) {
    var taken: Set<String> = []
    for (index, name) in names.enumerated() {
      let position = index + 1
      var key = HeaderKey.key(for: name)
      let isEmpty = key.isEmpty
      if isEmpty { key = "column_\(position)" }
      let wanted = key
      var suffix = 2
      while taken.contains(key) {
        key = "\(wanted)_\(suffix)"
        suffix += 1
      }
      taken.insert(key)
      let isRenamed = isEmpty || key != wanted
      if isRenamed {
        renamed.append(RenamedHeader(position: position, wasEmpty: isEmpty, key: key))
      }
      cells.append(
        HeaderCell(
          name: isRenamed ? key : name, written: name.isEmpty ? key : name, key: key,
          position: position))
    }
  }

  /// Names for a file without a header.
  init(count: Int) {
    cells = (1...max(1, count)).map {
      HeaderCell(name: "column_\($0)", key: "column_\($0)", position: $0)
    }
  }

  /// Whether a first row looks like data: all its filled cells are numbers, and they are not a run of
  /// years, which do head columns.
  static func isData(_ names: [String]) -> Bool {
    let filled = names.filter { !$0.isEmpty }
    if filled.isEmpty { return false }
    let point = FrenchNumber(mark: .point)
    let comma = FrenchNumber(mark: .comma)
    var values: [Double] = []
    for name in filled {
      let bytes = Array(name.utf8)
      guard let reading = point.read(bytes.span) ?? comma.read(bytes.span) else { return false }
      values.append(reading.value)
    }
    let isYears = values.allSatisfy { $0 >= 1900 && $0 <= 2100 && $0 == $0.rounded() }
    let isRun = zip(values, values.dropFirst()).allSatisfy { abs($0 - $1) == 1 }
    return !(isYears && isRun && values.count > 1)
  }
}
