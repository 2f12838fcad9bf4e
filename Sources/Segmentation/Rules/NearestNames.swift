/// The names that a misspelt one may have meant.
///
///     NearestNames(["ca_annuel_ht", "effectif_etp"]).of("ca_anuel_ht")   // ["ca_annuel_ht"]
///
/// A name is near within a third of its letters by Levenshtein's distance (V. I. Levenshtein, 1966),
/// or where the one begins with the other, of at least three letters; case does not count. Nearest
/// first, ties in alphabetical order.
package struct NearestNames {
  private let names: [String]

  package init(_ names: some Sequence<String>) { self.names = Array(names) }

  /// - Returns: at most three names.
  package func of(_ name: String) -> [String] {
    let typed = Array(name.lowercased())
    var found: [(distance: Int, name: String)] = []
    for candidate in names {
      let letters = Array(candidate.lowercased())
      let distance = Self.distance(typed, letters)
      let isPrefix =
        min(typed.count, letters.count) >= 3 && zip(typed, letters).allSatisfy { $0 == $1 }
      if 3 * distance <= max(typed.count, letters.count) || isPrefix {
        found.append((distance, candidate))
      }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(3).map(\.name)
  }

  /// Letters to insert, delete or replace.
  package static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let substituted = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
