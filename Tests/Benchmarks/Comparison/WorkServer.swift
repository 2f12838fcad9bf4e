import Foundation

/// Loads the work of one row, then does it each time it reads `run`, so that ours and the peers can
/// take turns; `answer` leaves what the last run found. One line of JSON for each line read.
enum WorkServer {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 1 else { return print("usage: benchmarks serve WORK") }
    let work = try JSONDecoder().decode(Work.self, from: Data(arguments[0].utf8))
    var job = try work.job()
    try reply(["ready": 1])
    while let line = readLine() {
      if line == "run" {
        let measurement = try Measurement { try job.run() }
        try reply([
          "seconds": measurement.seconds, "processorSeconds": measurement.processorSeconds,
          "megabytes": Measurement.peakMegabytes,
        ])
      } else {
        try leave(job.answer, work.answers)
      }
    }
  }

  private static func leave(_ answer: Answer, _ prefix: String?) throws {
    if let prefix {
      for (name, values) in answer.integers {
        try NumberFile.write(values, to: "\(prefix)-\(name).i64")
      }
      for (name, values) in answer.numbers {
        try NumberFile.write(values, to: "\(prefix)-\(name).f64")
      }
    }
    try reply(answer.values)
  }

  private static func reply(_ values: [String: Double]) throws {
    let line = try JSONEncoder().encode(values) + Data("\n".utf8)
    try FileHandle.standardOutput.write(contentsOf: line)
  }
}
