import Interpretation

/// Distilled rules as the text of a rule file: YAML, in order, conditions in SQL.
///
///     # 86,8 % des 204 clients mis de côté
///     version: 1
///     default: "TPE connectées"
///     rules:
///       # outil de facturation : caisse
///       - code: R1
///         segment: "Commerces avec caisse"
///         label: {fr: "Commerces avec caisse", en: "Commerces avec caisse"}
///         when: >-
///           "outil_facturation" = 'caisse'
///
/// What it is worth stands in comments. Several rules may give one segment: it is often said in more than
/// one way.
public struct DistilledRuleFile: Sendable {
  private let distillation: RuleDistillation
  private let wording: Wording

  public init(_ distillation: RuleDistillation, language: Language) {
    self.distillation = distillation
    wording = Wording(language: language)
  }

  public var text: String {
    let list = distillation.list
    let names = distillation.partition.names
    var lines = opening + prices
    lines += ["version: 1", "default: " + Self.quoted(names[list.fallback.segment])]
    lines.append(list.rules.isEmpty ? "rules: []" : "rules:")
    for (place, rule) in list.rules.enumerated() {
      let name = Self.quoted(names[rule.segment])
      lines += [
        "  # " + Self.comment(wording.text(rule.conditions)),
        "  # " + Self.comment(coverage(rule.coverage)),
        "  - code: R\(place + 1)", "    segment: " + name,
        "    label: {fr: \(name), en: \(name)}",
      ]
      lines +=
        Self.isPrintable(rule.sql)
        ? ["    when: >-", "      " + rule.sql] : ["    when: " + Self.quoted(rule.sql)]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension DistilledRuleFile {
  private var isFrench: Bool { wording.language == .french }
  private var numbers: NumberStyle { wording.numbers }

  private func pick(_ french: String, _ english: String) -> String { isFrench ? french : english }

  private var opening: [String] {
    let column = Self.comment(distillation.partition.column)
    let rest = distillation.segmentsWithoutRule.map(Self.comment)
    var lines = [
      pick(
        "Règles qui redonnent les segments de la colonne « \(column) », apprises par Clientele.",
        "Rules that give back the segments of the column '\(column)', learnt by Clientele."),
      fidelity,
      pick(
        "La première règle vraie décide ; sans valeur, une condition n'est pas vraie.",
        "The first true rule decides; without a value a condition is not true."),
    ]
    if !rest.isEmpty {
      lines.append(
        pick("Aucune règle ne donne : ", "No rule gives: ") + rest.joined(separator: ", "))
    }
    return lines.map { "# " + $0 }
  }

  /// `Fidélité : 92 % des 614 clients d'apprentissage, 87 % des 204 clients mis de côté.`
  public var fidelity: String {
    let (list, isFrench) = (distillation.list, isFrench)
    func part(_ share: Double, _ count: Int, _ whose: String) -> String {
      let clients = numbers.count(count, "client", "clients")
      return numbers.percent(share, digits: 1) + (isFrench ? " des " : " of the ")
        + (isFrench ? clients + " " + whose : numbers.integer(count) + " " + whose)
    }
    let training = part(
      list.fidelity.training, distillation.training.rows.count,
      pick("d'apprentissage", "training clients"))
    guard let share = list.fidelity.heldOut, let part = distillation.heldOut else {
      return pick("Fidélité : \(training).", "Fidelity: \(training).")
    }
    let heldOut =
      numbers.percent(share, digits: 1)
      + pick(
        " des \(numbers.count(part.rows.count, "client", "clients")) mis de côté",
        " of the \(numbers.integer(part.rows.count)) held-out clients")
    return pick("Fidélité : \(training), \(heldOut).", "Fidelity: \(training), \(heldOut).")
  }

  /// What each rule more is worth.
  private var prices: [String] {
    let list = distillation.list
    return [
      pick(
        "# Fidélité selon le nombre de règles gardées (apprentissage, mis de côté) :",
        "# Fidelity by the number of rules kept (training, held out):")
    ]
      + list.prices.map { price in
        let shares = [price.fidelity.training, price.fidelity.heldOut].compactMap { $0 }
        return "#   \(price.ruleCount)" + pick("\u{A0}: ", ": ")
          + shares.map { numbers.percent($0, digits: 1) }.joined(separator: ", ")
      }
  }

  /// `58 clients, dont 55 du segment ; mis de côté : 20, dont 18`
  private func coverage(_ coverage: RuleCoverage) -> String {
    let clients = numbers.count(coverage.training, "client", "clients")
    let right = numbers.integer(coverage.trainingRight)
    let training = pick(
      "\(clients), dont \(right) du segment", "\(clients), \(right) of them of the segment")
    guard let heldOut = coverage.heldOut, let heldOutRight = coverage.heldOutRight else {
      return training
    }
    let (all, own) = (numbers.integer(heldOut), numbers.integer(heldOutRight))
    return training
      + pick("\u{A0}; mis de côté : \(all), dont \(own)", "; held out: \(all), \(own) of them")
  }
}

extension DistilledRuleFile {
  /// A double-quoted YAML scalar: what does not print, or would end it, is escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default:
        if isPrintable(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        }
      }
    }
    return quoted + "\""
  }

  /// A comment must not end before its text does.
  private static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : " " }))
  }

  /// A plain block may not begin with white space, which would set its indentation.
  private static func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(isPrintable)
  }

  /// Neither a control nor anything that YAML takes for a line break or forbids.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
