import Foundation

/// Standard error: messages and progress. Results go to standard output.
enum Terminal {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func error(_ message: String) {
    write(say("clientele : \(message)", "clientele: \(message)"))
  }

  /// Sends off what was printed.
  /// - Throws: where standard output does not take it, a full disk for one.
  static func finishOutput() throws(Complaint) {
    if fflush(nil) == 0 { return }
    throw Complaint(
      status: .outputUnwritable,
      message: say(
        "la sortie standard n'a pas pu être écrite en entier. Vérifier la place et les droits là où "
          + "elle va.",
        "standard output could not be written in full. Check the space and the rights where it goes."
      ))
  }

  static var standardErrorIsTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}
