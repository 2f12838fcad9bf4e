import CKernels
import LinearAlgebra

/// Points copied into blocks of 64, column by column, for kernels that take the distances of all
/// pairs of two blocks.
///
/// Points beyond the last are at the origin: kernels compute with them, and nothing is made of it.
package struct PointBlocks: Sendable {
  package static let width = Int(CK_BLOCK)

  package let count: Int
  package let columnCount: Int
  private let storage: [Double]

  package var blockCount: Int { (count + Self.width - 1) / Self.width }

  /// The points of some block: 64 of them but for the last.
  package func points(ofBlock block: Int) -> Range<Int> {
    (block * Self.width)..<min((block + 1) * Self.width, count)
  }

  package init(_ x: Matrix) {
    count = x.rowCount
    columnCount = x.columnCount
    let (n, p, width) = (x.rowCount, x.columnCount, Self.width)
    let size = (n + width - 1) / width * width * p
    storage = [Double](unsafeUninitializedCapacity: size) { target, filled in
      x.withUnsafeElements { source in
        for i in 0..<(size / max(p, 1)) {
          let base = i / width * width * p + i % width
          for j in 0..<p { target[base + j * width] = i < n ? source[i * p + j] : 0 }
        }
      }
      filled = size
    }
  }

  package func withBlocks(
    _ a: Int, _ b: Int, _ body: (UnsafePointer<Double>, UnsafePointer<Double>) -> Void
  ) {
    storage.withUnsafeBufferPointer { storage in
      guard let base = storage.baseAddress else { return }
      let size = Self.width * columnCount
      body(base + a * size, base + b * size)
    }
  }
}
