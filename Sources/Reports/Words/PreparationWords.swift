import Interpretation
import Preparation
import Tables

/// Roles, screening and transforms, in words.
struct PreparationWords: Sendable {
  let context: ReportContext

  func role(_ role: VariableRole) -> String {
    switch role {
    case .identifier: context.pick("identifiant", "identifier")
    case .name: context.pick("nom", "name")
    case .active: context.pick("active", "active")
    case .illustrative: context.pick("illustrative", "illustrative")
    case .group: context.pick("groupe", "group")
    case .outcome: context.pick("résultat", "outcome")
    case .ignored: context.pick("écartée", "ignored")
    }
  }

  func reason(_ reason: RoleReason) -> String {
    let reading = ReadingWords(context: context)
    switch reason {
    case .configured: return context.pick("fixé par la configuration", "set by the configuration")
    case .knownKey: return context.pick("nom de colonne reconnu", "column name recognised")
    case .fineCode:
      return context.pick(
        "code trop fin pour former des segments : les décrit",
        "code too fine to make segments: describes them")
    case .followUp:
      return context.pick(
        "suivi de la réforme : décrit les segments sans les former",
        "follow-up of the reform: describes the segments without making them")
    case .existingSegmentation:
      return context.pick("segmentation existante du cabinet", "existing segmentation of the firm")
    case .nomenclatureVersion:
      return context.pick(
        "version de la nomenclature d’activités : ne dit rien du client",
        "version of the nomenclature of activities: says nothing of the client")
    case .period: return context.pick("période du fichier", "period of the file")
    case .personalIdentifier(let kind):
      return context.pick(
        "donnée personnelle (\(reading.personal(kind))) : jamais utilisée",
        "personal data (\(reading.personal(kind))): never used")
    case .personalDataOffByDefault:
      return context.pick(
        "donnée personnelle : seulement si la configuration le demande",
        "personal data: only when the configuration asks for it")
    case .kind(let kind):
      return context.pick(
        "d’après son contenu : \(reading.kind(kind))", "from its content: \(reading.kind(kind))")
    }
  }

  func screening(_ reason: ScreeningReason) -> String {
    switch reason {
    case .tooMissing(let share):
      return context.pick(
        "absente chez \(context.numbers.share(share)) des clients",
        "missing for \(context.numbers.share(share)) of the clients")
    case .constant: return context.pick("la même chez tous", "the same for all")
    case .almostConstant(let share):
      return context.pick(
        "la même chez \(context.numbers.share(share)) des clients",
        "the same for \(context.numbers.share(share)) of the clients")
    case .almostUnique(let levels, let observed):
      return context.pick(
        "\(number(levels)) valeurs pour \(number(observed)) clients : presque une par client",
        "\(number(levels)) values for \(number(observed)) clients: nearly one each")
    case .nearDuplicate(let other, let measure, let correlation):
      let name = measure == .pearson ? "Pearson" : "Spearman"
      return context.pick(
        "dit la même chose que « \(context.header(other)) » (corrélation de \(name) : "
          + "\(context.decimal(correlation, 3)))",
        "says the same as “\(context.header(other))” (\(name) correlation: "
          + "\(context.decimal(correlation, 3)))")
    case .sameLevels(let other):
      return context.pick(
        "fait les mêmes groupes que « \(context.header(other)) »",
        "makes the same groups as “\(context.header(other))”")
    case .outOfRange: return context.pick("nombres démesurés", "numbers beyond measure")
    }
  }

  func encoding(_ variable: ActiveVariable) -> String {
    switch variable.encoding {
    case .quantity(let transform, _):
      return self.transform(transform, of: context.variable(variable.key, name: variable.name))
    case .ranks(let levels):
      return context.pick(
        "rangs de 1 à \(number(levels.count))", "ranks from 1 to \(number(levels.count))")
    case .levels(let grouping): return self.grouping(grouping)
    case .member: return context.pick("oui ou non", "yes or no")
    }
  }

  private func transform(_ transform: NumericTransform, of column: ProfiledVariable) -> String {
    switch transform {
    case .identity: return context.pick("telle quelle", "as it is")
    case .logarithm(let unit):
      return context.pick(
        "logarithme, log(1 + x/u), u = \(scale(unit, of: column))",
        "logarithm, log(1 + x/u), u = \(scale(unit, of: column))")
    case .signedLogarithm(let unit):
      return context.pick(
        "logarithme signé, u = \(scale(unit, of: column))",
        "signed logarithm, u = \(scale(unit, of: column))")
    }
  }

  /// A positive scale in the variable's own unit; below ten, to two significant digits, so that a
  /// small one does not read 0.
  private func scale(_ value: Double, of column: ProfiledVariable) -> String {
    let format = context.wording.columns.column(column)?.format
    let isShare = format == .percent || column.unit == .percent
    let shown = isShare ? value * 100 : value
    guard shown > 0, shown < 9.95 else { return context.wording.value(value, of: column) }
    var (digits, reach) = (0, shown)
    while reach < 10, digits < 9 {
      reach *= 10
      digits += 1
    }
    while digits > 0, isWhole(shown, tenths: digits - 1) { digits -= 1 }
    let text = context.decimal(shown, digits)
    return isShare ? context.pick("\(text) %", "\(text)%") : text
  }

  /// Whether the value is told in full with that many decimals.
  private func isWhole(_ value: Double, tenths digits: Int) -> Bool {
    var scaled = value
    for _ in 0..<digits { scaled *= 10 }
    return scaled >= 0.5 && abs(scaled - scaled.rounded()) < 1e-6 * scaled
  }

  private func grouping(_ grouping: LevelGrouping) -> String {
    let kept = context.numbers.count(
      grouping.kept.count, context.pick("modalité", "level"), context.pick("modalités", "levels"))
    guard !grouping.pooled.isEmpty else { return kept }
    let names = grouping.pooled.prefix(6).joined(separator: ", ")
    let more = grouping.pooled.count > 6 ? ", …" : ""
    let fate =
      grouping.poolIsLevel
      ? context.pick("rares, réunies", "rare ones, pooled")
      : context.pick("trop rares, mises au profil moyen", "too rare, at the average profile")
    return context.pick(
      "\(kept) ; \(fate) : \(names)\(more)", "\(kept); \(fate): \(names)\(more)")
  }

  /// The bounds beyond which values are brought back, in the variable's own unit; a bound that no
  /// value reaches is not told.
  func limits(_ variable: ActiveVariable) -> String {
    guard case .quantity(let transform, let limits?) = variable.encoding,
      case .numbers(let values)? = context.study.table[variable.key]?.values
    else { return "–" }
    let column = context.variable(variable.key, name: variable.name)
    let observed = values.filter(\.isFinite)
    let (low, high) = (transform.inverse(limits.lower), transform.inverse(limits.upper))
    let lower =
      observed.contains { $0 < low } ? context.wording.value(low, of: column) : nil
    let upper =
      observed.contains { $0 > high } ? context.wording.value(high, of: column) : nil
    switch (lower, upper) {
    case (let lower?, let upper?):
      return context.pick("de \(lower) à \(upper)", "from \(lower) to \(upper)")
    case (let lower?, nil): return context.pick("au moins \(lower)", "at least \(lower)")
    case (nil, let upper?): return context.pick("au plus \(upper)", "at most \(upper)")
    case (nil, nil): return "–"
    }
  }

  private func number(_ count: Int) -> String { context.numbers.integer(count) }
}
