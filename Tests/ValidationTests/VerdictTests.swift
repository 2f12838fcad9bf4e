import Foundation
import Testing
import Validation

@Suite struct VerdictTests {
  private func verdict(
    size: Int = 80, stability: Double? = 0.9, heldOut: Double? = 0.8, silhouette: Double? = 0.3
  ) -> SegmentVerdict {
    VerdictRule().verdict(
      for: SegmentEvidence(
        size: size, stability: stability, heldOut: heldOut, silhouette: silhouette))
  }

  @Test func theWorstMeasureDecides() {
    #expect(verdict().verdict == .use)
    #expect(verdict(stability: 0.75).verdict == .use)
    #expect(verdict(stability: 0.7499).verdict == .caution)
    #expect(verdict(stability: 0.5999).verdict == .avoid)
    #expect(verdict(heldOut: 0.59).verdict == .caution)
    #expect(verdict(heldOut: 0.39).verdict == .avoid)
    #expect(verdict(size: 19).verdict == .caution)
    #expect(verdict(size: 9).verdict == .avoid)
    #expect(verdict(silhouette: 0.04).verdict == .caution)
    #expect(verdict(silhouette: -0.06).verdict == .avoid)
    #expect(verdict(silhouette: nil).verdict == .use)
  }

  @Test func withoutEvidenceCautionAtBest() {
    #expect(verdict(stability: nil).verdict == .caution)
    #expect(verdict(heldOut: nil).verdict == .caution)
    #expect(verdict(heldOut: nil).reasons.first == .heldOutNotMeasured)
  }

  @Test func aSegmentThatNeedsAGroupIsCautionAtBest() {
    func verdict(heldOut: Double) -> SegmentVerdict {
      VerdictRule().verdict(
        for: SegmentEvidence(
          size: 80, stability: 0.9, heldOut: heldOut, silhouette: 0.3, lostWithout: ["Lyon"]))
    }
    #expect(verdict(heldOut: 0.8).verdict == .caution)
    #expect(verdict(heldOut: 0.8).reasons.first == .lostWithout(["Lyon"]))
    #expect(verdict(heldOut: 0.1).verdict == .avoid)
  }

  /// High figures are no evidence where there are no groups, or where clients without groups agree as
  /// well.
  @Test func withoutGroupsCautionAtBest() {
    func verdict(
      groups: Bool?, p: Double?, heldOut: Double = 0.92, rule: VerdictRule = VerdictRule()
    ) -> SegmentVerdict {
      rule.verdict(
        for: SegmentEvidence(
          size: 300, stability: 0.95, heldOut: heldOut, silhouette: 0.3, hasGroups: groups,
          agreementPValue: p))
    }
    #expect(verdict(groups: true, p: 0.05).verdict == .use)
    #expect(verdict(groups: nil, p: nil).verdict == .use)
    #expect(verdict(groups: false, p: nil).verdict == .caution)
    #expect(verdict(groups: false, p: nil).reasons.first == .noGroups)
    #expect(verdict(groups: true, p: 0.10).verdict == .caution)
    #expect(
      verdict(groups: true, p: 0.10).reasons.first
        == .agreesAsWithoutGroups(pValue: 0.10, level: 0.05))
    #expect(verdict(groups: false, p: 0.95, heldOut: 0.1).verdict == .avoid)
    #expect(verdict(groups: true, p: 0.10, rule: VerdictRule(withoutGroups: 0.1)).verdict == .use)
  }

  /// Halves of one group come back as surely as groups: without a valley, caution; without groups this
  /// is said of all at once.
  @Test func withoutAValleyCautionAtBest() {
    func verdict(
      p: Double, groups: Bool? = true, heldOut: Double = 0.9, rule: VerdictRule = VerdictRule()
    ) -> SegmentVerdict {
      rule.verdict(
        for: SegmentEvidence(
          size: 100, stability: 0.95, heldOut: heldOut, silhouette: 0.3, hasGroups: groups,
          border: Border(other: 2, observations: 40, pValue: p)))
    }
    #expect(verdict(p: 0.05).verdict == .use)
    #expect(verdict(p: 0.06).verdict == .caution)
    #expect(
      verdict(p: 0.06).reasons.first
        == .noValley(Border(other: 2, observations: 40, pValue: 0.06), level: 0.05))
    #expect(verdict(p: 0.9, heldOut: 0.1).verdict == .avoid)
    #expect(verdict(p: 0.9, rule: VerdictRule(valley: 0.9)).verdict == .use)
    #expect(verdict(p: 0.9, groups: false).reasons.first == .noGroups)
    #expect(
      !verdict(p: 0.9, groups: false).reasons.contains(
        .noValley(Border(other: 2, observations: 40, pValue: 0.9), level: 0.05)))
  }

  /// Too few about the border is another thing than no valley among enough.
  @Test func tooFewAboutTheBorderIsSaidToBeSo() {
    func verdict(_ border: Border, groups: Bool = true) -> SegmentVerdict {
      VerdictRule().verdict(
        for: SegmentEvidence(
          size: 80, stability: 0.9, heldOut: 0.8, silhouette: 0.3, hasGroups: groups,
          border: border))
    }
    let few = Border(other: 1, observations: 4, pValue: 1)
    #expect(verdict(few).verdict == .caution)
    #expect(verdict(few).reasons.first == .tooFewToTell(few))
    #expect(!verdict(few, groups: false).reasons.contains(.tooFewToTell(few)))
    let enough = Border(other: 1, observations: 5, pValue: 1)
    #expect(verdict(enough).reasons.first == .noValley(enough, level: 0.05))
  }

  @Test func decisiveReasonsComeFirst() {
    let segment = verdict(size: 12, stability: 0.3)
    #expect(
      segment.reasons.prefix(2) == [
        .stability(0.3, Thresholds(use: 0.75, caution: 0.60), .avoid),
        .size(12, Thresholds(use: 20, caution: 10), .caution),
      ])
    #expect(segment.reasons.count == 4)
  }

  @Test func ruleIsReadFromItsOwnText() throws {
    let rule = VerdictRule(stability: Thresholds(use: 0.9, caution: 0.8))
    let read = try JSONDecoder().decode(VerdictRule.self, from: JSONEncoder().encode(rule))
    #expect(read == rule)
    #expect(
      read.verdict(
        for: SegmentEvidence(size: 80, stability: 0.85, heldOut: 1, silhouette: nil)
      ).verdict == .caution)
  }

  /// Another size leaves every other threshold as it was.
  @Test func askingForSizeChangesTheSizeAlone() {
    let rule = VerdictRule(
      stability: Thresholds(use: 0.8, caution: 0.5), heldOut: Thresholds(use: 0.7, caution: 0.3),
      silhouette: Thresholds(use: 0.1, caution: 0), withoutGroups: 0.2, valley: 1)
    let asked = rule.askingForSize(50)
    #expect(asked.size.use == 50)
    #expect(asked.stability == rule.stability && asked.heldOut == rule.heldOut)
    #expect(asked.silhouette == rule.silhouette && asked.withoutGroups == 0.2)
    #expect(asked.valley == 1)
  }
}
