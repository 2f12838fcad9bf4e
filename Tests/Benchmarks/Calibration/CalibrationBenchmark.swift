import Foundation
import LinearAlgebra
import Statistics
import Validation

/// How often the study of the number of clusters answers what it should.
///
///     swift run -c release benchmarks calibration 200 2
///
/// On data without groups, images of a normal cloud (`free`) or not (`curved`): in how many draws groups
/// are claimed, and in how many by the structure test alone. On data with known groups: in how
/// many the number is found, and the mean adjusted Rand index of the clusters taken with the groups,
/// for the rule and for what else one might go by: the silhouette alone, the gap's and the prediction
/// strength's own rules, HCPC's (smallest W_k/W_(k−1), and ratio of gains), and the majority of our
/// published criteria, in the manner of NbClust; `beside`: groups told by two columns, beside columns
/// that have nothing to do with them. Of verdicts: how often a segment of one office alone (`planted`) and
/// the parts of one group (`halves`) are cautioned against, and other segments all the same. One JSON line
/// for each family and separation.
enum CalibrationBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2, let draws = Int(arguments[0]), let threads = Int(arguments[1]),
      draws >= 1, threads >= 1
    else {
      print(
        """
        usage: benchmarks calibration DRAWS THREADS [free|curved|groups|beside|planted|halves] [FAMILY]
        """)
      return
    }
    let parallelism = Parallelism(threads: threads)
    let part = arguments.count > 2 ? arguments[2] : ""
    func isAsked(_ family: String) -> Bool { arguments.count < 4 || arguments[3] == family }
    if part.isEmpty || part == "free" {
      for family in StructureFreeFamily.allCases where isAsked(family.rawValue) {
        try reportStructureFree(family.rawValue, draws: draws, item: family.number, parallelism) {
          family.draw(&$0)
        }
      }
    }
    if part.isEmpty || part == "curved" {
      for (number, family) in CurvedFamily.allCases.enumerated()
      where isAsked(family.rawValue) {
        try reportStructureFree(family.rawValue, draws: draws, item: 100 + number, parallelism) {
          family.draw(&$0)
        }
      }
    }
    if part.isEmpty || part == "planted" {
      for separation in [4.0, 5, 6] {
        show(try PlantedSegment.run(draws: draws, separation: separation, parallelism))
      }
    }
    if part.isEmpty || part == "halves" {
      for family in CutGroup.all {
        for separation in [4.0, 5, 6] {
          show(try family.run(draws: draws, separation: separation, parallelism))
        }
      }
    }
    if part.isEmpty || part == "beside" {
      for placement in GroupsBesideNoise.Placement.allCases {
        for isNoiseCorrelated in [false, true] {
          for noiseColumns in [2, 4, 8, 16] {
            try reportBeside(
              GroupsBesideNoise(
                placement: placement, noiseColumns: noiseColumns,
                isNoiseCorrelated: isNoiseCorrelated), separation: 6, draws: draws, parallelism)
          }
        }
      }
    }
    guard part.isEmpty || part == "groups" else { return }
    for family in GroupedFamily.allCases where isAsked(family.rawValue) {
      for separation in family.separations {
        try reportGroups(family, separation: separation, draws: draws, parallelism)
      }
    }
  }

  private static func reportStructureFree(
    _ name: String, draws: Int, item: Int, _ parallelism: Parallelism,
    _ draw: (inout RandomStream) -> Draw
  ) throws {
    var (claimed, divided) = (0, 0)
    for replicate in 0..<draws {
      var stream = RandomStream(seed: 1, purpose: .example, replicate: replicate, item: item)
      let choice = try draw(&stream).study(seed: UInt64(replicate), parallelism: parallelism)
      if choice.hasStructure { claimed += 1 }
      if choice.evidence.structure.pValue.map({ $0 <= 0.05 }) ?? false { divided += 1 }
    }
    show(
      """
      {"family": "\(name)", "draws": \(draws), "groupsClaimed": \(claimed), \
      "byTheStructureTestAlone": \(divided)}
      """)
  }

  private static func reportGroups(
    _ family: GroupedFamily, separation: Double, draws: Int, _ parallelism: Parallelism
  ) throws {
    var tallies: [Tally] = []
    var claimed = 0
    for draw in 0..<draws {
      var stream = RandomStream(
        seed: 2, purpose: .example, replicate: draw,
        item: family.number * 100 + Int(separation * 10))
      let groups =
        switch family {
        case .portfolio: 8
        case .unequal: GroupedFamily.unequalSizes.count
        case .spherical, .elliptic, .mixed: 2 + stream.integer(below: 7)
        }
      let drawn = try family.draw(
        groups: groups, separation: separation, seed: UInt64(draw + 1), &stream)
      let choice = try drawn.study(seed: UInt64(draw), parallelism: parallelism)
      if choice.hasStructure { claimed += 1 }
      let scores = Judges.all.map { Score($0.taken(choice), choice, drawn, groups: groups) }
      if tallies.isEmpty { tallies = scores.map { _ in Tally() } }
      for (i, score) in scores.enumerated() { tallies[i].add(score) }
    }
    let found = zip(Judges.all, tallies).map { judge, tally in
      "\"\(judge.name)\": {\"right\": \(tally.right), \"adjustedRand\": \(tally.mean)}"
    }
    show(
      """
      {"family": "\(family.rawValue)", "separation": \(separation), "draws": \(draws), \
      "groupsClaimed": \(claimed), \(found.joined(separator: ", "))}
      """)
  }

  private static func reportBeside(
    _ family: GroupsBesideNoise, separation: Double, draws: Int, _ parallelism: Parallelism
  ) throws {
    var (claimed, right, agreement) = (0, 0, 0.0)
    for draw in 0..<draws {
      var stream = RandomStream(
        seed: 4, purpose: .example, replicate: draw, item: family.noiseColumns)
      let drawn = family.draw(separation: separation, &stream)
      let choice = try drawn.study(seed: UInt64(draw), parallelism: parallelism)
      if choice.hasStructure { claimed += 1 }
      let score = Score(choice.choice, choice, drawn, groups: GroupsBesideNoise.groupCount)
      right += score.isRight ? 1 : 0
      agreement += score.adjustedRand
    }
    show(
      """
      {"family": "beside noise, \(family.placement)", "noiseColumns": \(family.noiseColumns), \
      "correlatedNoise": \(family.isNoiseCorrelated), "separation": \(separation), "draws": \(draws), \
      "groupsClaimed": \(claimed), "right": \(right), \
      "adjustedRand": \((agreement / Double(draws) * 1_000).rounded() / 1_000)}
      """)
  }

  /// A line at once, also into a file: hours of work are not to be lost with it.
  private static func show(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private struct Score {
    let isRight: Bool
    let adjustedRand: Double

    init(_ taken: Int, _ choice: ClusterCountChoice, _ drawn: Draw, groups: Int) {
      isRight = taken == groups
      guard let truth = drawn.truth, let model = choice.model(clusterCount: taken) else {
        adjustedRand = 0
        return
      }
      adjustedRand = PartitionComparison(truth, model.partition.labels).adjustedRand
    }
  }

  private struct Tally {
    private(set) var right = 0
    private var sum = 0.0
    private var count = 0

    mutating func add(_ score: Score) {
      right += score.isRight ? 1 : 0
      sum += score.adjustedRand
      count += 1
    }

    /// To three decimals.
    var mean: Double { (sum / Double(count) * 1_000).rounded() / 1_000 }
  }
}

/// What takes a number of clusters from a study.
private struct Judge: Sendable {
  let name: String
  let taken: @Sendable (ClusterCountChoice) -> Int
}

private enum Judges {
  static let all = [
    Judge(name: "rule") { $0.choice },
    Judge(name: "silhouette") { $0.silhouette.chooses ?? 1 },
    Judge(name: "gap") { $0.gap.chooses ?? 1 },
    Judge(name: "predictionStrength") { $0.predictionStrength.chooses ?? 1 },
    Judge(name: "hcpcInertias") { $0.inertiaGain.chooses ?? 1 },
    Judge(name: "hcpcGains") { $0.ratioOfGains.chooses ?? 1 },
    Judge(name: "majority") { choice in
      let votes = [
        choice.silhouette, choice.gap, choice.predictionStrength, choice.stability,
        choice.calinskiHarabasz, choice.daviesBouldin, choice.inertiaGain, choice.ratioOfGains,
      ].compactMap(\.chooses)
      let counts = Dictionary(votes.map { ($0, 1) }, uniquingKeysWith: +)
      // The smaller of equals.
      return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 1
    },
  ]
}

extension GroupedFamily {
  fileprivate var number: Int { (GroupedFamily.allCases.firstIndex(of: self) ?? 0) + 1 }
  var separations: [Double] {
    self == .portfolio ? [0.75, 1, 1.25] : [2.5, 3, 3.5, 4, 5, 6]
  }
}

extension StructureFreeFamily {
  fileprivate var number: Int { StructureFreeFamily.allCases.firstIndex(of: self) ?? 0 }
}
