import LinearAlgebra
import Tables

/// Reads a file and types its columns.
enum CSVBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 3, let threads = Int(arguments[1]), let repeats = Int(arguments[2])
    else {
      print("usage: benchmarks csv FILE THREADS REPEATS")
      return
    }
    let reader = CSVReader(parallelism: Parallelism(threads: threads))
    var seconds: [Double] = []
    var kinds: [String] = []
    var rows = 0
    let before = Measurement.processorSeconds
    for _ in 0..<repeats {
      let elapsed = try ContinuousClock().measure {
        let reading = try reader.read(path: arguments[0])
        rows = reading.table.rowCount
        kinds = reading.table.columns.map { "\($0.key):\($0.kind.rawValue)" }
      }
      seconds.append(Measurement.seconds(elapsed))
    }
    let processor = (Measurement.processorSeconds - before) / Double(max(1, repeats))
    print(
      """
      {"processorSeconds": \(processor), "seconds": \(seconds), "rows": \(rows), "kinds": \(kinds), \
      "peakMegabytes": \(Measurement.peakMegabytes)}
      """)
  }
}
