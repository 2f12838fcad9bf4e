import Foundation
import LinearAlgebra
import Segmentation
import Tables

/// Reads a command's input, a path or `-` for standard input, and keeps its fingerprint.
struct InputReader {
  let path: String
  let parallelism: Parallelism
  var options = CSVOptions()
  /// Where the options come from, to say where a column is named that the input does not have.
  var configuration: ConfigurationFile?

  func read() throws -> StudySource {
    let start = ContinuousClock.now
    do {
      let bytes = try path == "-" ? standardInput() : FileContents.read(path: path)
      let fingerprint = sha256Fingerprint(bytes)
      let text = try CSVReader(options: options, parallelism: parallelism)
        .open(bytes: consume bytes)
      let reading = try text.read()
      try configuration?.check(against: reading.table)
      return StudySource(
        input: InputFacts(
          name: path == "-" ? "-" : (path as NSString).lastPathComponent,
          sha256: fingerprint, rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count),
        reading: reading, text: text, readSeconds: start.secondsToNow)
    } catch TablesError.unknownColumn(let name, let known) {
      throw configuration?.complaint(aboutColumn: name, known: known)
        ?? Complaint(TablesError.unknownColumn(name: name, known: known), file: displayName)
    } catch let error as TablesError {
      throw Complaint(error, file: displayName)
    }
  }

  /// How messages call the input.
  static func displayName(of path: String) -> String {
    path == "-" ? say("entrée standard", "standard input") : path
  }

  private var displayName: String { Self.displayName(of: path) }

  private func standardInput() throws -> [UInt8] {
    do {
      return Array(try FileHandle.standardInput.readToEnd() ?? Data())
    } catch {
      throw Complaint(
        status: .inputUnreadable,
        message: say("l'entrée standard ne se lit pas.", "standard input cannot be read."))
    }
  }
}

extension ContinuousClock.Instant {
  var secondsToNow: Double {
    let elapsed = (ContinuousClock.now - self).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
  }
}
