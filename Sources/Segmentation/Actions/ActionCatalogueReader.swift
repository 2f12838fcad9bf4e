import Tables
import Yams

extension ActionCatalogue {
  /// The catalogue that ships with the product.
  public static func standard() throws -> ActionCatalogue { try read(over: nil) }

  /// - Parameter text: a YAML file with the keys of `Defaults/actions.yaml`, those that change.
  /// - Throws: ``ConfigurationError``, with line and column; a code that no action has is one.
  public static func read(over text: String?) throws -> ActionCatalogue {
    let defaults = String(decoding: PackageResources.actions_yaml, as: UTF8.self)
    return try ActionCatalogueReader(
      root: FileMapping(text: defaults, over: text, replacing: ["when", "done-if"])
    ).read()
  }
}

/// Reads `actions.yaml`.
struct ActionCatalogueReader {
  let root: FileMapping

  func read() throws -> ActionCatalogue {
    try root.refuse(otherThan: ["capacity", "priority", "actions", "plans", "approaches"])
    let actions = try root.mapping("actions").entries.map(action)
    let codes = actions.map(\.code)
    let plans = try root.mapping("plans")
    return ActionCatalogue(
      actions: actions,
      profiles: try plans.entries.filter { $0.key != "default" }.map {
        ProfilePlan(profile: $0.key, items: try items($0.node, key: $0.key, codes))
      },
      approaches: try approaches(),
      defaultPlan: try items(try plans.node("default"), key: "default", codes),
      capacity: try capacity(), priority: try priority())
  }

  private func approaches() throws -> [ProfileApproach] {
    try root.mapping("approaches").entries.map { entry in
      let mapping = try FileMapping(entry.node, key: entry.key)
      try mapping.refuse(otherThan: ["name", "talk"])
      return ProfileApproach(
        profile: entry.key, name: try bilingual(mapping, "name"),
        talk: try bilingual(mapping, "talk"))
    }
  }

  private func capacity() throws -> ActionCapacity {
    let mapping = try root.mapping("capacity")
    try mapping.refuse(otherThan: ["hours-per-quarter", "collaborators"])
    let people = try mapping.mapping("collaborators")
    return ActionCapacity(
      hoursPerQuarter: try mapping.hours("hours-per-quarter"),
      collaborators: try people.entries.map {
        CollaboratorHours(name: $0.key, hours: try people.hours($0.key))
      })
  }

  private func priority() throws -> PriorityWeights {
    let mapping = try root.mapping("priority")
    try mapping.refuse(otherThan: [
      "urgency", "exposure", "value", "maturity", "horizon-days", "classes", "cumulated",
    ])
    let classes = try mapping.mapping("classes")
    try classes.refuse(otherThan: FeeClass.allCases.map(\.rawValue))
    let cumulated = try mapping.mapping("cumulated")
    try cumulated.refuse(otherThan: ["A", "B"])
    let horizon = try mapping.count("horizon-days")
    guard horizon >= 1 else {
      throw ConfigurationError.wrongValue(
        Place(try mapping.node("horizon-days"), key: "horizon-days"), expected: .clientCount)
    }
    return PriorityWeights(
      urgency: try mapping.amount("urgency"), exposure: try mapping.amount("exposure"),
      value: try mapping.amount("value"), maturity: try mapping.amount("maturity"),
      horizonDays: horizon, valueA: try classes.share("A"), valueB: try classes.share("B"),
      valueC: try classes.share("C"), cumulatedA: try cumulated.share("A"),
      cumulatedB: try cumulated.share("B"))
  }

  private func action(_ entry: FileMapping.Entry) throws -> CatalogueAction {
    let mapping = try FileMapping(entry.node, key: entry.key)
    try mapping.refuse(otherThan: [
      "label", "purpose", "channel", "hours", "when", "done", "done-if",
    ])
    let conditions =
      mapping.optional("done-if") == nil ? [] : try doneIf(try mapping.mapping("done-if"))
    return CatalogueAction(
      code: entry.key, label: try bilingual(mapping, "label"),
      purpose: mapping.optional("purpose") == nil
        ? .offer : try mapping.choice("purpose", of: ActionPurpose.self),
      channel: try bilingual(mapping, "channel"), hours: try mapping.hours("hours"),
      timing: try timing(try mapping.mapping("when")), proof: try bilingual(mapping, "done"),
      doneIf: conditions)
  }

  private func bilingual(_ parent: FileMapping, _ key: String) throws -> BilingualText {
    let mapping = try parent.mapping(key)
    try mapping.refuse(otherThan: ["fr", "en"])
    return BilingualText(french: try mapping.text("fr"), english: try mapping.text("en"))
  }

  private func timing(_ mapping: FileMapping) throws -> ActionTiming {
    let keys = ["deadline", "months-before", "every-months", "continuous"]
    try mapping.refuse(otherThan: keys)
    let ways = mapping.entries.filter { $0.key != "months-before" }
    if ways.count > 1 {
      throw ConfigurationError.exclusiveKeys(ways[1].place, other: ways[0].key)
    }
    if mapping.optional("every-months") != nil {
      return .every(months: try mapping.count("every-months"))
    }
    if mapping.optional("continuous") != nil, try mapping.flag("continuous") { return .continuous }
    return .before(
      try mapping.choice("deadline", of: AnchorDeadline.self),
      months: try mapping.count("months-before"))
  }

  private func doneIf(_ mapping: FileMapping) throws -> [DoneCondition] {
    try mapping.entries.map { entry in
      guard let column = KnownColumn(rawValue: entry.key) else {
        throw ConfigurationError.unknownKey(
          entry.place, known: KnownColumn.allCases.map(\.rawValue))
      }
      return DoneCondition(column: column, words: try mapping.texts(entry.key))
    }
  }

  private func items(_ node: Node, key: String, _ codes: [String]) throws -> [PlanItem] {
    guard let sequence = node.sequence else {
      throw ConfigurationError.wrongValue(Place(node, key: key), expected: .texts)
    }
    return try sequence.map { try item($0, key: key, codes) }
  }

  private func item(_ node: Node, key: String, _ codes: [String]) throws -> PlanItem {
    if let code = node.string { return PlanItem(code: try known(code, node, codes), classes: nil) }
    guard node.mapping != nil else {
      throw ConfigurationError.wrongValue(Place(node, key: key), expected: .action)
    }
    let mapping = try FileMapping(node, key: key)
    try mapping.refuse(otherThan: ["action", "classes"])
    let classes = try mapping.texts("classes").map { text in
      guard let feeClass = FeeClass(rawValue: text) else {
        throw ConfigurationError.wrongValue(
          Place(try mapping.node("classes"), key: "classes"),
          expected: .oneOf(FeeClass.allCases.map(\.rawValue)))
      }
      return feeClass
    }
    let code = try known(try mapping.text("action"), try mapping.node("action"), codes)
    return PlanItem(code: code, classes: classes)
  }

  private func known(_ code: String, _ node: Node, _ codes: [String]) throws -> String {
    guard codes.contains(code) else {
      throw ConfigurationError.unknownCode(Place(node, key: code), known: codes)
    }
    return code
  }
}
