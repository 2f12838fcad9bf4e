import Interpretation
import Preparation
import Reports
import Testing

@Suite struct AxisRuleWordsTests {
  private func words(
    _ rule: AxisRule, significant: Int, kept: Int, threshold: Double = 1, _ eigenvalues: [Double],
    _ language: Language = .french, rebuilds: Bool = true
  ) -> AxisRuleWords {
    AxisRuleWords(
      language: language, rule: rule, significant: significant, kept: kept, threshold: threshold,
      eigenvalues: eigenvalues, totalInertia: eigenvalues.reduce(0, +), rebuilds: rebuilds)
  }

  /// Three inertias above 1 are published, five were when the rule counted, two are kept.
  @Test func aCapIsToldWithTheInertiasOfTheRecord() {
    let capped = words(
      .aboveAverage(minimum: 1, maximum: 2), significant: 5, kept: 2, [4, 3, 1.5, 1, 0.5])
    #expect(
      capped.caption == """
        2\u{A0}axes sur 5, qui portent 70\u{202F}% des différences entre clients ; le reste n’entre pas \
        dans les segments. 3\u{A0}axes ont une inertie supérieure à 1, celle d’une variable chiffrée (règle \
        de Kaiser). On en garde au plus 2.
        """)
  }

  @Test func oneAxisIsSingular() {
    let one = words(.aboveAverage(minimum: 1, maximum: 10), significant: 1, kept: 1, [3, 0.6, 0.4])
    #expect(
      one.caption.hasPrefix("1\u{A0}axe sur 3, qui porte 75\u{202F}% des différences entre clients")
    )
    #expect(one.caption.contains("1\u{A0}axe a une inertie supérieure à 1,"))
    let english = words(
      .aboveAverage(minimum: 1, maximum: 10), significant: 1, kept: 1, [3, 0.6, 0.4], .english)
    #expect(english.caption.hasPrefix("1 axis of 3, which carries 75% of the differences"))
    #expect(english.caption.contains("1 axis has an inertia above 1,"))
  }

  @Test func aCountThatRebuildingChangedIsSaid() {
    let changed = words(
      .aboveAverage(minimum: 1, maximum: 10), significant: 3, kept: 3, [4, 2, 0.9, 0.1])
    #expect(changed.caption.contains("2\u{A0}axes ont une inertie supérieure à 1"))
    #expect(changed.caption.hasSuffix("quand la règle les compte, ils étaient 3."))
  }

  @Test func theMinimumAndTheOtherRulesAreSaid() {
    let least = words(.aboveAverage(minimum: 2, maximum: 10), significant: 0, kept: 2, [1, 1])
    #expect(least.caption.contains("Aucun axe n’a une inertie supérieure à 1"))
    #expect(least.caption.hasSuffix("On en garde au moins 2."))
    let quantities = words(
      .leading(maximum: 10), significant: 1, kept: 4, [1.4, 0.9, 0.8, 0.2])
    #expect(quantities.sentence.hasPrefix("Les variables étant toutes chiffrées, on garde les 10"))
    #expect(quantities.caption.hasSuffix("des différences entre clients."))
    let noise = words(
      .aboveNoise(minimum: 2, maximum: 10), significant: 2, kept: 2, threshold: 1.234, [3, 2, 1])
    #expect(
      noise.sentence.contains("1,23, celle du premier axe de variables sans lien entre elles"))
    #expect(words(.fixed(2), significant: 1, kept: 2, [3, 1]).sentence.contains("configuration"))
    #expect(words(.all, significant: 1, kept: 2, [3, 1]).caption.hasSuffix("entre clients."))
  }

  /// Nothing was rebuilt where nothing was missing; two variables have two axes at most.
  @Test func withoutMissingCellsNothingIsSaidOfThem() {
    let none = words(
      .aboveNoise(minimum: 2, maximum: 10), significant: 4, kept: 3, threshold: 1.2, [3, 2, 1.1],
      rebuilds: false)
    #expect(!none.caption.contains("reconstruction"))
    let two = words(
      .aboveNoise(minimum: 3, maximum: 10), significant: 0, kept: 2, threshold: 3, [1.8, 0.2])
    #expect(two.caption.contains("On en garde au moins 3") && !two.caption.contains("ils étaient"))
  }
}
