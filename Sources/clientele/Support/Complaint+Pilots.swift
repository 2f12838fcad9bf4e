import Interpretation
import Reports
import Segmentation

extension Complaint {
  init(_ error: PilotError) {
    self.init(status: .unusableData, message: Self.words(error))
  }

  init(_ error: PilotDesignFileError, file: String) {
    let message =
      switch error {
      case .notADesign:
        say(
          "\(file) : ce n'est pas un pilote de Clientele. Donner le dossier ou le pilot.json que « pilot "
            + "design » a écrit.",
          "\(file): this is no pilot of Clientele. Give the folder or the pilot.json that 'pilot design' "
            + "wrote.")
      case .otherVersion:
        say(
          "\(file) : ce pilote vient d'une autre version de Clientele ; l'évaluer avec elle.",
          "\(file): this pilot comes from another version of Clientele; evaluate it with that one.")
      case .changed:
        say(
          "\(file) : ce fichier a été changé depuis le tirage ; les groupes ne seraient plus ceux qui ont "
            + "été tirés. Reprendre l'original (« pilot design » le refait, même entrée, même graine).",
          "\(file): this file was changed since the draw; the groups would not be those that were drawn. "
            + "Take the original ('pilot design' makes it again, same input, same seed).")
      }
    self.init(status: .unusableData, message: message)
  }

  init(_ error: PilotResultsError) {
    self.init(status: .unusableData, message: Self.words(error))
  }

  private static func words(_ error: PilotError) -> String {
    switch error {
    case .noIdentifier:
      say(
        "aucune colonne n'identifie les clients ; par rang, la liste changerait avec l'ordre des lignes. "
          + "Dire dans la configuration laquelle (types: {code: identifier}).",
        "no column identifies the clients; by rank, the list would change with the order of the rows. Say "
          + "in the configuration which does (types: {code: identifier}).")
    case .severalRowsPerClient(let repeated, let rows):
      say(
        "\(repeated) lignes sur \(rows) répètent un identifiant : il en faut une par client.",
        "\(repeated) rows of \(rows) repeat an identifier: it takes one for each client.")
    case .noSegmentColumn(let known):
      say(
        "aucune colonne ne s'appelle « segment_name » ni « segment » ; dire laquelle avec --segment. "
          + "Colonnes lues : \(known.joined(separator: ", ")).",
        "no column is called 'segment_name' or 'segment'; say which with --segment. Columns read: "
          + "\(known.joined(separator: ", ")).")
    case .otherPortfolio(let file):
      say(
        "aucun de ces clients n'est dans « \(file) » : ce n'est pas le même portefeuille, ou pas le même "
          + "identifiant.",
        "none of these clients is in '\(file)': it is not the same portfolio, or not the same identifier."
      )
    case .nobodyToDraw(let clients, let excluded, let withoutSegment):
      say(
        "aucun segment n'a assez de clients pour deux groupes : \(clients) lus, dont \(excluded) exclus et "
          + "\(withoutSegment) sans segment. Il en faut au moins 4 par segment.",
        "no segment has enough clients for two groups: \(clients) read, of whom \(excluded) excluded and "
          + "\(withoutSegment) without a segment. It takes at least 4 in a segment.")
    }
  }

  private static func words(_ error: PilotResultsError) -> String {
    switch error {
    case .noOutcomeColumn(let known):
      say(
        "dire avec --outcome quelle colonne porte le résultat. Colonnes lues : "
          + "\(known.joined(separator: ", ")).",
        "say with --outcome which column holds the outcome. Columns read: "
          + "\(known.joined(separator: ", ")).")
    case .noResultIdentifier(let expected, let known):
      say(
        "aucune colonne ne s'appelle « \(expected) » ni « id » ; dire avec --id laquelle identifie les "
          + "clients. Colonnes lues : \(known.joined(separator: ", ")).",
        "no column is called '\(expected)' or 'id'; say with --id which identifies the clients. Columns "
          + "read: \(known.joined(separator: ", ")).")
    case .resultsWithoutIdentifier(let lines):
      lines.words
        + say(
          " : un résultat sans identifiant. Compléter ou ôter.",
          ": a result without an identifier. Fill in or take out.")
    case .repeatedResults(let lines, let first):
      lines.words
        + say(
          " : ce client a déjà un résultat, ligne \(first) pour le premier. N'en garder qu'un par client.",
          ": this client has a result already, on line \(first) for the first. Keep one for each client."
        )
    case .unknownClients(let lines, let clients):
      lines.words
        + say(
          " : \(lines.count) clients sur \(clients) ne sont pas dans ce pilote. Les ôter, ou ajouter "
            + "--whole-portfolio si le fichier est celui de tous les clients.",
          ": \(lines.count) clients of \(clients) are not in this pilot. Take them out, or add "
            + "--whole-portfolio where the file is that of all clients.")
    case .resultsOfAnotherPilot(let clients):
      say(
        "aucun des \(clients) clients n'est dans ce pilote : ces résultats sont d'un autre portefeuille ou "
          + "d'un autre pilote, ou l'identifiant n'est pas le même.",
        "none of the \(clients) clients is in this pilot: these results are of another portfolio or "
          + "another pilot, or the identifier is not the same.")
    case .unreadableOutcome(let found):
      outcome(found)
    case .successNeverOccurs(let column):
      say(
        "la valeur de --success ne se trouve nulle part dans la colonne « \(column) ».",
        "the value of --success stands nowhere in the column '\(column)'.")
    case .successOfNumbers:
      say(
        "ce pilote juge une moyenne : --success ne lui sert pas.",
        "this pilot judges a mean: --success is of no use to it.")
    case .noOutcome(let column):
      say(
        "la colonne « \(column) » n'a de résultat pour aucun client du pilote.",
        "the column '\(column)' has a result for no client of the pilot.")
    }
  }

  private static func outcome(_ found: UnreadableOutcome) -> String {
    let place = say(
      "ligne \(found.firstLine), colonne \(found.position) (« \(found.column) »)",
      "line \(found.firstLine), column \(found.position) ('\(found.column)')")
    let many =
      found.count > 1
      ? say(", et \(found.count - 1) autres", ", and \(found.count - 1) others") : ""
    return place + many
      + (found.isShare
        ? say(
          " : ce n'est ni oui ni non, et ce pilote juge une part. Corriger ou vider ; --success dit quelle "
            + "valeur compte pour oui.",
          ": this is neither yes nor no, and this pilot judges a share. Mend or empty it; --success says "
            + "which value counts as yes.")
        : say(
          " : ce n'est pas un nombre, et ce pilote juge une moyenne. Corriger ou vider.",
          ": this is not a number, and this pilot judges a mean. Mend or empty it."))
  }
}

extension FileLines {
  /// `ligne 12`, `lignes 12, 18 et 4 autres`.
  var words: String {
    let numbers = first.map(String.init).joined(separator: ", ")
    let rest = count - first.count
    let more = rest > 0 ? say(" et \(rest) autres", " and \(rest) others") : ""
    return say(count == 1 ? "ligne" : "lignes", count == 1 ? "line" : "lines")
      + " \(numbers)\(more)"
  }
}
