import Foundation
import LinearAlgebra
import Segmentation
import Tables

/// Reads a command's input, a path or `-` for standard input, and keeps its fingerprint.
struct InputReader {
  let path: String
  let parallelism: Parallelism

  func read() throws -> StudySource {
    let start = ContinuousClock.now
    do {
      let bytes = try path == "-" ? standardInput() : FileContents.read(path: path)
      let reading = try CSVReader(parallelism: parallelism).read(bytes: bytes)
      return StudySource(
        input: InputFacts(
          name: path == "-" ? "-" : (path as NSString).lastPathComponent,
          sha256: sha256Fingerprint(bytes), rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count),
        reading: reading, readSeconds: start.secondsToNow)
    } catch let error as TablesError {
      throw Complaint(error, file: displayName)
    }
  }

  /// How messages call the input.
  var displayName: String {
    path == "-" ? say("entrée standard", "standard input") : path
  }

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
