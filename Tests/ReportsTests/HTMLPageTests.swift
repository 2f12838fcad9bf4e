import Interpretation
import Foundation
import Reports
import Testing

@Suite struct HTMLPageTests {
  @Test func smallPageIsTheStoredOne() throws {
    let html = try HTMLPage(sampleReport()).html()
    let body = try #require(html.range(of: "<body>"))
    try expectStored(String(html[body.lowerBound...]), "small-page.html")
  }

  @Test func sameReportGivesSameBytes() throws {
    #expect(try HTMLPage(sampleReport()).html() == HTMLPage(sampleReport()).html())
  }

  @Test func languageIsDeclaredAndSpoken() throws {
    let french = try HTMLPage(sampleReport(.french)).html()
    let english = try HTMLPage(sampleReport(.english)).html()
    #expect(french.contains("<html lang=\"fr\">") && french.contains("Aller au contenu"))
    #expect(english.contains("<html lang=\"en\">") && english.contains("Skip to content"))
    #expect(french.contains("0,91") && english.contains("0.91"))
  }

  /// Every hostile text, put wherever the report shows data, leaves the same elements as harmless
  /// text does: nothing in it became markup.
  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>", "</style><b>", "]]>&lt;script&gt;", "{{{title}}}",
    "{{#sections}}", "<!--", "--></main>", "</text></svg><script>", "javascript:alert(1)", "&amp;",
    "\u{202E}tpircs\u{0}", "<svg><style>@import 'http://x'</style></svg>",
  ]) func dataNeverBecomesMarkup(hostile: String) throws {
    let page = try HTMLPage(sampleReport(data: { "\($0)\(hostile)" })).html()
    let plain = try HTMLPage(sampleReport()).html()
    let (found, expected) = (elements(of: page), elements(of: plain))
    let same = found.filter { !isLabel($0) } == expected.filter { !isLabel($0) }
    let known = Set(found).isSubset(of: Set(expected).union(["<text x=· y=· class=·>"]))
    #expect(same && known)
    #expect(!page.contains("\u{202E}") && !page.contains("\u{0}"))
  }

  @Test func addressesThatAreNotPlacesBecomeText() throws {
    var report = sampleReport()
    report.findings = ["\(link: "ici", to: "javascript:alert(1)") \(link: "là", to: "#qui")"]
    let html = try HTMLPage(report).html()
    #expect(!html.contains("javascript:"))
    #expect(html.contains("<a href=\"#qui\">là</a>"))
  }

  @Test func nothingIsFetchedAndNothingRuns() throws {
    let html = try HTMLPage(sampleReport()).html()
    #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("@import"))
    #expect(!html.contains("url(") && !html.contains("<link"))
    #expect(occurrences(of: "http", in: html) == 2)  // the policy's meta and the reference
    #expect(html.contains("default-src 'none'"))
  }

  @Test func linksWithinThePageArriveSomewhere() throws {
    let html = try HTMLPage(sampleReport()).html()
    for part in html.components(separatedBy: "href=\"#").dropFirst() {
      let anchor = part.prefix { $0 != "\"" }
      #expect(html.contains("id=\"\(anchor)\""), "\(anchor)")
    }
  }

  @Test func figuresHaveNamesAndTablesHaveHeaders() throws {
    let html = try HTMLPage(sampleReport()).html()
    #expect(occurrences(of: "<figure", in: html) == occurrences(of: "<figcaption>", in: html))
    #expect(
      occurrences(of: "role=\"img\"", in: html) == occurrences(of: "aria-label=\"", in: html) - 2)
    #expect(occurrences(of: "<th ", in: html) == occurrences(of: "<th scope=", in: html))
  }

  /// What is too long for paper is on screen only, with a word on paper instead.
  @Test func aSectionMayBePrintedAsAWord() throws {
    var report = sampleReport()
    report.annexes[0].printedInstead = "Trop long : voir le fichier."
    let html = try HTMLPage(report).html()
    #expect(
      html.contains(
        "<p class=\"print\">Trop long\u{A0}: voir le fichier.</p>\n<div class=\"screen\">"))
    #expect(html.contains(".screen{display:none}") && html.contains(".hint,.print{display:none}"))
  }

  /// A drawing too wide for a telephone says that it scrolls; one that shrinks does not.
  @Test func wideDrawingsSayThatTheyScroll() throws {
    let html = try HTMLPage(sampleReport()).html()
    let figures = html.components(separatedBy: "<figure").dropFirst()
    let map = try #require(figures.first { $0.contains("Carte") })
    #expect(map.hasPrefix(" class=\"alone scrolls\" style=\"--w:760px\">"))
    #expect(map.contains("<p class=\"hint\">← faire glisser"))
    let panels = try #require(
      figures.first { $0.contains("class=\"panels") || $0.contains("width:268px") })
    #expect(!panels.contains("class=\"hint\""))
  }

  @Test func emptyReportIsAPage() throws {
    let html = try HTMLPage(Report(language: .english, title: "Nothing")).html()
    #expect(html.contains("<h1>Nothing</h1>"))
    #expect(!html.contains("<nav") && !html.contains("<table") && !html.contains("<footer"))
  }
}

/// Whether an element's number may depend on the length of a text: long labels wrap, and cut ones
/// get their whole text as a tooltip.
private func isLabel(_ element: String) -> Bool {
  ["<title", "</title", "<text", "</text"].contains { element.hasPrefix($0) }
}

/// The element names of a page, in order, opening and closing, attribute names included.
private func elements(of html: String) -> [String] {
  var list: [String] = []
  var rest = Substring(html)
  while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
    let tag = rest[open...close]
    let outside = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined(separator: "·")
    list.append(outside)
    rest = rest[rest.index(after: close)...]
  }
  return list
}
