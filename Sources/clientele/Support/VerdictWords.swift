import Validation

extension Verdict {
  /// What a partner is told to do with a segment.
  var words: String {
    switch self {
    case .use: say("à utiliser", "use")
    case .caution: say("avec prudence", "with caution")
    case .avoid: say("à éviter", "avoid")
    }
  }
}
