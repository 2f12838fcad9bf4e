import Foundation

/// Standard error: messages and progress. Results go to standard output.
enum Terminal {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func error(_ message: String) {
    write(say("clientele : \(message)", "clientele: \(message)"))
  }

  static var standardErrorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}
