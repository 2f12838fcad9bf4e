import Segmentation
import Tracking

/// The files of a run, ready for its folder.
///
///     try RunFolder(path: path).write(try RunFiles.all(study, date: "2026-09-30T10:00:00Z"))
///
/// Two runs of the same input, configuration and seed give the same bytes, but for the date and the
/// seconds in `run.json`.
public enum RunFiles {
  /// - Parameters:
  ///   - date: ISO 8601, when the run was made.
  ///   - reform: what the reform asks of each client, and what is to be done.
  ///   - tracking: what changed since an earlier run of the portfolio.
  /// - Throws: ``JSONError``; what rendering a malformed template of ours throws.
  public static func all(
    _ study: Study, date: String, reform: ReformPlan? = nil, tracking: QuarterTracking? = nil
  ) throws -> [RunFile] {
    let composer = ReportComposer(study, reform: reform, tracking: tracking)
    let report = composer.report()
    return [
      RunFile(name: "report.html", text: try HTMLPage(report).html()),
      RunFile(name: "segments.csv", bytes: SegmentsFile(study).bytes),
      RunFile(name: "profiles.csv", bytes: ProfilesFile(study).bytes),
      RunFile(
        name: RunFolder.marker,
        text: try runRecord(study, date: date, reform: reform, tracking: tracking)),
      RunFile(name: "model.json", text: try JSONValue(encoding: study.model).text()),
      RunFile(name: "notebook.ipynb", text: try composer.notebook(title: report.title).text()),
    ] + (try reasons(study))
      + (reform.map { [RunFile(name: "actions.csv", bytes: ActionsFile($0, study).bytes)] } ?? [])
      + (tracking.map { [RunFile(name: ChangesFile.name, bytes: ChangesFile($0).bytes)] } ?? [])
  }

  /// None where the method places clients by something else than the nearest centre.
  private static func reasons(_ study: Study) throws -> [RunFile] {
    guard let reasons = try ClientReasoner(study)?.reasons() else { return [] }
    return [RunFile(name: ReasonsFile.name, bytes: ReasonsFile(study, reasons).bytes)]
  }

  /// `run.json` alone.
  public static func runRecord(
    _ study: Study, date: String, reform: ReformPlan? = nil, tracking: QuarterTracking? = nil
  ) throws -> String {
    try JSONValue(
      encoding: RunRecord(study, date: date, reform: reform, tracking: tracking)
    ).text()
  }
}

extension ReportComposer {
  /// The notebook over the run's files, with the report's own figures in place.
  func notebook(title: String) -> Notebook {
    NotebookBuilder(
      language: context.language, title: title, segments: SegmentTablePart(context: context).rows,
      heatMap: ProfileRows(context: context).heatMap, map: FactorMap(context: context).figure,
      agreement: HeldOutBlocks(context: context).agreement, typical: typicalClients,
      heldOutShares: context.study.segments.map(\.heldOutShare)
    ).notebook()
  }

  /// Of the first segment, the most typical first, ties in the order of the portfolio.
  private var typicalClients: [NotebookBuilder.Client] {
    let own = context.study.clients.filter { $0.segment == 0 }
    let order = own.indices.sorted { a, b in
      own[a].typicality != own[b].typicality ? own[a].typicality > own[b].typicality : a < b
    }
    return order.map { position in
      let client = own[position]
      return NotebookBuilder.Client(
        identifier: client.identifier, typicality: client.typicality,
        confidence: client.confidence,
        nextSegment: client.nextSegment.map { context.study.segments[$0].id },
        flags: client.flags.isEmpty ? nil : client.flags.map(\.rawValue).joined(separator: "+"))
    }
  }
}
