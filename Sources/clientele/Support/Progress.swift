import Foundation
import LinearAlgebra
import Synchronization

/// Tells where a long command stands, on standard error: one line that rewrites itself on a
/// terminal, plain lines otherwise, nothing with `--quiet`. Its monitor hears how far each stage is
/// and, from ``Interruption``, that the user wants to stop.
final class Progress: Sendable {
  let monitor: Monitor
  private let line: Line
  /// Whether it is too late to leave as if nothing had happened.
  private let isFinished = Mutex(false)

  /// - Parameter onTerminalOnly: for commands whose stages are mostly too short to be told in lines.
  init(quiet: Bool, stageCount: Int, onTerminalOnly: Bool = false) {
    let isSilent = quiet || (onTerminalOnly && !Terminal.standardErrorIsTerminal)
    let line = Line(quiet: isSilent, stageCount: stageCount)
    self.line = line
    monitor = Monitor { line.show(share: $0) }
  }

  func begin(_ name: String) { line.begin(name) }

  func end() { line.clear() }
}

extension Progress {
  /// The last step of a command, which is done whole: it is not interrupted, nor is what follows.
  func finish(_ body: () throws -> Void) rethrows {
    try isFinished.withLock { isFinished in
      try body()
      isFinished = true
    }
  }

  /// Not while the last step is being done, nor after it.
  func unlessFinished(_ body: () -> Void) {
    _ = isFinished.withLockIfAvailable { isFinished in
      if !isFinished { body() }
    }
  }
}

private final class Line: Sendable {
  private struct State {
    var stage = 0
    var name = ""
    var shown = 0
  }

  private let quiet: Bool
  private let stageCount: Int
  private let state = Mutex(State())

  init(quiet: Bool, stageCount: Int) {
    self.quiet = quiet
    self.stageCount = stageCount
  }

  func begin(_ name: String) {
    guard !quiet else { return }
    state.withLock { state in
      state.stage += 1
      state.name = name
      if Terminal.standardErrorIsTerminal {
        draw(&state, share: 0)
      } else {
        Terminal.write("[\(state.stage)/\(stageCount)] \(name)")
      }
    }
  }

  func show(share: Double) {
    guard !quiet, Terminal.standardErrorIsTerminal else { return }
    state.withLock { state in
      // The line is written again when a cell of the bar fills, not each time somebody reports.
      if cells(state, share) > state.shown { draw(&state, share: share) }
    }
  }

  func clear() {
    guard !quiet, Terminal.standardErrorIsTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }

  private static let width = 30

  private func cells(_ state: State, _ share: Double) -> Int {
    let done = (Double(state.stage - 1) + share) / Double(max(stageCount, 1))
    return min(Self.width, max(0, Int(done * Double(Self.width))))
  }

  private func draw(_ state: inout State, share: Double) {
    state.shown = max(state.shown, cells(state, share))
    let bar =
      String(repeating: "█", count: state.shown)
      + String(repeating: "░", count: Self.width - state.shown)
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(bar) \(state.name)".utf8))
  }
}
