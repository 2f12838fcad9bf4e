import TestSupport
import Testing

@Suite struct RulesDistilCommandTests {
  private let command: CommandProcess

  /// Forty clients: paper is A, of the others those of few fees are B.
  init() throws {
    command = try CommandProcess()
    let rows = (0..<40).map { i -> String in
      let tool = i % 2 == 0 ? "papier" : "erp"
      let fees = i % 4 == 1 ? 1_000 + i : 4_000 + i
      let segment = i % 2 == 0 ? "A" : i % 4 == 1 ? "B" : "C"
      return "C\(100 + i);\(tool);\(fees);\(segment)"
    }
    try command.put(
      "p.csv", (["id;outil;honoraires;segment"] + rows).joined(separator: "\n") + "\n")
  }

  @Test func answersInTheContractsKeys() throws {
    let result = try command.run(
      "rules", "distil", "p.csv", "--segment", "segment", "--max-rules", "3", "--json", "--quiet")
    #expect(result.status == 0 && result.error.isEmpty)
    let answer = try JSONAnswer(result.output)
    #expect(answer["fidelity"] == .object(["training": .number(1), "heldOut": .number(1)]))
    #expect(answer["rules"].list.count == 2 && answer["maximumRules"].number == 3)
    #expect(answer["heldOut"].list.count == 10)
    #expect(answer["clients"]["training"].number == 30)
    let covered = (answer["rules"].list + [answer["default"]]).compactMap { $0["covered"].number }
    #expect(covered.reduce(0, +) == 30)
    #expect(answer["prices"].list.last?["heldOut"].number == 1)
  }

  @Test func printsOrWritesARuleFile() throws {
    let printed = try command.run(
      "rules", "distil", "p.csv", "--segment", "segment", "--language", "fr")
    #expect(printed.status == 0)
    #expect(printed.output.contains("# Fidélité : 100,0\u{202F}% des 30"))
    #expect(printed.output.contains("version: 1\ndefault: \""))
    #expect(printed.output.contains("    when: >-\n      \"outil\" = '"))
    let written = try command.run(
      "rules", "distil", "p.csv", "--segment", "segment", "--language", "fr", "--output", "r.yaml")
    #expect(written.status == 0 && written.output.contains("3 règles, celle par défaut comprise."))
    #expect(try command.text("r.yaml") == printed.output)
    let threads = try command.run(
      "rules", "distil", "p.csv", "--segment", "segment", "--language", "fr", "--threads", "1")
    #expect(threads.output == printed.output)
  }

  @Test func whatCannotBeDoneIsSaidAndNothingIsWritten() throws {
    for (arguments, status, words) in [
      (["--segment", "zz"], Int32(65), "no column is called 'zz'"),
      (["--segment", "id"], 65, "is no segmentation"),
      (
        ["--segment", "segment", "--max-rules", "1"], 64, "--max-rules takes a number from 2 to 100"
      ),
      (["--segment", "segment", "--output", "p.csv"], 73, "it will not be replaced"),
      (["--segment", "segment", "--output", "no/where.yaml"], 73, "cannot be written"),
    ] {
      let result = try command.run(["rules", "distil", "p.csv"] + arguments)
      #expect(result.status == status && result.error.contains(words), "\(arguments)")
      #expect(result.output.isEmpty)
    }
    try command.put("one.csv", "id;x;segment\nC1;1;A\nC2;5;A\nC3;9;A\nC4;7;A\n")
    let one = try command.run("rules", "distil", "one.csv", "--segment", "segment")
    #expect(one.status == 65 && one.error.contains("one segment only"))
    let rows = (0..<12).map { "C\(100 + $0);\(["A", "B"][$0 % 2])" }
    try command.put("bare.csv", (["id;segment"] + rows).joined(separator: "\n") + "\n")
    let bare = try command.run("rules", "distil", "bare.csv", "--segment", "segment")
    #expect(bare.status == 65 && bare.error.contains("no column can make a condition"))
    #expect(try command.run("rules", "distil", "gone.csv", "--segment", "segment").status == 66)
    #expect(try command.content() == ["bare.csv", "one.csv", "p.csv"])
  }
}
