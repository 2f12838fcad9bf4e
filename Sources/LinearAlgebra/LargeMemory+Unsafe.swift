#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory that is about to be filled.
package enum LargeMemory {
  /// A page as large as the system makes them.
  package static let pageSize = 1 << 21

  /// Asks for large pages, where the system has them and gives them on request: a column of a million
  /// numbers is then four page faults instead of two thousand, which cost as much as reading its
  /// cells; and rows read in no order find their page. Only a request: refused, nothing changes.
  package static func expectWrites(at base: UnsafeMutableRawPointer, byteCount: Int) {
    #if os(Linux)
      // Smaller blocks hold no whole large page to speak of.
      if byteCount < 2 * pageSize { return }
      let page = 4096
      let start = (Int(bitPattern: base) + page - 1) & ~(page - 1)
      let length = (Int(bitPattern: base) + byteCount - start) & ~(page - 1)
      guard length > 0, let first = UnsafeMutableRawPointer(bitPattern: start) else { return }
      madvise(first, length, 14)  // MADV_HUGEPAGE, which some C libraries do not name
    #endif
  }

  package static func expectWrites<Element>(_ buffer: UnsafeMutableBufferPointer<Element>) {
    guard let base = buffer.baseAddress else { return }
    expectWrites(at: base, byteCount: buffer.count * MemoryLayout<Element>.stride)
  }
}
