// Ward and k-means on made data, medians of three: time by the clock, and processor time for a
// machine that others use too. `peers.py` reads the same files.
//
//     swift run -c release --package-path Tests/Benchmarks/ClusteringSpeed ClusteringBenchmark <folder> [threads] [part of a name]

import Clustering
import Foundation
import LinearAlgebra
import Statistics

let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? "benchmark-data")
let threads = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1
let wanted = CommandLine.arguments.dropFirst(3).first ?? ""
let parallelism = Parallelism(threads: threads)
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)

/// Normal points around `centres` normal centres: overlapping groups, as clients are.
func portfolio(rows: Int, columns: Int, centres: Int, spread: Double, seed: UInt64) -> Matrix {
  var stream = RandomStream(seed: seed, purpose: .example)
  let means = (0..<(centres * columns)).map { _ in spread * stream.normal() }
  var elements: [Double] = []
  elements.reserveCapacity(rows * columns)
  for i in 0..<rows {
    for j in 0..<columns { elements.append(means[(i % centres) * columns + j] + stream.normal()) }
  }
  return Matrix(rowCount: rows, columnCount: columns, elements: elements)
}

func write(_ x: Matrix, _ name: String) throws {
  let bytes = x.withUnsafeElements { Data(buffer: $0) }
  try bytes.write(to: folder.appendingPathComponent("\(name)-\(x.rowCount)x\(x.columnCount).f64"))
}

func median(_ name: String, _ body: () throws -> String) rethrows {
  guard wanted.isEmpty || name.contains(wanted) else { return }
  var clock: [Double] = []
  var processor: [Double] = []
  var note = ""
  for _ in 0..<3 {
    let (start, startOfWork) = (ContinuousClock.now, Foundation.clock())
    note = try body()
    processor.append(Double(Foundation.clock() - startOfWork) / Double(CLOCKS_PER_SEC))
    let elapsed = (ContinuousClock.now - start).components
    clock.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
  }
  let times = String(
    format: "%.4f s, processor %.4f s", clock.sorted()[1], processor.sorted()[1])
  print(name, times, note)
}

func benchmarkWard(rows: Int, columns: Int) throws {
  let x = portfolio(rows: rows, columns: columns, centres: 8, spread: 1.5, seed: 11)
  try write(x, "ward")
  try median("ward \(rows)x\(columns)") {
    let tree = try HierarchicalClustering(linkage: .ward).fit(x, parallelism: parallelism)
    return "top height \(tree.merges.last?.height ?? 0)"
  }
}

func benchmarkKMeans(rows: Int, columns: Int, clusters: Int) throws {
  let x = portfolio(rows: rows, columns: columns, centres: clusters, spread: 1.5, seed: 12)
  let start = portfolio(rows: clusters, columns: columns, centres: 1, spread: 0, seed: 13)
  try write(x, "kmeans")
  try write(start, "start")
  try median("k-means from given centroids \(rows)x\(columns) k=\(clusters)") {
    let model = try KMeans(clusterCount: clusters, start: .centroids(start))
      .fit(x, parallelism: parallelism)
    return "\(model.iterations) iterations, inertia \(model.inertia)"
  }
  try median("k-means, 10 restarts \(rows)x\(columns) k=\(clusters)") {
    let model = try KMeans(clusterCount: clusters).fit(x, parallelism: parallelism)
    return "\(model.iterations) iterations, inertia \(model.inertia)"
  }
}

print("threads \(threads)")
try benchmarkWard(rows: 800, columns: 8)
try benchmarkWard(rows: 5_000, columns: 8)
try benchmarkWard(rows: 20_000, columns: 16)
try benchmarkKMeans(rows: 200_000, columns: 16, clusters: 8)
try benchmarkKMeans(rows: 50_000, columns: 64, clusters: 32)
try benchmarkKMeans(rows: 10_000, columns: 512, clusters: 64)
