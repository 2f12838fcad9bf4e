/// A set of observations with a name, for tests that hold on any data.
public struct Shape: Sendable, CustomStringConvertible {
  public let name: String
  public let rows: [[Double]]

  public var description: String { name }

  public init(_ name: String, _ rows: [[Double]]) {
    self.name = name
    self.rows = rows
  }
}

extension Shape {
  /// Seeded points without structure, coordinates uniform in −1…1.
  public static func uniform(_ count: Int, _ columns: Int, seed: UInt64) -> Shape {
    var generator = SplitMix(state: seed)
    return Shape(
      "uniform \(count)×\(columns)",
      (0..<count).map { _ in (0..<columns).map { _ in generator.uniform() } })
  }

  /// Seeded points around `centres` centres.
  public static func groups(_ count: Int, _ columns: Int, centres: Int, seed: UInt64) -> Shape {
    var generator = SplitMix(state: seed)
    let means = (0..<centres).map { _ in (0..<columns).map { _ in 4 * generator.uniform() } }
    return Shape(
      "\(centres) groups \(count)×\(columns)",
      (0..<count).map { i in means[i % centres].map { $0 + generator.uniform() } })
  }

  /// Integer points of a square, every distance tied many times.
  public static func lattice(_ side: Int) -> Shape {
    Shape(
      "lattice \(side)×\(side)",
      (0..<(side * side)).map { [Double($0 / side), Double($0 % side)] })
  }

  /// Seeded points rounded to integers, of coordinates up to `reach`: ties and duplicates, but no
  /// symmetry.
  public static func integers(_ count: Int, _ columns: Int, reach: Double, seed: UInt64) -> Shape {
    let rows = uniform(count, columns, seed: seed).rows
    return Shape(
      "integers \(count)×\(columns) to \(reach), seed \(seed)",
      rows.map { row in row.map { ($0 * reach).rounded() } })
  }

  /// Nearly every distance of these is shared by several pairs.
  public static let tied: [Shape] = {
    let cube = (0..<64).map { (i: Int) -> [Double] in
      [Double(i / 16), Double(i / 4 % 4), Double(i % 4)]
    }
    var shapes = [
      lattice(4), lattice(6), lattice(9), Shape("lattice 4×4×4", cube),
      Shape("shuffled integers", (0..<40).map { [Double($0 * 7 % 40)] }),
      Shape("one point 20 times", (0..<20).map { _ in [1.5, -2] }),
    ]
    for seed in UInt64(1)...6 { shapes.append(integers(50, 2, reach: 4, seed: seed)) }
    for seed in UInt64(7)...10 { shapes.append(integers(60, 3, reach: 3, seed: seed)) }
    return shapes
  }()

  public func mapped(_ name: String, _ transform: ([Double]) -> [Double]) -> Shape {
    Shape("\(self.name), \(name)", rows.map(transform))
  }

  /// Data without two equal distances: trees and labels are unique.
  public static let generic: [Shape] = [
    uniform(2, 1, seed: 1), uniform(30, 1, seed: 2), uniform(57, 3, seed: 3),
    groups(80, 2, centres: 4, seed: 4), groups(41, 17, centres: 3, seed: 5),
    uniform(30, 40, seed: 6),
  ]

  /// As many rows and columns as it takes for the search of Ward's and single linkage to turn them: far
  /// from 0 along a slanted line, equal in most columns, full of ties.
  public static let turned: [Shape] = [
    groups(520, 6, centres: 5, seed: 14),
    uniform(520, 7, seed: 15).mapped("slanted, offset 1e6") { row in
      row.indices.map { 1e6 + row[$0] * 0.01 + Double($0 + 1) * row[0] + Double($0 % 2) * row[1] }
    },
    Shape(
      "far outliers in eight columns, six of them nearly constant",
      uniform(518, 8, seed: 16).rows.map { row in
        row.indices.map { $0 < 2 ? row[$0] : 3 + row[$0] * 1e-9 }
      } + [[1e12, 0, 0, 0, 0, 0, 0, -1e12], [0, 0, 1e15, 0, 0, 0, 0, 0]]),
    integers(520, 6, reach: 2, seed: 17), ofRankTwo(6, offset: 0), ofRankTwo(6, offset: 1e8),
    ofRankTwo(64, offset: 0),
  ]

  /// Two columns again and again: the leading columns hold the whole distance, and many are equal, so
  /// that a bound that is a little too tight is seen.
  private static func ofRankTwo(_ columns: Int, offset: Double) -> Shape {
    uniform(560, 2, seed: 18).mapped("\(columns) columns of rank 2, offset \(offset)") { row in
      (0..<columns).map { offset + (row[$0 % 2] * 14).rounded() }
    }
  }

  /// Ties, duplicates, constant columns, large offsets, extreme scales, outliers.
  public static let adversarial: [Shape] = [
    lattice(6),
    Shape("line of integers", (0..<25).map { [Double($0)] }),
    Shape("duplicates", uniform(12, 3, seed: 7).rows.flatMap { [$0, $0, $0] }),
    groups(40, 3, centres: 4, seed: 8).mapped("offset 1e8") { $0.map { $0 + 1e8 } },
    groups(40, 3, centres: 4, seed: 9).mapped("scale 1e-160") { $0.map { $0 * 1e-160 } },
    groups(40, 3, centres: 4, seed: 10).mapped("scale 1e100") { $0.map { $0 * 1e100 } },
    uniform(40, 2, seed: 11).mapped("constant columns") { [3, $0[0], -1e9, $0[1]] },
    uniform(40, 2, seed: 12).mapped("mixed scales") { [$0[0], $0[1] * 1e12] },
    Shape("one far outlier", uniform(40, 2, seed: 13).rows + [[1e9, -1e9]]),
    Shape("collinear", (0..<30).map { [Double($0), 2 * Double($0), -Double($0)] }),
    Shape(
      "signed zeros",
      [[0, -0.0], [-0.0, 0], [0, 1], [-0.0, 1], [1, -0.0], [2, 2], [-2, -0.0], [3, 1]]),
  ]
}

/// SplitMix64: the tests' own source of numbers, so that data do not change with the product's.
struct SplitMix {
  var state: UInt64

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    return Double(z >> 11) * 0x1p-52 - 1
  }
}
