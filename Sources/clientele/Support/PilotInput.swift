import Foundation
import LinearAlgebra
import Segmentation
import Tables

/// What a pilot is drawn from: a run's folder, or a file with a column of segments.
struct PilotInput {
  let path: String
  /// The file that is read: `segments.csv` of a run.
  let file: String
  private let isFolder: Bool

  init(path: String) {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    self.path = path
    self.isFolder = isThere && isFolder.boolValue
    file = self.isFolder ? OutputFolder(path: path).path(of: "segments.csv") : path
  }

  var defaultFolder: String {
    guard isFolder else { return RunName(input: path, period: nil).folder + "-pilot" }
    let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    return trimmed + "-pilot"
  }

  /// - Parameter portfolio: a file with further columns.
  func read(
    portfolio: String?, _ configuration: StudyConfiguration, _ settings: ConfigurationFile?,
    parallelism: Parallelism
  ) throws -> PilotClientsReader {
    // A run's own files are not what a configuration speaks of.
    let isConfigured = portfolio == nil
    let segments = try InputReader(
      path: file, parallelism: parallelism,
      options: isConfigured ? configuration.reading : CSVOptions(),
      configuration: isConfigured ? settings : nil
    ).read()
    let beside = try portfolio.map {
      try InputReader(
        path: $0, parallelism: parallelism, options: configuration.reading,
        configuration: settings
      ).read()
    }
    return try complaining(portfolio) {
      try PilotClientsReader(segments, portfolio: beside, configuration)
    }
  }

  /// Names the file that what is wrong is to be looked for in.
  func complaining<Result>(_ portfolio: String?, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as PilotError {
      throw Complaint(error).about(InputReader.displayName(of: file))
    } catch {
      guard let known = Complaint(error) else { throw error }
      let files = [file] + (portfolio.map { [$0] } ?? [])
      throw known.about(files.map(InputReader.displayName).joined(separator: ", "))
    }
  }

  /// The same clients, with the portfolio that the run was made from among the files they come from.
  func withRunInput(_ clients: PilotClients) -> PilotClients {
    guard let input = runInput else { return clients }
    return PilotClients(
      clients: clients.clients,
      sources: clients.sources + (clients.sources.contains(input) ? [] : [input]),
      identifierColumn: clients.identifierColumn, segmentColumn: clients.segmentColumn,
      strataColumns: clients.strataColumns)
  }

  private var runInput: PilotSource? {
    struct Record: Decodable {
      struct Input: Decodable {
        let path: String
        let sha256: String
      }
      let input: Input
    }
    let record = (file as NSString).deletingLastPathComponent
    guard (file as NSString).lastPathComponent == "segments.csv",
      let data = FileManager.default.contents(
        atPath: OutputFolder(path: record.isEmpty ? "." : record).path(of: "run.json")),
      let input = try? JSONDecoder().decode(Record.self, from: data).input
    else { return nil }
    return PilotSource(name: input.path, sha256: input.sha256)
  }
}
