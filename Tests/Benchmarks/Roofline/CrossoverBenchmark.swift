import COpenBLAS
import CRoofline
import Clustering
import Foundation
import LinearAlgebra
import Synchronization

/// Where a product of matrices would label rows faster than the fused kernel.
///
///     benchmarks crossover REPEATS [DIVISOR]
///
/// For each *p* and *k*: our first Lloyd iteration, in which nothing is known of any row, beside
/// passes that multiply blocks of rows by all centroids, in double and in single precision, and take
/// the least of ‖c‖² − 2x·c and the second least, and add each row to the sums of its label. Ours also
/// proves its labels, makes its sums exact, and makes the copy that later iterations read; theirs count
/// the rows whose two best are too near for the label to be proved, and leave it at that. The divisor
/// makes the data smaller.
enum CrossoverBenchmark {
  private static let columnCounts = [2, 4, 8, 16, 32, 64, 128, 256, 512]
  private static let clusterCounts = [4, 16, 64, 256, 1024]
  private static let threads = 2

  static func run(_ arguments: [String]) throws {
    guard let repeats = arguments.first.flatMap({ Int($0) }), repeats > 0 else {
      print("usage: benchmarks crossover REPEATS [DIVISOR]")
      return
    }
    let divisor = arguments.count > 1 ? Int(arguments[1]) ?? 1 : 1
    BLASRuntime.useOneThread()
    for p in columnCounts {
      // 64 MB of rows.
      let all = MadeData.matrix(rows: (1 << 23) / divisor / p, columns: p, groups: 16)
      for k in clusterCounts {
        let rows = min(all.rowCount, (1 << 29) / divisor / k)
        let x = rows == all.rowCount ? all : all.rows(at: Array(0..<rows))
        let point = try Point(x, clusterCount: k, repeats: repeats, threads: threads)
        FileHandle.standardOutput.write(Data("\(point.text)\n".utf8))
      }
    }
  }

  private struct Point {
    let x: Matrix
    let clusterCount: Int
    var ours = 0.0
    var double = 0.0
    var single = 0.0
    var unproved: (double: Int, single: Int) = (0, 0)

    /// Each in turn, so that a noisy moment is everybody's.
    init(_ x: Matrix, clusterCount: Int, repeats: Int, threads: Int) throws {
      self.x = x
      self.clusterCount = clusterCount
      let parallelism = Parallelism(threads: threads)
      let centroids = x.rows(at: Array(0..<clusterCount))
      let products = ProductAssignment(x, centroids)
      var times: [[Double]] = [[], [], []]
      // The first time warms up.
      for turn in 0...repeats {
        let own = try Point.firstIteration(x, centroids, threads: threads)
        let inDouble = Measurement { unproved.double = products.inDouble(parallelism) }.seconds
        let inSingle = Measurement { unproved.single = products.inSingle(parallelism) }.seconds
        if turn == 0 { continue }
        for (i, time) in [own, inDouble, inSingle].enumerated() { times[i].append(time) }
      }
      let medians = times.map { Measurement.median($0) }
      (ours, double, single) = (medians[0], medians[1], medians[2])
    }

    var text: String {
      """
      {"rows": \(x.rowCount), "columns": \(x.columnCount), "k": \(clusterCount), "ours": \(ours), \
      "double": \(double), "single": \(single), "unprovedDouble": \(unproved.double), \
      "unprovedSingle": \(unproved.single)}
      """
    }

    /// Progress is told before each iteration.
    private static func firstIteration(
      _ x: Matrix, _ centroids: Matrix, threads: Int
    ) throws -> Double {
      let heard = Mutex<[ContinuousClock.Instant]>([])
      let monitor = Monitor { _ in heard.withLock { $0.append(ContinuousClock.now) } }
      _ = try KMeans(
        clusterCount: centroids.rowCount, start: .centroids(centroids), maximumIterations: 2
      ).fit(x, parallelism: Parallelism(threads: threads, monitor: monitor))
      let told = heard.withLock { $0 }
      return told.count > 1 ? Measurement.seconds(told[1] - told[0]) : .nan
    }
  }
}

/// Labels by blocks of ‖c‖² − 2x·c.
private struct ProductAssignment: Sendable {
  private let x: Matrix
  private let centroids: Matrix
  private let singles: [Float]
  private let norms: [Double]
  private let largestNorm: Double
  /// Rows at a time, so that their products stay in the second-level cache.
  private let width: Int

  init(_ x: Matrix, _ centroids: Matrix) {
    func norm(_ row: ArraySlice<Double>) -> Double { row.reduce(0) { $0 + $1 * $1 } }
    self.x = x
    self.centroids = centroids
    singles = centroids.elements.map { Float($0) }
    norms = (0..<centroids.rowCount).map { norm(centroids.row($0)) }
    largestNorm = (0..<x.rowCount).reduce(0) { max($0, norm(x.row($1))) }
    width = max(64, min(1024, (1 << 16) / centroids.rowCount))
  }

  /// How many rows have a second centroid that rounding might put first.
  private func count<Number: BinaryFloatingPoint>(
    _ best: [Number], _ second: [Number], rounding: Double
  ) -> Int {
    let error = 2 * Double(x.columnCount + 4) * rounding * (largestNorm + (norms.max() ?? 0))
    return zip(best, second).count { Double($1 - $0) <= 2 * error }
  }

  func inDouble(_ parallelism: Parallelism) -> Int {
    let (p, k) = (x.columnCount, centroids.rowCount)
    return pass(parallelism) { (rows, work: inout BlockWork<Double>) in
      let count = Int32(rows.count)
      x.withUnsafeElements { x in
        guard let x = x.baseAddress else { return }
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, Int32(k), count, Int32(p), 1,
          centroids.elements, Int32(p), x + rows.lowerBound * p, Int32(p), 0, &work.products,
          count)
      }
      crNearestDouble(
        work.products, norms, k, rows.count, &work.best, &work.second, &work.labels)
      return self.count(work.best, work.second, rounding: 0x1p-53)
    }
  }

  func inSingle(_ parallelism: Parallelism) -> Int {
    let (p, k) = (x.columnCount, centroids.rowCount)
    let norms = norms.map { Float($0) }
    return pass(parallelism) { (rows, work: inout BlockWork<Float>) in
      let count = Int32(rows.count)
      let block = x.elements[(rows.lowerBound * p)..<(rows.upperBound * p)].map { Float($0) }
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, Int32(k), count, Int32(p), 1, singles,
        Int32(p), block, Int32(p), 0, &work.products, count)
      crNearestSingle(
        work.products, norms, k, rows.count, &work.best, &work.second, &work.labels)
      return self.count(work.best, work.second, rounding: 0x1p-24)
    }
  }

  private struct BlockWork<Number: BinaryFloatingPoint & SendableMetatype> {
    var products: [Number]
    var best: [Number]
    var second: [Number]
    var labels: [Int32]
    var sums: [Double]

    init(width: Int, clusterCount: Int, columnCount: Int) {
      products = [Number](repeating: 0, count: width * clusterCount)
      best = [Number](repeating: 0, count: width)
      second = best
      labels = [Int32](repeating: 0, count: width)
      sums = [Double](repeating: 0, count: clusterCount * columnCount)
    }
  }

  /// Every thread has sums of its own.
  private func pass<Number: BinaryFloatingPoint & SendableMetatype>(
    _ parallelism: Parallelism,
    _ body: @Sendable (Range<Int>, inout BlockWork<Number>) -> Int
  ) -> Int {
    let blocks = (x.rowCount + width - 1) / width
    let (threads, clusterCount) = (parallelism.threads, centroids.rowCount)
    return parallelism.map(count: threads) { thread in
      var work = BlockWork<Number>(
        width: width, clusterCount: clusterCount, columnCount: x.columnCount)
      return stride(from: thread, to: blocks, by: threads).reduce(0) { sum, block in
        let rows = (block * width)..<min((block + 1) * width, x.rowCount)
        let open = body(rows, &work)
        addRows(rows, work.labels, &work.sums)
        return sum + open
      }
    }.reduce(0, +)
  }

  private func addRows(_ rows: Range<Int>, _ labels: [Int32], _ sums: inout [Double]) {
    let p = x.columnCount
    x.withUnsafeElements { x in
      sums.withUnsafeMutableBufferPointer { sums in
        for (offset, row) in rows.enumerated() {
          let to = Int(labels[offset]) * p
          for j in 0..<p { sums[to + j] += x[row * p + j] }
        }
      }
    }
  }
}
