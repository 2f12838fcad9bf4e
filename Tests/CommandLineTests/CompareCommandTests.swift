import TestSupport
import Testing

@Suite struct CompareCommandTests {
  private let command: CommandProcess

  /// Ten clients of rule A and ten of rule B; segments follow the tool, which two clients of A have
  /// as those of B.
  init() throws {
    command = try CommandProcess()
    let rows = (0..<20).map { i -> String in
      let rule = i < 10 ? "A" : "B"
      let tool = i < 8 ? "papier" : "erp"
      let segment = i < 8 ? "1" : "2"
      return "C\(100 + i);\(rule);\(segment);\(tool);\(i % 7)"
    }
    try command.put(
      "p.csv", (["id;regle;segment;outil;effectif"] + rows).joined(separator: "\n") + "\n")
  }

  @Test func answersInTheContractsKeys() throws {
    let result = try command.run(
      "compare", "p.csv", "--left", "regle", "--right", "segment", "--json", "--quiet")
    #expect(result.status == 0 && result.error.isEmpty)
    let answer = try JSONAnswer(result.output)
    #expect(
      answer.keys.isSuperset(of: [
        "adjustedRand", "adjustedMutualInformation", "vMeasure", "fowlkesMallows", "rand",
        "variationOfInformation", "contingency", "disagreements",
      ]))
    // Pairs by hand: C(8,2) + C(2,2) + C(10,2) together in both, 90 on the left, 28 + 66 on the right.
    let (together, left, right, all) = (28.0 + 1 + 45, 90.0, 94.0, 190.0)
    let expected = left * right / all
    let rand = (together - expected) / ((left + right) / 2 - expected)
    #expect(abs((answer["adjustedRand"].number ?? 0) - rand) < 1e-12)
    #expect(answer["clients"].number == 20 && answer["agreeing"].number == 0.9)
  }

  @Test func writesWhoDisagreesAndWhy() throws {
    let result = try command.run(
      "compare", "p.csv", "--left", "regle", "--right", "segment", "--output", "d.csv",
      "--language", "fr")
    #expect(result.status == 0)
    #expect(result.output.contains("se recoupent en grande partie : sur 20"))
    #expect(result.output.contains("90\u{202F}% sont dans deux segments qui se répondent"))
    #expect(result.output.contains("• A → 2 : 2 clients, surtout : outil (2)"))
    let lines = try command.text("d.csv").split(whereSeparator: \.isNewline)
    #expect(
      lines == ["id,left,right,expected,because", "C108,A,2,1,outil", "C109,A,2,1,outil"])
  }

  @Test func whatIsNoSegmentationIsRefused() throws {
    for (column, words) in [
      ("zz", "no column is called 'zz'"), ("id", "is no segmentation"),
      ("regle", "two different columns"),
    ] {
      let result = try command.run(
        "compare", "p.csv", "--left", "regle", "--right", column, "--output", "d.csv")
      #expect(result.status == (column == "regle" ? 64 : 65))
      #expect(result.error.contains(words))
    }
    let over = try command.run(
      "compare", "p.csv", "--left", "regle", "--right", "segment", "--output", "p.csv")
    #expect(over.status == 73)
    #expect(try command.content() == ["p.csv"])
  }
}
