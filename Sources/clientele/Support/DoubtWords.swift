import Interpretation
import Tables

extension ColumnDoubt {
  var words: String {
    switch self {
    case .decimalSeparatorUndecided(let mark, let isDecimal, let count):
      return Self.undecided(mark, isDecimal: isDecimal, count)
    case .percentScaleMixed:
      return say(
        "des pourcentages écrits tantôt sur 1, tantôt sur 100.",
        "percentages written now out of 1, now out of 100.")
    case .dayMonthUndecided:
      return say(
        "jour et mois ne se distinguent dans aucune date ; le jour est lu en premier.",
        "day and month cannot be told apart in any date; the day is read first.")
    case .unexpectedContent(let content, let isRefused):
      return isRefused ? content.refusedDoubt : content.contradictedDoubt
    case .lostDigits(let count, let line): return Self.lostDigits(count, line)
    case .notOneRowPerClient(let count, let rows): return Self.notOneRowPerClient(count, rows)
    case .mixedContent(let kind, let fitting, let notFitting):
      return Self.mixed(kind, fitting, notFitting)
    case .levelOrderUnknown:
      return say(
        "une échelle dont l'ordre n'est pas connu : niveaux par ordre alphabétique.",
        "a scale whose order is not known: levels in alphabetical order.")
    case .letterLevels:
      return say(
        "des lettres A, B, C… : lue comme une catégorie ; si c'est une échelle, le dire dans la "
          + "configuration (types: … ordinal).",
        "the letters A, B, C…: read as a category; if it is a scale, say so in the configuration "
          + "(types: … ordinal).")
    case .personalData:
      return say(
        "des données personnelles : elles ne servent pas à segmenter.",
        "personal data: they do not serve to segment.")
    case .unitsMixed, .serialDates, .datesWithoutYear, .answersMixed, .spellingsMerged,
      .valuesNotFitting, .invalidIdentifiers,
      .duplicatedIdentifiers, .fewDistinctNumbers:
      return countedWords
    }
  }

  /// Doubts that are a number of values.
  private var countedWords: String {
    let numbers = NumberStyle(language)
    return switch self {
    case .unitsMixed(let count):
      numbers.phrase(
        count, "valeur dans une autre unité (k€, M€), convertie.",
        "valeurs dans une autre unité (k€, M€), converties.",
        "value in another unit (k€, M€), converted.", "values in another unit (k€, M€), converted.")
    case .serialDates(let count):
      numbers.phrase(
        count,
        "date laissée en nombre de jours par un tableur (45658 pour le 1er janvier 2025), "
          + "convertie.",
        "dates laissées en nombre de jours par un tableur (45658 pour le 1er janvier 2025), "
          + "converties.",
        "date left as a number of days by a spreadsheet (45658 for 1 January 2025), converted.",
        "dates left as numbers of days by a spreadsheet (45658 for 1 January 2025), converted.")
    case .datesWithoutYear(let count):
      numbers.phrase(
        count, "date sans année, lue comme un jour de l'année.",
        "dates sans année, lues comme des jours de l'année.",
        "date without its year, read as a day of the year.",
        "dates without their year, read as days of the year.")
    case .answersMixed(let count):
      numbers.phrase(
        count, "réponse écrite autrement que les autres (O pour oui, 1 pour vrai…), comprise.",
        "réponses écrites autrement que les autres (O pour oui, 1 pour vrai…), comprises.",
        "answer written otherwise than the rest (Y for yes, 1 for true…), understood.",
        "answers written otherwise than the rest (Y for yes, 1 for true…), understood.")
    case .spellingsMerged(let count):
      numbers.phrase(
        count,
        "valeur écrite autrement que les autres (majuscules, accents, points), réunie à elles.",
        "valeurs écrites autrement que les autres (majuscules, accents, points), réunies à elles.",
        "value spelt otherwise than the rest (capitals, accents, dots), joined to them.",
        "values spelt otherwise than the rest (capitals, accents, dots), joined to them.")
    case .valuesNotFitting(let count):
      numbers.phrase(
        count, "valeur ne convient pas au type et est devenue manquante.",
        "valeurs ne conviennent pas au type et sont devenues manquantes.",
        "value does not fit the type and became missing.",
        "values do not fit the type and became missing.")
    case .invalidIdentifiers(let count):
      numbers.phrase(
        count, "numéro SIREN ou SIRET dont la clé est fausse.",
        "numéros SIREN ou SIRET dont la clé est fausse.",
        "SIREN or SIRET number whose check digit is wrong.",
        "SIREN or SIRET numbers whose check digit is wrong.")
    case .duplicatedIdentifiers(let count):
      numbers.phrase(
        count, "ligne répète un identifiant.", "lignes répètent un identifiant.",
        "row repeats an identifier.", "rows repeat an identifier.")
    case .fewDistinctNumbers(let count):
      numbers.phrase(
        count, "seul nombre : lue comme une échelle ou une catégorie.",
        "nombres différents seulement : lue comme une échelle ou une catégorie.",
        "number only: read as a scale or a category.",
        "different numbers only: read as a scale or a category.")
    default: ""
    }
  }

  /// Which mark is meant, and which of its two readings was taken.
  private static func undecided(_ mark: DecimalMark, isDecimal: Bool, _ count: Int) -> String {
    let values = NumberStyle(language).phrase(count, "valeur", "valeurs", "value", "values")
    let name = mark == .comma ? say("la virgule", "the comma") : say("le point", "the point")
    let (read, it) = mark == .comma ? ("lue", "elle") : ("lu", "il")
    return isDecimal
      ? say(
        "\(name) est \(read) comme décimale (\(values)) ; rien ne dit qu'\(it) ne sépare pas des "
          + "milliers.",
        "\(name) is read as decimal (\(values)); nothing tells that it does not set thousands apart."
      )
      : say(
        "\(name) est \(read) comme séparateur de milliers (\(values)) ; rien ne dit que ce n'est pas "
          + "une décimale.",
        "\(name) is read as setting thousands apart (\(values)); nothing tells that it is not "
          + "decimal.")
  }

  private static func lostDigits(_ count: Int, _ line: Int) -> String {
    NumberStyle(language).phrase(
      count,
      "numéro SIREN ou SIRET en notation scientifique (ligne \(line)) : un tableur en a perdu les "
        + "derniers chiffres. Le voilà manquant ; réexporter la colonne en texte.",
      "numéros SIREN ou SIRET en notation scientifique (le premier ligne \(line)) : un tableur en a "
        + "perdu les derniers chiffres. Les voilà manquants ; réexporter la colonne en texte.",
      "SIREN or SIRET number in scientific notation (line \(line)): a spreadsheet has lost its last "
        + "digits. It is missing now; export the column again as text.",
      "SIREN or SIRET numbers in scientific notation (the first on line \(line)): a spreadsheet has "
        + "lost their last digits. They are missing now; export the column again as text.")
  }

  private static func notOneRowPerClient(_ count: Int, _ rows: Int) -> String {
    let numbers = NumberStyle(language)
    return say(
      "\(numbers.integer(count)) lignes sur \(numbers.integer(rows)) répètent un identifiant : la "
        + "colonne n'est peut-être pas l'identifiant du client, ou le fichier a une ligne par "
        + "mission ; ce sont alors des lignes qui sont étudiées, pas des clients.",
      "\(numbers.integer(count)) rows of \(numbers.integer(rows)) repeat an identifier: perhaps the "
        + "column does not name the client, or the file has one row a mission; rows are then what is "
        + "studied, not clients.")
  }

  private static func mixed(_ kind: ColumnKind, _ fitting: Int, _ notFitting: Int) -> String {
    let numbers = NumberStyle(language)
    let what =
      kind == .date
      ? numbers.phrase(fitting, "date", "dates", "date", "dates")
      : numbers.phrase(fitting, "nombre", "nombres", "number", "numbers")
    let rest = numbers.phrase(
      notFitting, "autre valeur", "autres valeurs", "other value", "other values")
    return say(
      "\(what) et \(rest), mêlés : lue comme du texte ou des catégories.",
      "\(what) and \(rest), mixed: read as text or categories.")
  }
}

extension UnexpectedContent {
  fileprivate var refusedDoubt: String {
    say(
      "\(measure). « clientele run » refuse ce fichier (première : ligne \(firstLine)).",
      "\(measure). 'clientele run' refuses this file (first: line \(firstLine)).")
  }

  fileprivate var contradictedDoubt: String {
    say(
      "d'après son nom, \(measure). Elle est lue d'après son contenu.",
      "by its name, \(measure). It is read by its content.")
  }
}
