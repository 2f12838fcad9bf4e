import Segmentation
import Tracking

/// The report of a study, in the study's language.
///
///     let report = ReportComposer(study).report()
///     let page = try HTMLPage(report).html()
///
/// The order is the reader's: what was found, the segments, who they are, whether they can be relied
/// on, then how it was done. A part without anything to say is absent. Clients appear by identifier
/// only, as typical and atypical clients and on the map; neither dates nor times appear, so that the
/// same study gives the same report.
public struct ReportComposer: Sendable {
  let context: ReportContext

  /// - Parameters:
  ///   - reform: what the reform asks of the study's clients; `nil`: the report says nothing of it.
  ///   - tracking: what changed since an earlier run; `nil`: likewise.
  public init(_ study: Study, reform: ReformPlan? = nil, tracking: QuarterTracking? = nil) {
    context = ReportContext(study, reform: reform, tracking: tracking)
  }

  public func report() -> Report {
    let opening = OpeningPart(context: context)
    return Report(
      language: context.language, title: opening.title, subtitle: opening.subtitle,
      keyFigures: opening.keyFigures, findings: opening.findings, notices: opening.notices,
      segments: SegmentTablePart(context: context).table,
      sections: [
        PortraitSection(context: context).section, EvidenceSection(context: context).section,
        ComparisonSection(context: context).section, MondaySection(context: context).section,
        SheetSection(context: context).section, TrackingSection(context: context).section,
      ].filter { !$0.blocks.isEmpty },
      annexes: [
        ReadingAnnex(context: context).section, PreparationAnnex(context: context).section,
        ProfileAnnex(context: context).section, MethodAnnex(context: context).section,
        ReproductionAnnex(context: context).section,
      ].filter { !$0.blocks.isEmpty },
      colophon: opening.colophon)
  }
}
