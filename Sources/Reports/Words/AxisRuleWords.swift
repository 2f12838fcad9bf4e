import Interpretation
import Preparation

/// Which axes were kept and why, with figures that `run.json` gives back: the inertias are its
/// `preparation.axes.eigenvalues`.
///
/// The rule counts on the covariance whose missing cells are at the average, each variable brought
/// back to its inertia; the inertias published are those after the missing cells were rebuilt. The two
/// counts differ, so the words tell the published one and say where the rule saw another.
package struct AxisRuleWords: Sendable {
  package let language: Language
  package let rule: AxisRule
  /// Axes above the threshold when the rule counted.
  package let significant: Int
  package let kept: Int
  package let threshold: Double
  /// Decreasing.
  package let eigenvalues: [Double]
  package let totalInertia: Double
  /// Whether cells were missing when the axes were counted.
  package let rebuilds: Bool

  package init(
    language: Language, rule: AxisRule, significant: Int, kept: Int, threshold: Double,
    eigenvalues: [Double], totalInertia: Double, rebuilds: Bool = true
  ) {
    self.language = language
    self.rule = rule
    self.significant = significant
    self.kept = kept
    self.threshold = threshold
    self.eigenvalues = eigenvalues
    self.totalInertia = totalInertia
    self.rebuilds = rebuilds
  }

  init(_ factors: MixedDataFactors, language: Language) {
    let choice = factors.axisChoice
    self.init(
      language: language, rule: choice.rule, significant: choice.significant,
      kept: choice.count, threshold: choice.threshold, eigenvalues: factors.eigenvalues,
      totalInertia: factors.totalInertia,
      rebuilds: factors.imputation.missingCellCount > 0)
  }

  /// The rule in general, for the annex on the method.
  package var sentence: String {
    switch rule {
    case .leading(let high):
      pick(
        "Les variables étant toutes chiffrées, on garde les \(high) premiers axes, tous s’il y en a moins.",
        "All variables being numeric, the first \(high) axes are kept, all where there are fewer.")
    case .aboveAverage(let low, let high), .aboveNoise(let low, let high):
      pick(
        """
        On garde les axes dont l’inertie dépasse \(bound), au moins \(low) et au plus \(high). Ils sont \
        comptés avant cette reconstruction, chaque variable étant ramenée à son inertie entière.
        """,
        """
        Axes are kept whose inertia exceeds \(bound), at least \(low) and at most \(high). They are \
        counted before this rebuilding, each variable being brought back to its whole inertia.
        """)
    case .fixed(let count):
      pick(
        "Le nombre d’axes gardés, \(count), est fixé par la configuration.",
        "The number of axes kept, \(count), is set by the configuration.")
    case .all: pick("Tous les axes sont gardés.", "All axes are kept.")
    }
  }

  /// How many were kept here, what they carry and what decided.
  package var caption: String {
    let share = numbers.percent(
      totalInertia > 0 ? eigenvalues.prefix(kept).reduce(0, +) / totalInertia : 0)
    let axes = numbers.count(kept, pick("axe", "axis"), pick("axes", "axes"))
    let opening = pick(
      "\(axes) sur \(numbers.integer(eigenvalues.count)), qui \(kept < 2 ? "porte" : "portent") \(share) des différences entre clients",
      "\(axes) of \(numbers.integer(eigenvalues.count)), which \(kept == 1 ? "carries" : "carry") \(share) of the differences between clients"
    )
    let rest =
      kept < eigenvalues.count
      ? pick(
        " ; le reste n’entre pas dans les segments.", "; the rest has no part in the segments.")
      : "."
    return [opening + rest, reason].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension AxisRuleWords {
  private var numbers: NumberStyle { NumberStyle(language) }

  private func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  /// The threshold and what it is.
  private var bound: String {
    if case .aboveAverage = rule {
      return pick(
        "1, celle d’une variable chiffrée (règle de Kaiser)",
        "1, that of one numeric variable (Kaiser's rule)")
    }
    let value = numbers.decimal(threshold, digits: 2)
    return pick(
      "\(value), celle du premier axe de variables sans lien entre elles",
      "\(value), that of the first axis of unrelated variables")
  }

  /// Axes whose published inertia exceeds the threshold, with the tolerance of the rule.
  private var above: Int { eigenvalues.count { $0 > threshold + 1e-9 } }

  private var reason: String {
    switch rule {
    case .all: return ""
    case .fixed:
      return pick(
        "Leur nombre est fixé par la configuration.", "Their number is set by the configuration.")
    case .leading(let high):
      return kept == high ? atMost(high) : ""
    case .aboveAverage(let low, let high), .aboveNoise(let low, let high):
      if significant > kept, kept == high { return counted + " " + atMost(high) }
      // Two variables have no more than two axes, whatever the least number.
      if significant < kept, kept <= low { return counted + " " + atLeast(low) }
      return above == kept || !rebuilds ? counted : counted + " " + beforeRebuilding
    }
  }

  private var counted: String {
    let count = numbers.count(above, pick("axe", "axis"), pick("axes", "axes"))
    return above == 0
      ? pick(
        "Aucun axe n’a une inertie supérieure à \(bound).", "No axis has an inertia above \(bound)."
      )
      : pick(
        "\(count) \(above < 2 ? "a" : "ont") une inertie supérieure à \(bound).",
        "\(count) \(above == 1 ? "has" : "have") an inertia above \(bound).")
  }

  private func atMost(_ count: Int) -> String {
    pick("On en garde au plus \(count).", "At most \(count) are kept.")
  }

  private func atLeast(_ count: Int) -> String {
    pick("On en garde au moins \(count).", "At least \(count) are kept.")
  }

  private var beforeRebuilding: String {
    pick(
      "Avant la reconstruction des cellules manquantes, quand la règle les compte, ils étaient \(significant).",
      "Before missing cells were rebuilt, when the rule counts them, there were \(significant).")
  }
}
