import Interpretation
import Foundation
import Reports
import Testing

@Suite struct NotebookTests {
  private let keys = [
    SegmentKey(number: 1, name: "Artisans"), SegmentKey(number: 2, name: "Libéraux"),
  ]

  private func builder(_ language: Language = .french, name: String = "Artisans")
    -> NotebookBuilder
  {
    NotebookBuilder(
      language: language, title: "Deux segments <b>*",
      segments: [
        SegmentRow(number: 1, name: name, clients: 4, share: 0.75),
        SegmentRow(number: 2, name: "Libéraux", clients: 2, share: 0.25),
      ],
      heatMap: ProfileHeatMap(
        segments: keys, rows: [.init(variable: "Délai", values: [7.2, nil])], cap: 10),
      map: sampleMap(keys),
      agreement: AgreementFigure(
        segments: keys,
        groups: [.init(name: "Lyon", clients: 2, adjustedRand: nil, jaccard: [0.8, nil])]),
      typical: [.init(identifier: "C-1", typicality: 1)], heldOutShares: [0.5, 0.5])
  }

  private struct Document: Decodable {
    struct Cell: Decodable {
      let id: String
      let source: [String]
    }
    let nbformat: Int
    let minor: Int
    let cells: [Cell]

    enum CodingKeys: String, CodingKey {
      case nbformat, cells
      case minor = "nbformat_minor"
    }
  }

  @Test(arguments: Language.allCases) func isANotebookOfFormat45(language: Language) throws {
    let text = try builder(language).notebook().text()
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(document.nbformat == 4 && document.minor == 5)
    #expect(Set(document.cells.map(\.id)).count == document.cells.count)
    #expect(document.cells.first?.source.first == "# Deux segments &lt;b&gt;\\*\n")
    for cell in document.cells { #expect(cell.source.dropLast().allSatisfy { $0.hasSuffix("\n") }) }
  }

  @Test func sameRunGivesSameBytes() throws {
    #expect(try builder().notebook().text() == builder().notebook().text())
  }

  @Test func chartsAreThereForViewersWithAndWithoutVega() throws {
    let text = try builder().notebook().text()
    #expect(occurrences(of: "application/vnd.vegalite.v5+json", in: text) == 3)
    #expect(occurrences(of: "\"image/svg+xml\"", in: text) == 3)
    #expect(text.contains("alt.Chart(sizes)") && text.contains("pd.read_csv(\\\"segments.csv\\\""))
  }

  /// A notebook can be read before it is run: every cell but the one that loads has its output.
  @Test func everyCellHasItsOutput() {
    let outputs = builder().notebook().cells.compactMap { cell -> [NotebookOutput]? in
      if case .code(_, let outputs) = cell { return outputs }
      return nil
    }
    #expect(outputs.map(\.count) == [0] + [Int](repeating: 1, count: outputs.count - 1))
  }

  /// The tables in place have the columns that the cells make; verdicts are in words.
  @Test func storedTablesHaveTheColumnsOfTheCells() throws {
    let text = try builder().notebook().text()
    #expect(text.contains("<th>client</th><th>nom</th><th>typicité</th></tr>"))
    #expect(text.contains("<td>C-1</td><td>Artisans</td><td>1.00</td>"))
    #expect(text.contains("<th>retrouvé, mis de côté</th>"))
    #expect(text.contains("\\\"avoid\\\": \\\"à ne pas utiliser\\\""))
  }

  /// Names are data: none reaches the code, and none becomes markup in a stored output.
  @Test func namesNeverBecomeCode() throws {
    let hostile = "\"); import os; (\"<script>"
    var codeCells = 0
    for cell in builder(name: hostile).notebook().cells {
      guard case .code(let source, let outputs) = cell else { continue }
      codeCells += 1
      #expect(!source.contains("import os"))
      for form in outputs.flatMap(\.forms)
      where form.name != "text/plain" && form.name.hasPrefix("t") {
        #expect(try !form.value.text().contains("<script>"))
      }
    }
    #expect(codeCells > 1)
  }

  /// Runs the notebook with the Python of `CLIENTELE_PYTHON` (pandas, altair, nbclient, nbformat).
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CLIENTELE_PYTHON"] != nil))
  func runsAgainWithoutError() throws {
    let python = try #require(ProcessInfo.processInfo.environment["CLIENTELE_PYTHON"])
    let folder = NSTemporaryDirectory() + "clientele-notebook-" + UUID().uuidString
    try RunFolder(path: folder).write([
      RunFile(name: "notebook.ipynb", text: builder().notebook().text()),
      RunFile(
        name: "segments.csv",
        text: "id,segment,segment_name,held_out,axis1,axis2\nC-1,1,Artisans,true,0.5,1\n"
          + "C-2,2,Libéraux,false,-0.5,0\n"),
      RunFile(
        name: "profiles.csv",
        text: "segment,segment_name,variable,level,value,overall,v_test\n1,Artisans,ca,,1,2,3.5\n"),
      RunFile(name: "run.json", text: "{\"segments\": [{\"id\": 1, \"name\": \"Artisans\"}]}"),
    ])
    let script = """
      import nbformat, nbclient
      book = nbformat.read("notebook.ipynb", as_version=4)
      nbformat.validate(book)
      nbclient.NotebookClient(book, timeout=120).execute()
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try FileManager.default.removeItem(atPath: folder)
  }
}
