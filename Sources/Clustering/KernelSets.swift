import CKernels

/// The instruction sets for which the inner loops are there, every one with the same results.
///
///     KernelSets.names      // ["portable", "avx2", "avx512"]: those that this processor has
///     KernelSets.inUse      // "avx512"
///
/// On 64-bit ARM they are "portable" and "neon", which were run under emulation only
/// (`Tests/Emulation/run`).
///
/// The widest is used, unless the environment's `CLIENTELE_KERNELS` names another at the start.
public enum KernelSets {
  public static let override = "CLIENTELE_KERNELS"

  public static var names: [String] {
    (0..<ckSetCount()).compactMap { ckSetName($0).map { String(cString: $0) } }
  }

  public static var inUse: String { String(cString: ckSetInUse()) }
}
