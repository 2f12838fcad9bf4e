import Foundation
import Reports
import Testing

@Suite struct RunFolderTests {
  private let base: String

  init() throws {
    base = NSTemporaryDirectory() + "clientele-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
  }

  private func content(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["missing"]).sorted()
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private let files = [
    RunFile(name: "run.json", text: "{}"), RunFile(name: "profiles.csv", bytes: []),
    RunFile(name: "segments.csv", bytes: Array(repeating: 7, count: 300_000)),
  ]

  @Test func writesAllFilesForTheirOwnerOnly() throws {
    let target = base + "/a/b/run"
    try RunFolder(path: target).write(files)
    #expect(content(target) == ["profiles.csv", "run.json", "segments.csv"])
    #expect(content(base + "/a/b") == ["run"])
    #expect(try mode(target) == 0o700 && mode(target + "/segments.csv") == 0o600)
    #expect(try mode(base + "/a") == 0o700)
    #expect(try Data(contentsOf: URL(fileURLWithPath: target + "/segments.csv")).count == 300_000)
  }

  @Test func existingFolderIsLeftAlone() throws {
    let target = base + "/run"
    try RunFolder(path: target).write(files)
    #expect(throws: RunFolderError.exists(path: target)) {
      try RunFolder(path: target).write([RunFile(name: "other", text: "x")])
    }
    #expect(
      content(target) == ["profiles.csv", "run.json", "segments.csv"] && content(base) == ["run"])
  }

  @Test func earlierRunGivesWayWhenAsked() throws {
    let target = base + "/run"
    try RunFolder(path: target).write(files)
    try RunFolder(path: target + "/", replacingEarlierRun: true).write([
      RunFile(name: "run.json", text: "new")
    ])
    #expect(content(target) == ["run.json"] && content(base) == ["run"])
    #expect(try String(contentsOfFile: target + "/run.json", encoding: .utf8) == "new")
  }

  @Test func whatIsNotARunNeverGivesWay() throws {
    try "mine".write(toFile: base + "/letter.txt", atomically: true, encoding: .utf8)
    for path in [base, base + "/letter.txt"] {
      #expect(throws: RunFolderError.notARun(path: path)) {
        try RunFolder(path: path, replacingEarlierRun: true).write(files)
      }
    }
    #expect(content(base) == ["letter.txt"])
  }

  @Test func linkStandsForItsFolder() throws {
    try RunFolder(path: base + "/real").write(files)
    try FileManager.default.createSymbolicLink(
      atPath: base + "/link", withDestinationPath: base + "/real")
    try RunFolder(path: base + "/link", replacingEarlierRun: true).write([
      RunFile(name: "run.json", text: "new")
    ])
    #expect(content(base + "/real") == ["run.json"] && content(base) == ["link", "real"])
  }

  @Test func fileInPlaceOfAParentIsRefused() throws {
    try "x".write(toFile: base + "/file", atomically: true, encoding: .utf8)
    #expect {
      try RunFolder(path: base + "/file/run").write(files)
    } throws: { error in
      guard case RunFolderError.refused(_, _, let code) = error else { return false }
      return code == ENOTDIR
    }
    #expect(content(base) == ["file"])
  }

  @Test func placesTheSystemKeepsAreRefused() {
    #expect(throws: RunFolderError.self) {
      try RunFolder(path: "/proc/clientele-run").write(files)
    }
  }

  /// The third file cannot be made: nothing of the first two stays, nor the parents made for them.
  @Test func failureOnTheWayLeavesNothing() throws {
    let long = String(repeating: "n", count: 300)
    #expect {
      try RunFolder(path: base + "/x/y/run").write(files + [RunFile(name: long, text: "")])
    } throws: { error in
      guard case RunFolderError.refused(.createFile, _, let code) = error else { return false }
      return code == ENAMETOOLONG
    }
    #expect(content(base) == [])
  }

  @Test func targetNameThatIsTooLongLeavesNothing() {
    let long = String(repeating: "n", count: 300)
    #expect(throws: RunFolderError.self) { try RunFolder(path: base + "/" + long).write(files) }
    #expect(content(base) == [])
  }

  /// A failed replacement leaves the earlier run as it was.
  @Test func failedReplacementKeepsTheEarlierRun() throws {
    let target = base + "/run"
    try RunFolder(path: target).write(files)
    let long = String(repeating: "n", count: 300)
    #expect(throws: RunFolderError.self) {
      try RunFolder(path: target, replacingEarlierRun: true).write([RunFile(name: long, text: "")])
    }
    #expect(
      content(target) == ["profiles.csv", "run.json", "segments.csv"] && content(base) == ["run"])
  }

  /// What a person put in a run's folder stays: the run is refused, before and after the work.
  @Test func filesOfAPersonAreNeverReplaced() throws {
    let target = base + "/run"
    try RunFolder(path: target).write(files)
    try "mine".write(toFile: target + "/mes-notes.txt", atomically: true, encoding: .utf8)
    let folder = RunFolder(path: target, replacingEarlierRun: true)
    let refusal = RunFolderError.holdsOtherFiles(path: target, names: ["mes-notes.txt"])
    #expect(throws: refusal) { try folder.write(files) }
    #expect(throws: refusal) { try folder.probe() }
    #expect(content(target) == ["mes-notes.txt", "profiles.csv", "run.json", "segments.csv"])
  }

  /// A probe refuses what writing would refuse, and leaves nothing.
  @Test func aProbeLeavesNothing() throws {
    try RunFolder(path: base + "/x/y/run").probe()
    #expect(content(base) == [])
    #expect(throws: RunFolderError.self) { try RunFolder(path: "/proc/clientele-run").probe() }
    try "x".write(toFile: base + "/file", atomically: true, encoding: .utf8)
    #expect(throws: RunFolderError.self) { try RunFolder(path: base + "/file/run").probe() }
    #expect(throws: RunFolderError.exists(path: base + "/file")) {
      try RunFolder(path: base + "/file").probe()
    }
    #expect(content(base) == ["file"])
  }
}
