import Clustering
import LinearAlgebra
import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// k-means from given centroids on made data, one CSV row a run; the first run of a process is cold
/// and stands with the others.
///
///     benchmarks kmeans ROWS COLUMNS K groups|uniform ITERATIONS THREADS REPEATS [FOLDER]
///
/// `groups` are normal points around K normal centres 1.5 times as wide, started from K standard
/// normal points; `uniform` is −1…1 without structure, started from its first K rows. With
/// a folder, the data and the start are written there in little-endian doubles for the peers.
enum KMeansBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.enumerated().compactMap { $0 == 3 ? 0 : Int($1) }
    guard arguments.count >= 7, numbers.count >= 7 else {
      print("usage: benchmarks kmeans ROWS COLUMNS K groups|uniform ITERATIONS THREADS REPEATS")
      return
    }
    let (rows, columns, k) = (numbers[0], numbers[1], numbers[2])
    let isGrouped = arguments[3] == "groups"
    let x = made(rows, columns, centres: isGrouped ? k : 0)
    let start = isGrouped ? normal(k, columns, seed: 13) : x.rows(at: Array(0..<k))
    if arguments.count > 7 {
      write(x, to: "\(arguments[7])/x.f64")
      write(start, to: "\(arguments[7])/start.f64")
    }
    let kMeans = KMeans(
      clusterCount: k, start: .centroids(start), maximumIterations: numbers[4])
    print("tool,rows,columns,k,data,iterations,threads,seconds,processor_seconds,inertia")
    for _ in 0..<numbers[6] {
      let (clock, processor) = (ContinuousClock.now, Measurement.processorSeconds)
      let model = try kMeans.fit(x, parallelism: Parallelism(threads: numbers[5]))
      let seconds = Measurement.seconds(ContinuousClock.now - clock)
      let used = Measurement.processorSeconds - processor
      print(
        "clientele", rows, columns, k, arguments[3], model.iterations, numbers[5], seconds, used,
        model.inertia, separator: ",")
    }
  }

  private static func made(_ rows: Int, _ columns: Int, centres: Int) -> Matrix {
    var stream = RandomStream(seed: 12, purpose: .example)
    let means = (0..<(centres * columns)).map { _ in 1.5 * stream.normal() }
    let elements = (0..<(rows * columns)).map { cell in
      if centres == 0 { return 2 * stream.uniform() - 1 }
      let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
      return means[(row % centres) * columns + column] + stream.normal()
    }
    return Matrix(rowCount: rows, columnCount: columns, elements: elements)
  }

  private static func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, purpose: .example)
    return Matrix(
      rowCount: rows, columnCount: columns,
      elements: (0..<(rows * columns)).map { _ in stream.normal() })
  }

  private static func write(_ x: Matrix, to path: String) {
    guard let file = fopen(path, "wb") else { return print("cannot write \(path)") }
    defer { fclose(file) }
    x.withUnsafeElements { _ = fwrite($0.baseAddress, 8, $0.count, file) }
  }
}
