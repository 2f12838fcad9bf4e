import Interpretation
import Preparation
import Segmentation
import Validation

/// The finding in a title, in figures and in sentences.
struct OpeningPart: Sendable {
  let context: ReportContext

  private var study: Study { context.study }
  private var choice: ClusterCountChoice { study.choice }

  var title: String {
    let found = countWords(context.segmentCount)
    guard let requested = context.requestedCount, requested != choice.choice else {
      return context.hasSegments
        ? titleOfFound(found)
        : context.pick(
          "Pas de segments naturels dans ce portefeuille",
          "No natural segments in this portfolio")
    }
    guard context.hasSegments else {
      return context.pick(
        "Un seul segment, comme demandé ; les données en montrent \(choice.choice)",
        "A single segment, as asked; the data show \(choice.choice)")
    }
    guard choice.hasStructure else {
      return context.pick(
        "\(found) segments de commodité : le portefeuille n’en a pas de naturels",
        "\(found) segments of convenience: the portfolio has no natural ones")
    }
    guard isCountSure else {
      return context.pick(
        "\(found) segments, comme demandé ; les données montrent des groupes, sans nombre sûr",
        "\(found) segments, as asked; the data show groups, but no sure number")
    }
    return context.pick(
      "\(found) segments, comme demandé ; les données en montrent \(choice.choice)",
      "\(found) segments, as asked; the data show \(choice.choice)")
  }

  /// As many segments as the data show.
  private func titleOfFound(_ found: String) -> String {
    guard isCountSure else {
      return context.pick(
        "Des groupes, sans nombre sûr : \(found.lowercased()) segments proposés",
        "Groups, but no sure number: \(found.lowercased()) segments proposed")
    }
    guard VerdictWords(context: context).shared.isEmpty else {
      return context.pick(
        "\(found) segments proposés : les clients mis de côté ne les confirment pas",
        "\(found) segments proposed: the clients left aside do not confirm them")
    }
    let words = ChoiceSentences(context: context)
    if words.isNumberLucky {
      return context.pick(
        "Des groupes, dont le nombre n’est pas sûr : \(found.lowercased()) segments proposés",
        "Groups, whose number is not certain: \(found.lowercased()) segments proposed") + usable
    }
    guard words.partsSegments else {
      return context.pick(
        "Des groupes sans frontières nettes : \(found.lowercased()) segments proposés",
        "Groups without clear borders: \(found.lowercased()) segments proposed") + usable
    }
    return context.pick(
      "\(found) segments naturels dans le portefeuille",
      "\(found) natural segments in the portfolio") + usable
  }

  /// How many segments may be used as they are, where not all may.
  private var usable: String {
    let count = study.segments.count { $0.verdict.verdict == .use }
    if count == study.segments.count { return "" }
    if count == 0 {
      return context.pick(", aucun à utiliser tel quel", ", none to use as it is")
    }
    return context.pick(
      ", \(countWords(count).lowercased()) à utiliser", ", \(countWords(count).lowercased()) to use"
    )
  }

  /// Whether halves of the clients find the segments of the other again, for some number of them.
  var isCountSure: Bool {
    if case .noneReproducible = choice.reason { return false }
    return true
  }

  private func countWords(_ count: Int) -> String {
    let french = [
      "Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix", "Onze",
      "Douze",
    ]
    let english = [
      "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
      "Twelve",
    ]
    guard french.indices.contains(count - 1) else { return context.numbers.integer(count) }
    return context.pick(french[count - 1], english[count - 1])
  }

  var subtitle: RichText {
    var parts: [RichText] = []
    if study.input.name != "-" { parts.append("\(verbatim: study.input.name)") }
    if let period = study.configuration.period {
      parts.append(RichText(PeriodWords.text(period, context.language)))
    }
    let variables = context.numbers.count(
      study.model.recipe.activeKeys.count,
      context.pick("variable active", "active variable"),
      context.pick("variables actives", "active variables"))
    parts.append("\(context.clients(context.clientCount)), \(variables)")
    if context.hasSegments { parts.append(RichText(MethodWords(context: context).name)) }
    return .joined(parts, separator: " · ")
  }

  var colophon: RichText {
    let fingerprint = String(study.input.sha256.prefix(12))
    return context.pick(
      """
      \(Product.name) \(Product.version) · graine \(String(study.configuration.seed)) · empreinte \
      du fichier \(code: fingerprint)
      """,
      """
      \(Product.name) \(Product.version) · seed \(String(study.configuration.seed)) · file \
      fingerprint \(code: fingerprint)
      """)
  }
}

// MARK: - Key figures

extension OpeningPart {
  var keyFigures: [KeyFigure] {
    context.hasSegments ? segmentFigures : portfolioFigures
  }

  private var segmentFigures: [KeyFigure] {
    let verdicts = study.segments.map(\.verdict.verdict)
    let usable = verdicts.count { $0 == .use }
    // Four stand in a row: the explained share is told where no test is.
    return [countFigure] + [testFigure ?? explainedFigure, agreementFigure].compactMap { $0 } + [
      KeyFigure(
        value: context.pick("\(usable) sur \(verdicts.count)", "\(usable) of \(verdicts.count)"),
        explanation: choice.hasStructure
          ? context.pick(
            "segments à utiliser tels quels, d’après la taille, la stabilité, la séparation et les clients mis de côté",
            "segments to use as they are, by size, stability, separation and the clients left aside"
          )
          : context.pick(
            "segments à utiliser tels quels : sans groupes, un découpage n’est qu’une commodité",
            "segments to use as they are: without groups, a division is but a convenience"))
    ]
  }

  private var countFigure: KeyFigure {
    let words = ChoiceSentences(context: context)
    let what =
      context.requestedCount == nil
      ? "segments" : context.pick("segments, comme demandé", "segments, as asked")
    let leaning =
      words.leaning(segmentCount: context.segmentCount).map { context.pick(" ; ", "; ") + $0 } ?? ""
    let luck =
      context.requestedCount == nil && words.isNumberLucky
      ? context.pick(
        " ; ce nombre n’est pas sûr, d’autres clients pourraient en donner un autre",
        "; this number is not certain, other clients could give another") : ""
    return KeyFigure(
      value: context.numbers.integer(context.segmentCount),
      explanation: RichText(what + leaning + luck))
  }

  private var agreementFigure: KeyFigure? {
    let validation = study.validation
    if let agreement = validation.summary.adjustedRand {
      let beside = validation.baseline.map {
        context.pick(
          " ; sans groupes, ce serait \(context.decimal($0.mean))",
          "; without groups it would be \(context.decimal($0.mean))")
      }
      return KeyFigure(
        value: context.decimal(agreement),
        explanation: context.pick(
          """
          accord (ARI, 1 au plus) entre les segments et ceux que les clients mis de côté forment entre \
          eux\(beside ?? "")
          """,
          """
          agreement (ARI, 1 at most) of the segments with those that the clients left aside form among \
          themselves\(beside ?? "")
          """))
    }
    guard let index = choice.clusterCounts.firstIndex(of: context.segmentCount),
      let strength = choice.predictionStrength.values[index]
    else { return nil }
    return KeyFigure(
      value: context.decimal(strength),
      explanation: context.pick(
        "force de prédiction (1 au plus) : une moitié des clients retrouve les segments de l’autre",
        "prediction strength (1 at most): half of the clients finds the other's segments again"))
  }

  /// Where the portfolio ranks among portfolios without groups, where segments are announced as real.
  private var testFigure: KeyFigure? {
    let test = choice.evidence.structure
    guard choice.hasStructure, let p = test.pValue else { return nil }
    let (asGood, all) = (
      Int((p * Double(test.replicates + 1)).rounded()) - 1, context.numbers.integer(test.replicates)
    )
    return KeyFigure(
      value: asGood == 0
        ? context.pick("aucun sur \(all)", "none of \(all)")
        : context.pick("\(asGood) sur \(all)", "\(asGood) of \(all)"),
      explanation: context.pick(
        """
        portefeuilles sans groupes, de même forme, se découpent aussi bien (valeur p, rang de ce \
        portefeuille parmi eux et lui-même : \(context.decimal(p)))
        """,
        """
        portfolios without groups, of the same shape, divide as well (p-value, rank of this portfolio \
        among them and itself: \(context.decimal(p)))
        """))
  }

  private var explainedFigure: KeyFigure? {
    guard let training = HeldOutReference(study.training.scores, study.clustering).explained
    else { return nil }
    // Groups are left aside from other models than the one shown: their share is no match for its.
    let heldOut =
      study.validation.kind == .holdOut ? study.validation.summary.explainedInertia : nil
    let among = heldOut.map {
      context.pick(
        " ; \(context.percent($0)) chez les clients mis de côté",
        "; \(context.percent($0)) among the clients left aside")
    }
    return KeyFigure(
      value: context.percent(training),
      explanation: context.pick(
        "des différences entre clients, sur les axes gardés, s’expliquent par leur segment\(among ?? "")",
        "of the differences between clients, on the axes kept, are explained by their segment\(among ?? "")"
      ))
  }

  private var portfolioFigures: [KeyFigure] {
    var figures: [KeyFigure] = []
    if let first = choice.clusterCounts.first, let last = choice.clusterCounts.last {
      figures.append(
        KeyFigure(
          value: context.pick("\(first) à \(last)", "\(first) to \(last)"),
          explanation: context.pick(
            "segments essayés, sur \(context.clients(context.trainingCount))",
            "segments tried, on \(context.clients(context.trainingCount))")))
    }
    return figures + [alikeFigure].compactMap { $0 }
  }

  /// How many portfolios without groups divide as well.
  private var alikeFigure: KeyFigure? {
    let limit =
      ChoiceSentences(context: context).isAtTheLimit
      ? context.pick(" ; c’est à la limite", "; this is at the limit") : ""
    if case .noValley = choice.reason {
      return KeyFigure(
        value: context.pick("aucun creux", "no valley"),
        explanation: context.pick(
          "entre les parties du portefeuille : les clients ne s’y raréfient pas\(limit)",
          "between the parts of the portfolio: clients do not grow rare there\(limit)"))
    }
    guard case .noStructure(let asGood, let total) = choice.reason else { return nil }
    return KeyFigure(
      value: context.pick("\(asGood) sur \(total)", "\(asGood) of \(total)"),
      explanation: context.pick(
        "portefeuilles sans groupes, tirés à l’image de celui-ci, se divisent aussi bien\(limit)",
        "portfolios without groups, drawn in the image of this one, divide as well\(limit)"))
  }
}
