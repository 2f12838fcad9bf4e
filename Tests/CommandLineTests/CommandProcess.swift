import Foundation
import TestSupport
import Testing

/// Runs the built command in a folder of its own, which is gone when the value is.
///
///     let command = try CommandProcess()
///     try command.put("a.csv", "x\n1\n2\n")
///     let result = try command.run("inspect", "a.csv")
///     result.status == 0 && result.error.isEmpty
final class CommandProcess {
  struct Result {
    let status: Int32
    /// Whether a signal ended it: a crash.
    let wasKilled: Bool
    let output: String
    let error: String
  }

  /// The working folder.
  let folder: URL
  private let base: URL

  init() throws {
    base = FileManager.default.temporaryDirectory
      .appendingPathComponent("clientele-command-" + UUID().uuidString).resolvingSymlinksInPath()
    folder = base.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: base) }

  func put(_ name: String, _ text: String) throws { try put(name, Array(text.utf8)) }

  func put(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Every file and folder in the working folder, hidden ones included, sorted.
  func content(_ name: String = ".") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(
      atPath: folder.appendingPathComponent(name).path
    ).sorted()
  }

  /// - Parameter environment: all of it; nothing is inherited, so that no locale of the machine
  ///   decides a test.
  func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws
    -> Result
  {
    try run(arguments, input: input, environment: environment)
  }

  /// - Parameter output: what standard output goes to, instead of the result.
  func run(
    _ arguments: [String], input: String = "", output: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    let running = try start(arguments, input: input, output: output, environment: environment)
    return try running.finish()
  }

  /// Runs a line of the shell, in which `$CLIENTELE` is the command: for limits that a shell sets.
  func runInShell(_ line: String) throws -> Result {
    let running = try start(
      ["-c", line], program: URL(fileURLWithPath: "/bin/sh"),
      environment: ["CLIENTELE": try Self.executable().path])
    return try running.finish()
  }

  /// A process that may still be at work.
  struct Running {
    let process: Process
    fileprivate let output: URL
    fileprivate let error: URL

    func finish() throws -> Result {
      process.waitUntilExit()
      return Result(
        status: process.terminationStatus,
        wasKilled: process.terminationReason == .uncaughtSignal,
        output: try String(contentsOf: output, encoding: .utf8),
        error: try String(contentsOf: error, encoding: .utf8))
    }

    /// What it has written on standard error so far.
    func errorSoFar() throws -> String { try String(contentsOf: error, encoding: .utf8) }
  }

  /// - Parameters:
  ///   - program: what to start instead of the command.
  ///   - pipe: what to read instead of `input`, for a command that is to wait.
  func start(
    _ arguments: [String], program: URL? = nil, input: String = "", pipe: Pipe? = nil,
    output: String? = nil, environment: [String: String] = [:]
  ) throws -> Running {
    let process = Process()
    process.executableURL = try program ?? Self.executable()
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    // Files rather than pipes: nothing blocks, however much is written.
    let stem = UUID().uuidString
    let names = ["in", "out", "err"].map { base.appendingPathComponent("\(stem).\($0)") }
    try Data(input.utf8).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    let inputHandle = try FileHandle(forReadingFrom: names[0])
    let outputHandle = try FileHandle(forWritingTo: names[1])
    let errorHandle = try FileHandle(forWritingTo: names[2])
    defer { for handle in [inputHandle, outputHandle, errorHandle] { try? handle.close() } }
    if let pipe { process.standardInput = pipe } else { process.standardInput = inputHandle }
    let other = try output.map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) }
    defer { try? other?.close() }
    process.standardOutput = other ?? outputHandle
    process.standardError = errorHandle
    try process.run()
    return Running(process: process, output: names[1], error: names[2])
  }

  struct NotBuilt: Error { let lookedFor: [String] }

  /// The products of one build lie side by side: beside the test bundle, or in the build folder of
  /// the same configuration.
  private static func executable() throws -> URL {
    #if DEBUG
      let configuration = "debug"
    #else
      let configuration = "release"
    #endif
    let tests = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
      .compactMap { $0?.resolvingSymlinksInPath().deletingLastPathComponent() }
    let bundles = tests + tests.map { $0.deletingLastPathComponent().deletingLastPathComponent() }
    let folders = bundles + [Repository.root.appendingPathComponent(".build/\(configuration)")]
    let candidates = folders.map { $0.appendingPathComponent("clientele") }
    guard let found = candidates.first(where: { isProgram($0) }) else {
      throw NotBuilt(lookedFor: candidates.map(\.path))
    }
    return found
  }

  private static func isProgram(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: url.path)
  }
}

/// Compares with `Tests/Texts/CommandLine/<name>`; `CLIENTELE_STORE_TEXTS=1` writes it anew, for a
/// person to read before committing it.
func expectText(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation)
  throws
{
  let file = Repository.root.appendingPathComponent("Tests/Texts/CommandLine/\(name)")
  if ProcessInfo.processInfo.environment["CLIENTELE_STORE_TEXTS"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let stored = try String(contentsOf: file, encoding: .utf8)
  #expect(text == stored, "\(name) differs", sourceLocation: sourceLocation)
}
