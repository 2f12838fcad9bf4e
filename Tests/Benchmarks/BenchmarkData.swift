import Foundation
import LinearAlgebra

/// Rows of doubles as `numpy.ndarray.tofile` writes them.
enum BenchmarkData {
  static func matrix(_ path: String, columnCount: Int) throws -> Matrix {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let elements = data.withUnsafeBytes { bytes in
      (0..<(data.count / 8)).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self) }
    }
    return Matrix(
      rowCount: elements.count / columnCount, columnCount: columnCount, elements: elements)
  }

  static func integers(_ path: String) throws -> [Int] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return data.withUnsafeBytes { bytes in
      (0..<(data.count / 8)).map {
        Int(bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self))
      }
    }
  }

  /// Seconds of each of some runs.
  static func seconds(repeats: Int, _ body: () throws -> Void) rethrows -> [Double] {
    try (0..<repeats).map { _ in
      Measurement.seconds(try ContinuousClock().measure { try body() })
    }
  }
}
