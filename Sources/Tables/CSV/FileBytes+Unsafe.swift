import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a whole file into memory.
enum FileBytes {
  /// The bytes, with room behind them for the padding of a ``TextBuffer``.
  static func read(path: String, limit: Int) throws(TablesError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw failure(errno) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw failure(errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
    if status.st_mode & S_IFMT != S_IFREG { return try stream(descriptor, limit: limit) }
    let size = Int(status.st_size)
    if size > limit { throw .fileTooLarge(bytes: size, limit: limit) }
    var length = 0
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size + TextBuffer.padding) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      LargeMemory.expectWrites(buffer)
      code = fill(base, size: size, from: descriptor, length: &length)
      count = length
    }
    if code != 0 { throw failure(code) }
    return bytes
  }

  private static func failure(_ code: Int32) -> TablesError {
    switch code {
    case ENOENT, ENOTDIR: .fileNotFound
    case EISDIR: .isDirectory
    default: .unreadable(errno: code)
    }
  }

  /// Fills up to `size` bytes; a file cut short meanwhile gives fewer.
  private static func fill(
    _ base: UnsafeMutablePointer<UInt8>, size: Int, from descriptor: Int32, length: inout Int
  ) -> Int32 {
    while length < size {
      #if canImport(Darwin)
        let received = Darwin.read(descriptor, base + length, min(size - length, 1 << 30))
      #elseif canImport(Musl)
        let received = Musl.read(descriptor, base + length, min(size - length, 1 << 30))
      #else
        let received = Glibc.read(descriptor, base + length, min(size - length, 1 << 30))
      #endif
      if received < 0 {
        if errno == EINTR { continue }
        return errno
      }
      if received == 0 { return 0 }
      length += received
    }
    return 0
  }

  /// Pipes and devices, whose size is not known.
  private static func stream(_ descriptor: Int32, limit: Int) throws(TablesError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var length = 0
      let code = block.withUnsafeMutableBufferPointer { buffer -> Int32 in
        guard let base = buffer.baseAddress else { return 0 }
        return fill(base, size: buffer.count, from: descriptor, length: &length)
      }
      if code != 0 { throw failure(code) }
      bytes.append(contentsOf: block[..<length])
      if bytes.count > limit { throw .fileTooLarge(bytes: bytes.count, limit: limit) }
      if length < block.count { return bytes }
    }
  }
}
