import Segmentation
import Tables

/// `actions` in `run.json`: what the reform asks and what is left to do, by segment and by collaborator.
/// What concerns one client stands in `actions.csv` alone.
struct ActionsRecord: Sendable, Encodable {
  /// The day of reference.
  let asOf: CalendarDay
  /// `null` where the rules are those shipped for the reform.
  let rules: String?
  let hours: Double
  let obligations: ObligationGroup
  let segments: [SegmentActions]
  let collaborators: [CollaboratorLoad]
  /// Profiles for which the catalogue has no plan.
  let profilesWithoutPlan: [String]

  struct SegmentActions: Sendable, Encodable {
    /// 1-based.
    let segment: Int
    let clients: Int
    let firstAction: String?
    let hours: Double
    let overdueHours: Double
    let fittingHours: Double
    let profiles: [SegmentPlan.Profile]
    let actions: [SegmentPlan.Action]
    let obligations: ObligationGroup
  }

  init(_ reform: ReformPlan, _ study: Study) {
    asOf = reform.plan.asOf
    rules = reform.rulesName
    obligations = reform.everyone
    collaborators = reform.plan.loads
    profilesWithoutPlan = reform.plan.profilesWithoutPlan
    segments = zip(study.segments, reform.segments).map { segment, plan in
      SegmentActions(
        segment: segment.id, clients: plan.clients, firstAction: plan.firstAction?.code,
        hours: plan.hours, overdueHours: plan.overdueHours, fittingHours: plan.fittingHours,
        profiles: plan.profiles, actions: plan.actions, obligations: plan.obligations)
    }
    hours = Double(reform.segments.reduce(0) { $0 + Int(($1.hours * 100).rounded()) }) / 100
  }
}
