import Interpretation
import Segmentation

/// What `describe` found, under the contract's names.
struct DescriptionResult: Encodable {
  fileprivate let description: SegmentationDescription
  fileprivate let identifiers: [String]
  fileprivate let wording = Wording(language: language)

  /// - Parameter identifiers: of each row.
  init(_ description: SegmentationDescription, identifiers: [String]) {
    self.description = description
    self.identifiers = identifiers
  }

  private enum Key: String, CodingKey {
    case column, clients, withoutSegment, segments, fidelity
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(description.partition.column, forKey: .column)
    try container.encode(description.partition.labels.count, forKey: .clients)
    try container.encode(description.withoutSegment, forKey: .withoutSegment)
    try container.encode(description.profile.segments.map(segment), forKey: .segments)
    try container.encode(description.distillation?.list.fidelity, forKey: .fidelity)
  }

  private struct Segment: Encodable {
    let name: String
    let size: Int
    let share: Double
    let numeric: [Numeric]
    let categories: [Category]
    let paragons, atypical: [String]
    let rules: [DistilledRuleRecord]
  }

  private struct Numeric: Encodable {
    let variable, key: String
    /// Clients of the segment with a value.
    let count: Int
    let mean, median, sd: Double?
    let overallMean, overallMedian, overallSd: Double?
    let vTest, effect: Double?

    init(_ trait: NumericTrait) {
      variable = trait.variable.name
      key = trait.variable.key
      count = trait.segment.count
      mean = trait.segment.mean.ifFinite
      median = trait.segment.median.ifFinite
      sd = trait.segment.deviation.ifFinite
      overallMean = trait.overall.mean.ifFinite
      overallMedian = trait.overall.median.ifFinite
      overallSd = trait.overall.deviation.ifFinite
      vTest = trait.vTest?.ifFinite
      effect = trait.effect?.ifFinite
    }
  }

  private struct Category: Encodable {
    let variable, key, level: String
    let count: Int
    let inSegment, ofLevel, overall: Double
    let vTest, effect: Double?

    init(_ trait: CategoryTrait) {
      variable = trait.variable.name
      key = trait.variable.key
      level = trait.level
      count = trait.counts.segment
      inSegment = trait.inSegment
      ofLevel = trait.ofLevel
      overall = trait.overall
      vTest = trait.vTest?.ifFinite
      effect = trait.effect?.ifFinite
    }
  }

  private func segment(_ profile: SegmentProfile) -> Segment {
    Segment(
      name: description.partition.names[profile.segment], size: profile.size,
      share: profile.share, numeric: profile.numeric.map(Numeric.init),
      categories: profile.categories.map(Category.init),
      paragons: profile.paragons.map { identifiers[$0] },
      atypical: profile.atypical.map { identifiers[$0] }, rules: rules(of: profile.segment))
  }

  /// The rules that give the segment, by their place in the whole list.
  fileprivate func rules(of segment: Int) -> [DistilledRuleRecord] {
    guard let distillation = description.distillation else { return [] }
    return DistilledRuleRecord.all(distillation, wording).filter {
      $0.segment == description.partition.names[segment]
    }
  }
}

extension Double {
  /// `nil` for what JSON has no number for: the moments of amounts near the largest number.
  fileprivate var ifFinite: Double? { isFinite ? self : nil }
}

// MARK: - Text

extension DescriptionResult {
  private var numbers: NumberStyle { wording.numbers }

  func text() -> String {
    let parts = [opening] + description.profile.segments.map(section)
    return parts.joined(separator: "\n\n")
  }

  private var opening: String {
    let partition = description.partition
    let clients = numbers.phrase(
      partition.labels.count, "client", "clients", "client", "clients")
    let segments = numbers.phrase(
      partition.names.count, "segment", "segments", "segment", "segments")
    var text = say(
      "« \(partition.column) » : \(segments), \(clients).",
      "'\(partition.column)': \(segments), \(clients).")
    if description.withoutSegment > 0 {
      text +=
        " "
        + numbers.phrase(
          description.withoutSegment, "client sans segment n'est pas compté.",
          "clients sans segment ne sont pas comptés.", "client without a segment is not counted.",
          "clients without a segment are not counted.")
    }
    if let distillation = description.distillation {
      let fidelity = DistilledRuleFile(distillation, language: language).fidelity
      let count = distillation.list.rules.count + 1
      text += say(
        "\nEn \(count) règles, la première vraie décide. \(fidelity)",
        "\nIn \(count) rules, the first that is true decides. \(fidelity)")
    }
    return text
  }

  private func section(_ profile: SegmentProfile) -> String {
    let name = description.partition.names[profile.segment]
    let size = numbers.phrase(profile.size, "client", "clients", "client", "clients")
    let heading = "\(name) — \(size), \(numbers.share(profile.share))"
    let names = description.partition.names.enumerated().map {
      SegmentName(segment: $0.offset, custom: $0.element)
    }
    let paragraph = SegmentNarrator(language: language).paragraph(
      for: profile, among: description.profile.segments, names: names, saysSize: false)
    let parts = [
      heading + "\n" + String(repeating: "─", count: heading.count), paragraph, marks(profile),
      rules(profile), representatives(profile),
    ]
    return parts.compactMap { $0 }.joined(separator: "\n")
  }

  /// What marks the segment most, by test value.
  private func marks(_ profile: SegmentProfile) -> String? {
    let figures = profile.numeric.map { trait in
      Mark(
        vTest: trait.vTest, name: wording.label(trait.variable).text,
        segment: wording.value(trait.segment.mean, of: trait.variable),
        overall: wording.value(trait.overall.mean, of: trait.variable))
    }
    let levels = profile.categories.map { trait in
      Mark(
        vTest: trait.vTest,
        name: wording.label(trait.variable).text + say(" : ", ": ") + level(trait),
        segment: numbers.share(trait.inSegment), overall: numbers.share(trait.overall))
    }
    let marks = (figures + levels).filter { abs($0.vTest ?? 0) >= 1.96 }
      .sorted { abs($0.vTest ?? 0) > abs($1.vTest ?? 0) }
    guard !marks.isEmpty else { return nil }
    var table = TextTable(
      header: [
        say("ce qui marque", "what marks it"), say("segment", "segment"),
        say("ensemble", "overall"), "v",
      ], numericFrom: 1)
    for mark in marks.prefix(Self.markCount) {
      table.append([
        mark.name, mark.segment, mark.overall, numbers.decimal(mark.vTest ?? 0, digits: 1),
      ])
    }
    return "\n" + table.text()
  }

  private static let markCount = 8

  private struct Mark {
    let vTest: Double?
    let name, segment, overall: String
  }

  private func level(_ trait: CategoryTrait) -> String {
    trait.variable.kind == .yesNo
      ? say("oui", "yes") : wording.level(trait.level, of: trait.variable)
  }

  private func rules(_ profile: SegmentProfile) -> String? {
    guard description.distillation != nil else { return nil }
    let lines = rules(of: profile.segment).map { rule -> String in
      let precision = rule.precision.map { numbers.percent($0, digits: 0) } ?? "–"
      let clients = numbers.phrase(rule.covered, "client", "clients", "client", "clients")
      return "  \(rule.rank). \(rule.text) ("
        + say(
          "\(clients), \(precision) de ce segment)", "\(clients), \(precision) of this segment)")
    }
    let heading = say("Règles, par leur rang :", "Rules, by their rank:")
    let none = say(
      "  aucune : ses clients vont à d'autres segments.",
      "  none: its clients go to other segments.")
    return "\n" + ([heading] + (lines.isEmpty ? [none] : lines)).joined(separator: "\n")
  }

  private func representatives(_ profile: SegmentProfile) -> String? {
    guard !profile.paragons.isEmpty else { return nil }
    let typical = profile.paragons.map { identifiers[$0] }.joined(separator: ", ")
    let atypical = profile.atypical.map { identifiers[$0] }.joined(separator: ", ")
    return say(
      "\nClients typiques : \(typical)\nClients atypiques : \(atypical)",
      "\nTypical clients: \(typical)\nAtypical clients: \(atypical)")
  }
}
