import Interpretation
import Tables

/// What the firm does for its clients, for whom and when: `Defaults/actions.yaml`, or the firm's own.
///
///     let catalogue = try ActionCatalogue.standard()
///     catalogue["A05"]?.label[.french]      // "Mandat de délégation (…)"
///     catalogue.plan(for: "RESISTANT").map(\.code)
public struct ActionCatalogue: Sendable, Codable, Equatable {
  /// In the order of the file; codes are distinct.
  public let actions: [CatalogueAction]
  public let profiles: [ProfilePlan]
  /// How to talk to the clients of a profile.
  public let approaches: [ProfileApproach]
  /// Of a profile that has no plan of its own.
  public let defaultPlan: [PlanItem]
  public let capacity: ActionCapacity
  public let priority: PriorityWeights

  public subscript(code: String) -> CatalogueAction? { actions.first { $0.code == code } }

  public func plan(for profile: String?) -> [PlanItem] {
    profiles.first { $0.profile == profile }?.items ?? defaultPlan
  }

  public func approach(to profile: String?) -> ProfileApproach? {
    approaches.first { $0.profile == profile }
  }
}

public struct CatalogueAction: Sendable, Codable, Equatable {
  public let code: String
  public let label: BilingualText
  public let purpose: ActionPurpose
  public let channel: BilingualText
  /// For one client.
  public let hours: Double
  public let timing: ActionTiming
  /// What shows that it is done.
  public let proof: BilingualText
  /// Each must say so; none where no column tells.
  public let doneIf: [DoneCondition]
}

/// What an action is for, as a sheet for the staff sorts them.
public enum ActionPurpose: String, Sendable, Codable, CaseIterable {
  /// To make contact and to explain.
  case talk
  /// What the firm proposes, a mandate or an engagement.
  case offer
  /// What is taught or set up with the client.
  case train
  /// What is checked or decided.
  case check
}

public struct ProfileApproach: Sendable, Codable, Equatable {
  public let profile: String
  /// What the profile is called in a text.
  public let name: BilingualText
  /// How to talk to its clients, in one or two sentences.
  public let talk: BilingualText
}

/// A column and the words that say that an action is done.
public struct DoneCondition: Sendable, Codable, Equatable {
  public let column: KnownColumn
  public let words: [String]
}

public enum ActionTiming: Sendable, Codable, Equatable {
  /// So many months before a deadline.
  case before(AnchorDeadline, months: Int)
  /// Due so many months after the day of reference, and again.
  case every(months: Int)
  /// Without a day.
  case continuous
}

/// The deadline that an action's day is counted from.
public enum AnchorDeadline: String, Sendable, Codable, CaseIterable {
  /// The day that counts for the client (``ClientObligations/nextDay``); where there is none, its
  /// reception.
  case next
  case reception
  /// Issuing and reporting, the earliest day where the size is not known; where the client does
  /// neither, as `next`.
  case issuing
}

public struct ProfilePlan: Sendable, Codable, Equatable {
  public let profile: String
  public let items: [PlanItem]
}

/// An action of a profile.
public struct PlanItem: Sendable, Codable, Equatable {
  public let code: String
  /// The classes of fees that it is for; `nil` is everybody.
  public let classes: [FeeClass]?

  public init(code: String, classes: [FeeClass]? = nil) {
    self.code = code
    self.classes = classes
  }
}

/// Hours for the reform in a quarter.
public struct ActionCapacity: Sendable, Codable, Equatable {
  /// Of a collaborator who is not named below.
  public let hoursPerQuarter: Double
  public let collaborators: [CollaboratorHours]

  public init(hoursPerQuarter: Double, collaborators: [CollaboratorHours]) {
    self.hoursPerQuarter = hoursPerQuarter
    self.collaborators = collaborators
  }

  public func hours(of collaborator: String) -> Double {
    collaborators.first { $0.name == collaborator }?.hours ?? hoursPerQuarter
  }
}

public struct CollaboratorHours: Sendable, Codable, Equatable {
  public let name: String
  public let hours: Double

  public init(name: String, hours: Double) {
    self.name = name
    self.hours = hours
  }
}
