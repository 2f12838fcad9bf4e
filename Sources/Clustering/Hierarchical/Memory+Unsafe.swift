#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What there is to spare.
package enum Memory {
  /// Bytes that can be taken without swapping, by what the machine has and by what the control groups
  /// and the resource limits (`ulimit -v`, `ulimit -d`) of this process allow it; `nil` where the
  /// system does not say.
  /// - Parameter root: of the file system that tells; "" is the machine's own.
  package static func available(root: String = "") -> Int? {
    let machine = text(of: root + "/proc/meminfo").flatMap { field("MemAvailable:", of: $0) }
    let counts = [machine.map { $0 * 1024 }] + ControlGroup.all(root: root).map(\.available)
    return (counts + limits(root: root)).compactMap { $0 }.min()
  }

  /// Bytes of address space that this process may have in all (`ulimit -v`); `nil` without a limit.
  package static func addressSpace(root: String = "") -> Int? {
    text(of: root + "/proc/self/limits").flatMap { field("Max address space", of: $0) }
  }

  /// What each resource limit leaves; `nil` for one that is not set.
  private static func limits(root: String) -> [Int?] {
    guard let limits = text(of: root + "/proc/self/limits"),
      let status = text(of: root + "/proc/self/status")
    else { return [] }
    return [("Max address space", "VmSize:"), ("Max data size", "VmData:")].map { limit, used in
      guard let most = field(limit, of: limits), let taken = field(used, of: status) else {
        return nil
      }
      return max(0, most - taken * 1024)
    }
  }

  /// The first number of the line that begins so.
  static func field(_ name: String, of text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix(name) }?
      .split { $0 == " " || $0 == "\t" }.compactMap { Int($0) }.first
  }

  static func text(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&part, 1, part.count, file), count > 0 {
      bytes += part.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Throws ``ClusteringError/notEnoughMemory(needed:available:lean:)`` where `bytes` are not there.
  /// - Parameter limit: how many may be taken; `nil`: what there is to spare.
  static func check(_ bytes: Int, limit: Int?, lean: [Linkage]) throws(ClusteringError) {
    guard let available = limit ?? available(), bytes > available else { return }
    throw .notEnoughMemory(needed: bytes, available: available, lean: lean)
  }
}
