/// A control group of Linux, which may allow its processes less memory than the machine has.
struct ControlGroup {
  /// Of the files' names: the first version's and the second's differ.
  private enum Version { case first, second }

  private let folder: String
  private let version: Version

  /// Those that this process is in and all round them, whose limits count as well.
  /// - Parameter root: of the file system that tells; "" is the machine's own.
  static func all(root: String) -> [ControlGroup] {
    guard let membership = Memory.text(of: root + "/proc/self/cgroup") else { return [] }
    return membership.split(separator: "\n").flatMap { line -> [ControlGroup] in
      // Hierarchy, controllers, path; the second version has neither number nor controllers.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let controllers = fields[1].split(separator: ",")
      let isSecond = fields[0] == "0" && controllers.isEmpty
      guard isSecond || controllers.contains("memory") else { return [] }
      let top = root + (isSecond ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory")
      let names = fields[2].split(separator: "/")
      return (0...names.count).map { depth in
        ControlGroup(
          folder: ([top] + names.prefix(depth).map(String.init)).joined(separator: "/"),
          version: isSecond ? .second : .first)
      }
    }
  }

  /// Bytes below the limit, counting cached files that can be dropped; `nil` where there is no limit.
  var available: Int? {
    let (limit, usage, cache) =
      version == .first
      ? ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ")
      : ("memory.max", "memory.current", "inactive_file ")
    guard let allowed = number(in: limit), let used = number(in: usage) else { return nil }
    let droppable =
      Memory.text(of: folder + "/memory.stat").flatMap { Memory.field(cache, of: $0) } ?? 0
    return max(0, allowed - max(0, used - droppable))
  }

  private func number(in file: String) -> Int? {
    Memory.text(of: folder + "/" + file).flatMap { $0.split(separator: "\n").first }.flatMap {
      Int($0)
    }
  }
}
