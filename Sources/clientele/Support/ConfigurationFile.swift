import Foundation
import Segmentation
import Tables

/// The file that `--config` names.
struct ConfigurationFile {
  let path: String
  /// Where it names columns.
  private let named: NamedColumns

  /// Reads the file over what stands already.
  init(path: String, over configuration: inout StudyConfiguration) throws {
    self.path = path
    do {
      let bytes = try FileContents.read(path: path, limit: 1 << 20)
      named = try ConfigurationReader.read(
        String(decoding: bytes, as: UTF8.self), into: &configuration)
    } catch let error as TablesError {
      throw Complaint(error, file: path)
    } catch let error as ConfigurationError {
      throw Complaint(error, file: path)
    }
  }

  /// The complaint about a column that the input does not have; `nil` when the file does not name it.
  func complaint(aboutColumn name: String, known: [String]) -> Complaint? {
    named.places[name].map { Complaint(.unknownColumn($0, known: known), file: path) }
  }

  /// Refuses columns that the table does not have, in the order of the file.
  func check(against table: Table) throws {
    let unknown = named.places.values.filter { table[$0.key] == nil }
      .min { ($0.line, $0.column) < ($1.line, $1.column) }
    if let unknown {
      throw Complaint(
        .unknownColumn(unknown, known: table.columns.map(\.name)), file: path)
    }
  }
}
