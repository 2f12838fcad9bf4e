import Yams

/// Reads a rule file: YAML whose conditions are SQL.
///
///     version: 1
///     default: A_QUALIFIER
///     rules:
///       - code: SANS_OUTIL
///         label: {fr: Sans outil, en: Without a tool}
///         when: outil_facturation IN ('papier', 'aucun') AND part_b2b >= 0.5
///         because: {fr: Facture à la main des entreprises., en: Invoices companies by hand.}
///     layers:
///       abc: {measure: honoraires_annuels_ht, cumulated: [0.5, 0.8, 1]}
///       colours:
///         - {colour: vert, when: pa_choisie}
///       priority: 100 - jours_avant_echeance / 4
///
/// `default` may also be `{code, label, because}`. `absent-columns: missing` has known columns
/// that a portfolio lacks count as missing instead of being an error (`refuse`). French keys are taken
/// as well: `defaut, regles, si, libelle, parce-que, couches, mesure, cumul, couleurs, couleur,
/// priorite, colonnes-absentes`; a key is the same with `_` for `-`. Every key is known or refused.
public enum RuleFileReader {
  public static let ruleLimit = 500

  /// - Throws: ``RuleError``, ``ConfigurationError``.
  public static func read(_ text: String) throws -> RuleFile {
    guard let root = try ConfigurationReader.compose(text) else {
      throw RuleError.missingKey(Place(line: 1, column: 1, key: ""), key: "rules")
    }
    let file = try RuleMapping(
      root, key: "", known: ["version", "default", "rules", "layers", "absent-columns"])
    if let version = file["version"], version.string != "1" {
      throw RuleError.unknownVersion(Place(version, key: "version"))
    }
    let rules = try rules(file)
    return RuleFile(
      rules: rules, fallback: try fallback(file, rules), layers: try layers(file),
      absentColumnsAreMissing: try absentColumnsAreMissing(file))
  }

  private static func rules(_ file: RuleMapping) throws -> [SegmentRule] {
    let node = try file.required("rules")
    let place = Place(node, key: "rules")
    guard let list = node.sequence else { throw RuleError.wrongValue(place, expected: .list) }
    if list.isEmpty { throw RuleError.wrongValue(place, expected: .list) }
    if list.count > ruleLimit { throw RuleError.tooManyRules(place, limit: ruleLimit) }
    var lines: [String: Int] = [:]
    return try list.map { node in
      let rule = try RuleMapping(
        node, key: "rules", known: ["code", "segment", "label", "when", "because"])
      let code = try rule.text("code")
      let codePlace = Place(try rule.required("code"), key: code)
      if let first = lines[code] { throw RuleError.repeatedCode(codePlace, firstLine: first) }
      lines[code] = codePlace.line
      return SegmentRule(
        code: code, segment: try rule["segment"].map { _ in try rule.text("segment") },
        label: try rule.bilingual("label"), condition: try rule.text("when"),
        because: try rule.bilingual("because"), place: Place(try rule.required("when"), key: code))
    }
  }

  private static func fallback(
    _ file: RuleMapping, _ rules: [SegmentRule]
  ) throws -> SegmentFallback {
    let node = try file.required("default")
    guard node.mapping != nil else {
      let code = try file.text("default")
      return SegmentFallback(code: code, label: rules.first { $0.segmentCode == code }?.label)
    }
    let mapping = try RuleMapping(node, key: "default", known: ["code", "label", "because"])
    let code = try mapping.text("code")
    return SegmentFallback(
      code: code,
      label: try mapping.bilingual("label") ?? rules.first { $0.segmentCode == code }?.label,
      because: try mapping.bilingual("because"))
  }

  private static func absentColumnsAreMissing(_ file: RuleMapping) throws -> Bool {
    guard let node = file["absent-columns"] else { return false }
    switch node.string {
    case "missing", "manquantes": return true
    case "refuse", "refuser": return false
    default:
      throw RuleError.wrongValue(
        Place(node, key: "absent-columns"), expected: .oneOf(["missing", "refuse"]))
    }
  }
}

extension RuleFileReader {
  private static func layers(_ file: RuleMapping) throws -> RuleLayers {
    var layers = RuleLayers()
    guard let node = file["layers"] else { return layers }
    let mapping = try RuleMapping(node, key: "layers", known: ["abc", "colours", "priority"])
    layers.classes = try mapping["abc"].map(classes)
    layers.colours = try mapping["colours"].map(colours) ?? []
    if let priority = mapping["priority"] {
      layers.priority = RuleLayers.Priority(
        expression: try mapping.text("priority"), place: Place(priority, key: "priority"))
    }
    return layers
  }

  private static func classes(_ node: Node) throws -> RuleLayers.Classes {
    let mapping = try RuleMapping(node, key: "abc", known: ["measure", "cumulated"])
    let measure = try mapping.text("measure")
    let shares = try mapping.required("cumulated")
    let numbers = shares.sequence?.map { Double($0.string ?? "") ?? .nan } ?? []
    let increases = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    guard let first = numbers.first, first > 0, increases, numbers.last == 1, numbers.count <= 26
    else {
      throw RuleError.wrongValue(Place(shares, key: "cumulated"), expected: .cumulatedShares)
    }
    return RuleLayers.Classes(
      measure: measure, cumulated: numbers,
      place: Place(try mapping.required("measure"), key: measure))
  }

  private static func colours(_ node: Node) throws -> [RuleLayers.Colour] {
    let place = Place(node, key: "colours")
    guard let list = node.sequence else { throw RuleError.wrongValue(place, expected: .list) }
    if list.count > ruleLimit { throw RuleError.tooManyRules(place, limit: ruleLimit) }
    return try list.map { node in
      let mapping = try RuleMapping(node, key: "colours", known: ["colour", "when"])
      let name = try mapping.text("colour")
      return RuleLayers.Colour(
        name: name, condition: try mapping.text("when"),
        place: Place(try mapping.required("when"), key: name))
    }
  }
}

/// A YAML mapping of a rule file, by its keys in English.
private struct RuleMapping {
  private let place: Place
  private var values: [String: Node] = [:]

  init(_ node: Node, key: String, known: [String]) throws {
    place = Place(node, key: key)
    guard let mapping = node.mapping else {
      throw RuleError.wrongValue(place, expected: .mapping)
    }
    for (keyNode, value) in mapping {
      let written = keyNode.string ?? ""
      let plain = written.replacing("_", with: "-")
      let name = Self.french[plain] ?? plain
      let keyPlace = Place(keyNode, key: written)
      guard known.contains(name) else {
        throw ConfigurationError.unknownKey(keyPlace, known: known)
      }
      if values.updateValue(value, forKey: name) != nil {
        throw ConfigurationError.repeatedKey(keyPlace)
      }
    }
  }

  private static let french = [
    "defaut": "default", "regles": "rules", "si": "when", "libelle": "label",
    "parce-que": "because", "couches": "layers", "classe-abc": "abc", "mesure": "measure",
    "cumul": "cumulated", "couleurs": "colours", "couleur": "colour", "priorite": "priority",
    "colors": "colours", "color": "colour", "colonnes-absentes": "absent-columns",
  ]

  subscript(key: String) -> Node? { values[key] }

  func required(_ key: String) throws -> Node {
    guard let node = values[key] else { throw RuleError.missingKey(place, key: key) }
    return node
  }

  func text(_ key: String) throws -> String {
    let node = try required(key)
    guard let text = node.string, !text.isEmpty else {
      throw RuleError.wrongValue(Place(node, key: key), expected: .text)
    }
    return text
  }

  func bilingual(_ key: String) throws -> BilingualText? {
    guard let node = values[key] else { return nil }
    if let text = node.string, !text.isEmpty { return BilingualText(french: text, english: text) }
    guard node.mapping != nil else {
      throw RuleError.wrongValue(Place(node, key: key), expected: .bilingualText)
    }
    let mapping = try RuleMapping(node, key: key, known: ["fr", "en"])
    return BilingualText(french: try mapping.text("fr"), english: try mapping.text("en"))
  }
}
