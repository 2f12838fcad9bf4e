import Foundation
import Statistics

/// What changes in a client from quarter to quarter.
struct ClientState: Sendable {
  var type: ClientType
  /// The type it had the quarter before, when it has just changed.
  var previousType: ClientType?
  var mandate = MandateStatus.notAsked
  var mandateDay: DayCount?
  var hasPlatform = false
  /// Issues through software adopted for the reform.
  var adoptedTool: InvoicingTool?
  /// Lets the firm issue in its name.
  var delegates = false
  /// Tools in use before a change of type, below which a client does not fall back.
  var leastTool = InvoicingTool.none
  var leastCollection = DocumentCollection.paperBox
  var hadBankConnection = false
  var organisationShift = 0.0
  var appetiteShift = 0.0
  var turnoverGrowth = 0.0
  var feeGrowth = 0.0
  /// Leaves the firm at the end of the quarter.
  var leaves = false
}

/// Plays a client's quarters one after another, each with its own stream.
struct ClientHistory: Sendable {
  let profile: ClientProfile
  /// First quarter in the portfolio.
  let entry: Quarter
  let streams: GeneratorStreams
  let table: TypeTable
  let factors: LatentFactors

  /// The client's state in `quarter`; `nil` before its entry and after its departure.
  func state(in quarter: Quarter) -> ClientState? {
    if quarter < entry { return nil }
    var state = ClientState(type: profile.type)
    var current = min(entry, ReformCalendar.origin)
    while true {
      step(&state, in: current)
      if current == quarter { return state }
      if state.leaves { return nil }
      current = current.advanced(by: 1)
    }
  }

  /// All draws are made whatever happens, so that each event keeps its own number.
  private func step(_ state: inout ClientState, in quarter: Quarter) {
    var stream = streams.stream(.events, of: profile.key, in: quarter)
    let departure = stream.uniform()
    let transition = stream.uniform()
    let action = stream.uniform() < ReformCalendar.actionProbability(in: quarter)
    let mandate = MandateDraws(
      decision: stream.uniform(), refusal: stream.uniform(), alone: stream.uniform(),
      day: stream.integer(below: 90))
    let tooling = stream.uniform()
    let delegation = stream.uniform()
    let growth = stream.normal()
    stepMandate(&state, in: quarter, afterAction: action, mandate)
    state.leaves = false
    state.previousType = nil
    if quarter < entry { return }
    state.leaves = departure < table[state.type].evolution.departure
    if quarter == entry { return }
    stepWays(&state, in: quarter, afterAction: action)
    stepTooling(&state, in: quarter, tooling: tooling, delegation: delegation)
    stepType(&state, in: quarter, at: transition)
    if quarter.number == 2 { state.turnoverGrowth += 0.02 + 0.08 * growth }
    if quarter.number == 1 { state.feeGrowth += 0.02 + 0.02 * growth }
  }

  private struct MandateDraws {
    let decision: Double
    let refusal: Double
    let alone: Double
    let day: Int
  }

  private func stepMandate(
    _ state: inout ClientState, in quarter: Quarter, afterAction: Bool, _ draws: MandateDraws
  ) {
    if state.hasPlatform || quarter < ReformCalendar.origin { return }
    let evolution = table[state.type].evolution
    let hazard = ReformCalendar.mandateHazard(
      base: evolution.mandate, in: quarter, afterAction: afterAction)
    if draws.decision < 1 - exp(-hazard) {
      state.hasPlatform = true
      if draws.alone >= evolution.choosesAlone {
        state.mandate = .signed
        state.mandateDay = quarter.firstDay.advanced(by: draws.day)
      }
    } else if afterAction {
      let reluctance = latents(of: state).appetite < -0.8 ? 0.3 : 0.05
      let refuses = draws.refusal < reluctance
      state.mandate = refuses ? .refused : .sent
      if refuses { state.appetiteShift -= ReformCalendar.appetiteStep }
    } else if state.mandate == .notAsked && draws.refusal < 0.15 {
      state.mandate = .sent
    }
  }

  private func stepWays(_ state: inout ClientState, in quarter: Quarter, afterAction: Bool) {
    state.organisationShift += ReformCalendar.organisationDrift
    if afterAction { state.appetiteShift += ReformCalendar.appetiteStep }
  }

  private func stepTooling(
    _ state: inout ClientState, in quarter: Quarter, tooling: Double, delegation: Double
  ) {
    if state.adoptedTool != nil || state.delegates { return }
    let tool = ClientTooling(state, profile, table, factors).tool
    guard tool == .paper || tool == .officeSuite else { return }
    let hazard = ReformCalendar.toolingHazard(
      base: table[state.type].evolution.mandate, in: quarter)
    guard tooling < 1 - exp(-hazard) else { return }
    if state.type == .paperCraftsman && delegation < 0.6 {
      state.delegates = true
    } else {
      state.adoptedTool = .saas
    }
  }

  private func stepType(_ state: inout ClientState, in quarter: Quarter, at u: Double) {
    guard let transition = ReformCalendar.transition(from: state.type, in: quarter),
      u < transition.probability
    else { return }
    let before = ClientTooling(state, profile, table, factors)
    state.leastTool = before.tool
    state.leastCollection = before.collection == .delegation ? .paperBox : before.collection
    state.hadBankConnection = before.bankConnected
    state.delegates = false
    state.previousType = state.type
    state.type = transition.to
  }

  /// The client's latents: its type's mean, its own deviation, and what the quarters changed.
  func latents(of state: ClientState) -> LatentVector {
    state.latents(profile, table)
  }
}

extension ClientState {
  func latents(_ profile: ClientProfile, _ table: TypeTable) -> LatentVector {
    let mean = table[type].latents
    return LatentVector(
      size: mean.size + profile.residual.size,
      digital: mean.digital + profile.residual.digital,
      organisation: mean.organisation + profile.residual.organisation + organisationShift,
      appetite: mean.appetite + profile.residual.appetite + appetiteShift)
  }
}
