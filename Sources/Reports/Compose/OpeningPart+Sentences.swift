import Interpretation
import Preparation
import Segmentation
import Validation

// MARK: - Findings

extension OpeningPart {
  private var study: Study { context.study }

  var findings: [RichText] {
    guard context.hasSegments else { return portfolioFindings }
    return [sizes, separation, trust].compactMap { $0 }
  }

  private var sizes: RichText? {
    guard let first = study.segments.first, let last = study.segments.last else { return nil }
    let (largest, smallest) = (context.segment(0), context.segment(study.segments.count - 1))
    var text: RichText = context.pick(
      """
      Le plus grand segment, \(largest), réunit \(context.clients(first.size)) \
      (\(context.percent(first.share))) ; le plus petit, \(smallest), \
      \(context.clients(last.size)) (\(context.percent(last.share))).
      """,
      """
      The largest segment, \(largest), has \(context.clients(first.size)) \
      (\(context.percent(first.share))); the smallest, \(smallest), \
      \(context.clients(last.size)) (\(context.percent(last.share))).
      """)
    if let fees = FeesShares(context)?.shares {
      text = text + feesSentence(fees)
    }
    return text
  }

  /// The segment whose part of the fees is largest beside its part of the clients.
  private func feesSentence(_ fees: [Double]) -> RichText {
    let weights = zip(fees, study.segments).map { $1.share > 0 ? $0 / $1.share : 0 }
    guard let heaviest = weights.indices.max(by: { (weights[$0], $1) < (weights[$1], $0) }),
      weights[heaviest] >= 1.25
    else { return RichText() }
    let segment = study.segments[heaviest]
    return context.pick(
      """
       \(context.segment(heaviest)) : \(strong: context.percent(segment.share)) des clients et \
      \(strong: context.percent(fees[heaviest])) des honoraires.
      """,
      """
       \(context.segment(heaviest)): \(strong: context.percent(segment.share)) of the clients and \
      \(strong: context.percent(fees[heaviest])) of the fees.
      """)
  }

  private var separation: RichText? {
    let active = Set(study.model.recipe.activeKeys)
    var seen: Set<String> = []
    let variables = study.profile.effects.filter { effect in
      active.contains(effect.variable.key) && (effect.value ?? 0) > 0
        && seen.insert(context.wording.label(effect.variable).text).inserted
    }.prefix(4)
    guard !variables.isEmpty else { return nil }
    let list = context.numbers.list(variables.map { context.wording.label($0.variable).definite })
    return context.pick(
      "Ce qui les sépare le plus : \(list).", "What sets them apart most: \(list).")
  }

  private var trust: RichText? {
    let words = VerdictWords(context: context)
    let doubtful = study.segments.indices.filter { study.segments[$0].verdict.verdict != .use }
    guard !doubtful.isEmpty else {
      let lucky =
        context.requestedCount == nil && ChoiceSentences(context: context).isNumberLucky
      let count = context.numbers.integer(context.segmentCount)
      return context.pick(
        "Tous les segments peuvent être utilisés tels quels"
          + (lucky ? ", tant qu’on en veut \(count) : le nombre, lui, n’est pas sûr." : "."),
        "All segments can be used as they are"
          + (lucky ? ", as long as \(count) are wanted: the number itself is not certain." : "."))
    }
    let shared = words.shared
    let items = doubtful.compactMap { index -> RichText? in
      let verdict = study.segments[index].verdict
      let because = words.because(verdict, besides: shared)
      let colon = context.pick(" : ", ": ")
      return because.isEmpty
        ? nil : "\(context.segment(index)), \(words.name(verdict.verdict))\(colon)\(because)"
    }
    if !shared.isEmpty { return unproven(shared.map(words.reason), others: items) }
    let usable = study.segments.count - doubtful.count
    if usable == 0, let shared = sharedReason {
      return context.pick(
        "Aucun segment n’est à utiliser sans précaution : aucun ne se forme sans \(shared).",
        "No segment is to be used without precaution: none forms without \(shared).")
    }
    let list = RichText.joined(items, separator: context.pick(" ; ", "; "))
    if usable == 0 {
      return context.pick(
        "Aucun segment n’est à utiliser sans précaution : \(list).",
        "No segment is to be used without precaution: \(list).")
    }
    return context.pick(
      "À manier avec précaution : \(list).", "To be handled with care: \(list).")
  }

  /// No segment is better than caution, for what holds of all of them.
  private func unproven(_ reasons: [String], others: [RichText]) -> RichText {
    let list = context.numbers.list(reasons)
    let text: RichText = context.pick(
      "Aucun segment n’est à utiliser sans précaution : \(list).",
      "No segment is to be used without precaution: \(list).")
    guard !others.isEmpty else { return text }
    let own = RichText.joined(others, separator: context.pick(" ; ", "; "))
    return text + context.pick(" En outre : \(own).", " Besides: \(own).")
  }

  /// The groups without which no segment forms, where that is why none is to be used as it is.
  private var sharedReason: String? {
    let lost = study.segments.indices.map { study.validation.groupsLosing($0) }
    guard let first = lost.first, !first.isEmpty, lost.allSatisfy({ $0 == first }) else {
      return nil
    }
    return context.numbers.list(first)
  }

  private var portfolioFindings: [RichText] {
    var sentences: [RichText] = []
    sentences.append(ChoiceSentences(context: context).why)
    return sentences
  }
}

// MARK: - Notices

extension OpeningPart {
  var notices: [Notice] {
    [
      rowsNotice, requestNotice, alternativeNotice, smallNotice, dependenceNotice,
      convergenceNotice, emptyComponentNotice, emptyNotice,
    ].compactMap { $0 }
  }

  /// Where the identifier repeats too often to name clients: the page says clients of rows.
  private var rowsNotice: Notice? {
    let rows = study.clientRows
    guard rows.repeated > 0, rows.leftOut == 0, !study.reading.repeatsAreCopies,
      let key = study.reading.identifierColumn
    else { return nil }
    let repeated = context.numbers.integer(rows.repeated)
    let all = context.numbers.integer(rows.studied)
    return Notice(
      .caution,
      context.pick(
        """
        \(repeated) lignes sur \(all) répètent un identifiant (« \(context.header(key)) ») : ce sont des \
        lignes qui sont étudiées ici, pas des clients, et un client y compte plusieurs fois. Pour \
        étudier les clients, partir d’un fichier qui a une ligne pour chacun.
        """,
        """
        \(repeated) rows of \(all) repeat an identifier (“\(context.header(key))”): rows are what is \
        studied here, not clients, and a client counts several times. To study the clients, start from \
        a file with one row for each.
        """))
  }

  private var requestNotice: Notice? {
    guard let requested = context.requestedCount else { return nil }
    let choice = study.choice
    let asked = context.pick(
      "Le nombre de segments (\(requested)) a été demandé.",
      "The number of segments (\(requested)) was asked for.")
    if choice.hasStructure, !isCountSure {
      return Notice(.caution, RichText(asked + unsureCount(requested)))
    }
    if choice.choice == requested, choice.hasStructure {
      return Notice(
        .good,
        context.pick(
          "\(asked) C’est aussi celui que les données auraient fait choisir.",
          "\(asked) It is also the one that the data would have chosen."))
    }
    let evidence =
      choice.hasStructure
      ? context.pick(
        " Les données auraient fait choisir \(choice.choice) segments.",
        " The data would have chosen \(choice.choice) segments.")
      : context.pick(
        """
         Les données n’auraient fait choisir aucun découpage : ces segments sont une commodité, \
        utile pour s’organiser, à ne pas présenter comme un constat.
        """,
        """
         The data would have chosen no division: these segments are a convenience, useful to get \
        organised, not to be presented as a finding.
        """)
    return Notice(.caution, RichText(asked + evidence))
  }

  /// There are groups, but no number that halves of the clients find again.
  private func unsureCount(_ requested: Int) -> String {
    let number = context.numbers.integer(study.choice.choice)
    let own =
      study.choice.choice == requested
      ? context.pick(" ; le moins incertain est celui-ci.", "; the least unsure is this one.")
      : context.pick(
        " ; le moins incertain serait \(number).", "; the least unsure would be \(number).")
    return context.pick(
      " Les données montrent des groupes, mais aucun nombre n’y est sûr",
      " The data show groups, but no number is sure") + own
  }

  private var alternativeNotice: Notice? {
    guard context.requestedCount == nil, let alternative = study.choice.alternative else {
      return nil
    }
    let command = ReproductionAnnex(context: context).command(clusters: alternative)
    return Notice(
      .neutral,
      context.pick(
        """
        S’il faut tout de même répartir les clients, le découpage le moins arbitraire est en \
        \(alternative) ; ce sera une division de commodité, pas un constat : \(code: command)
        """,
        """
        Should the clients be divided all the same, the least arbitrary division is in \
        \(alternative); it will be a division of convenience, not a finding: \(code: command)
        """))
  }

  private var smallNotice: Notice? {
    guard study.validation.groups.isEmpty, context.hasSegments else { return nil }
    return Notice(.caution, HeldOutSentences(context: context).notTried)
  }

  /// Where the others, without a group, announce no groups and lack segments too: what the whole rests
  /// on. That they announce none may come of their number alone.
  private var dependenceNotice: Notice? {
    let sole = study.validation.groups.filter { group in
      (group.chosenCount ?? 2) == 1 && context.segments.indices.contains { group.loses($0) }
    }
    guard context.hasSegments, study.validation.kind == .groups, !sole.isEmpty else { return nil }
    let words = HeldOutSentences(context: context)
    let names = context.numbers.list(sole.map { words.name($0) })
    return Notice(
      .caution,
      context.pick(
        """
        Sans \(names), la méthode n’annoncerait pas de groupes, et des segments ne s’y retrouvent pas : \
        ce que dit ce rapport repose d’abord sur ces clients.
        """,
        """
        Without \(names), the method would announce no groups, and segments are not found there: what this \
        report says rests on these clients first.
        """))
  }

  private var convergenceNotice: Notice? {
    guard !study.clustering.converged else { return nil }
    return Notice(.caution, RichText(MethodWords(context: context).notConverged))
  }

  /// A mixture may have components that no client prefers.
  private var emptyComponentNotice: Notice? {
    guard study.configuration.method == .gaussianMixture,
      let requested = context.requestedCount, requested > context.segmentCount
    else { return nil }
    let (asked, made) = (
      context.numbers.integer(requested), context.numbers.integer(context.segmentCount)
    )
    return Notice(
      .caution,
      context.pick(
        "Sur les \(asked) composantes demandées, \(made) seulement ont des clients.",
        "Of the \(asked) components asked for, only \(made) have clients."))
  }

  /// Clients without data are worth a box above this share of all; below, the annex tells them.
  private static let notableShare = 0.05

  private var emptyNotice: Notice? {
    let count = context.clientsWithoutData
    guard Double(count) > Self.notableShare * Double(context.clientCount) else { return nil }
    return Notice(
      .caution,
      context.pick(
        """
        \(context.clients(count)) sans aucune donnée utile : placés au profil moyen, ils ne disent \
        rien de leur segment.
        """,
        """
        \(context.clients(count)) without any usable data: placed at the average profile, they say \
        nothing of their segment.
        """))
  }
}
