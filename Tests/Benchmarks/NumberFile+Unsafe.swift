import Foundation
import LinearAlgebra

/// Numbers of eight bytes as `numpy.ndarray.tofile` writes them, read without a second copy.
enum NumberFile {
  static func matrix(_ path: String, columnCount: Int) throws -> Matrix {
    let elements: [Double] = try values(path)
    return Matrix(
      rowCount: elements.count / columnCount, columnCount: columnCount, elements: elements)
  }

  static func integers(_ path: String) throws -> [Int] { try values(path) }

  static func write(_ values: [Double], to path: String) throws { try writeBytes(values, path) }

  static func write(_ values: [Int], to path: String) throws { try writeBytes(values, path) }

  private static func values<Number>(_ path: String) throws -> [Number] {
    guard let file = fopen(path, "rb") else { throw CocoaError(.fileNoSuchFile) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / MemoryLayout<Number>.stride
    rewind(file)
    return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, MemoryLayout<Number>.stride, count, file)
    }
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
