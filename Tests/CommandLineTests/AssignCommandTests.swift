import Foundation
import TestSupport
import Testing

@Suite struct AssignCommandTests {
  private let command: CommandProcess
  private let portfolio = SmallPortfolio(clients: 150)

  init() throws {
    command = try CommandProcess()
    try command.put("p.csv", portfolio.text)
    let run = try command.run(
      "run", "p.csv", "--output", "out", "--quiet", "--period", "2026-T3")
    #expect(run.status == 0)
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func theRunsOwnClientsAreWhereItPutThem() throws {
    let result = try command.run("assign", "p.csv", "--model", "out/model.json")
    #expect(result.status == 0 && result.error.isEmpty)
    let found = rows(result.output)
    let run = rows(try command.text("out/segments.csv"))
    #expect(found[0] == ["id", "segment", "segment_name", "confidence", "next_segment", "fits"])
    #expect(found.count == 151)
    for (own, placed) in zip(run, found).dropFirst() {
      // Names hold commas; what comes after them is counted from the end.
      #expect(placed[0] == own[0] && placed[1] == own[1])
      #expect(placed.dropLast().suffix(1) == own.dropLast(8).suffix(1))
      #expect(placed.dropLast(2).suffix(1) == own.dropLast(10).suffix(1))
    }
    // The folder will do, from standard input too, into a file, on one thread.
    let other = try command.run(
      ["assign", "-", "--model", "out", "--threads", "1", "--output", "a.csv", "--language", "fr"],
      input: portfolio.text)
    #expect(other.status == 0 && other.output.contains("aucun segment"))
    #expect(try command.text("a.csv") == result.output)
  }

  /// The committed portfolio, with its missing cells, sets, shares and repeated clients.
  @Test func aPortfolioWithEverything() throws {
    let text = try String(
      contentsOf: Repository.root.appendingPathComponent("datasets/portefeuille-2026-T3.csv"),
      encoding: .utf8)
    try command.put("big.csv", text)
    let run = try command.run("run", "big.csv", "--output", "big", "--quiet")
    #expect(run.status == 0)
    let result = try command.run("assign", "big.csv", "--model", "big", "--quiet")
    let (own, found) = (rows(try command.text("big/segments.csv")), rows(result.output))
    #expect(found.count == own.count && found.count > 700)
    let same = zip(own, found).count {
      $0.0[0] == $0.1[0] && $0.0[1] == $0.1[1] && $0.0[3] == $0.1[3]
    }
    #expect(same == own.count)
  }

  @Test func whatWasHandledIsTold() throws {
    var newcomers = portfolio
    newcomers.rows = Array(portfolio.rows.prefix(6))
    newcomers.rows[0][2] = ""
    newcomers.rows[1][5] = "pigeon"
    newcomers.header[3] = "temps passé"
    try command.put("n.csv", newcomers.text)
    let result = try command.run("assign", "n.csv", "--model", "out", "--json")
    #expect(result.status == 0)
    #expect(
      result.error.contains("Note: missing values, estimated from the client's other values: 1"))
    #expect(result.error.contains("never seen, counted as an average profile: outil (1)."))
    #expect(result.error.contains("the column 'temps passé' is taken for 'heures'."))
    #expect(!result.error.contains("pigeon"))
    let answer = try JSONAnswer(result.output)
    #expect(answer["clients"].list.count == 6 && answer["missingCells"].number == 1)
    #expect(answer["unseenLevels"].list.first?["column"].text == "outil")
    let french = try command.run("assign", "n.csv", "--model", "out", "--language", "fr")
    #expect(
      french.error.contains("Attention : la colonne « temps passé » est prise pour « heures »."))
    let quiet = try command.run("assign", "n.csv", "--model", "out", "--quiet")
    #expect(quiet.error.isEmpty && quiet.output == french.output)
  }

  @Test func whatCannotBeDoneIsSaidAndNothingIsWritten() throws {
    let model = try command.text("out/model.json")
    try command.put("cut.json", String(model.prefix(model.count / 2)))
    try command.put("old.json", model.replacing("clientele/model/3", with: "clientele/model/2"))
    try command.put("new.json", model.replacing("clientele/model/3", with: "clientele/model/9"))
    try command.put(
      "changed.json", model.replacing("\"numbers\": [1, 2, 3]", with: "\"numbers\": [1, 1, 3]"))
    try command.put("bare.csv", "id_client;heure\nC1;2\nC2;3\n")
    let before = try command.content()
    for (input, file, status, words) in [
      ("p.csv", "none.json", Int32(66), "none.json: no such file"),
      ("p.csv", "p.csv", 65, "p.csv: this is no model, or the file is cut short"),
      ("p.csv", "cut.json", 65, "cut.json: this is no model, or the file is cut short"),
      ("p.csv", "old.json", 65, "older version of Clientele (clientele/model/2"),
      ("p.csv", "new.json", 65, "newer version of Clientele (clientele/model/9"),
      ("p.csv", "changed.json", 65, "its parts do not fit together"),
      ("p.csv", "out/run.json", 65, "the model is the file model.json beside it"),
      (
        "bare.csv", "out", 65,
        "bare.csv: columns that the model needs and this file does not have: "
      ),
      ("none.csv", "out", 66, "none.csv: no such file"),
    ] {
      let result = try command.run("assign", input, "--model", file, "--output", "a.csv")
      #expect(result.status == status, "\(file)")
      #expect(result.error.contains(words), "\(file): \(result.error)")
      #expect(!result.error.contains(SmallPortfolio.secret))
      #expect(try command.content() == before)
    }
    let near = try command.run("assign", "bare.csv", "--model", "out")
    #expect(near.error.contains("heures (perhaps heure)"))
    for output in ["p.csv", "out/model.json"] {
      let over = try command.run("assign", "p.csv", "--model", "out", "--output", output)
      #expect(over.status == 73 && over.error.contains("will not be replaced"))
    }
  }
}
