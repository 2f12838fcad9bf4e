/// The state of the BLAS library, which is the process's and not a value's.
///
/// Parallel work is done by ``Parallelism``, whose blocks do not depend on the number of threads.
/// OpenBLAS's own threads would both compete with them and cut the sums elsewhere, so it runs on one.
public enum BLASRuntime {
  /// Sets OpenBLAS to one thread, once. Every product and decomposition of this module calls it.
  public static func useOneThread() { _ = oneThread }

  /// The library and its version, for a run's record: `OpenBLAS 0.3.21`. Its build options and the name
  /// of the CPU kernels it picked are left out, as the same run writes the same record on any machine.
  public static var version: String {
    BLAS.configuration.split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// Initialised once, by the language's rule for static stored properties.
  private static let oneThread: Void = BLAS.setThreadCount(1)
}
