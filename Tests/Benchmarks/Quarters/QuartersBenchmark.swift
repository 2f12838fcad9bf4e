import Foundation
import LinearAlgebra
import Segmentation
import Tables
import Tracking

/// Eight made quarters followed one after another, against the truth that made them.
///
///     benchmarks quarters CLIENTS FIRST-SEED SEEDS [THREADS]
///
/// Of each quarter but the first: who really changed type (truth) and who is said to have moved; whether
/// segments keep their numbers; what is advised. Then, on the second quarter, planted events: a type that
/// was not there, an office that writes thousands of euros for euros, a tool that everybody has.
enum QuartersBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.compactMap(Int.init)
    guard numbers.count >= 3 else {
      return print("usage: benchmarks quarters CLIENTS FIRST SEEDS [THREADS]")
    }
    let parallelism = Parallelism(threads: numbers.count > 3 ? numbers[3] : 2)
    var quiet = QuarterTally()
    var planted: [String: PlantedTally] = [:]
    guard let first = Quarter("2025-T4") else { return }
    for seed in numbers[1]..<(numbers[1] + numbers[2]) {
      let quarters = PortfolioGenerator(
        clients: numbers[0], seed: UInt64(seed), firstPeriod: first, quarters: 8)
      var earlier: RecordedRun?
      var files: [MadeQuarter] = []
      for period in quarters.periods {
        let made = MadeQuarter(quarters, period)
        files.append(made)
        let current = try made.recorded(following: earlier, parallelism)
        if let earlier {
          quiet.add(
            try QuarterTracking(from: earlier, to: current, parallelism: parallelism), made,
            clients: Set(earlier.identifiers).intersection(current.identifiers))
        }
        earlier = current
      }
      for event in PlantedEvent.allCases {
        planted[event.rawValue, default: PlantedTally()].add(
          event, try event.track(files[0], files[1], parallelism))
      }
      print("seed \(seed): \(quiet.line)")
    }
    print(quiet.text)
    for event in PlantedEvent.allCases {
      print("\(event.rawValue): \(planted[event.rawValue]?.text ?? "")")
    }
  }
}

/// One quarter of a made portfolio, as a file and in truth.
struct MadeQuarter {
  let period: Quarter
  var header: String
  var lines: [String]
  let truth: [String: ClientTruth]

  init(_ generator: PortfolioGenerator, _ period: Quarter) {
    self.period = period
    let text = String(decoding: generator.files(period).portfolio, as: UTF8.self)
    let all = text.split(whereSeparator: \.isNewline).map(String.init)
    header = all[0]
    lines = Array(all.dropFirst())
    truth = Dictionary(
      generator.quarter(period).truth.map { ($0.identifier, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func recorded(
    following earlier: RecordedRun?, _ parallelism: Parallelism
  ) throws -> RecordedRun {
    var configuration = StudyConfiguration()
    configuration.period = period.description
    let bytes = Array(([header] + lines).joined(separator: "\n").utf8)
    let text = try CSVReader(parallelism: parallelism).open(bytes: bytes)
    let reading = try text.read()
    let study = try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "made.csv", sha256: "", rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count),
        reading: reading, text: text, readSeconds: 0),
      following: earlier?.earlierSegments, parallelism: parallelism)
    return try RecordedRun(study)
  }

  func column(_ name: String) -> Int? {
    header.replacing("\u{FEFF}", with: "").split(separator: ";").firstIndex { $0 == name }
  }

  /// The same with each row changed.
  func changing(_ change: (inout [String]) -> Void) -> MadeQuarter {
    var changed = self
    changed.lines = lines.map { line in
      var cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      change(&cells)
      return cells.joined(separator: ";")
    }
    return changed
  }
}

/// What was found in quarters to which nothing was done.
struct QuarterTally {
  private var (hits, said, changed) = (0, 0, 0)
  private var (alone, aloneHits) = (0, 0)
  private var (placedCount, placedHits) = (0, 0)
  private var events: [SegmentEvent.Kind: Int] = [:]
  private var (kept, segments) = (0, 0)
  private var (quarters, whole) = (0, 0)
  private var advice: [TrackingDecision.Advice: Int] = [:]
  private var kinds: [ClientMove.Kind: Int] = [:]
  private var (common, movers) = (0, 0)
  private var rand = 0.0
  private var fits: [Double] = []
  private var gains: [Double] = []
  private var rands: [Double] = []
  private var moved: [Double] = []

  mutating func add(_ tracking: QuarterTracking, _ made: MadeQuarter, clients: Set<String>) {
    let really = Set(
      made.truth.values.filter { $0.previousType != nil }.map(\.identifier)
    ).intersection(clients)
    let told = Set(tracking.moves.filter(\.clientMoved).map(\.identifier))
    hits += told.intersection(really).count
    said += told.count
    changed += really.count
    let placed = Set(tracking.relocated)
    placedCount += placed.count
    placedHits += placed.intersection(really).count
    for event in tracking.matching.events { events[event.kind, default: 0] += 1 }
    let own = Set(tracking.moves.filter { $0.kind == .client }.map(\.identifier))
    alone += own.count
    aloneHits += own.intersection(really).count
    kept += tracking.matching.matches.count
    segments += tracking.previousSegments.count
    quarters += 1
    if tracking.matching.events.allSatisfy({ $0.kind == .kept }) { whole += 1 }
    advice[tracking.decision.advice, default: 0] += 1
    for move in tracking.moves { kinds[move.kind, default: 0] += 1 }
    common += tracking.commonCount
    movers += tracking.moves.count
    rand += tracking.drift.adjustedRand
    rands.append(tracking.drift.adjustedRand)
    fits.append(tracking.drift.fit.beyondNow - tracking.drift.fit.beyondBefore)
    let explained = Dictionary(
      tracking.alternatives.map { ($0.advice, $0) }, uniquingKeysWith: { a, _ in a })
    if let refit = explained[.refit], let reassign = explained[.reassign] {
      gains.append(refit.explained - reassign.explained)
      moved.append(Double(reassign.movers) / Double(max(1, tracking.commonCount)))
    }
  }

  private func share(_ part: Int, _ all: Int) -> String {
    all > 0
      ? String(format: "%.1f %% (%d of %d)", 100 * Double(part) / Double(all), part, all) : "–"
  }

  private func spread(_ values: [Double]) -> String {
    let sorted = values.sorted()
    func at(_ p: Double) -> String {
      sorted.isEmpty ? "–" : String(format: "%.3f", sorted[Int(p * Double(sorted.count - 1))])
    }
    return "min \(at(0)) 5 % \(at(0.05)) median \(at(0.5)) 95 % \(at(0.95)) max \(at(1))"
  }

  var line: String {
    "quarters \(quarters), precision \(share(hits, said)), recall \(share(hits, changed))"
  }

  var text: String {
    """
    quarters followed: \(quarters); clients in both: \(common), movers \(share(movers, common))
    client moved, against truth: precision \(share(hits, said)), recall \(share(hits, changed))
      of kind client alone: precision \(share(aloneHits, alone)), recall \(share(aloneHits, changed))
    whom the earlier model puts elsewhere, movers or not: precision \(share(placedHits, placedCount)), recall \(share(placedHits, changed))
    events: \(SegmentEvent.Kind.allCases.map { "\($0.rawValue) \(events[$0] ?? 0)" }.joined(separator: ", "))
    kinds: client \(kinds[.client] ?? 0), model \(kinds[.model] ?? 0), both \(kinds[.both] ?? 0)
    segments that keep their number: \(share(kept, segments)); quarters where all are kept: \(share(whole, quarters))
    advice: keep \(advice[.keep] ?? 0), reassign \(advice[.reassign] ?? 0), refit \(advice[.refit] ?? 0)
    adjusted Rand, earlier model and new segments: \(spread(rands))
    share that fits none, now less before: \(spread(fits))
    explained, refit less reassign: \(spread(gains))
    share moved by reassigning: \(spread(moved))
    """
  }
}

/// Something done to the second of two quarters, or to the first.
enum PlantedEvent: String, CaseIterable {
  case type = "a new type appears"
  case scale = "an office changes its scale"
  case tool = "a tool becomes universal"

  func track(
    _ before: MadeQuarter, _ after: MadeQuarter, _ parallelism: Parallelism
  ) throws -> QuarterTracking {
    var (first, second) = (before, after)
    switch self {
    case .type:
      first.lines = before.lines.filter { line in
        before.truth[String(line.prefix { $0 != ";" })].map { $0.type != Self.newType } ?? true
      }
    case .scale:
      let (office, turnover) = (second.column("bureau"), second.column("ca_annuel_ht"))
      second = second.changing { cells in
        guard let office, let turnover, cells[office] == "Siège" else { return }
        let digits = cells[turnover].filter(\.isNumber)
        if let euros = Int(digits), euros > 0, !cells[turnover].contains(",") {
          cells[turnover] = "\(max(1, euros / 1000))"
        }
      }
    case .tool:
      let tool = second.column("outil_facturation")
      second = second.changing { cells in if let tool { cells[tool] = "saas" } }
    }
    let earlier = try first.recorded(following: nil, parallelism)
    let current = try second.recorded(following: earlier, parallelism)
    return try QuarterTracking(from: earlier, to: current, parallelism: parallelism)
  }

  static let newType = ClientType.allCases[3]

  /// Whether it is told as what it is.
  func isRecognised(_ tracking: QuarterTracking) -> Bool {
    switch self {
    case .type: tracking.matching.events.contains { $0.kind == .born }
    case .scale:
      tracking.drift.scaleShifts.contains { $0.key == "ca_annuel_ht" && $0.group == "Siège" }
    case .tool: tracking.drift.universalLevels.contains { $0.key == "outil_facturation" }
    }
  }
}

struct PlantedTally {
  private var (recognised, all) = (0, 0)
  private var advice: [TrackingDecision.Advice: Int] = [:]

  mutating func add(_ event: PlantedEvent, _ tracking: QuarterTracking) {
    all += 1
    if event.isRecognised(tracking) { recognised += 1 }
    advice[tracking.decision.advice, default: 0] += 1
  }

  var text: String {
    "recognised \(recognised) of \(all); keep \(advice[.keep] ?? 0), reassign "
      + "\(advice[.reassign] ?? 0), refit \(advice[.refit] ?? 0)"
  }
}
