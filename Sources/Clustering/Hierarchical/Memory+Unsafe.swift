#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the machine can spare.
enum Memory {
  /// Bytes that can be taken without swapping; `nil` where the system does not say.
  static var available: Int? {
    guard let file = fopen("/proc/meminfo", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("MemAvailable:") else { continue }
      return text.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
    }
    return nil
  }

  /// Throws ``ClusteringError/notEnoughMemory(needed:available:lean:)`` where `bytes` are not there.
  /// - Parameter limit: how many may be taken; `nil`: what the machine has to spare.
  static func check(_ bytes: Int, limit: Int?, lean: [Linkage]) throws(ClusteringError) {
    guard let available = limit ?? Memory.available, bytes > available else { return }
    throw .notEnoughMemory(needed: bytes, available: available, lean: lean)
  }

  /// Asks for large pages under a large array that is about to be filled.
  static func expectLarge<Number>(_ buffer: UnsafeMutableBufferPointer<Number>) {
    #if os(Linux)
      let byteCount = buffer.count * MemoryLayout<Number>.stride
      guard let base = buffer.baseAddress, byteCount > 1 << 22 else { return }
      let page = 1 << 21
      let start = (UInt(bitPattern: base) + UInt(page) - 1) / UInt(page) * UInt(page)
      let end = UInt(bitPattern: base + buffer.count) / UInt(page) * UInt(page)
      if let aligned = UnsafeMutableRawPointer(bitPattern: start), end > start {
        // Advice: its failure costs time only.
        _ = madvise(aligned, Int(end - start), 14)
      }
    #endif
  }
}
