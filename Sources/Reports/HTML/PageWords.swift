import Interpretation

/// The page's own words, in both languages.
struct PageWords: Sendable {
  let skip: String
  let contents: String
  let segments: String
  let segment: String
  let clients: String
  let share: String
  let fees: String
  let stability: String
  let heldOut: String
  let verdict: String
  let action: String
  let typical: String
  let atypical: String
  let barLegend: String
  let checkLegend: String
  let referenceLegend: String
  let scroll: String

  init(_ language: Language) {
    switch language {
    case .french:
      skip = "Aller au contenu"
      contents = "Sommaire"
      segments = "Les segments"
      segment = "Segment"
      clients = "Clients"
      share = "Part"
      fees = "Honoraires"
      stability = "Stabilité"
      heldOut = "Mis de côté"
      verdict = "Verdict"
      action = "Première action"
      typical = "Clients types"
      atypical = "Clients atypiques"
      barLegend = "écart du segment au portefeuille"
      checkLegend = "même écart chez les clients mis de côté"
      referenceLegend = "(entre parenthèses : le portefeuille)"
      scroll = "← faire glisser la figure pour la voir en entier →"
    case .english:
      skip = "Skip to content"
      contents = "Contents"
      segments = "The segments"
      segment = "Segment"
      clients = "Clients"
      share = "Share"
      fees = "Fees"
      stability = "Stability"
      heldOut = "Left aside"
      verdict = "Verdict"
      action = "First action"
      typical = "Typical clients"
      atypical = "Atypical clients"
      barLegend = "difference from the portfolio"
      checkLegend = "same difference among clients left aside"
      referenceLegend = "(in brackets: the portfolio)"
      scroll = "← swipe the figure to see all of it →"
    }
  }
}
