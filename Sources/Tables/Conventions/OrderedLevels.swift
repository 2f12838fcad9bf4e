/// Words whose order everybody knows, in increasing order.
package enum OrderedLevels {
  /// The order of `levels` from lowest to highest, or `nil` when they are not words of one scale.
  /// Case and accents do not count; at least two levels.
  package static func order(of levels: [String]) -> [Int]? {
    if levels.count < 2 { return nil }
    if levels.allSatisfy({
      !$0.isEmpty && $0.count <= 10 && $0.allSatisfy { $0 == "*" || $0 == "★" }
    }) {
      return levels.indices.sorted { levels[$0].count < levels[$1].count }
    }
    let keys = levels.map(HeaderKey.key(for:))
    if let order = letters(keys) { return order }
    for scale in scales {
      let ranks = keys.map { key in scale.firstIndex { $0.contains(key) } }
      let known = ranks.compactMap { $0 }
      guard known.count == levels.count, Set(known).count == levels.count else { continue }
      return levels.indices.sorted { known[$0] < known[$1] }
    }
    return nil
  }

  /// Whether the levels are the letters A, B, C…: a scale, or mere names.
  package static func isLetters(_ levels: [String]) -> Bool {
    letters(levels.map(HeaderKey.key(for:))) != nil
  }

  /// A, B, C … from A on, three at least: in alphabetical order.
  private static func letters(_ keys: [String]) -> [Int]? {
    guard (3...7).contains(keys.count), keys.allSatisfy({ $0.utf8.count == 1 }) else { return nil }
    let sorted = keys.sorted()
    guard sorted.joined() == "abcdefg".prefix(keys.count) else { return nil }
    return keys.indices.sorted { keys[$0] < keys[$1] }
  }

  /// Each scale from its lowest step to its highest, each step with its spellings.
  private static let scales: [[[String]]] = [
    [
      ["nul", "nulle", "aucun", "aucune"], ["tres_faible", "very_low"],
      ["faible", "bas", "basse", "low", "petit", "petite"],
      ["moyen", "moyenne", "medium", "modere", "moderee"],
      ["assez_fort", "assez_forte"],
      ["fort", "forte", "eleve", "elevee", "haut", "haute", "high", "grand", "grande"],
      ["tres_fort", "tres_forte", "tres_eleve", "tres_elevee", "very_high"],
    ],
    [["rouge", "red"], ["orange"], ["jaune", "yellow"], ["vert", "verte", "green"]],
    [
      ["tres_mauvais", "tres_mauvaise"], ["mauvais", "mauvaise", "bad", "poor"],
      ["passable", "moyen", "moyenne", "fair"], ["bon", "bonne", "good"],
      ["tres_bon", "tres_bonne", "very_good"], ["excellent", "excellente"],
    ],
    [
      ["jamais", "never"], ["rarement", "rarely"], ["parfois", "sometimes"], ["souvent", "often"],
      ["toujours", "always"],
    ],
    [
      ["debutant", "beginner"], ["intermediaire", "intermediate"], ["avance", "advanced"],
      ["expert"],
    ],
  ]
}
