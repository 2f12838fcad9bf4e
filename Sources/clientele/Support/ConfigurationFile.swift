import Foundation
import Segmentation
import Tables

/// The file that `--config` names.
struct ConfigurationFile {
  let path: String

  func read(into configuration: inout StudyConfiguration) throws {
    do {
      let bytes = try FileContents.read(path: path, limit: 1 << 20)
      try ConfigurationReader.read(String(decoding: bytes, as: UTF8.self), into: &configuration)
    } catch let error as TablesError {
      throw Complaint(error, file: path)
    } catch let error as ConfigurationError {
      throw Complaint(error, file: path)
    }
  }
}
