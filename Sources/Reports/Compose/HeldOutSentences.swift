import Interpretation
import Segmentation
import Validation

/// What is said of the clients left aside.
struct HeldOutSentences: Sendable {
  let context: ReportContext

  private var validation: HeldOutValidation { context.study.validation }

  func name(_ result: HeldOutGroupResult) -> String {
    switch result.group {
    case nil: context.pick("mis de côté", "left aside")
    case .fold(let number, let round):
      if case .folds(_, let rounds) = context.study.configuration.heldOut, rounds > 1 {
        context.pick("tirage \(round), part \(number)", "division \(round), part \(number)")
      } else {
        context.pick("part \(number)", "part \(number)")
      }
    case .value(let name): name
    case .pooled(let names): names.joined(separator: " + ")
    }
  }

  /// Who was left aside, and what comes from whom.
  var design: RichText {
    let text: RichText
    switch validation.kind {
    case .holdOut: text = drawn
    case .folds:
      text = inTurn(context.pick("Chaque part, tirée au hasard,", "Each part, drawn at random,"))
    case .groups:
      let column = validation.column ?? ""
      text = inTurn(
        context.pick("Chaque groupe de « \(column) »", "Each group of “\(column)”"))
    }
    return text + outside
  }

  private var drawn: RichText {
    let count = validation.groups.reduce(0) { $0 + $1.size }
    return context.pick(
      """
      \(context.clients(count)), tirés au hasard, ont été mis de côté : les axes, le nombre de segments, \
      les segments et leurs noms viennent des autres seuls.
      """,
      """
      \(context.clients(count)), drawn at random, were left aside: the axes, the number of segments, \
      the segments and their names come from the others alone.
      """) + (validation.comparedCount > 0 ? compared : RichText())
  }

  private var compared: RichText {
    context.pick(
      """
       On les a rangés dans les segments d’après leurs variables, puis segmentés entre eux, et on \
      compare.
      """,
      """
       They were placed in the segments by their variables, then segmented among themselves, and both \
      are compared.
      """)
  }

  private func inTurn(_ who: String) -> RichText {
    let changes = context.requestedCount == nil ? " " + chosen : ""
    return RichText(
      context.pick(
        """
        \(who) a été mis\(validation.kind == .folds ? "e" : "") de côté à son tour ; tout a été refait \
        sans ces clients, puis comparé à la façon dont ils se segmentent entre eux.\(changes)
        """,
        """
        \(who) was left aside in turn; everything was made again without these clients, then compared \
        with how they segment among themselves.\(changes)
        """))
  }

  /// What number each setting aside would have led to by itself.
  private var chosen: String {
    let counts = validation.chosenCounts
    let differing = counts.count { $0 != context.study.choice.choice }
    let silent = counts.count { $0 == 1 }
    let start = context.pick(
      "Autant de segments qu’ici sont demandés chaque fois",
      "As many segments as here are asked for each time")
    guard differing > 0 else {
      return start
        + context.pick(
          "\u{A0}; laissée libre, la méthode prendrait le même nombre.",
          "; left to itself, the method would take the same number.")
    }
    let times = context.numbers.integer(differing)
    let other = context.pick(
      "\u{A0}; laissée libre, la méthode en prendrait un autre nombre \(times) fois sur \(counts.count)",
      "; left to itself, the method would take another number \(often(differing, of: counts.count))"
    )
    guard silent > 0 else { return start + other + "." }
    return start + other
      + context.pick(
        ", dont \(context.numbers.integer(silent)) où elle n’annoncerait pas de groupes.",
        ", of which \(context.numbers.integer(silent)) where it would announce no groups.")
  }

  private var outside: RichText {
    var text = RichText()
    if !validation.tooSmall.isEmpty {
      let names = context.numbers.list(validation.tooSmall)
      text =
        text
        + context.pick(
          " Trop petits pour être mis de côté : \(names).", " Too small to be left aside: \(names)."
        )
    }
    if validation.clientsWithoutGroup > 0 {
      let count = context.clients(validation.clientsWithoutGroup)
      text = text + context.pick(" Sans groupe : \(count).", " Without a group: \(count).")
    }
    if !validation.tooSmall.isEmpty || validation.clientsWithoutGroup > 0 {
      text =
        text
        + context.pick(
          " Ces clients ont formé les segments chaque fois, et rien n’est éprouvé sur eux.",
          " These clients made the segments every time, and nothing is tried on them.")
    }
    return text
  }
}

// MARK: - Nothing to compare

extension HeldOutSentences {
  var notTried: RichText {
    guard let few = validation.notTried else {
      return context.pick(
        "Personne n’a été mis de côté : rien à montrer ici.",
        "Nobody was left aside: nothing to show.")
    }
    let (clients, needed) = (
      context.numbers.integer(few.clients), context.numbers.integer(few.needed)
    )
    // Halves are the largest parts that there can be.
    let isHelped = validation.kind == .holdOut && context.clientCount / 2 >= few.needed
    let remedy: RichText =
      isHelped
      ? context.pick(
        " Avec \(code: "--folds 2"), chaque moitié du portefeuille serait éprouvée sur l’autre.",
        " With \(code: "--folds 2"), each half of the portfolio would be tried on the other.")
      : RichText()
    return context.pick(
      """
      Le portefeuille est trop petit pour mettre des clients de côté : il y en aurait \(clients), et il \
      en faut \(needed) pour comparer deux découpages. Tous ont formé les segments ; rien n’a pu être \
      éprouvé sur d’autres.
      """,
      """
      The portfolio is too small to leave clients aside: there would be \(clients), and it takes \
      \(needed) to compare two divisions. All of them made the segments; nothing could be tried on \
      others.
      """) + remedy
  }

  var nothingCompared: RichText {
    let reasons = validation.groups.compactMap { result in
      result.notCompared.map {
        name(result) + context.pick(" : ", ": ") + because($0)
      }
    }
    return RichText(
      context.pick("Rien n’a pu être comparé. ", "Nothing could be compared. ")
        + reasons.joined(separator: context.pick(" ; ", "; ")) + ".")
  }

  private func because(_ reason: NotCompared) -> String {
    switch reason {
    case .oneSegment:
      return context.pick(
        "un seul segment se forme sans eux", "a single segment forms without them")
    case .tooFew(let count, let needed):
      let (few, all) = (context.clients(count), context.numbers.integer(needed))
      return context.pick(
        "\(few), il en faut \(all) pour autant de segments",
        "\(few), it takes \(all) for as many segments")
    case .tooFewDistinct:
      return context.pick(
        "moins de clients différents que de segments", "fewer different clients than segments")
    case .notFitted:
      return context.pick(
        "sans eux, aucune colonne ne distingue les autres",
        "without them, no column tells the others apart")
    }
  }
}

// MARK: - What fails where

extension HeldOutSentences {
  var noFailure: RichText {
    let bound = context.decimal(context.study.configuration.verdict.heldOut.caution)
    return context.pick(
      "Chaque segment se retrouve partout où il a été éprouvé (au moins \(bound)).",
      "Each segment is found again wherever it was tried (at least \(bound)).")
  }

  /// One sentence for each group where something is not found, or nothing could be compared; of
  /// random parts, which are alike, one for each segment.
  var failures: [RichText] {
    validation.kind == .folds
      ? context.segments.indices.compactMap(failures(ofSegment:))
      : validation.groups.flatMap(failures)
  }

  /// `once in 15`, `twice in 15`, `10 times out of 15`.
  private func often(_ count: Int, of all: Int) -> String {
    switch count {
    case 1: "once in \(context.numbers.integer(all))"
    case 2: "twice in \(context.numbers.integer(all))"
    default: "\(context.numbers.integer(count)) times out of \(context.numbers.integer(all))"
    }
  }

  private func failures(ofSegment segment: Int) -> RichText? {
    let bound = context.study.configuration.verdict.heldOut.caution
    let lost = validation.groups.count { $0.loses(segment) }
    let weak = validation.groups.count { group in
      !group.loses(segment) && (group.jaccard[segment] ?? 1) < bound
    }
    guard lost + weak > 0 else { return nil }
    let (times, all) = (context.numbers.integer(lost), validation.groups.count)
    let (fewer, shown) = (context.numbers.integer(weak), context.decimal(bound))
    let parts = [
      lost == 0
        ? nil
        : context.pick(
          "ne se forme pas \(times) fois sur \(all)", "does not form \(often(lost, of: all))"),
      weak == 0
        ? nil
        : context.pick(
          "reste sous \(shown) \(fewer) fois sur \(all)",
          "stays below \(shown) \(often(weak, of: all))"),
    ].compactMap { $0 }
    return "\(context.segment(segment)) \(context.numbers.list(parts))."
  }

  private func failures(_ result: HeldOutGroupResult) -> [RichText] {
    let who = "« \(name(result)) »"
    let size = context.clients(result.size)
    if context.segments.indices.allSatisfy({ result.loses($0) }) {
      return [
        context.pick(
          "\(strong: "Sans \(name(result)) (\(size)), aucun segment ne se forme") : les autres clients, seuls, n’en montrent pas.",
          "\(strong: "Without \(name(result)) (\(size)), no segment forms"): the other clients, alone, show none."
        )
      ]
    }
    var sentences: [RichText] = []
    if result.chosenCount == 1, validation.kind == .groups {
      sentences.append(
        context.pick(
          """
          Sans \(name(result)) (\(size)), la méthode n’annoncerait pas de groupes chez les autres : moins de \
          clients en disent moins, ou les groupes tiennent à \(name(result)). Les cases disent ce qu’il en \
          est, segment par segment.
          """,
          """
          Without \(name(result)) (\(size)), the method would announce no groups among the others: fewer \
          clients say less, or the groups hang on \(name(result)). The cells say how it is, segment by \
          segment.
          """))
    }
    let lost = context.segments.indices.filter { result.loses($0) }
    if !lost.isEmpty {
      let list = RichText.list(lost.map { context.segment($0) }, context.language)
      let isOne = lost.count == 1
      sentences.append(
        context.pick(
          """
          Sans \(name(result)) (\(size)), \
          \(isOne ? "ce segment ne se forme pas" : "ces segments ne se forment pas") : \(list).
          """,
          """
          Without \(name(result)) (\(size)), \
          \(isOne ? "this segment does not form" : "these segments do not form"): \(list).
          """))
    }
    if let reason = result.notCompared {
      sentences.append(
        context.pick("\(who) n’a pas été comparé : ", "\(who) was not compared: ")
          + RichText(because(reason) + "."))
      return sentences
    }
    return sentences + weak(result, lost: lost)
  }

  private func weak(_ result: HeldOutGroupResult, lost: [Int]) -> [RichText] {
    let bound = context.study.configuration.verdict.heldOut.caution
    let weak = context.segments.indices.filter { index in
      !lost.contains(index) && (result.jaccard[index] ?? 1) < bound
    }
    guard !weak.isEmpty else { return [] }
    let list = RichText.list(
      weak.map { "\(context.segment($0)) (\(context.decimal(result.jaccard[$0])))" },
      context.language)
    guard validation.kind == .groups else {
      return [
        context.pick(
          "Chez les clients mis de côté, à moins de \(context.decimal(bound)) : \(list).",
          "Among the clients left aside, below \(context.decimal(bound)): \(list).")
      ]
    }
    return [
      context.pick(
        "Chez les clients « \(name(result)) », à moins de \(context.decimal(bound)) : \(list).",
        "Among the clients “\(name(result))”, below \(context.decimal(bound)): \(list).")
    ]
  }
}
