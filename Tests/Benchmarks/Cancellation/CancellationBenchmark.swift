import Foundation
import LinearAlgebra
import Synchronization

/// How long a fit goes on after it was called off: the time from the cancel to the return, at several
/// moments spread over the fit.
///
///     benchmarks cancellation [MOMENTS [NAME]]
///
/// Prints a table, each fit's median and maximum in milliseconds, on two threads, and ends with
/// status 1 where one is above ``limit``. With NAME, the fits whose names begin with it.
enum CancellationBenchmark {
  /// What the eye takes for at once.
  static let limit = 0.1
  private static let threads = 2

  static func run(_ arguments: [String]) throws {
    let moments = arguments.first.flatMap { Int($0) } ?? 20
    let chosen = CancellationJob.all.filter { job in
      arguments.count < 2 || job.name.hasPrefix(arguments[1])
    }
    say("| fit | s | moments | median ms | max ms | at |\n|---|---|---|---|---|---|")
    var late: [String] = []
    for job in chosen {
      let body = try job.prepare()
      let whole = try Measurement { try body(Parallelism(threads: threads)) }.seconds
      let delays = try (0..<moments).compactMap { moment in
        try delay(of: body, after: whole * (Double(moment) + 0.5) / Double(moments))
      }
      let worst = delays.max { $0.delay < $1.delay }
      let median = Measurement.median(delays.map(\.delay))
      say(
        "| \(job.name) | \(rounded(whole, 2)) | \(delays.count) | \(rounded(1000 * median, 1)) | "
          + "\(rounded(1000 * (worst?.delay ?? 0), 1)) | "
          + "\(rounded(100 * (worst?.after ?? 0) / whole, 0)) % |")
      if let worst, worst.delay > limit { late.append(job.name) }
    }
    if !late.isEmpty {
      say("\nabove \(Int(1000 * limit)) ms: \(late.joined(separator: ", "))")
      exit(1)
    }
  }

  private struct Delay {
    let after: Double
    let delay: Double
  }

  /// `nil` where the fit was over by then.
  private static func delay(
    of body: (Parallelism) throws -> Void, after seconds: Double
  ) throws -> Delay? {
    let monitor = Monitor()
    let asked = Mutex<ContinuousClock.Instant?>(nil)
    let canceller = Thread {
      Thread.sleep(forTimeInterval: seconds)
      asked.withLock { $0 = ContinuousClock.now }
      monitor.cancel()
    }
    canceller.qualityOfService = .userInteractive
    canceller.start()
    do {
      try body(Parallelism(threads: threads, monitor: monitor))
    } catch is CancellationError {
      let returned = ContinuousClock.now
      guard let asked = asked.withLock({ $0 }) else { return nil }
      return Delay(after: seconds, delay: Measurement.seconds(returned - asked))
    }
    return nil
  }

  /// At once, however slow the next fit.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  private static func rounded(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
