#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

enum Measurement {
  static func seconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  /// Processor time of all threads so far, which other programs disturb less than the clock.
  static var processorSeconds: Double {
    let usage = usage
    let micro = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(micro) * 1e-6
  }

  /// The largest resident size of this process so far.
  static var peakMegabytes: Int {
    #if canImport(Darwin)
      usage.ru_maxrss / 1_048_576
    #else
      usage.ru_maxrss / 1024
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
