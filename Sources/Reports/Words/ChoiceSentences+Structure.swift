import Interpretation
import Segmentation
import Validation

// MARK: - Are there groups?

extension ChoiceSentences {
  /// "Yes, there are groups", with the test that says so.
  var structure: String? {
    let test = choice.evidence.structure
    guard let p = test.pValue else { return nil }
    let total = test.replicates
    let asGood = Int((p * Double(total + 1)).rounded()) - 1
    let (beaten, all) = (numbers.integer(total - asGood), numbers.integer(total))
    let pText = pValueText(p, replicates: total)
    if asGood == 0 {
      return pick(
        """
        Il y a des groupes : le portefeuille se divise mieux que chacun des \(all) portefeuilles sans \
        groupes tirés à son image (\(pText))\(valley).
        """,
        """
        There are groups: the portfolio divides better than each of \(all) portfolios without groups \
        drawn in its image (\(pText))\(valley).
        """)
    }
    return pick(
      """
      Il y a des groupes : le portefeuille se divise mieux que \(beaten) des \(all) portefeuilles \
      sans groupes tirés à son image (\(pText))\(valley).
      """,
      """
      There are groups: the portfolio divides better than \(beaten) of \(all) portfolios without \
      groups drawn in its image (\(pText))\(valley).
      """)
  }

  /// The other half of "there are groups", beside the first.
  private var valley: String {
    let test = choice.evidence.separation
    guard let p = test.pValue else { return "" }
    let corrected = test.correctedPValues
    let own = choice.clusterCounts.firstIndex(of: choice.choice).flatMap { corrected[$0] }
    if let own, own <= rule.significance {
      let count = numbers.integer(choice.choice)
      return pick(
        ", et les clients se raréfient quelque part entre les \(count) segments (creux de densité, \(smallPValue(own)))",
        ", and clients grow rare somewhere between the \(count) segments (valley of density, \(smallPValue(own)))"
      )
    }
    let parted = corrected.firstIndex { $0 == p }.map { choice.clusterCounts[$0] }
    let count = parted.map(numbers.integer) ?? "–"
    let beside = own.map {
      pick(
        " ; pour les \(numbers.integer(choice.choice)) retenus, cette épreuve d’ensemble ne suffirait pas, \(smallPValue($0))",
        "; for the \(numbers.integer(choice.choice)) taken this test of all together would not do, \(smallPValue($0))"
      )
    }
    return pick(
      ", et les clients se raréfient quelque part (creux de densité quand on les divise en \(count), \(smallPValue(p))\(beside ?? ""))",
      ", and clients grow rare somewhere (valley of density when they are divided in \(count), \(smallPValue(p))\(beside ?? ""))"
    )
  }

  /// Whether a valley of density parts the very segments that are taken.
  var partsSegments: Bool {
    let test = choice.evidence.separation
    guard let place = choice.clusterCounts.firstIndex(of: choice.choice) else { return false }
    return test.correctedPValues[place].map { $0 <= rule.significance } ?? false
  }

  var noValley: String {
    let p = choice.evidence.separation.pValue.map(smallPValue) ?? "–"
    return pick(
      """
      Rien n’indique des groupes séparés : le portefeuille se divise mieux que des portefeuilles sans \
      groupes tirés à son image, mais les clients ne se raréfient nulle part entre ses parties (creux de \
      densité, \(p)). C’est un seul ensemble, étiré, courbe ou inégalement rempli.
      """,
      """
      Nothing points to separate groups: the portfolio divides better than portfolios without groups \
      drawn in its image, but clients grow rare nowhere between its parts (valley of density, \(p)). It \
      is one piece, stretched, curved or unevenly filled.
      """)
  }

  /// A p-value that may be far below what replicates could show.
  func smallPValue(_ p: Double) -> String {
    p < 0.001
      ? "p\u{A0}<\u{A0}\(decimal(0.001, 3))" : "p\u{A0}=\u{A0}\(decimal(p, p < 0.01 ? 3 : 2))"
  }

  func pValueText(_ p: Double, replicates: Int) -> String {
    Int((p * Double(replicates + 1)).rounded()) <= 1
      ? pick(
        "p\u{A0}≤\u{A0}1/\(numbers.integer(replicates + 1))",
        "p\u{A0}≤\u{A0}1/\(numbers.integer(replicates + 1))")
      : "p\u{A0}=\u{A0}\(decimal(p))"
  }
}
