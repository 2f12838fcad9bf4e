import Segmentation

/// `evaluation.json`: what a pilot showed, for programs.
///
/// `{"schema", "version", "drawnFrom", "results", "evaluation"}`: the fingerprints of the files that the
/// pilot was drawn from and of its results, then the effects. No client stands in it.
public struct PilotEvaluationFile: Encodable {
  public static let name = "evaluation.json"
  public static let pageName = "evaluation.html"

  struct Results: Encodable {
    let source: PilotSource
    let outcome: String
    let clients: Int
    let passedOver: Int
  }

  private let schema = "clientele/pilot-evaluation/1"
  private let version = Product.version
  private let drawnFrom: [PilotSource]
  private let results: Results
  private let evaluation: PilotEvaluation

  public init(_ evaluation: PilotEvaluation, design: PilotDesign, results: PilotResults) {
    drawnFrom = design.sources
    self.results = Results(
      source: results.source, outcome: results.outcomeColumn, clients: results.values.count,
      passedOver: results.passedOver)
    self.evaluation = evaluation
  }

  /// - Throws: ``JSONError``.
  public func text() throws -> String { try JSONValue(encoding: self).text() }
}
