import Interpretation
import Segmentation

/// The test values of each segment in full, with those of the clients left aside beside.
struct ProfileAnnex: Sendable {
  private let context: ReportContext
  private let alike: Set<String>
  private let active: Set<String>
  private let rowLimit = 60

  init(context: ReportContext) {
    self.context = context
    alike = context.calledAlike(context.study.profile.effects.map(\.variable))
    active = context.study.activeKeys
  }

  var section: ReportSection {
    let profiles = context.hasSegments ? context.study.profile.segments : []
    return ReportSection(
      anchor: "profiles", heading: context.pick("Profils détaillés", "Profiles in detail"),
      lead: lead,
      blocks: profiles.flatMap { profile in
        [
          .heading(
            "\(context.segments[profile.segment].number). \(context.segments[profile.segment].name)"
          )
        ]
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

  private var isHeldOut: Bool { context.study.profile.hasHeldOut }

  private var beside: RichText {
    guard isHeldOut else {
      return context.pick(
        " Personne n’ayant été mis de côté, elles ne sont pas vérifiées sur d’autres clients.",
        " As nobody was left aside, they are not checked on other clients.")
    }
    let needed = context.numbers.integer(HeldOutGap.needed)
    let others: RichText = context.pick(
      """
       À droite, les mêmes chiffres chez des clients rangés par des segments formés sans eux, comparés \
      entre eux ; rien n’y est évalué à moins de \(needed) clients du segment dont la valeur est connue.
      """,
      """
       On the right, the same figures among clients placed by segments made without them, compared among \
      themselves; nothing is evaluated there with fewer than \(needed) clients of the segment whose value \
      is known.
      """)
    return others
      + (hasOther
        ? context.pick(
          """
           Un trait marqué d’un astérisque n’a servi ni à former les segments ni à y ranger ces clients : là, \
          v est un vrai test. Les autres les ont rangés : qu’ils se retrouvent est attendu, qu’ils manquent \
          serait un mauvais signe.
          """,
          """
           A trait with an asterisk had no part in making the segments nor in placing these clients: there, \
          v is a true test. The others placed them: that they are found again is expected, that they are \
          missing would be a bad sign.
          """)
        : context.pick(
          """
           Ces traits ont servi à ranger ces clients : qu’ils se retrouvent est attendu, qu’ils manquent \
          serait un mauvais signe.
          """,
          """
           These traits placed these clients: that they are found again is expected, that they are missing \
          would be a bad sign.
          """))
  }

  private func isActive(_ variable: ProfiledVariable) -> Bool {
    active.contains(variable.key)
  }

  private var hasOther: Bool {
    context.study.profile.effects.contains { !isActive($0.variable) }
  }

  /// The test value among held-out clients, or why there is none.
  private func heldOutText(_ vTest: Double?, _ gap: HeldOutGap?) -> RichText {
    switch gap {
    case .tooFew(let count, _)?:
      return context.pick("trop peu (\(count))", "too few (\(count))")
    case .noVariation?: return context.pick("tous pareils", "all alike")
    case nil: return RichText(context.decimal(vTest, 1))
    }
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
    guard isHeldOut else { return shown }
    return shown + [
      DataTable.Column(context.pick("Mis de côté", "Left aside"), .number),
      DataTable.Column(context.pick("v, mis de côté", "v, left aside"), .number),
    ]
  }

  /// With the header where two columns are called alike.
  private func label(_ variable: ProfiledVariable, level: String?) -> RichText {
    let text = context.label(variable, level: level)
    let star = isHeldOut && !isActive(variable) ? "\u{A0}*" : ""
    return alike.contains(variable.key)
      ? "\(text) (\(verbatim: variable.name))\(star)" : RichText(text + star)
  }

  private func line(_ trait: NumericTrait) -> Line? {
    guard let v = trait.vTest, abs(v) >= 1.96 else { return nil }
    let value = { (x: Double) in context.wording.value(x, of: trait.variable) }
    var cells: [RichText] = [
      label(trait.variable, level: nil), RichText(value(trait.segment.mean)),
      RichText(value(trait.overall.mean)), RichText(context.decimal(v, 1)),
    ]
    if isHeldOut {
      cells += [
        RichText(trait.heldOut.map { value($0.segment.mean) } ?? "–"),
        heldOutText(trait.heldOut?.vTest, trait.heldOutGap),
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
    if isHeldOut {
      let counts = trait.heldOut?.counts
      let share = counts.flatMap { $0.segment > 0 ? context.numbers.share($0.inSegment) : nil }
      cells += [
        RichText(share ?? "–"), heldOutText(trait.heldOut?.vTest, trait.heldOutGap),
      ]
    }
    return Line(vTest: v, cells: cells)
  }
}
