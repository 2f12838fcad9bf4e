import Foundation

/// Writes all bytes to an open file. `nil` when done, else the `errno` of the refusal.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var start = 0
  while start < bytes.count {
    let written = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 && errno == EINTR { continue }
    guard written > 0 else { return errno }
    start += written
  }
  return nil
}

/// Makes a new folder, 0700, whose name ends otherwise than any other's; `nil` with `errno` set.
func uniqueFolder(template: String) -> String? {
  var name = template.utf8CString
  return name.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
  }
}

/// The path with every link followed; `nil` when nothing is there.
func realPath(_ path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  return String(cString: real)
}
