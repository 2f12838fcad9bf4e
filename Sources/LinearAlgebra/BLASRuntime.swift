/// The state of the BLAS library, which is the process's and not a value's.
///
/// Parallel work is done by ``Parallelism``, whose blocks do not depend on the number of threads.
/// OpenBLAS's own threads would both compete with them and cut the sums elsewhere, so it runs on one.
public enum BLASRuntime {
  /// Sets OpenBLAS to one thread, once. Every product and decomposition of this module calls it.
  public static func useOneThread() { _ = oneThread }

  /// The version, the options and the CPU kernels of the library, for a run's record.
  public static var configuration: String { BLAS.configuration }

  /// Initialised once, by the language's rule for static stored properties.
  private static let oneThread: Void = BLAS.setThreadCount(1)
}
