import Clustering
import LinearAlgebra
import Synchronization

/// The peaks of this machine, and the fraction of them that two kernels reach.
///
///     benchmarks roofline REPEATS [DIVISOR]
///
/// A floor is the longer of the time to move the bytes and the time to do the operations at those
/// peaks, the work being counted as the definition has it, each input read once: what no program of
/// the same arithmetic can beat. The divisor makes the data smaller.
enum RooflineBenchmark {
  static func run(_ arguments: [String]) throws {
    guard let repeats = arguments.first.flatMap({ Int($0) }), repeats > 0 else {
      print("usage: benchmarks roofline REPEATS [DIVISOR]")
      return
    }
    let divisor = arguments.count > 1 ? Int(arguments[1]) ?? 1 : 1
    for threads in [1, 2] {
      guard let peak = MachinePeak(threads: threads, repeats: 2 * repeats) else { return }
      let lloyd = try firstLloydIteration(
        rows: 1_000_000 / divisor, threads: threads, repeats: repeats)
      let ward = try firstWardPass(rows: 20_000 / divisor, threads: threads, repeats: repeats)
      print(
        """
        {"threads": \(threads), "vectors": "\(MachinePeak.vectors)", \
        "gigabytesPerSecond": \(peak.bytesPerSecond / 1e9), \
        "doubleGigaflops": \(peak.doubleOperationsPerSecond / 1e9), \
        "singleGigaflops": \(peak.singleOperationsPerSecond / 1e9), \
        "lloyd": \(lloyd.text(peak)), "ward": \(ward.text(peak))}
        """)
    }
  }

  /// The first iteration of k-means, *n* × 32, k = 16: every row is read, nothing is known of it.
  ///
  /// Operations: a multiplication and an addition for each row, centroid and column, 2·n·k·p; that a
  /// label needs in double only where single precision leaves it open is ours to use, so that both
  /// floors are given. Bytes by the definition: X once, 8·n·p. Moved by ours, in this iteration: X
  /// read, 8·n·p, and its single precision written, 4·n·p, with a norm, a label and a slack for each
  /// row, 12·n.
  private static func firstLloydIteration(
    rows n: Int, threads: Int, repeats: Int
  ) throws -> Reach {
    let (p, k) = (32, 16)
    let x = MadeData.matrix(rows: n, columns: p, groups: k)
    let kMeans = KMeans(
      clusterCount: k, start: .centroids(MadeData.start(count: k, columns: p)),
      maximumIterations: 20)
    // Progress is told before each iteration.
    let seconds = try medianSeconds(repeats, threads: threads, from: 0, to: 1.0 / 20) {
      _ = try kMeans.fit(x, parallelism: $0)
    }
    return Reach(
      name: "first Lloyd iteration, \(n) x \(p), k = \(k)", seconds: seconds,
      operations: 2 * Double(n * k * p), bytes: 8 * Double(n * p),
      bytesMoved: Double(n * (12 * p + 12)))
  }

  /// Ward's first pass, *n* × 16: the nearest neighbour of every row.
  ///
  /// Operations: a multiplication and an addition for each two rows and column, 2·p·n(n − 1)/2, by the
  /// definition; ours takes each pair from both sides, 2·p·n(n − 1), less the tiles that it rules out
  /// whole, which is how a fraction can pass 1. Bytes: X once, 8·n·p, which is nothing here; ours
  /// works on the tiles in single precision, 4·n·p = 1.3 MB, from the second-level cache.
  private static func firstWardPass(rows n: Int, threads: Int, repeats: Int) throws -> Reach {
    let p = 16
    let x = MadeData.matrix(rows: n, columns: p, groups: 8)
    let ward = HierarchicalClustering(linkage: .ward)
    // The first pass is told as the first half of the work.
    let seconds = try medianSeconds(repeats, threads: threads, from: 0, to: 0.5) {
      _ = try ward.fit(x, parallelism: $0)
    }
    return Reach(
      name: "Ward's first pass, \(n) x \(p)", seconds: seconds,
      operations: Double(p) * Double(n) * Double(n - 1), bytes: 8 * Double(n * p),
      bytesMoved: 8 * Double(n * p))
  }

  /// How long it takes from the first word that a share of the work is done to the first that another
  /// is.
  private static func medianSeconds(
    _ repeats: Int, threads: Int, from: Double, to: Double,
    _ body: (Parallelism) throws -> Void
  ) throws -> Double {
    let times = try (0..<repeats).map { _ in
      let heard = Mutex<(from: ContinuousClock.Instant?, to: ContinuousClock.Instant?)>((nil, nil))
      let monitor = Monitor { fraction in
        let now = ContinuousClock.now
        heard.withLock {
          if $0.from == nil, fraction >= from { $0.from = now }
          if $0.to == nil, fraction >= to { $0.to = now }
        }
      }
      try body(Parallelism(threads: threads, monitor: monitor))
      let (first, last) = heard.withLock { $0 }
      guard let first, let last else { return Double.nan }
      return Measurement.seconds(last - first)
    }
    return Measurement.median(times)
  }

  private struct Reach {
    let name: String
    let seconds: Double
    let operations: Double
    let bytes: Double
    let bytesMoved: Double

    func text(_ peak: MachinePeak) -> String {
      let reading = bytes / peak.bytesPerSecond
      let inDouble = max(reading, operations / peak.doubleOperationsPerSecond)
      let inSingle = max(reading, operations / peak.singleOperationsPerSecond)
      return """
        {"name": "\(name)", "seconds": \(seconds), "operations": \(operations), "bytes": \(bytes), \
        "bytesMoved": \(bytesMoved), "fractionOfDoubleFloor": \(inDouble / seconds), \
        "fractionOfSingleFloor": \(inSingle / seconds), \
        "fractionOfBandwidth": \(bytesMoved / peak.bytesPerSecond / seconds)}
        """
    }
  }
}
