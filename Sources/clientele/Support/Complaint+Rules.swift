import Segmentation

extension Complaint {
  init(_ error: RuleError, file: String) {
    let message =
      switch error {
      case .wrongValue(let place, let expected) where place.key.isEmpty:
        say(
          "\(file), ligne \(place.line) : un fichier de règles est fait de \(expected.sentence).",
          "\(file), line \(place.line): a rule file is made of \(expected.sentence).")
      case .wrongValue(let place, let expected):
        Self.at(place, file)
          + say(
            "la valeur de « \(place.key) » ne convient pas ; il faut \(expected.sentence).",
            "the value of '\(place.key)' does not fit; it takes \(expected.sentence).")
      case .missingKey(let place, let key):
        Self.at(place, file)
          + say("il manque la clé « \(key) ».", "the key '\(key)' is missing.")
      case .repeatedCode(let place, let firstLine):
        Self.at(place, file)
          + say(
            "le code « \(place.key) » est déjà celui de la règle de la ligne \(firstLine). En changer "
              + "un, ou réunir les deux conditions par OR.",
            "the code '\(place.key)' is already that of the rule on line \(firstLine). Change one, or "
              + "join the two conditions with OR.")
      case .unknownVersion(let place):
        Self.at(place, file)
          + say(
            "cette version de fichier de règles n'est pas connue ; écrire « version: 1 ».",
            "this version of rule files is not known; write 'version: 1'.")
      case .tooManyRules(let place, let limit):
        Self.at(place, file)
          + say("\(limit) règles au plus.", "\(limit) rules at most.")
      case .condition(let condition, let problem):
        say(
          "\(file), ligne \(condition.place.line), \(condition.part.words) : \(problem.words)",
          "\(file), line \(condition.place.line), \(condition.part.words): \(problem.words)")
      }
    self.init(status: .unusableData, message: message)
  }

  private static func at(_ place: Place, _ file: String) -> String {
    say(
      "\(file), ligne \(place.line), colonne \(place.column) : ",
      "\(file), line \(place.line), column \(place.column): ")
  }
}

extension RuleExpectation {
  fileprivate var sentence: String {
    switch self {
    case .mapping: say("clés et de valeurs, « clé: valeur »", "keys and values, 'key: value'")
    case .list: say("une liste qui n'est pas vide", "a list that is not empty")
    case .text: say("un texte", "a text")
    case .bilingualText: say("un texte, ou {fr: …, en: …}", "a text, or {fr: …, en: …}")
    case .cumulatedShares:
      say(
        "une liste de parts croissantes dont la dernière est 1, comme [0.5, 0.8, 1]",
        "a list of increasing shares of which the last is 1, such as [0.5, 0.8, 1]")
    case .oneOf(let choices):
      say("l'un de : ", "one of: ") + choices.joined(separator: ", ")
    }
  }
}

extension ConditionPlace.Part {
  var words: String {
    switch self {
    case .rule(let code): say("règle \(code)", "rule \(code)")
    case .colour(let name): say("couleur \(name)", "colour \(name)")
    case .priority: say("priorité", "priority")
    case .measure: say("mesure des classes", "measure of the classes")
    }
  }
}

extension RuleProblem {
  /// A sentence.
  var words: String {
    switch self {
    case .syntax(let near):
      say("erreur de syntaxe SQL près de « \(near) ».", "SQL syntax error near '\(near)'.")
    case .incomplete:
      say(
        "erreur de syntaxe SQL, la condition s'arrête trop tôt.",
        "SQL syntax error, the condition ends too early.")
    case .notClosed:
      say(
        "une parenthèse ou un guillemet ne se ferme pas, ou se ferme sans s'être ouvert.",
        "a bracket or a quote does not close, or closes without having opened.")
    case .tooLong(let limit):
      say(
        "la condition a plus de \(limit) octets. La couper en plusieurs règles.",
        "the condition has more than \(limit) bytes. Split it into several rules.")
    case .unknownColumn(let name, let nearest) where nearest.isEmpty:
      say(
        "aucune colonne ne s'appelle « \(name) ». « clientele inspect » montre les colonnes lues.",
        "no column is called '\(name)'. 'clientele inspect' shows the columns read.")
    case .unknownColumn(let name, let nearest):
      say(
        "aucune colonne ne s'appelle « \(name) ». Noms proches : ",
        "no column is called '\(name)'. Names that are near: ")
        + nearest.joined(separator: ", ") + "."
    case .unknownFunction(let name):
      say("la fonction « \(name) » n'existe pas.", "there is no function '\(name)'.")
    case .aggregate(let name):
      say(
        "la fonction « \(name) » résume tous les clients, et la condition porte sur un seul. L'écrire "
          + "dans une sous-requête : (SELECT \(name)(…) FROM clients).",
        "the function '\(name)' sums up all clients, and the condition is about one. Write it in a "
          + "subquery: (SELECT \(name)(…) FROM clients).")
    case .circular(let name):
      say(
        "« \(name) » est ce que ces règles font : elles ne peuvent pas le lire d'abord (définition "
          + "circulaire).",
        "'\(name)' is what these rules make: they cannot read it first (circular definition).")
    case .forbidden(let action): action.words
    case .neverEnds(let steps):
      say(
        "la condition ne finit pas : arrêtée après \(steps / 1_000_000) millions de pas de SQLite. "
          + "Elle compare sans doute tous les clients entre eux, plusieurs fois.",
        "the condition does not end: stopped after \(steps / 1_000_000) million steps of SQLite. "
          + "It probably compares all clients with each other, several times.")
    case .notNumeric(let name):
      say(
        "la colonne « \(name) » n'est pas faite de nombres.",
        "the column '\(name)' is not made of numbers.")
    case .refused(let message):
      say("SQLite la refuse : \(message).", "SQLite refuses it: \(message).")
    }
  }
}

extension ForbiddenAction {
  fileprivate var words: String {
    switch self {
    case .statement(let word):
      say(
        "« \(word) » est interdit : une condition lit les clients et ne fait rien d'autre.",
        "'\(word)' is forbidden: a condition reads the clients and does nothing else.")
    case .function(let name):
      say(
        "la fonction « \(name) » est interdite : seules sont permises celles qui ne font que calculer.",
        "the function '\(name)' is forbidden: only those that merely compute are allowed.")
    case .table(let name):
      say(
        "la table « \(name) » est interdite : une condition ne lit que « clients ».",
        "the table '\(name)' is forbidden: a condition reads 'clients' alone.")
    case .recursion:
      say("une requête récursive est interdite.", "a recursive query is forbidden.")
    case .parameter:
      say(
        "un paramètre (?, :nom, @nom) attend une valeur que personne ne donne. L'écrire à sa place.",
        "a parameter (?, :name, @name) waits for a value that nobody gives. Write it there.")
    case .clock:
      say(
        "l'horloge est interdite : le résultat changerait d'un jour à l'autre. Écrire la date, par "
          + "exemple '2026-09-01'.",
        "the clock is forbidden: the result would change from one day to the next. Write the date, "
          + "such as '2026-09-01'.")
    }
  }
}
