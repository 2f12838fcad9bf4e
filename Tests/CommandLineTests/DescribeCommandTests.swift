import Foundation
import TestSupport
import Testing

@Suite struct DescribeCommandTests {
  private let command: CommandProcess

  init() throws {
    command = try CommandProcess()
    let rows = (0..<40).map { i -> String in
      let tool = i % 2 == 0 ? "papier" : "erp"
      let segment = i == 39 ? "" : i % 2 == 0 ? "Au papier" : "Outillés"
      return "C\(100 + i);\(tool);\((i % 2) * 3_000 + 1_000 + 10 * i);\(segment)"
    }
    try command.put(
      "p.csv", (["id;outil_facturation;honoraires;segment"] + rows).joined(separator: "\n") + "\n")
  }

  @Test func answersInTheContractsKeys() throws {
    let result = try command.run("describe", "p.csv", "--segment", "segment", "--json", "--quiet")
    #expect(result.status == 0 && result.error.isEmpty)
    let answer = try JSONAnswer(result.output)
    #expect(answer["clients"].number == 39 && answer["withoutSegment"].number == 1)
    let paper = try #require(answer["segments"].list.first)
    #expect(paper["name"].text == "Au papier" && paper["size"].number == 20)
    #expect(abs((paper["share"].number ?? 0) - 20.0 / 39) < 1e-12)
    let fees = try #require(paper["numeric"].list.first)
    #expect(fees["variable"].text == "honoraires" && fees["mean"].number == 1_190)
    #expect(
      fees.keys.isSuperset(of: ["variable", "mean", "overallMean", "sd", "vTest", "effect"]))
    let tool = try #require(paper["categories"].list.first { $0["level"].text == "papier" })
    #expect(tool["inSegment"].number == 1 && tool["ofLevel"].number == 1)
    #expect(abs((tool["overall"].number ?? 0) - 20.0 / 39) < 1e-12)
    #expect((tool["vTest"].number ?? 0) > 5)
    #expect(paper["paragons"].list.count == 5 && paper["atypical"].list.count == 5)
    // Even clients are those of the paper.
    let even = paper["paragons"].list.compactMap { $0.text }.allSatisfy {
      Int($0.dropFirst()).map { $0 % 2 == 0 } ?? false
    }
    #expect(even)
    let rules = answer["segments"].list.flatMap { $0["rules"].list }
    #expect(rules.compactMap { $0["rank"].number }.sorted() == [1, 2])
    #expect(rules.allSatisfy { $0["precision"].number == 1 })
    #expect(answer["fidelity"]["heldOut"].number == 1)
  }

  @Test func saysEachSegmentInBothLanguages() throws {
    let french = try command.run("describe", "p.csv", "--segment", "segment", "--language", "fr")
    #expect(french.status == 0)
    #expect(
      french.output.hasPrefix(
        "« segment » : 2 segments, 39 clients. 1 client sans segment n'est pas compté.\n"))
    #expect(french.output.contains("En 2 règles, la première vraie décide. Fidélité : 100,0"))
    #expect(french.output.contains("\nAu papier — 20 clients, 51\u{202F}%\n─────"))
    #expect(french.output.contains("facturent au papier contre 51\u{202F}% dans l’ensemble"))
    #expect(french.output.contains("Clients typiques : C"))
    let english = try command.run("describe", "p.csv", "--segment", "segment", "--language", "en")
    #expect(english.output.contains("Rules, by their rank:\n  "))
    #expect(english.output.contains("Typical clients: C"))
  }

  @Test func oneSegmentIsDescribedWithoutRules() throws {
    try command.put("one.csv", "id;x;segment\nC1;1;A\nC2;5;A\nC3;9;A\nC4;7;A\n")
    let result = try command.run("describe", "one.csv", "--segment", "segment", "--json")
    #expect(result.status == 0)
    let answer = try JSONAnswer(result.output)
    #expect(answer["segments"].list.count == 1 && answer["fidelity"] == .null)
    #expect(answer["segments"].list[0]["numeric"].list.first?["mean"].number == 5.5)
    #expect(answer["segments"].list[0]["rules"] == .list([]))
    #expect(try command.run("describe", "one.csv", "--segment", "segment").status == 0)
  }

  @Test func whatIsNoSegmentationIsRefused() throws {
    for (column, words) in [("zz", "no column is called 'zz'"), ("id", "is no segmentation")] {
      let result = try command.run("describe", "p.csv", "--segment", column)
      #expect(result.status == 65 && result.error.contains(words) && result.output.isEmpty)
    }
    #expect(try command.run("describe", "gone.csv", "--segment", "segment").status == 66)
    #expect(try command.run("describe", "p.csv").status == 64)
  }
}

/// `describe` says of FactoMineR's tables what its `catdes` says.
@Suite struct DescribeOracleTests {
  struct Described: Decodable {
    struct Quanti: Decodable {
      let group, variable: String
      let v, mean, sd: Double
    }
    struct Category: Decodable {
      let group, variable, level: String
      let v: Double
    }
    let segments: String
    let numbers: [String: [Double]]
    let levels: [String: String]
    let quanti: [Quanti]
    let category: [Category]

    /// Words for the coded levels: a single letter might be read as an answer.
    var csv: String {
      let (words, numeric) = (levels.mapValues { $0.map { "level-\($0)" } }, numbers)
      let names = (Array(levels.keys) + Array(numbers.keys)).sorted()
      let segments = segments.map { "segment-\($0)" }
      let rows = segments.indices.map { row in
        (names.map { name in
          words[name]?[row] ?? numeric[name].map { String(format: "%.8f", $0[row]) } ?? ""
        } + [segments[row]]).joined(separator: ";")
      }
      return ([(names + ["segment"]).joined(separator: ";")] + rows).joined(separator: "\n") + "\n"
    }
  }

  @Test(arguments: [("tea", 5, 420), ("hobbies", 5, 280), ("wine", 116, 12)])
  func testValuesAreThoseOfCatdes(name: String, numeric: Int, categories: Int) throws {
    struct File: Decodable { let tea, hobbies, wine: Described }
    let file = try Oracle.decode(File.self, from: "describe.json")
    let oracle = try #require(["tea": file.tea, "hobbies": file.hobbies, "wine": file.wine][name])
    let command = try CommandProcess()
    try command.put("t.csv", oracle.csv)
    let result = try command.run("describe", "t.csv", "--segment", "segment", "--json", "--quiet")
    #expect(result.status == 0, "\(result.error)")
    var found: [String: JSONAnswer] = [:]
    for segment in try JSONAnswer(result.output)["segments"].list {
      let own = segment["name"].text ?? ""
      for trait in segment["numeric"].list + segment["categories"].list {
        found["\(own) \(trait["key"].text ?? "") \(trait["level"].text ?? "")"] = trait
      }
    }
    #expect(oracle.quanti.count == numeric && oracle.category.count == categories)
    #expect(found.count == numeric + categories)
    for expected in oracle.quanti {
      let trait = try #require(found["segment-\(expected.group) \(expected.variable) "])
      #expect(abs((trait["vTest"].number ?? .nan) - expected.v) < 1e-8)
      #expect(abs((trait["mean"].number ?? .nan) - expected.mean) < 1e-8)
      #expect(abs((trait["sd"].number ?? .nan) - expected.sd) < 1e-8)
    }
    for expected in oracle.category {
      let trait = try #require(
        found["segment-\(expected.group) \(expected.variable) level-\(expected.level)"])
      #expect(abs((trait["vTest"].number ?? .nan) - expected.v) < 1e-8, "\(expected)")
    }
  }
}
