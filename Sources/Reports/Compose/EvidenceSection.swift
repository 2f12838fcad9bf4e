import Interpretation
import Segmentation
import Validation

/// "Peut-on s’y fier ?": how many, whether they come back, whether others show them too.
struct EvidenceSection: Sendable {
  let context: ReportContext

  var section: ReportSection {
    ReportSection(
      anchor: "evidence",
      heading: context.hasSegments
        ? context.pick("Peut-on s’y fier ?", "Can it be trusted?")
        : context.pick("Ce qui a été essayé", "What was tried"),
      lead: lead,
      blocks: ClusterCountBlocks(context: context).blocks
        + (context.hasSegments
          ? MembershipBlocks(context: context).blocks + NeighbourBlocks(context: context).blocks
            + HeldOutBlocks(context: context).blocks + VerdictBlocks(context: context).blocks : []))
  }

  private var lead: RichText {
    context.hasSegments
      ? context.pick(
        """
        Trois questions : combien de segments, reviennent-ils quand on tire les clients à nouveau, se \
        retrouvent-ils chez des clients qui n’ont pas servi à les former.
        """,
        """
        Three questions: how many segments, do they come back when clients are drawn anew, are they \
        found among clients that had no part in making them.
        """)
      : context.pick(
        "Chaque nombre de segments a été essayé et jugé par les mêmes mesures.",
        "Each number of segments was tried and judged by the same measures.")
  }
}
