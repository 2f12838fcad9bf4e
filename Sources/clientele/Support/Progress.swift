import Foundation

/// Tells where a long command stands, on standard error: one line that rewrites itself on a
/// terminal, plain lines otherwise, nothing with `--quiet`.
final class Progress {
  private let quiet: Bool
  private let stageCount: Int
  private var stage = 0

  init(quiet: Bool, stageCount: Int) {
    self.quiet = quiet
    self.stageCount = stageCount
  }

  func begin(_ name: String) {
    stage += 1
    guard !quiet else { return }
    if Terminal.standardErrorIsTerminal {
      let filled = min(stage, stageCount) * 20 / max(stageCount, 1)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
      FileHandle.standardError.write(Data("\r\u{1B}[2K\(bar) \(name)".utf8))
    } else {
      Terminal.write("[\(stage)/\(stageCount)] \(name)")
    }
  }

  func end() {
    guard !quiet, Terminal.standardErrorIsTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }
}
