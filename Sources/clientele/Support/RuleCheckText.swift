import Interpretation
import Segmentation

/// What a check of rules found, for a person at a terminal.
struct RuleCheckText {
  private let check: RuleCheck
  private let numbers = NumberStyle(language)
  /// Beyond so many rules a matrix does not fit: the greatest overlaps are listed.
  private static let matrixLimit = 12
  private static let pairLimit = 10

  init(_ check: RuleCheck) { self.check = check }

  func text() -> String {
    ([rulesTable, findings] + (check.clientCount == nil ? [] : [overlaps]))
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var rulesTable: String {
    guard let all = check.clientCount else {
      return say(
        "\(numbers.count(check.rules.count, "règle lue", "règles lues")) ; sans --input, seule "
          + "l'écriture est vérifiée.",
        "\(numbers.count(check.rules.count, "rule", "rules")) read; without --input only the writing is "
          + "checked.")
    }
    var table = TextTable(
      header: [
        say("règle", "rule"), say("vraie pour", "true of"), say("décide", "decides"),
        say("ne dit rien", "says nothing"),
      ], numericFrom: 1)
    for (index, rule) in check.rules.enumerated() {
      let cells =
        rule.problem == nil
        ? [rule.matchCount, rule.decidedCount, rule.notEvaluatedCount].map(numbers.integer)
        : ["–", "–", "–"]
      table.append(["\(index + 1) \(rule.code)"] + cells)
    }
    table.append(
      [
        say("défaut : \(check.fallbackCode)", "default: \(check.fallbackCode)"), "",
        numbers.integer(check.fallbackCount), "",
      ])
    table.append([say("clients", "clients"), "", numbers.integer(all), ""])
    return table.text()
  }

  private var findings: String {
    var lines = check.rules.flatMap { rule in
      rule.findings.map { finding in
        line(rule.place.line, say("règle \(rule.code)", "rule \(rule.code)"), words(finding, rule))
      }
    }
    lines += check.layerProblems.map {
      line($0.place.place.line, $0.place.part.words, $0.problem.words)
    }
    if !check.absentColumns.isEmpty {
      let names = check.absentColumns.joined(separator: ", ")
      lines.append(
        say(
          "colonnes que ce portefeuille n'a pas, comptées comme manquantes : \(names).",
          "columns that this portfolio does not have, counted as missing: \(names)."))
    }
    if lines.isEmpty { return say("Rien à signaler.", "Nothing to report.") }
    return say("À voir :", "To be looked at:") + "\n"
      + lines.map { "  " + $0 }.joined(separator: "\n")
  }

  private func line(_ number: Int, _ subject: String, _ words: String) -> String {
    say("ligne \(number), \(subject) : \(words)", "line \(number), \(subject): \(words)")
  }

  private func words(_ finding: RuleFinding, _ rule: RuleReport) -> String {
    switch finding {
    case .broken(let problem): return problem.words
    case .repeatsCondition(let other):
      return say(
        "même condition que \(code(other)), qui la précède : jamais atteinte.",
        "the condition of \(code(other)), which stands before it: never reached.")
    case .followsRuleForAll(let other):
      return say(
        "jamais atteinte, car \(code(other)), qui la précède, est vraie de tous.",
        "never reached, because \(code(other)), before it, is true of everyone.")
    case .takenByEarlierRules(let takers):
      let list = numbers.list(
        takers.map { "\(code($0.rule)) (\(numbers.integer($0.clientCount)))" })
      return say(
        "jamais atteinte sur ce portefeuille : \(clients(rule.matchCount)) en relèvent, pris avant elle "
          + "par \(list). La placer plus haut, ou la retirer.",
        "never reached on this portfolio: it is true of \(clients(rule.matchCount)), taken before it by "
          + "\(list). Move it up, or take it out.")
    case .neverTrue:
      return say("vraie d'aucun client de ce portefeuille.", "true of no client of this portfolio.")
    case .neverEvaluable:
      let names = numbers.list(rule.missing.map(\.name))
      return say(
        "ne dit rien d'aucun client" + (names.isEmpty ? "." : ", faute de données : \(names)."),
        "says nothing of any client" + (names.isEmpty ? "." : " for lack of data: \(names)."))
    case .unknownText(let text, let nearest):
      let list = nearest.map { say("« \($0) »", "'\($0)'") }.joined(separator: ", ")
      return say(
        "aucun client n'a « \(text) » ; le portefeuille a \(list).",
        "no client has '\(text)'; the portfolio has \(list).")
    case .yesNoAsText(let column, let text):
      return say(
        "« \(column) » vaut 1 ou 0 dans une condition, jamais « \(text) » : écrire \(column), ou NOT "
          + "\(column).",
        "'\(column)' is 1 or 0 in a condition, never '\(text)': write \(column), or NOT \(column).")
    case .percentageAboveOne(let column, let number):
      return say(
        "« \(column) » est une fraction de 1 et il est comparé à \(number) : 25 % s'écrit 0.25.",
        "'\(column)' is a fraction of 1 and is compared with \(number): 25% is written 0.25.")
    }
  }

  private func code(_ rule: Int) -> String { check.rules[rule].code }

  private func clients(_ count: Int) -> String { numbers.count(count, "client", "clients") }
}

extension RuleCheckText {
  private var overlaps: String {
    guard check.overlappingCount > 0 else {
      return say(
        "Aucun client ne relève de plusieurs règles.", "No client is covered by several rules.")
    }
    let title = say(
      "\(clients(check.overlappingCount)) relèvent de plusieurs règles ; la première décide.",
      "\(clients(check.overlappingCount)) are covered by several rules; the first decides.")
    return title + "\n" + (check.rules.count <= Self.matrixLimit ? matrix : pairs)
  }

  private var matrix: String {
    var table = TextTable(
      header: [say("règle", "rule")] + check.rules.indices.map { String($0 + 1) }, numericFrom: 1)
    for (index, row) in check.overlaps.enumerated() {
      table.append(
        ["\(index + 1) \(code(index))"] + row.map { $0 == 0 ? "·" : numbers.integer($0) })
    }
    return table.text()
  }

  private var pairs: String {
    var found: [(first: Int, second: Int, count: Int)] = []
    for first in check.rules.indices {
      for second in check.rules.indices[(first + 1)...] where check.overlaps[first][second] > 0 {
        found.append((first, second, check.overlaps[first][second]))
      }
    }
    found.sort { ($1.count, $0.first, $0.second) < ($0.count, $1.first, $1.second) }
    return found.prefix(Self.pairLimit).map { pair in
      "  " + numbers.list([code(pair.first), code(pair.second)])
        + say(" : \(clients(pair.count))", ": \(clients(pair.count))")
    }.joined(separator: "\n")
  }
}
