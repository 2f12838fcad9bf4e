import Foundation
import LinearAlgebra

/// Numbers of eight bytes as `numpy.ndarray.tofile` writes them, read without a second copy.
enum NumberFile {
  static func matrix(_ path: String, columnCount: Int) throws -> Matrix {
    try read(path) { file, count in
      Matrix(rowCount: count / columnCount, columnCount: columnCount) { buffer in
        fread(buffer.baseAddress, MemoryLayout<Double>.stride, count, file)
      }
    }
  }

  static func integers(_ path: String) throws -> [Int] {
    try read(path) { file, count in
      [Int](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = fread(buffer.baseAddress, MemoryLayout<Int>.stride, count, file)
      }
    }
  }

  static func write(_ values: [Double], to path: String) throws { try writeBytes(values, path) }

  static func write(_ values: [Int], to path: String) throws { try writeBytes(values, path) }

  /// - Parameter body: given the file at its beginning, and how many numbers it holds.
  private static func read<Result>(
    _ path: String, _ body: (UnsafeMutablePointer<FILE>, Int) -> Result
  ) throws -> Result {
    guard let file = fopen(path, "rb") else { throw CocoaError(.fileNoSuchFile) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / MemoryLayout<Double>.stride
    rewind(file)
    return body(file, count)
  }

  private static func writeBytes<Number>(_ values: [Number], _ path: String) throws {
    guard let file = fopen(path, "wb") else { throw CocoaError(.fileWriteUnknown) }
    defer { fclose(file) }
    let written = values.withUnsafeBufferPointer {
      fwrite($0.baseAddress, MemoryLayout<Number>.stride, $0.count, file)
    }
    guard written == values.count else { throw CocoaError(.fileWriteOutOfSpace) }
  }
}
