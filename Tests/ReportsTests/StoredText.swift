import Foundation
import Testing

/// Compares a text with the file of that name in `Tests/StoredTexts`; the failure prints the lines that differ.
///
/// `CLIENTELE_STORE_TEXTS=1` writes the files anew, for a person to read before committing them.
func expectStored(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation)
  throws
{
  let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent()
  let file = tests.appendingPathComponent("StoredTexts").appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["CLIENTELE_STORE_TEXTS"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let stored = try String(contentsOf: file, encoding: .utf8)
  if stored == text { return }
  let (old, new) = (lines(stored), lines(text))
  var difference = ""
  for i in 0..<max(old.count, new.count) {
    let (a, b) = (i < old.count ? old[i] : nil, i < new.count ? new[i] : nil)
    if a != b { difference += "\(i + 1): - \(a ?? "")\n\(i + 1): + \(b ?? "")\n" }
  }
  Issue.record("\(name) differs:\n\(difference)", sourceLocation: sourceLocation)
}

private func lines(_ text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false)
}

/// How often a text occurs in another.
func occurrences(of part: String, in text: String) -> Int {
  text.components(separatedBy: part).count - 1
}
