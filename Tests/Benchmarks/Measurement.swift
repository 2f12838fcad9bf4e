import Foundation

/// What one run took.
struct Measurement {
  let seconds: Double
  /// Of all threads, which other programs disturb less than the clock.
  let processorSeconds: Double

  init(_ body: () throws -> Void) rethrows {
    let before = Self.processorSeconds
    seconds = Self.seconds(try ContinuousClock().measure(body))
    processorSeconds = Self.processorSeconds - before
  }

  static func repeated(_ repeats: Int, _ body: () throws -> Void) rethrows -> [Measurement] {
    try (0..<repeats).map { _ in try Measurement(body) }
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    if sorted.isEmpty { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }
}

extension Measurement {
  /// Processor time of all threads so far.
  static var processorSeconds: Double {
    let usage = usage
    let micro = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(micro) * 1e-6
  }

  /// The largest resident size of this process so far.
  static var peakMegabytes: Double {
    #if canImport(Darwin)
      return Double(usage.ru_maxrss) / 1_048_576
    #else
      // Linux counts in ru_maxrss the process that began this one, too.
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let kilobytes = peak?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
      return (kilobytes.flatMap { Double($0) } ?? .nan) / 1024
    #endif
  }

  private static var usage: rusage {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return usage
  }
}

extension [Measurement] {
  /// For a JSON object.
  var text: String {
    """
    "seconds": \(map(\.seconds)), \
    "processorSeconds": \(Measurement.median(map(\.processorSeconds))), \
    "peakMegabytes": \(Measurement.peakMegabytes)
    """
  }
}
