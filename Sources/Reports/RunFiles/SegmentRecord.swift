import Segmentation
import Validation

/// A segment in `run.json`.
struct SegmentRecord: Sendable, Encodable {
  struct Stability: Sendable, Encodable {
    let jaccard: Double?
    /// Over bootstrap samples, as `jaccard`.
    let recovered: Int?
    let dissolved: Int?
    let replicates: Int?
    /// The same coefficient over halves of the clients, and with noise on every figure.
    let subset: Double?
    let noise: Double?
    /// The mean over the segment's clients of how often each stays in it.
    let stays: Double?
  }

  struct HeldOut: Sendable, Encodable {
    let jaccard: Double?
    let share: Double?
    /// The groups without which the segment does not form.
    let lostWithout: [String]
  }

  let id: Int
  let name: String
  let size: Int
  let trainingSize: Int
  let share: Double
  let silhouette: Double?
  let stability: Stability
  let heldOut: HeldOut
  /// `nil` where the portfolio is one segment: there is nothing to rely on.
  let verdict: Verdict?
  let reasons: [ReasonRecord]
  let profile: ProfileRecord

  init(_ segment: Segment, _ study: Study) {
    let index = segment.name.segment
    id = segment.id
    name = segment.name.text
    size = segment.size
    trainingSize = segment.trainingSize
    share = segment.share
    silhouette = segment.silhouette
    let bootstrap = study.stability
    func mean(_ scheme: SampleScheme) -> Double? {
      study.stabilities.first { $0.scheme == scheme }?.meanJaccard[index]
    }
    let stays = study.clients.filter { $0.segment == index }.compactMap(\.stays)
    stability = Stability(
      jaccard: segment.stability, recovered: bootstrap?.recovered[index],
      dissolved: bootstrap?.dissolved[index], replicates: bootstrap?.replicates,
      subset: mean(.subset), noise: mean(.noise),
      stays: stays.isEmpty ? nil : stays.reduce(0, +) / Double(stays.count))
    heldOut = HeldOut(
      jaccard: segment.heldOutJaccard, share: segment.heldOutShare,
      lostWithout: study.validation.groupsLosing(index))
    let isDivided = study.segments.count > 1
    verdict = isDivided ? segment.verdict.verdict : nil
    reasons =
      isDivided
      ? segment.verdict.reasons.map { ReasonRecord($0, numbers: study.model.numbers) } : []
    profile = ProfileRecord(study.profile.segments[index], study)
  }
}

/// One measure of a verdict, where it fell and the best verdict that it allows.
struct ReasonRecord: Sendable, Encodable {
  enum Measure: String, Sendable, Encodable {
    case size, stability, heldOut, silhouette, lostWithout, noGroups, agreesAsWithoutGroups
    case noValley, tooFewToTell
  }

  let measure: Measure
  /// `nil` where it was not measured, and for groups; clients on either side of the border where they
  /// are too few to tell.
  let value: Double?
  let thresholds: Thresholds?
  /// The groups without which the segment does not form.
  let groups: [String]?
  /// What a p-value exceeds.
  let level: Double?
  /// The segment, by number, from which no valley parts this one.
  let segment: Int?
  let verdict: Verdict

  init(_ reason: VerdictReason, numbers: [Int]) {
    switch reason {
    case .size(let size, let limits, let verdict):
      self.init(.size, Double(size), limits, verdict: verdict)
    case .stability(let jaccard, let limits, let verdict):
      self.init(.stability, jaccard, limits, verdict: verdict)
    case .heldOut(let jaccard, let limits, let verdict):
      self.init(.heldOut, jaccard, limits, verdict: verdict)
    case .silhouette(let width, let limits, let verdict):
      self.init(.silhouette, width, limits, verdict: verdict)
    case .stabilityNotMeasured: self.init(.stability, verdict: reason.verdict)
    case .heldOutNotMeasured: self.init(.heldOut, verdict: reason.verdict)
    case .lostWithout(let names):
      self.init(.lostWithout, groups: names, verdict: reason.verdict)
    case .noGroups: self.init(.noGroups, verdict: reason.verdict)
    case .agreesAsWithoutGroups(let p, let level):
      self.init(.agreesAsWithoutGroups, p, level: level, verdict: reason.verdict)
    case .noValley(let border, let level):
      self.init(
        .noValley, border.pValue, level: level, segment: numbers[border.other],
        verdict: reason.verdict)
    case .tooFewToTell(let border):
      self.init(
        .tooFewToTell, Double(border.observations), segment: numbers[border.other],
        verdict: reason.verdict)
    }
  }

  private init(
    _ measure: Measure, _ value: Double? = nil, _ thresholds: Thresholds? = nil,
    groups: [String]? = nil, level: Double? = nil, segment: Int? = nil, verdict: Verdict
  ) {
    self.measure = measure
    self.value = value
    self.thresholds = thresholds
    self.groups = groups
    self.level = level
    self.segment = segment
    self.verdict = verdict
  }
}

/// How segments came back from one kind of sample.
struct StabilityRecord: Sendable, Encodable {
  let scheme: SampleScheme
  let replicates: Int
  /// Clients that the samples were drawn of.
  let clients: Int
  let jaccard: [Double]
  let recovered: [Int]
  let dissolved: [Int]

  init(_ stability: SegmentStability) {
    scheme = stability.scheme
    replicates = stability.replicates
    clients = stability.observationCount
    jaccard = stability.meanJaccard
    recovered = stability.recovered
    dissolved = stability.dissolved
  }
}
