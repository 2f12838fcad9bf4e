import LinearAlgebra
import Segmentation
import Statistics
import Tables

/// Data made of known groups.
enum GroupedFamily: String, CaseIterable {
  case spherical, elliptic, mixed, portfolio, unequal

  /// - Parameter separation: between neighbouring centres, in standard deviations of a group; for the
  ///   portfolio, how many times the documented distance of its types.
  func draw(groups: Int, separation: Double, seed: UInt64, _ stream: inout RandomStream) throws
    -> Draw
  {
    switch self {
    case .spherical:
      return gaussian(groups, separation, elongation: 1, isUneven: false, &stream)
    case .elliptic:
      return gaussian(groups, separation, elongation: 2, isUneven: true, &stream)
    case .mixed: return mixed(groups, separation, &stream)
    case .portfolio: return try portfolio(separation, seed: seed)
    case .unequal: return unequal(separation, &stream)
    }
  }

  private func sizes(_ groups: Int, isUneven: Bool) -> [Int] {
    (0..<groups).map { isUneven ? 40 + 30 * $0 : 75 }
  }

  private func gaussian(
    _ groups: Int, _ separation: Double, elongation: Double, isUneven: Bool,
    _ stream: inout RandomStream
  ) -> Draw {
    let width = 4
    let centres = Draw.centres(groups, width, separation, &stream)
    var rows: [[Double]] = []
    var truth: [Int] = []
    for (g, size) in sizes(groups, isUneven: isUneven).enumerated() {
      for _ in 0..<size {
        var row = centres[g].map { $0 + stream.normal() / elongation.squareRoot() }
        row[g % width] += (elongation - 1 / elongation).squareRoot() * stream.normal() * 0.7
        rows.append(row)
        truth.append(g)
      }
    }
    return Draw(values: .matrix(Matrix(rows: rows)), truth: truth)
  }

  /// Three groups, of 600, 250 and 150: most of the inertia is in one.
  private func unequal(_ separation: Double, _ stream: inout RandomStream) -> Draw {
    let width = [2, 4, 6][stream.integer(below: 3)]
    let sizes = GroupedFamily.unequalSizes
    let centres = Draw.centres(sizes.count, width, separation, &stream)
    let truth = sizes.indices.flatMap { [Int](repeating: $0, count: sizes[$0]) }
    let columns = (0..<width).map { j -> Column in
      .quantity("q\(j)", truth.map { centres[$0][j] + stream.normal() })
    }
    return Draw(values: .table(Table(columns: columns)), truth: truth)
  }

  static let unequalSizes = [600, 250, 150]

  /// Quantities about the centres, and categories whose shares depend on the group.
  private func mixed(_ groups: Int, _ separation: Double, _ stream: inout RandomStream) -> Draw {
    let width = 6
    let centres = Draw.centres(groups, width, separation, &stream)
    var truth: [Int] = []
    for (g, size) in sizes(groups, isUneven: true).enumerated() {
      truth += [Int](repeating: g, count: size)
    }
    var columns = (0..<width).map { j -> Column in
      .quantity("q\(j)", truth.map { centres[$0][j] + stream.normal() })
    }
    for j in 0..<5 {
      let favourite = (0..<groups).map { _ in stream.integer(below: 4) }
      let sure = min(0.95, separation / 6)
      columns.append(
        .levels(
          "c\(j)",
          truth.map { stream.bernoulli(sure) ? favourite[$0] : stream.integer(below: 4) }, count: 4)
      )
    }
    return Draw(values: .table(Table(columns: columns)), truth: truth)
  }

  private func portfolio(_ separation: Double, seed: UInt64) throws -> Draw {
    let period = Quarter(year: 2026, number: 2)
    let generator = PortfolioGenerator(
      clients: 800, seed: seed, firstPeriod: period,
      options: GeneratorOptions(separation: separation))
    let reading = try CSVReader().read(bytes: Array(generator.portfolioFile(period)))
    let truth = generator.quarter(period).truth
    let typeOf = Dictionary(
      truth.map { ($0.identifier, $0.type.rawValue) }, uniquingKeysWith: { first, _ in first })
    let names = truth.map(\.type.rawValue)
    let order = Array(Set(names)).sorted()
    let key = reading.report.identifierColumn ?? ""
    guard case .texts(let identifiers)? = reading.table[key]?.values else {
      return Draw(values: .table(reading.table), truth: nil)
    }
    return Draw(
      values: .table(reading.table),
      truth: identifiers.map { id in
        id.flatMap { typeOf[$0] }.flatMap { order.firstIndex(of: $0) } ?? 0
      })
  }
}
