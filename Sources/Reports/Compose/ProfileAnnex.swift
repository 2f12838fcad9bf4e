import Interpretation
import Segmentation

/// The test values of each segment in full, with those of the clients left aside beside.
struct ProfileAnnex: Sendable {
  private let context: ReportContext
  private let alike: Set<String>
  private let rowLimit = 60

  init(context: ReportContext) {
    self.context = context
    alike = context.calledAlike(context.study.profile.effects.map(\.variable))
  }

  var section: ReportSection {
    let profiles = context.hasSegments ? context.study.profile.segments : []
    return ReportSection(
      anchor: "profiles", heading: context.pick("Profils détaillés", "Profiles in detail"),
      lead: lead,
      blocks: profiles.flatMap { profile in
        [.heading("\(profile.segment + 1). \(context.segments[profile.segment].name)")]
          + [table(profile)].compactMap { $0 }
      },
      printedInstead: context.pick(
        """
        Trop longs pour le papier : les profils détaillés se lisent à l’écran dans ce rapport, et en \
        entier dans profiles.csv.
        """,
        """
        Too long for paper: the profiles in detail can be read on screen in this report, and in full \
        in profiles.csv.
        """))
  }

  private var lead: RichText {
    let beside =
      context.study.heldOut == nil
      ? RichText()
      : context.pick(
        " À droite, les mêmes chiffres chez les clients mis de côté, qui n’ont pas formé les segments.",
        " On the right, the same figures among the clients left aside, who did not make the segments."
      )
    return context.pick(
      """
      Valeurs-tests (v) au-delà de ±1,96, des plus fortes aux plus faibles ; toutes sont dans \
      profiles.csv. Elles décrivent : calculées sur les clients qui ont formé les segments, elles ne \
      sont pas des tests.
      """,
      """
      Test values (v) beyond ±1.96, from the strongest to the weakest; all are in profiles.csv. They \
      are descriptive: computed on the clients that made the segments, they are no tests.
      """) + beside
  }

  private struct Line {
    let vTest: Double
    let cells: [RichText]
  }

  private func table(_ profile: SegmentProfile) -> ReportBlock? {
    let lines = profile.numeric.compactMap { line($0) } + profile.categories.compactMap { line($0) }
    let order = lines.indices.sorted { a, b in
      let (va, vb) = (abs(lines[a].vTest), abs(lines[b].vTest))
      return va != vb ? va > vb : a < b
    }
    guard !order.isEmpty else { return nil }
    let omitted = max(order.count - rowLimit, 0)
    let caption: RichText =
      omitted > 0
      ? context.pick(
        "Les \(rowLimit) plus fortes ; \(context.numbers.integer(omitted)) de plus dans profiles.csv.",
        "The \(rowLimit) strongest; \(context.numbers.integer(omitted)) more in profiles.csv.")
      : RichText()
    return .table(
      DataTable(
        caption: caption, columns: columns, rows: order.prefix(rowLimit).map { lines[$0].cells }))
  }

  private var columns: [DataTable.Column] {
    let shown = [
      DataTable.Column(context.pick("Trait", "Trait")),
      DataTable.Column(
        context.pick("Segment (moyenne ou part)", "Segment (mean or share)"), .number),
      DataTable.Column(context.pick("Portefeuille", "Portfolio"), .number),
      DataTable.Column("v", .number),
    ]
    guard context.study.heldOut != nil else { return shown }
    return shown + [
      DataTable.Column(context.pick("Mis de côté", "Left aside"), .number),
      DataTable.Column(context.pick("v, mis de côté", "v, left aside"), .number),
    ]
  }

  /// With the header where two columns are called alike.
  private func label(_ variable: ProfiledVariable, level: String?) -> RichText {
    let text = context.label(variable, level: level)
    return alike.contains(variable.key) ? "\(text) (\(verbatim: variable.name))" : RichText(text)
  }

  private func line(_ trait: NumericTrait) -> Line? {
    guard let v = trait.vTest, abs(v) >= 1.96 else { return nil }
    let value = { (x: Double) in context.wording.value(x, of: trait.variable) }
    var cells: [RichText] = [
      label(trait.variable, level: nil), RichText(value(trait.segment.mean)),
      RichText(value(trait.overall.mean)), RichText(context.decimal(v, 1)),
    ]
    if context.study.heldOut != nil {
      cells += [
        RichText(trait.heldOut.map { value($0.segment.mean) } ?? "–"),
        RichText(context.decimal(trait.heldOut?.vTest, 1)),
      ]
    }
    return Line(vTest: v, cells: cells)
  }

  private func line(_ trait: CategoryTrait) -> Line? {
    guard let v = trait.vTest, abs(v) >= 1.96 else { return nil }
    var cells: [RichText] = [
      label(trait.variable, level: trait.level),
      RichText(context.numbers.share(trait.inSegment)),
      RichText(context.numbers.share(trait.overall)), RichText(context.decimal(v, 1)),
    ]
    if context.study.heldOut != nil {
      let counts = trait.heldOut?.counts
      let share = counts.flatMap { $0.segment > 0 ? context.numbers.share($0.inSegment) : nil }
      cells += [RichText(share ?? "–"), RichText(context.decimal(trait.heldOut?.vTest, 1))]
    }
    return Line(vTest: v, cells: cells)
  }
}
