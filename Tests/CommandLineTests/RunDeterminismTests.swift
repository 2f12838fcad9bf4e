import Foundation
import TestSupport
import Testing

/// The promise of the contract: the same bytes for the same input, whatever the threads.
@Suite struct RunDeterminismTests {
  /// The example that readers see is what the command makes. Figures are left out: the last bits of
  /// the axes depend on the processor.
  @Test func theExampleIsWhatTheCommandMakes() throws {
    let command = try CommandProcess()
    let result = try command.run(
      "run", Repository.path("datasets/portefeuille-2026-T3.csv"), "--language", "fr", "--output",
      "run", "--quiet")
    #expect(result.status == 0)
    for file in ["report.html", "segments.csv", "profiles.csv"] {
      let made = words(try command.text("run/\(file)"))
      let example = words(
        try String(
          contentsOfFile: Repository.path("notebooks-output/portefeuille-2026-T3/\(file)"),
          encoding: .utf8))
      #expect(made == example, "\(file) is to be made again")
    }
  }

  /// A text without tags and numbers.
  private func words(_ text: String) -> [Substring] {
    text.replacing(/<[^>]*>/, with: " ").split { !$0.isLetter }
  }

  @Test func sameBytesTwiceAndForAnyNumberOfThreads() throws {
    let command = try CommandProcess()
    let input = Repository.path("datasets/portefeuille-2026-T1.csv")
    let runs = [("first", "1"), ("second", "1"), ("two", "2")]
    for (folder, threads) in runs {
      let result = try command.run(
        "run", input, "--threads", threads, "--output", folder, "--quiet")
      #expect(result.status == 0)
    }
    for other in ["second", "two"] {
      for file in RunCommandTests.files where file != "run.json" {
        let same = try command.bytes("first/\(file)") == command.bytes("\(other)/\(file)")
        #expect(same, "\(other)/\(file)")
      }
      let first = try JSONAnswer(command.text("first/run.json")).without("seconds", "date")
      let second = try JSONAnswer(command.text("\(other)/run.json")).without("seconds", "date")
      let same = first == second
      #expect(same, "\(other)/run.json")
    }
    let lines = try command.text("first/segments.csv").split(whereSeparator: \.isNewline)
    let run = try JSONAnswer(command.text("first/run.json"))
    #expect(Double(lines.count - 1) == run["clients"]["studied"].number)
    // The file has a few clients twice.
    let read = Double(lines.count - 1) + (run["clients"]["leftOut"].number ?? 0)
    #expect(read == run["input"]["rows"].number && read > Double(lines.count - 1))
  }
}
