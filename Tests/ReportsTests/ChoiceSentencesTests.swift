import Clustering
import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Testing
import Validation

/// One sentence or two for each branch of the rule, in both languages, and nothing said that the
/// branch did not do.
@Suite struct ChoiceSentencesTests {
  private let evidence: ClusterCountEvidence
  private let models: [ClusterModel]

  init() throws {
    // Three groups of twenty in a row.
    let rows = (0..<60).map { (i: Int) -> [Double] in
      let (group, across, along) = (i % 3, i * 37 % 11, i * 53 % 13)
      return [9 * Double(group) + Double(across) / 11, Double(along) / 13]
    }
    let x = Matrix(rows: rows)
    let choice = try ClusterCountStudy(
      candidates: 2...4, gapReplicates: 3, structureReplicates: 20, predictionStrengthSplits: 3,
      bootstrapReplicates: 2
    ).run(x, clusterer: Clusterer(method: .wardThenKMeans, seed: 1))
    (evidence, models) = (choice.evidence, choice.models)
  }

  private func text(
    _ language: Language, gains: [Double], strengths: [Double], sizes: [Int] = [20, 20, 20],
    p: Double? = 1.0 / 21, valley: Double = 0.01, redraws: Int = 0,
    parted: [Bool] = [true, true, true], evidence: ClusterCountEvidence? = nil
  ) -> String {
    func figures(_ gains: [Double]) -> [CandidateFigures] {
      gains.indices.map { i in
        CandidateFigures(
          clusterCount: i + 2, gain: gains[i], gainDeviation: 0.1,
          predictionStrength: strengths[i], silhouette: 0.4, sizes: [20, sizes[i]],
          borderPValue: parted[i] ? 0.01 : 0.5)
      }
    }
    let decision = ClusterCountRule().decide(
      figures(gains), observationCount: 60, pValue: p, replicates: 20, separation: valley,
      redraws: (0..<redraws).map { $0 == 0 ? figures(gains.reversed()) : figures(gains) })
    let said = ChoiceSentences(
      ClusterCountChoice(evidence: evidence ?? self.evidence, decision: decision, models: models),
      language: language
    ).because
    return said.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  /// The cut too many is named, and what speaks against it.
  @Test func oneCutTooManyIsTold() {
    let numbers = { (language: Language) in
      self.text(
        language, gains: [0.3, 0.9, 1.2], strengths: [0.9, 0.8, 0.6], parted: [true, true, false])
    }
    #expect(
      numbers(.french).contains(
        "4 dépasserait davantage ces portefeuilles sans groupes (gain de 1,20, contre 0,90), mais rien n’y montre un creux entre tous les segments. Avec 3, dont le gain est d’au moins 70 % du plus grand, pris deux à deux, un creux sépare chaque segment de chaque autre, et les moitiés les retrouvent mieux (force de prédiction de 0,80, contre 0,60)"
      ))
    #expect(
      numbers(.english).contains(
        "With 3, whose gain is 70% of the largest at least, taken two by two, a gap parts each segment from each other, and halves find them again better (prediction strength 0.80, against 0.60)"
      ))
  }

  @Test func severalHold() {
    let french = text(.french, gains: [0.3, 0.9, 1], strengths: [0.9, 0.8, 0.6], redraws: 4)
    #expect(french.contains("Plusieurs nombres de segments tiennent, 2, 3 et 4 :"))
    #expect(french.contains("3 et 4 dépassent ces portefeuilles sans groupes à peu près autant"))
    #expect(
      french.contains("De ceux-là, 3 est celui que les moitiés retrouvent le mieux. Sa force"))
    #expect(french.contains("force de prédiction est de 0,80"))
    #expect(
      french.contains(
        "Sur 4 nouveaux tirages de ces clients, le nombre serait 3 dans 3 cas, 2 dans 1"))
    #expect(
      !french.contains("n’est donc pas sûr") && !french.contains("le plus grand nombre essayé"))
    // Three redraws in four are sure enough, two in three are not.
    #expect(
      text(.french, gains: [0.3, 0.9, 1], strengths: [0.9, 0.8, 0.6], redraws: 3)
        .contains("Le nombre n’est donc pas sûr"))
    let english = text(.english, gains: [0.3, 0.9, 1], strengths: [0.9, 0.8, 0.6], redraws: 4)
    #expect(english.contains("Of these, 3 is the one that halves find again best."))
    let gaining = text(.english, gains: [0.3, 0.9, 1], strengths: [0.9, 0.61, 0.6])
    #expect(gaining.contains("4 is the one that halves find again best, or nearly so, and the one"))
    #expect(english.contains("In 4 new draws of these clients, the number would be 3 in 3 cases"))
  }

  /// The valley told is that of the segments taken; one between others is said to be elsewhere.
  @Test func theValleyToldIsThatOfTheSegments() throws {
    let three = text(.french, gains: [0.1, 0.9, 0.2], strengths: [0.2, 0.8, 0.2])
    #expect(
      three.contains(
        "les clients se raréfient quelque part entre les 3 segments (creux de densité, p <"))
    let elsewhere = try withValleys([0.0001, 0.3, 0.2])
    let french = text(
      .french, gains: [0.1, 0.9, 0.2], strengths: [0.2, 0.8, 0.2], evidence: elsewhere)
    #expect(
      french.contains(
        "se raréfient quelque part (creux de densité quand on les divise en 2, p < 0,001 ; "
          + "pour les 3 retenus, cette épreuve d’ensemble ne suffirait pas, p = 0,90)"))
    let english = text(
      .english, gains: [0.1, 0.9, 0.2], strengths: [0.2, 0.8, 0.2], evidence: elsewhere)
    #expect(english.contains("for the 3 taken this test of all together would not do, p = 0.90)"))
  }

  /// The evidence with other p-values of the valleys for 2, 3 and 4.
  private func withValleys(_ pValues: [Double]) throws -> ClusterCountEvidence {
    let test = try JSONEncoder().encode(SeparationTest(pValues: pValues))
    var fields = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(evidence)) as? [String: Any])
    fields["separation"] = try JSONSerialization.jsonObject(with: test)
    return try JSONDecoder().decode(
      ClusterCountEvidence.self, from: JSONSerialization.data(withJSONObject: fields))
  }

  @Test func oneHolds() {
    let french = text(.french, gains: [0.1, 0.9, 1], strengths: [0.9, 0.8, 0.2])
    #expect(french.contains("Un seul nombre de segments tient, 3 :"))
    #expect(french.contains("C’est donc lui qui est retenu"))
    #expect(!french.contains("De ceux-là"))
  }

  @Test func onlySmallOnesHold() {
    let french = text(
      .french, gains: [0.1, 0.9, 1], strengths: [0.9, 0.8, 0.8], sizes: [20, 4, 3])
    #expect(french.contains("Les nombres de segments qui tiennent, 3 et 4, laissent tous"))
    #expect(french.contains("moins de 10 clients"))
    #expect(french.contains("(4 au mieux)"))
    let english = text(
      .english, gains: [0.1, 0.9, 0.1], strengths: [0.9, 0.8, 0.8], sizes: [20, 4, 3])
    #expect(english.contains("The only number of segments that holds, 3, leaves a group"))
  }

  @Test func noneIsSure() {
    for (language, words) in [
      (Language.french, ["Il y a des groupes", "n’atteint pas 0,50", "0,42, à 3 segments"]),
      (.english, ["There are groups", "does not reach 0.50", "0.42, at 3 segments"]),
    ] {
      let said = text(language, gains: [0.5, 0.9, 1], strengths: [0.3, 0.42, 0.2])
      for word in words { #expect(said.contains(word), "\(word) in \(said)") }
    }
  }

  /// Strengths that suffice, of numbers that do not exceed data without groups: it is not the
  /// strength that is said to fail.
  @Test func noneIsSureForWantOfExcess() {
    let french = text(.french, gains: [0.15, 0.1, 0.9], strengths: [0.64, 0.55, 0.2])
    #expect(french.contains("(2 et 3 segments) n’explique pas nettement plus"))
    #expect(french.contains("et ce qui explique plus (4) ne se retrouve pas"))
    #expect(!french.contains("n’atteint pas"))
    let english = text(.english, gains: [0.15, 0.1, 0.1], strengths: [0.64, 0.55, 0.2])
    #expect(english.contains("(2 and 3 segments) does not explain clearly more"))
    #expect(!english.contains("what explains more"))
  }

  @Test func withoutAValleyThereAreNoGroups() {
    let french = text(.french, gains: [1, 1, 1], strengths: [0.9, 0.4, 0.2], valley: 0.4)
    #expect(french.contains("mais les clients ne se raréfient nulle part"))
    #expect(!french.contains("Il y a des groupes"))
    #expect(french.contains("un continuum"))
  }

  @Test func theLargestNumberTriedIsSaidToBeIt() {
    let french = text(.french, gains: [0.3, 0.5, 1], strengths: [0.9, 0.8, 0.6])
    #expect(french.contains("C’est le plus grand nombre essayé"))
  }

  @Test func noGroups() {
    let french = text(.french, gains: [0.1, 0.1, 0.1], strengths: [0.9, 0.4, 0.2], p: 9.0 / 21)
    #expect(french.contains("Rien n’indique des groupes séparés"))
    #expect(french.contains("sur 20 portefeuilles sans groupes"))
    #expect(french.contains("8 se divisent aussi bien que lui (p = 0,43)"))
    #expect(french.contains("ce sont deux moitiés d’un continuum"))
    #expect(!french.contains("mieux que") && !french.contains("à la limite"))
    let plain = text(.english, gains: [0.1, 0.1, 0.1], strengths: [0.7, 0.4, 0.2], p: 2.0 / 21)
    #expect(plain.contains("1 divides as well (p = 0.10)"))
    #expect(!plain.contains("continuum"))
    #expect(plain.contains("The answer is at the limit (p above 0.05, but not by much)"))
  }

  @Test func untestedIsNotClaimed() {
    let french = text(.french, gains: [1, 1, 1], strengths: [0.9, 0.9, 0.9], p: nil)
    #expect(french.contains("n’a pas pu être éprouvée"))
    #expect(!french.contains("Il y a des groupes"))
  }

  @Test func noTextHasAHoleOrADoubledSpace() {
    for language in [Language.french, .english] {
      for said in [
        text(language, gains: [0.3, 0.9, 1], strengths: [0.9, 0.8, 0.6], redraws: 4),
        text(language, gains: [0.5, 0.9, 1], strengths: [0.3, 0.42, 0.2]),
        text(language, gains: [0.1, 0.1, 0.1], strengths: [0.9, 0.4, 0.2], p: 9.0 / 21),
      ] {
        #expect(!said.contains("–") && !said.contains("  ") && !said.contains("nil"), "\(said)")
        #expect(said.hasSuffix("."))
      }
    }
  }
}
