import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct RandomPurposeTests {
  /// Two uses that draw for the same purpose could share numbers: each purpose has one file.
  @Test func eachPurposeIsDrawnForInOneFile() throws {
    let root = Repository.path("Sources")
    var files: [String: Set<String>] = [:]
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    for path in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
      for line in text.split(separator: "\n")
      where !line.drop(while: \.isWhitespace).hasPrefix("//") {
        for match in line.matches(of: #/purpose: \.([A-Za-z]+)/#) {
          files[String(match.1), default: []].insert(path)
        }
      }
    }
    #expect(files.count >= 20)
    for (purpose, users) in files {
      #expect(users.count == 1, "\(purpose) is drawn for in \(users.sorted())")
    }
  }
}
