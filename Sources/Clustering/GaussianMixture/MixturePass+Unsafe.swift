import CKernels
import LinearAlgebra

/// One reading of the data by a mixture: densities, responsibilities, and their sums.
struct MixturePass: Sendable {
  private let points: PointBlocks
  /// A weight for every place of a block; 0 where there is no observation.
  private let weights: [Double]
  private let parallelism: Parallelism
  let totalWeight: Double
  let meanWeight: Double
  let commonMean: [Double]

  /// Blocks of points worked on together: 256 observations.
  private static let chunk = 4
  private static let blocksOfRows = RowBlocks.size / PointBlocks.width

  init(_ observations: Observations, parallelism: Parallelism) {
    let n = observations.count
    points = PointBlocks(observations.x)
    let weights = observations.weights ?? [Double](repeating: 1, count: n)
    totalWeight = RowBlocks.sum(count: n) { weights[$0] }
    meanWeight = totalWeight / Double(n)
    commonMean = observations.roughMeans()
    self.weights =
      weights + [Double](repeating: 0, count: points.blockCount * PointBlocks.width - n)
    self.parallelism = parallelism
  }

  /// - Throws: `CancellationError`.
  func totals(_ density: MixtureDensity) throws(CancellationError) -> MixtureTotals {
    try totals(
      density.parameters.means, isDiagonal: density.isDiagonal
    ) { scratch, blocks in
      shares(density, blocks, scratch)
    }
  }

  /// Of given responsibilities, *n* × *k*.
  func totals(
    of shares: Matrix, about means: Matrix, shape: GaussianMixture.CovarianceShape
  ) throws(CancellationError) -> MixtureTotals {
    let k = shares.columnCount
    return try totals(
      means, isDiagonal: shape == .diagonal || shape == .spherical
    ) { scratch, blocks in
      let width = PointBlocks.width
      for (offset, i) in (blocks.lowerBound * width..<blocks.upperBound * width).enumerated() {
        let (block, lane) = offset.quotientAndRemainder(dividingBy: width)
        for c in 0..<k {
          scratch.shares[(block * k + c) * width + lane] = i < points.count ? shares[i, c] : 0
        }
        scratch.logDensities[offset] = 0
      }
    }
  }

  private func totals(
    _ means: Matrix, isDiagonal: Bool,
    _ expect: @Sendable (MixtureScratch, Range<Int>) -> Void
  ) throws(CancellationError) -> MixtureTotals {
    let (k, p) = (means.rowCount, means.columnCount)
    let size = 1 + p + (isDiagonal ? p : p * (p + 1) / 2)
    let blocks = try parallelism.map(blocksOf: points.blockCount, size: Self.blocksOfRows) {
      (blocks: Range<Int>) throws(CancellationError) -> MixtureTotals in
      try parallelism.checkpoint()
      return MixtureScratch.with(componentCount: k, columnCount: p, sumCount: size) { scratch in
        var logLikelihood = 0.0
        for start in stride(from: blocks.lowerBound, to: blocks.upperBound, by: Self.chunk) {
          let chunk = start..<min(start + Self.chunk, blocks.upperBound)
          expect(scratch, chunk)
          add(chunk, means, isDiagonal, scratch, size, &logLikelihood)
        }
        return MixtureTotals(
          logLikelihood: logLikelihood,
          sums: (0..<k).map { c in scratch.lanesAdded(c, count: size) })
      }
    }
    var total = MixtureTotals(
      logLikelihood: 0,
      sums: [[Double]](repeating: [Double](repeating: 0, count: size), count: k))
    for block in blocks { total += block }
    return total
  }

  private func shares(
    _ density: MixtureDensity, _ blocks: Range<Int>, _ scratch: MixtureScratch
  ) {
    points.withBlocks(blocks.lowerBound, blocks.lowerBound) { first, _ in
      density.parameters.means.withUnsafeElements { means in
        guard let means = means.baseAddress else { return }
        ckMixtureShares(
          first, blocks.count, points.columnCount, density.componentCount,
          density.isDiagonal ? 1 : 0, means, density.factors, density.constants,
          scratch.deviations, scratch.shares, scratch.logDensities)
      }
    }
  }

  private func add(
    _ blocks: Range<Int>, _ means: Matrix, _ isDiagonal: Bool, _ scratch: MixtureScratch,
    _ sumCount: Int, _ logLikelihood: inout Double
  ) {
    let (width, k, p) = (PointBlocks.width, means.rowCount, means.columnCount)
    let count = blocks.count * width
    weights.withUnsafeBufferPointer { weights in
      guard let weight = weights.baseAddress.map({ $0 + blocks.lowerBound * width }) else { return }
      for i in 0..<count where weight[i] > 0 {
        logLikelihood += weight[i] * scratch.logDensities[i]
      }
      for c in 0..<k {
        for i in 0..<count {
          scratch.weighted[i] =
            weight[i] * scratch.shares[(i / width * k + c) * width + i % width]
        }
        points.withBlocks(blocks.lowerBound, blocks.lowerBound) { first, _ in
          means.withUnsafeElements { means in
            guard let mean = means.baseAddress.map({ $0 + c * p }) else { return }
            ckMixtureSums(
              first, blocks.count, p, isDiagonal ? 1 : 0, mean, scratch.weighted,
              scratch.deviations, scratch.sums + c * sumCount * LaneTiles.width)
          }
        }
      }
    }
  }
}

extension MixturePass {
  /// Where observations belong, and how well.
  struct Placement: Sendable {
    var labels: [Int] = []
    var logDensities: [Double] = []
    /// *n* × *k*, row by row, where asked.
    var responsibilities: [Double] = []
    var logLikelihood = 0.0
    /// Σ w log(π_c N(x; c)) of the component c each belongs to.
    var classificationLogLikelihood = 0.0

    static func += (total: inout Placement, block: Placement) {
      total.labels += block.labels
      total.logDensities += block.logDensities
      total.responsibilities += block.responsibilities
      total.logLikelihood += block.logLikelihood
      total.classificationLogLikelihood += block.classificationLogLikelihood
    }
  }

  func placement(
    _ density: MixtureDensity, withResponsibilities: Bool = false
  ) throws(CancellationError) -> Placement {
    let blocks = try parallelism.map(blocksOf: points.blockCount, size: Self.blocksOfRows) {
      (blocks: Range<Int>) throws(CancellationError) -> Placement in
      try parallelism.checkpoint()
      var result = Placement()
      MixtureScratch.with(
        componentCount: density.componentCount, columnCount: density.columnCount, sumCount: 0
      ) { scratch in
        for block in blocks {
          shares(density, block..<(block + 1), scratch)
          place(block, density.componentCount, scratch, withResponsibilities, &result)
        }
      }
      return result
    }
    var total = Placement()
    for block in blocks { total += block }
    return total
  }

  private func place(
    _ block: Int, _ k: Int, _ scratch: MixtureScratch, _ withResponsibilities: Bool,
    _ result: inout Placement
  ) {
    for (lane, i) in points.points(ofBlock: block).enumerated() {
      var label = 0
      for c in 1..<max(k, 1)
      where scratch.shares[c * PointBlocks.width + lane]
        > scratch.shares[label * PointBlocks.width + lane]
      {
        label = c
      }
      let density = scratch.logDensities[lane]
      result.labels.append(label)
      result.logDensities.append(density)
      result.logLikelihood += weights[i] * density
      result.classificationLogLikelihood +=
        weights[i]
        * (density + logarithm(scratch.shares[label * PointBlocks.width + lane]))
      if withResponsibilities {
        for c in 0..<k {
          result.responsibilities.append(scratch.shares[c * PointBlocks.width + lane])
        }
      }
    }
  }
}

/// The memory of one thread during a pass.
private struct MixtureScratch {
  let deviations: UnsafeMutablePointer<Double>
  let shares: UnsafeMutablePointer<Double>
  let logDensities: UnsafeMutablePointer<Double>
  let weighted: UnsafeMutablePointer<Double>
  /// For each component its sums, eight lanes each, 0 at first.
  let sums: UnsafeMutablePointer<Double>

  static func with<Result>(
    componentCount k: Int, columnCount p: Int, sumCount: Int, _ body: (MixtureScratch) -> Result
  ) -> Result {
    let points = 4 * PointBlocks.width
    let sizes = [
      (p + 3) / 4 * 4 * points, k * points, points, points, k * sumCount * LaneTiles.width,
    ]
    var storage = [Double](repeating: 0, count: sizes.reduce(0, +) + 1)
    return storage.withUnsafeMutableBufferPointer { buffer in
      // Never empty: there is one place more than asked for.
      guard var next = buffer.baseAddress else { preconditionFailure("memory") }
      var parts: [UnsafeMutablePointer<Double>] = []
      for size in sizes {
        parts.append(next)
        next += size
      }
      return body(
        MixtureScratch(
          deviations: parts[0], shares: parts[1], logDensities: parts[2], weighted: parts[3],
          sums: parts[4]))
    }
  }

  /// ((0+1)+(2+3)) + ((4+5)+(6+7)) of every sum of a component.
  func lanesAdded(_ component: Int, count: Int) -> [Double] {
    (0..<count).map { s in
      let l = sums + (component * count + s) * LaneTiles.width
      return ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]))
    }
  }
}
