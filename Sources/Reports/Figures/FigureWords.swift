import Interpretation

/// The few words that figures say by themselves, in both languages.
struct FigureWords: Sendable {
  let language: Language

  private func pick(_ french: String, _ english: String) -> String {
    Typography.spaced(language == .french ? french : english, language)
  }

  func client(_ count: Int) -> String {
    let number = NumberText(language).integer(count)
    return count == 1
      ? pick("\(number) client", "\(number) client")
      : pick("\(number) clients", "\(number) clients")
  }

  func chooses(_ count: Int?) -> String {
    guard let count else { return pick("ne retient rien", "chooses none") }
    return pick("retient \(count)", "chooses \(count)")
  }

  func threshold(_ value: String) -> String { pick("seuil \(value)", "threshold \(value)") }

  func cut(_ count: Int) -> String {
    pick(
      "coupure : \(count) segment\(count > 1 ? "s" : "")",
      "cut: \(count) segment\(count > 1 ? "s" : "")")
  }

  func foundAgain(_ times: Int, of draws: Int) -> String {
    pick(
      "branche retrouvée dans \(times) tirages sur \(draws)",
      "branch found again in \(times) of \(draws) draws")
  }

  func mean(_ value: String) -> String { pick("moyenne \(value)", "mean \(value)") }
  func belowZero(_ share: String) -> String { pick("\(share) sous 0", "\(share) below 0") }
  var segmentCount: String { pick("nombre de segments", "number of segments") }
  var heldOut: String { pick("mis de côté", "left aside") }
  var heldOutClients: String { pick("clients mis de côté", "clients left aside") }
  var trainingClients: String {
    pick("clients qui ont formé les segments", "clients that made the segments")
  }
  var notComputable: String { pick("non calculable", "not computable") }
  var adjustedRand: String { pick("accord (ARI)", "agreement (ARI)") }
  var jaccard: String { pick("recouvrement (Jaccard)", "overlap (Jaccard)") }
  var bootstrap: String { pick("clients tirés à nouveau", "clients drawn anew") }
  var subset: String { pick("la moitié des clients", "half of the clients") }
  var noise: String { pick("chiffres un peu faussés", "figures slightly off") }
  /// In the order of ``ConfidenceFigure/bounds``.
  var stays: [String] {
    [
      pick("95 % des fois et plus", "95% of the time and more"), pick("75 à 95 %", "75 to 95%"),
      pick("50 à 75 %", "50 to 75%"), pick("moins de 50 %", "less than 50%"),
    ]
  }
  var clients: String { pick("clients", "clients") }
  var belowPortfolio: String { pick("sous le portefeuille", "below the portfolio") }
  var abovePortfolio: String { pick("au-dessus", "above") }
  var portfolio: String { pick("portefeuille", "portfolio") }
  var thisPortfolio: String { pick("ce portefeuille :", "this portfolio:") }
  var withoutGroups: String { pick("sans groupes", "without groups") }
  var largestExcess: String {
    pick("plus grand gain, en écarts-types", "largest gain, in standard deviations")
  }
  var effectHopedFor: String { pick("effet espéré", "effect hoped for") }
  var kept: String { pick("retenu", "kept") }
  var notKept: String { pick("non retenu", "not kept") }
  var byChance: String { pick("par hasard", "by chance") }
  var axis: String { pick("axe", "axis") }

  func thinned(_ drawn: Int, of total: Int) -> String {
    let number = NumberText(language)
    let (few, all) = (number.integer(drawn), number.integer(total))
    return pick(
      "\(few) clients sont dessinés sur \(all), pris à intervalles réguliers dans chaque segment.",
      "\(few) clients of \(all) are drawn, taken at regular intervals within each segment.")
  }

  func condensed(_ leaves: Int, of total: Int) -> String {
    let number = NumberText(language)
    return pick(
      "Seul le haut de l’arbre est dessiné : \(leaves) branches pour \(number.integer(total)) clients.",
      "Only the top of the tree is drawn: \(leaves) branches for \(number.integer(total)) clients.")
  }
}
