import Interpretation

/// A report as its content: what is said, in which order, in no format.
///
///     let page = try HTMLPage(report).html()
///
/// The order is the reader's: the finding, the key figures, the finding in sentences, the table of
/// segments, the sections, the annexes. Numbers come as text already written in `language`, so that
/// every format shows the same digits.
public struct Report: Sendable {
  public var language: Language
  /// Says the finding, not the subject: "Six segments naturels dans le portefeuille".
  public var title: String
  public var subtitle: RichText
  public var keyFigures: [KeyFigure]
  public var findings: [RichText]
  /// What the reader must know before anything else; none in the ordinary case.
  public var notices: [Notice]
  public var segments: SegmentTable?
  public var sections: [ReportSection]
  public var annexes: [ReportSection]
  /// One line at the foot: program, version, seed, fingerprint.
  public var colophon: RichText

  public init(
    language: Language, title: String, subtitle: RichText = RichText(),
    keyFigures: [KeyFigure] = [], findings: [RichText] = [], notices: [Notice] = [],
    segments: SegmentTable? = nil, sections: [ReportSection] = [], annexes: [ReportSection] = [],
    colophon: RichText = RichText()
  ) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.keyFigures = keyFigures
    self.findings = findings
    self.notices = notices
    self.segments = segments
    self.sections = sections
    self.annexes = annexes
    self.colophon = colophon
  }
}

/// A figure to remember and what it means: "0,82", "accord sur les bureaux mis de côté".
public struct KeyFigure: Sendable, Equatable {
  public var value: String
  public var explanation: RichText

  public init(value: String, explanation: RichText) {
    self.value = value
    self.explanation = explanation
  }
}

/// How much weight something carries. Never shown by colour alone: a mark and words go with it.
public enum Tone: String, Sendable, Codable, CaseIterable {
  case good, caution, bad, neutral
}

/// A few words in a coloured pill: a verdict.
public struct Badge: Sendable, Equatable {
  public var tone: Tone
  public var text: String

  public init(_ tone: Tone, _ text: String) {
    self.tone = tone
    self.text = text
  }
}

/// A boxed remark: a warning, a limit, a result that overrules the rest.
public struct Notice: Sendable, Equatable {
  public var tone: Tone
  public var text: RichText

  public init(_ tone: Tone, _ text: RichText) {
    self.tone = tone
    self.text = text
  }
}

/// A heading and what stands under it.
public struct ReportSection: Sendable {
  /// Names the section in links; letters, digits and hyphens, unique in the report.
  public var anchor: String
  public var heading: String
  /// One or two sentences: how to read what follows.
  public var lead: RichText
  public var blocks: [ReportBlock]
  /// Stands on paper instead of lead and blocks, where these are too long to be printed.
  public var printedInstead: RichText?

  public init(
    anchor: String, heading: String, lead: RichText = RichText(), blocks: [ReportBlock] = [],
    printedInstead: RichText? = nil
  ) {
    self.anchor = anchor
    self.heading = heading
    self.lead = lead
    self.blocks = blocks
    self.printedInstead = printedInstead
  }
}

/// What a section is made of.
public enum ReportBlock: Sendable {
  case heading(String)
  case paragraph(RichText)
  case list([RichText])
  case steps([RichText])
  case definitions([Definition])
  case notice(Notice)
  case table(DataTable)
  case formula(Formula)
  case code(String)
  case cards([SegmentCard])
  /// One a printed page.
  case sheets([SegmentSheet])
  case figure(FigureBlock)
  /// Figures side by side where the page is wide enough.
  case figures([FigureBlock])
}

/// A figure with the sentence that says what to read in it.
public struct FigureBlock: Sendable {
  public var title: String
  public var figure: any Figure
  public var caption: RichText

  public init(title: String, figure: any Figure, caption: RichText) {
    self.title = title
    self.figure = figure
    self.caption = caption
  }
}

/// A term and what it means.
public struct Definition: Sendable, Equatable {
  public var term: RichText
  public var meaning: RichText

  public init(_ term: RichText, _ meaning: RichText) {
    self.term = term
    self.meaning = meaning
  }
}
