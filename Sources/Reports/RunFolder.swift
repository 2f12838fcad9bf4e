import Foundation

/// A folder of results, written whole or not at all.
///
///     try RunFolder(path: "notebooks-output/portefeuille-2026-T3").write([
///       RunFile(name: "report.html", text: html)
///     ])
///
/// Files go into a temporary folder beside the target, are flushed to the disk, and the folder then
/// takes its name in one step. An error removes what was written, missing parents made on the way
/// included. An earlier run gives way only where the folder holds nothing but its files: what a person
/// put there is never removed. Portfolios are confidential: folders are 0700 and files 0600.
public struct RunFolder: Sendable, Equatable {
  public let path: String
  /// Whether an earlier run of that name gives way. Nothing else ever does.
  public let replacesEarlierRun: Bool
  private let kind: FolderKind

  /// - Parameter kind: what the folder holds: only another of that kind gives way.
  public init(path: String, replacingEarlierRun: Bool = false, kind: FolderKind = .run) {
    self.path = path
    self.replacesEarlierRun = replacingEarlierRun
    self.kind = kind
  }

  /// The file whose presence tells that a folder is a run.
  public static let marker = "run.json"
  /// Every file that a run may leave in its folder.
  public static let fileNames: Set<String> = [
    "report.html", "segments.csv", "profiles.csv", marker, "model.json", "notebook.ipynb",
    "actions.csv", "changes.csv", "reasons.csv", "segments.xlsx",
  ]

  /// Refuses before the work what ``write(_:)`` would refuse after it: makes what `write` would make,
  /// and takes it away.
  /// - Throws: ``RunFolderError``.
  public func probe() throws(RunFolderError) {
    let target = Self.resolved(path)
    try refuseUnlessFree(target)
    let parent = (target as NSString).deletingLastPathComponent
    let made = try makeParents(parent)
    defer { for folder in made.reversed() { rmdir(folder) } }
    rmdir(try makeTemporaryFolder(in: parent))
  }

  /// - Parameter files: with distinct plain names (no separator, not "." or "..").
  /// - Throws: ``RunFolderError``.
  public func write(_ files: [RunFile]) throws(RunFolderError) {
    precondition(Set(files.map(\.name)).count == files.count, "distinct file names")
    precondition(files.allSatisfy { $0.hasPlainName }, "plain file names")
    let target = Self.resolved(path)
    try refuseUnlessFree(target)
    let parent = (target as NSString).deletingLastPathComponent
    let made = try makeParents(parent)
    do throws(RunFolderError) {
      let temporary = try makeTemporaryFolder(in: parent)
      do throws(RunFolderError) {
        for file in files { try Self.write(file, in: temporary) }
        try Self.flush(temporary)
        try moveIn(temporary, to: target, parent: parent)
      } catch {
        try? FileManager.default.removeItem(atPath: temporary)
        throw error
      }
    } catch {
      for folder in made.reversed() { rmdir(folder) }
      throw error
    }
  }
}

/// What a folder of results is told by, and all that it may hold.
public struct FolderKind: Sendable, Equatable {
  /// The file whose presence tells the kind.
  public let marker: String
  public let fileNames: Set<String>

  public static let run = FolderKind(marker: RunFolder.marker, fileNames: RunFolder.fileNames)
  /// The groups of a pilot.
  public static let pilot = FolderKind(
    marker: PilotDesignFile.name, fileNames: [PilotDesignFile.name, PilotListFile.name])
  /// What a pilot showed.
  public static let pilotEvaluation = FolderKind(
    marker: PilotEvaluationFile.name,
    fileNames: [PilotEvaluationFile.name, PilotEvaluationFile.pageName])
}

public struct RunFile: Sendable, Equatable {
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  var hasPlainName: Bool {
    !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.contains("\0")
  }
}

public enum RunFolderError: Error, Equatable, Sendable {
  /// Something of that name is there, and replacing was not asked for.
  case exists(path: String)
  /// Replacing was asked for, but what is there is not a run.
  case notARun(path: String)
  /// Replacing was asked for, but the folder holds what no run wrote: names, sorted.
  case holdsOtherFiles(path: String, names: [String])
  /// The system refused a step; `code` is its `errno`.
  case refused(step: Step, path: String, code: Int32)

  public enum Step: String, Sendable, Equatable {
    case makeFolder, createFile, writeFile, flush, rename
    /// The new run is in place; the earlier one could not be removed and is at `path`.
    case removeEarlierRun
  }
}

extension RunFolder {
  /// An absolute path without a final separator; a link to a folder stands for the folder.
  private static func resolved(_ path: String) -> String {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    return realPath(absolute) ?? absolute
  }

  private func refuseUnlessFree(_ target: String) throws(RunFolderError) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    guard replacesEarlierRun else { throw .exists(path: path) }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    let content = (try? FileManager.default.contentsOfDirectory(atPath: target)) ?? ["?"]
    guard isFolder, content.isEmpty || content.contains(kind.marker) else {
      throw .notARun(path: path)
    }
    let others = content.filter { !kind.fileNames.contains($0) }.sorted()
    guard others.isEmpty else { throw .holdsOtherFiles(path: path, names: others) }
  }

  /// Makes the folders that are missing above the target and names them, outermost first.
  private func makeParents(_ parent: String) throws(RunFolderError) -> [String] {
    var missing: [String] = []
    var folder = parent
    while !FileManager.default.fileExists(atPath: folder), folder != "/", !folder.isEmpty {
      missing.append(folder)
      folder = (folder as NSString).deletingLastPathComponent
    }
    var made: [String] = []
    for folder in missing.reversed() {
      guard mkdir(folder, 0o700) == 0 else {
        let code = errno
        for other in made.reversed() { rmdir(other) }
        throw .refused(step: .makeFolder, path: folder, code: code)
      }
      made.append(folder)
    }
    return made
  }

  private func makeTemporaryFolder(in parent: String) throws(RunFolderError) -> String {
    guard let folder = uniqueFolder(template: parent + "/.clientele-XXXXXX") else {
      throw .refused(step: .makeFolder, path: parent, code: errno)
    }
    return folder
  }

  private static func write(_ file: RunFile, in folder: String) throws(RunFolderError) {
    let path = folder + "/" + file.name
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .refused(step: .createFile, path: path, code: errno) }
    if let code = writeAll(file.bytes, to: descriptor) {
      close(descriptor)
      throw .refused(step: .writeFile, path: path, code: code)
    }
    let flushed = fsync(descriptor) == 0
    let code = errno
    guard close(descriptor) == 0, flushed else {
      throw .refused(step: .flush, path: path, code: flushed ? errno : code)
    }
  }

  private static func flush(_ folder: String) throws(RunFolderError) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .refused(step: .flush, path: folder, code: errno) }
    let flushed = fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    guard flushed else { throw .refused(step: .flush, path: folder, code: code) }
  }

  /// The temporary folder takes the target's name; an earlier run steps aside first, and comes back
  /// if the new one cannot take its place.
  private func moveIn(_ temporary: String, to target: String, parent: String)
    throws(RunFolderError)
  {
    let aside = temporary + "-earlier"
    let hadEarlier = rename(target, aside) == 0
    guard hadEarlier || errno == ENOENT else {
      throw .refused(step: .rename, path: target, code: errno)
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      if hadEarlier { rename(aside, target) }
      throw .refused(step: .rename, path: target, code: code)
    }
    try Self.flush(parent)
    guard hadEarlier else { return }
    do {
      try FileManager.default.removeItem(atPath: aside)
    } catch {
      throw .refused(step: .removeEarlierRun, path: aside, code: 0)
    }
  }
}
