import CRoofline
import Foundation
import LinearAlgebra

/// What this machine can do at most with some threads: the best of some runs, for whatever else runs
/// can only slow one down.
struct MachinePeak {
  /// Of memory read, well beyond the caches: 512 MB.
  let bytesPerSecond: Double
  /// Of multiplications and additions, fused where the processor can.
  let doubleOperationsPerSecond: Double
  let singleOperationsPerSecond: Double

  init?(threads: Int, repeats: Int) {
    let parallelism = Parallelism(threads: threads)
    let count = 1 << 26
    guard let memory = crMemory(count) else { return nil }
    defer { free(memory) }
    memory.update(repeating: 1, count: count)
    nonisolated(unsafe) let numbers = memory
    let share = count / 128 / threads * 128
    bytesPerSecond =
      8 * Double(share * threads)
      / Self.best(repeats) {
        _ = parallelism.map(count: threads) { crReadSum(numbers + $0 * share, share) }
      }
    let rounds = 1 << 21
    doubleOperationsPerSecond =
      Double(rounds * threads) * Double(crOperations(0))
      / Self.best(repeats) {
        _ = parallelism.map(count: threads) { _ in crFuseDouble(rounds, 0.5) }
      }
    singleOperationsPerSecond =
      Double(rounds * threads) * Double(crOperations(1))
      / Self.best(repeats) {
        _ = parallelism.map(count: threads) { _ in crFuseSingle(rounds, 0.5) }
      }
  }

  private static func best(_ repeats: Int, _ body: () -> Void) -> Double {
    Measurement.repeated(repeats, body).map(\.seconds).min() ?? .nan
  }

  static var vectors: String { String(cString: crVectors()) }
}
