import Clustering
import Foundation
import Testing

@Suite struct MemoryTests {
  private func available(_ files: [String: String]) throws -> Int? {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("memory-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return Memory.available(root: root.path)
  }

  private let machine = [
    "proc/meminfo": "MemTotal: 9000 kB\nMemFree: 10 kB\nMemAvailable:    8000 kB\nBuffers: 1 kB\n"
  ]

  @Test func machineAlone() throws {
    #expect(try available([:]) == nil)
    #expect(try available(machine) == 8000 * 1024)
    #expect(try #require(Memory.available()) > 1 << 20)
  }

  /// The machine's own was taken where a container allowed less, and the process was killed.
  @Test func groupOfTheSecondVersion() throws {
    var files = machine
    files["proc/self/cgroup"] = "0::/pod/job\n"
    files["sys/fs/cgroup/pod/job/memory.max"] = "max\n"
    files["sys/fs/cgroup/pod/job/memory.current"] = "500\n"
    #expect(try available(files) == 8000 * 1024)
    files["sys/fs/cgroup/pod/job/memory.max"] = "100000\n"
    #expect(try available(files) == 99_500)
    // A limit further out counts, and files that are only cached do not.
    files["sys/fs/cgroup/pod/memory.max"] = "90000\n"
    files["sys/fs/cgroup/pod/memory.current"] = "70000\n"
    files["sys/fs/cgroup/pod/memory.stat"] = "anon 1\ninactive_file 30000\nactive_file 7\n"
    #expect(try available(files) == 50_000)
    files["sys/fs/cgroup/memory.max"] = "10\n"
    files["sys/fs/cgroup/memory.current"] = "20\n"
    #expect(try available(files) == 0)
  }

  /// Under `ulimit -v` the square was allocated, and the process aborted.
  @Test func resourceLimits() throws {
    var files = machine
    let heading = "Limit                     Soft Limit           Hard Limit           Units\n"
    files["proc/self/status"] = "Name:\tclientele\nVmSize:\t    3000 kB\nVmData:\t    1000 kB\n"
    files["proc/self/limits"] =
      heading + "Max data size             unlimited            unlimited            bytes\n"
      + "Max address space         unlimited            unlimited            bytes\n"
    #expect(try available(files) == 8000 * 1024)
    files["proc/self/limits"] =
      heading + "Max data size             unlimited            unlimited            bytes\n"
      + "Max address space         4096000              9000000              bytes\n"
    #expect(try available(files) == 4_096_000 - 3000 * 1024)
    files["proc/self/limits"] =
      heading + "Max data size             1500000              unlimited            bytes\n"
      + "Max address space         1000                 unlimited            bytes\n"
    #expect(try available(files) == 0)
    files["proc/self/limits"] =
      heading + "Max data size             1500000              unlimited            bytes\n"
    #expect(try available(files) == 1_500_000 - 1000 * 1024)
  }

  @Test func groupOfTheFirstVersion() throws {
    var files = machine
    files["proc/self/cgroup"] = "5:cpu,cpuacct:/other\n4:hugetlb,memory:/job\n0::/\nnonsense\n"
    files["sys/fs/cgroup/memory/job/memory.limit_in_bytes"] = "4000000\n"
    files["sys/fs/cgroup/memory/job/memory.usage_in_bytes"] = "3000000\n"
    files["sys/fs/cgroup/memory/job/memory.stat"] = "inactive_file 1\ntotal_inactive_file 500000\n"
    files["sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n"
    files["sys/fs/cgroup/memory/memory.usage_in_bytes"] = "1\n"
    #expect(try available(files) == 1_500_000)
  }
}
