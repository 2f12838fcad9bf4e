import Segmentation
import Tracking

/// A run as it is recorded.
public struct RunToRecord: Sendable {
  public struct Segment: Sendable, Equatable {
    public let number: Int
    public let name: String
    public let size: Int
    public let share: Double
    public let verdict: String

    public init(number: Int, name: String, size: Int, share: Double, verdict: String) {
      self.number = number
      self.name = name
      self.size = size
      self.share = share
      self.verdict = verdict
    }
  }

  public struct Metric: Sendable, Equatable {
    public let name: String
    /// The number of a segment; 0 for the whole.
    public let segment: Int
    public let value: Double

    public init(name: String, segment: Int = 0, value: Double) {
      self.name = name
      self.segment = segment
      self.value = value
    }
  }

  /// Clients who came from one segment to another; 0 stands for outside the portfolio.
  public struct Flow: Sendable, Equatable {
    public let source: Int
    public let target: Int
    public let clients: Int
  }

  public struct Placement: Sendable, Equatable {
    public let nextSegment: Int?
    public let confidence: Double?
    public let isHeldOut: Bool

    public init(nextSegment: Int?, confidence: Double?, isHeldOut: Bool) {
      self.nextSegment = nextSegment
      self.confidence = confidence
      self.isHeldOut = isHeldOut
    }
  }

  public let portfolio: String
  public let run: RecordedRun
  /// One for each client of the run.
  public let placements: [Placement]
  /// In the order of the run's segments.
  public let segments: [Segment]
  public let metrics: [Metric]
  public let flows: [Flow]
  public let advice: String?
  public let input: InputFacts
  public let seed: UInt64
  /// JSON.
  public let configuration: String
  /// `model.json`.
  public let model: String
  /// The run's folder, absolute.
  public let folder: String
  /// SHA-256 of the `run.json` that the folder will hold.
  public let fingerprint: String
  /// ISO 8601.
  public let made: String
  public let version: String

  public init(
    portfolio: String, run: RecordedRun, study: Study, tracking: QuarterTracking?,
    configuration: String, model: String, folder: String, fingerprint: String, made: String
  ) {
    self.portfolio = portfolio
    self.run = run
    placements = study.clients.map {
      Placement(
        nextSegment: $0.nextSegment, confidence: $0.confidence, isHeldOut: $0.isHeldOut)
    }
    segments = study.segments.map {
      Segment(
        number: $0.id, name: $0.name.text, size: $0.size, share: $0.share,
        verdict: $0.verdict.verdict.rawValue)
    }
    metrics = Self.metrics(of: study)
    flows = tracking.map(Self.flows) ?? []
    advice = tracking?.decision.advice.rawValue
    input = study.input
    seed = study.configuration.seed
    self.configuration = configuration
    self.model = model
    self.folder = folder
    self.fingerprint = fingerprint
    self.made = made
    version = Product.version
  }

  private static func metrics(of study: Study) -> [Metric] {
    var metrics = [Metric(name: "clients", value: Double(study.clients.count))]
    func add(_ name: String, _ value: Double?, segment: Int = 0) {
      if let value, value.isFinite {
        metrics.append(Metric(name: name, segment: segment, value: value))
      }
    }
    add("silhouette", study.silhouette?.mean)
    add("explained.training", study.validation.summary.trainingExplainedInertia)
    add("explained.heldOut", study.validation.summary.explainedInertia)
    add("structure", study.choice.hasStructure ? 1 : 0)
    for segment in study.segments {
      add("silhouette", segment.silhouette, segment: segment.id)
      add("stability", segment.stability, segment: segment.id)
      add("heldOut", segment.heldOutJaccard, segment: segment.id)
    }
    return metrics
  }

  /// The migrations, the arrivals and the departures.
  private static func flows(of tracking: QuarterTracking) -> [Flow] {
    var counts: [[Int]: Int] = [:]
    for (row, targets) in tracking.migrations.enumerated() {
      for (column, count) in targets.enumerated() where count > 0 {
        counts[[tracking.previousSegments[row].number, tracking.segments[column].number]] = count
      }
    }
    for client in tracking.arrivals { counts[[0, client.segment], default: 0] += 1 }
    for client in tracking.departures { counts[[client.segment, 0], default: 0] += 1 }
    return counts.map { Flow(source: $0.key[0], target: $0.key[1], clients: $0.value) }
      .sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }
}
