/// A word of a segment's name that stands for several levels together, which the paragraph then says:
/// `artisans (BTP, métiers de bouche ou automobile)`.
struct NamedUnion: Sendable {
  /// `sont des artisans (BTP, métiers de bouche ou automobile)`
  let clause: String
  let theme: String
  let counts: CategoryCounts

  func text(share: String) -> String { share + " " + clause }

  /// The unions of two levels and more that clients of the segment have. The members of a set do not
  /// exclude each other and are never counted together.
  static func unions(
    of name: SegmentName, in profile: SegmentProfile, _ wording: Wording
  ) -> [NamedUnion] {
    name.traits.compactMap { trait in
      guard case .levels(let levels) = trait.kind, trait.variable.kind != .set else { return nil }
      let members = profile.categories
        .filter { $0.variable == trait.variable && levels.contains($0.level) }
        .filter { $0.counts.both > 0 }
      let ordered = members.indices.sorted { a, b in
        let (na, nb) = (members[a].counts.both, members[b].counts.both)
        return na != nb ? na > nb : a < b
      }.map { members[$0] }
      var seen: Set<String> = []
      let labels = ordered.map { label($0, wording) }.filter { seen.insert($0).inserted }
      guard labels.count > 1, let first = ordered.first else { return nil }
      return NamedUnion(
        clause: clause(trait, labels, wording), theme: wording.theme(of: trait.variable),
        counts: ordered.dropFirst().reduce(first.counts) { $0.union($1.counts) })
    }
  }

  /// A code of activity is told by its sector.
  private static func label(_ trait: CategoryTrait, _ wording: Wording) -> String {
    let known = wording.columns.column(trait.variable)?.level(trait.level)
    let sector = known.flatMap { wording.lexicon.variables["secteur"]?.levels[$0.key]?.label }
    return wording.levelWords(trait.level, of: trait.variable)?.label ?? sector ?? trait.level
  }

  private static func clause(
    _ trait: NamedTrait, _ labels: [String], _ wording: Wording
  ) -> String {
    let isNoun = wording.lexicon.nouns.values.contains { $0.running == trait.text }
    let last = labels.last ?? ""
    let list =
      labels.dropLast().joined(separator: ", ") + (wording.language == .french ? " ou " : " or ")
      + last
    let verb = wording.language == .french ? (isNoun ? "sont des " : "sont ") : "are "
    return "\(verb)\(trait.text) (\(list))"
  }
}
