import Mustache

/// A report as one self-contained page: no script, nothing to fetch, light, dark and printed.
///
///     let html = try HTMLPage(report).html()
///
/// All text is escaped where it is written. The page also carries a content security policy that
/// allows styles only, so that nothing in it could run or call out. The same report gives the same
/// bytes.
public struct HTMLPage: Sendable {
  private let report: Report

  public init(_ report: Report) { self.report = report }

  /// - Throws: only if a template of ours is malformed.
  public func html() throws -> String {
    let templates = try PageTemplates()
    let blocks = BlockRenderer(report: report, templates: templates)
    return templates.page.render(view(blocks))
  }
}

/// The templates, parsed.
struct PageTemplates: Sendable {
  let page: MustacheTemplate
  let segments: MustacheTemplate
  let card: MustacheTemplate
  let sheet: MustacheTemplate

  init() throws {
    page = try Self.parse(PackageResources.report_mustache)
    segments = try Self.parse(PackageResources.segments_mustache)
    card = try Self.parse(PackageResources.card_mustache)
    sheet = try Self.parse(PackageResources.sheet_mustache)
  }

  private static func parse(_ bytes: [UInt8]) throws -> MustacheTemplate {
    try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
  }
}

/// What the page's template is filled with; text that is already markup says so in its name or is
/// written with three braces.
private struct PageView {
  struct Link {
    let anchor: String
    let heading: String
  }
  struct Key {
    let value: String
    let explanation: String
  }
  struct Section {
    let anchor: String
    let kind: String
    let heading: String
    let lead: String?
    let blocks: String
    /// On paper instead of lead and blocks.
    let printed: String?
  }

  let language: String
  let title: String
  let style: String
  let subtitle: String?
  let words: PageWords
  let hasContents: Bool
  let contents: [Link]
  let notices: [String]
  let hasKeyFigures: Bool
  let keyFigures: [Key]
  let hasFindings: Bool
  let findings: [String]
  let segments: String?
  let sections: [Section]
  let colophon: String?
}

extension HTMLPage {
  private func view(_ blocks: BlockRenderer) -> PageView {
    let language = report.language
    let spaced = { (text: String) -> String in
      Typography.spaced(text, language).withoutHiddenMarks
    }
    let all: [ReportSection] = report.sections + report.annexes
    let links = all.map { PageView.Link(anchor: $0.anchor, heading: spaced($0.heading)) }
    let parts = report.sections.map { section($0, kind: "part", blocks) }
    let annexes = report.annexes.map { section($0, kind: "annex", blocks) }
    return PageView(
      language: language.rawValue, title: spaced(report.title), style: Self.style,
      subtitle: report.subtitle.htmlUnlessEmpty(language), words: PageWords(language),
      hasContents: links.count > 1, contents: links,
      notices: report.notices.map { blocks.notice($0) },
      hasKeyFigures: !report.keyFigures.isEmpty,
      keyFigures: report.keyFigures.map {
        PageView.Key(value: spaced($0.value), explanation: $0.explanation.html(language))
      },
      hasFindings: !report.findings.isEmpty, findings: report.findings.map { $0.html(language) },
      segments: report.segments.map { blocks.segmentTable($0) },
      sections: parts + annexes,
      colophon: report.colophon.htmlUnlessEmpty(language))
  }

  private func section(_ section: ReportSection, kind: String, _ blocks: BlockRenderer)
    -> PageView.Section
  {
    PageView.Section(
      anchor: section.anchor, kind: kind,
      heading: Typography.spaced(section.heading, report.language).withoutHiddenMarks,
      lead: section.lead.htmlUnlessEmpty(report.language),
      blocks: section.blocks.map { blocks.html($0) }.joined(separator: "\n"),
      printed: section.printedInstead?.htmlUnlessEmpty(report.language))
  }

  private static let style: String = {
    let segments = (1...Palette.segmentCount).map { i in
      ".g\(i){--c:var(--s\(i));--d:var(--n\(i))}"
    }.joined()
    return """
      :root{color-scheme:light dark;\(FigureStyle.lightVariables)}
      @media screen and (prefers-color-scheme:dark){:root{\(FigureStyle.darkVariables)}}
      \(segments)
      \(FigureStyle.rules)
      \(String(decoding: PackageResources.report_css, as: UTF8.self))
      """
  }()
}
