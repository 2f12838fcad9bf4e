import Foundation
import Reports
import Segmentation
import Tables

/// The design of a pilot, as a folder or as the file itself.
struct PilotDesignInput {
  private let file: String

  init(path: String) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    file =
      isThere && isFolder.boolValue ? OutputFolder(path: path).path(of: PilotDesignFile.name) : path
  }

  func read() throws -> PilotDesign {
    do {
      return try PilotDesignFile.read(try FileContents.read(path: file, limit: 1 << 28))
    } catch let error as TablesError {
      throw Complaint(error, file: file)
    } catch let error as PilotDesignFileError {
      throw Complaint(error, file: file)
    }
  }
}
