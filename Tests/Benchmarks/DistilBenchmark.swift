import Foundation
import Interpretation
import LinearAlgebra
import Preparation
import Segmentation
import Tables
import Validation

/// How far lists of rules give segments back to clients that had no part in them, for several numbers of
/// rules and draws of the held-out quarter; and the same clients and columns for the peers
/// (`peers/distil.py`).
///
///     benchmarks distil FILE COLUMN SEEDS RULES…
///
/// Variants: `ours` (what `rules distil` does), `centres` (the start from the segments' centres, grown and
/// not refined), and each candidate alone.
enum DistilBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }
    guard arguments.count >= 4, numbers.count == arguments.count - 2,
      numbers.allSatisfy({ $0 > 0 })
    else {
      print("usage: benchmarks distil FILE COLUMN SEEDS RULES…")
      return
    }
    let bytes = try FileContents.read(path: arguments[0])
    let text = try CSVReader().open(bytes: bytes)
    let source = StudySource(
      input: InputFacts(name: "-", sha256: "", rowCount: 0, columnCount: 0),
      reading: try text.read(), text: text, readSeconds: 0)
    let clients = try source.studiedClients(StudyConfiguration())
    let texts = try NamedPartition.texts(of: arguments[1], in: clients.table)
    let rows = texts.indices.filter { texts[$0] != nil }
    let partition = NamedPartition(column: arguments[1], texts: rows.compactMap { texts[$0] })
    let columns = try RuleDistillation.features(
      clients.table, segment: arguments[1], StudyConfiguration())
    let splits = (1...numbers[0]).map { seed in
      HeldOutSplit.stratified(
        fraction: 0.25, identifiers: rows.map { clients.identifiers[$0] },
        strata: partition.labels.map { partition.names[$0] }, seed: UInt64(seed))
    }
    let results = splits.enumerated().flatMap { place, split in
      numbers[1...].flatMap { leaves in
        variants.map { name, candidates in
          result(name, candidates, leaves, split, place, rows, partition, columns)
        }
      }
    }
    let report = Report(
      columns: columns.map { Report.Column($0, rows) }, labels: partition.labels,
      heldOut: splits.map(\.heldOut), results: results)
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  private static let variants: [(String, [TreeCandidate])] =
    [("ours", TreeCandidate.all)]
    + TreeCandidate.all.map { ($0.start.rawValue + ($0.isRefined ? "-refined" : ""), [$0]) }

  private static func result(
    _ name: String, _ candidates: [TreeCandidate], _ leaves: Int, _ split: HeldOutSplit,
    _ seed: Int, _ rows: [Int], _ partition: NamedPartition, _ columns: [Column]
  ) -> Report.Result {
    func part(_ positions: [Int]) -> LabelledRows {
      LabelledRows(
        rows: positions.map { rows[$0] }, labels: positions.map { partition.labels[$0] })
    }
    let learner = DecisionTreeLearner(leafCount: leaves, candidates: candidates)
    let start = ContinuousClock.now
    let list = RuleDistiller(learner: learner).distil(
      columns, training: part(split.training), heldOut: part(split.heldOut),
      segmentCount: partition.names.count)
    let seconds =
      Double((ContinuousClock.now - start).components.attoseconds) * 1e-18
      + Double((ContinuousClock.now - start).components.seconds)
    return Report.Result(
      split: seed, leaves: leaves, variant: name, training: list.fidelity.training,
      heldOut: list.fidelity.heldOut ?? .nan, rules: list.rules.count + 1,
      start: list.learnt.candidate.start.rawValue, refined: list.learnt.candidate.isRefined,
      seconds: seconds)
  }

  private struct Report: Encodable {
    struct Column: Encodable {
      let key: String
      let numbers: [Double?]?
      let levels: [String?]?
      let members: [[String]?]?

      init(_ column: Tables.Column, _ rows: [Int]) {
        key = column.key
        var (numbers, levels, members): ([Double?]?, [String?]?, [[String]?]?)
        switch column.values {
        case .numbers(let values): numbers = rows.map { values[$0].isNaN ? nil : values[$0] }
        case .categories(let codes, let names):
          levels = rows.map { codes[$0] < 0 ? nil : names[Int(codes[$0])] }
        case .sets(let lists, let names):
          members = rows.map { lists[$0].map { $0.map { names[Int($0)] } } }
        case .texts, .dates: break
        }
        (self.numbers, self.levels, self.members) = (numbers, levels, members)
      }
    }
    struct Result: Encodable {
      let split, leaves: Int
      let variant: String
      let training, heldOut: Double
      let rules: Int
      let start: String
      let refined: Bool
      let seconds: Double
    }
    let columns: [Column]
    let labels: [Int]
    let heldOut: [[Int]]
    let results: [Result]
  }
}
