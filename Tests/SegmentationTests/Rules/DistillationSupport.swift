import LinearAlgebra
import Segmentation
import Tables

/// Sixty clients of three segments: the tool tells A, the fees tell B from C.
enum DistillationSupport {
  static func clients(
    segments: (Int) -> String = { ["A", "B", "C"][$0 % 3] },
    tools: (Int) -> String = { $0 % 3 == 0 ? "papier" : "erp" }
  ) throws -> StudiedClients {
    let rows = (0..<60).map { i in
      "K\(1_000 + i);\(i % 3 == 2 ? 3_000 + 7 * i : 900 + 5 * i);\(tools(i));\(segments(i))"
    }
    return try read(
      (["code client;honoraires;outil;segment"] + rows).joined(separator: "\n") + "\n")
  }

  static func read(_ csv: String) throws -> StudiedClients {
    let text = try CSVReader().open(bytes: Array(csv.utf8))
    let source = StudySource(
      input: InputFacts(name: "-", sha256: "", rowCount: 0, columnCount: 0),
      reading: try text.read(), text: text, readSeconds: 0)
    return try source.studiedClients(StudyConfiguration())
  }
}
