import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

@Suite struct GaussianCopulaTests {
  /// Two latent quantities of correlation r.
  private func latent(_ count: Int, r: Double, seed: UInt64) -> [(Double, Double)] {
    var stream = RandomStream(seed: seed, purpose: .example)
    return (0..<count).map { _ in
      let z = stream.normal()
      return (z, r * z + (1 - r * r).squareRoot() * stream.normal())
    }
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let (ma, mb) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    let products = zip(a, b).reduce(0) { $0 + ($1.0 - ma) * ($1.1 - mb) }
    let squares = (
      a.reduce(0) { $0 + ($1 - ma) * ($1 - ma) }, b.reduce(0) { $0 + ($1 - mb) * ($1 - mb) }
    )
    return products / (squares.0 * squares.1).squareRoot()
  }

  /// ⌊4096 Φ(z)⌋ without Φ, also at the cells' bounds and where they end.
  @Test func cellsAreThoseOfTheNormalDistribution() {
    let normal = NormalDistribution()
    var stream = RandomStream(seed: 5, purpose: .example)
    let drawn = (0..<20_000).map { _ in 1.5 * stream.normal() }
    let grid = (-4_500...4_500).map { Double($0) / 900 + 1e-7 }
    for z in drawn + grid + [-40, -4, 0, 4, 40] {
      #expect(NormalCells.shared.cell(of: z) == min(Int(normal.cdf(z) * 4_096), 4_095), "\(z)")
    }
  }

  /// Quantities, bands of three levels, and a yes/no at one quarter: the made table's association is
  /// the table's, whatever blurs it.
  @Test(arguments: [-0.6, 0, 0.5, 0.9])
  func associationsAreKept(r: Double) throws {
    let pairs = latent(4_000, r: r, seed: 1)
    func band(_ z: Double) -> Double { z < -0.5 ? 0 : z < 0.8 ? 1 : 2 }
    func tick(_ z: Double) -> Double { z > 0.674 ? 1 : 0 }
    let columns = [
      pairs.map(\.0), pairs.map { band($0.0) }, pairs.map { band($0.1) }, pairs.map { tick($0.1) },
    ]
    let copula = try GaussianCopula(
      columns.enumerated().map { CopulaColumn(values: $1, isQuantity: $0 == 0) })
    let made = copula.sample(replicate: 0, rowCount: 4_000, seed: 7)
    for (i, j) in [(0, 2), (1, 2), (1, 3), (2, 3), (0, 3)] {
      let (own, theirs) = (correlation(columns[i], columns[j]), correlation(made[i], made[j]))
      #expect(abs(own - theirs) < 0.06, "\(i) and \(j): \(own), \(theirs)")
    }
  }

  @Test func massesLevelsAndMissingCellsAreKept() throws {
    var stream = RandomStream(seed: 9, purpose: .example)
    let zeroInflated = (0..<2_000).map { _ -> Double in
      let z = stream.normal()
      return stream.bernoulli(0.1) ? .nan : z < 0.4 ? 0 : z
    }
    let levels = (0..<2_000).map { i -> Double in
      zeroInflated[i].isNaN ? .nan : stream.bernoulli(0.3) ? 2 : 0
    }
    let copula = try GaussianCopula([
      CopulaColumn(values: zeroInflated, isQuantity: true),
      CopulaColumn(values: levels, isQuantity: false),
    ])
    let made = copula.sample(replicate: 3, rowCount: 2_000, seed: 1)
    func share(_ column: [Double], _ test: (Double) -> Bool) -> Double {
      Double(column.count(where: test)) / Double(column.count)
    }
    #expect(abs(share(made[0], \.isNaN) - share(zeroInflated, \.isNaN)) < 0.03)
    #expect(zip(made[0], made[1]).allSatisfy { $0.isNaN == $1.isNaN })
    #expect(abs(share(made[0]) { $0 == 0 } - share(zeroInflated) { $0 == 0 }) < 0.04)
    #expect(abs(share(made[1]) { $0 == 2 } - share(levels) { $0 == 2 }) < 0.04)
    #expect(made[1].allSatisfy { $0.isNaN || $0 == 0 || $0 == 2 })
  }

  /// The humps of a quantity are groups, not its nature: the made one has a single hump.
  @Test func humpsAreSmoothedAway() throws {
    var stream = RandomStream(seed: 2, purpose: .example)
    let humps = (0..<1_000).map { i in (i % 2 == 0 ? -6 : 6) + stream.normal() }
    let copula = try GaussianCopula([CopulaColumn(values: humps, isQuantity: true)])
    let made = copula.sample(replicate: 0, rowCount: 1_000, seed: 1)[0]
    #expect(made.count { abs($0) < 3 } > 150)
    let variance = made.reduce(0) { $0 + $1 * $1 } / 1_000
    #expect((30...45).contains(variance), "\(variance)")
  }

  @Test func samplesDependOnTheirNumberAndSeedAlone() throws {
    let x = Matrix.random(rowCount: 60, columnCount: 3, seed: 5)
    let columns = (0..<3).map { CopulaColumn(values: x.column($0), isQuantity: true) }
    let serial = try GaussianCopula(columns)
    let parallel = try GaussianCopula(columns, parallelism: Parallelism(threads: 3))
    let own = serial.sample(replicate: 2, rowCount: 60, seed: 8)
    #expect(parallel.sample(replicate: 2, rowCount: 60, seed: 8) == own)
    #expect(serial.sample(replicate: 3, rowCount: 60, seed: 8) != own)
    #expect(serial.sample(replicate: 2, rowCount: 60, seed: 9) != own)
  }
}
