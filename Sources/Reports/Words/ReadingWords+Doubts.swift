import Interpretation
import Tables

extension ReadingWords {
  func doubt(_ doubt: ColumnDoubt) -> String {
    switch doubt {
    case .decimalSeparatorUndecided(let mark, let isDecimal, let count):
      return undecided(mark, isDecimal: isDecimal, count)
    case .percentScaleMixed:
      return context.pick(
        "pourcentages écrits tantôt de 0 à 1, tantôt de 0 à 100",
        "percentages written now from 0 to 1, now from 0 to 100")
    case .dayMonthUndecided:
      return context.pick(
        "jour et mois ne se distinguent dans aucune date", "day and month cannot be told apart")
    case .unexpectedContent(let content, _): return unexpected(content)
    case .mixedContent(let kind, let fitting, let notFitting):
      let isDate = kind == .date
      return context.pick(
        """
        \(isDate ? "dates" : "nombres") (\(number(fitting))) et autre chose \
        (\(number(notFitting))) mêlés : lue comme du texte ou des catégories
        """,
        """
        \(isDate ? "dates" : "numbers") (\(number(fitting))) and other things \
        (\(number(notFitting))) mixed: read as text or categories
        """)
    case .levelOrderUnknown:
      return context.pick(
        "échelle dont l’ordre n’est pas connu : ordre alphabétique",
        "scale whose order is not known: alphabetical order")
    case .letterLevels:
      return context.pick(
        "lettres A, B, C… : lue comme une catégorie, sauf si la configuration en fait une échelle",
        "letters A, B, C…: read as a category, unless the configuration makes a scale of it")
    case .personalData(let kind):
      return context.pick("donnée personnelle : ", "personal data: ") + personal(kind)
    case .lostDigits, .notOneRowPerClient: return identifierDoubt(doubt)
    case .unitsMixed, .serialDates, .datesWithoutYear, .answersMixed, .spellingsMerged,
      .valuesNotFitting, .invalidIdentifiers,
      .duplicatedIdentifiers, .fewDistinctNumbers:
      return countedDoubt(doubt)
    }
  }

  private func identifierDoubt(_ doubt: ColumnDoubt) -> String {
    switch doubt {
    case .lostDigits(let count, let line):
      return context.pick(
        """
        SIREN ou SIRET dont un tableur a perdu les derniers chiffres (notation scientifique) : \
        \(number(count)), dès la ligne \(number(line)) ; tenus pour manquants. Réexporter la colonne \
        en texte
        """,
        """
        SIREN or SIRET of which a spreadsheet has lost the last digits (scientific notation): \
        \(number(count)), from line \(number(line)) on; taken as missing. Export the column again as \
        text
        """)
    case .notOneRowPerClient(let count, let rows):
      return context.pick(
        """
        \(number(count)) lignes sur \(number(rows)) répètent un identifiant : la colonne n’est \
        peut-être pas l’identifiant du client, ou le fichier a une ligne par mission ; toutes les \
        lignes sont étudiées, chacune comme un client
        """,
        """
        \(number(count)) rows of \(number(rows)) repeat an identifier: perhaps the column does not \
        name the client, or the file has one row a mission; all rows are studied, each as a client
        """)
    default: return ""
    }
  }

  /// Doubts that are a number of values.
  private func countedDoubt(_ doubt: ColumnDoubt) -> String {
    switch doubt {
    case .unitsMixed(let count):
      return context.pick(
        "valeurs d’une autre unité, converties : \(number(count))",
        "values in another unit, converted: \(number(count))")
    case .serialDates(let count):
      return context.pick(
        "dates laissées en nombre de jours par un tableur, converties : \(number(count))",
        "dates left as numbers of days by a spreadsheet, converted: \(number(count))")
    case .datesWithoutYear(let count):
      return context.pick(
        "dates sans année, lues comme des jours de l’année : \(number(count))",
        "dates without their year, read as days of the year: \(number(count))")
    case .answersMixed(let count):
      return context.pick(
        "réponses oui/non écrites autrement que les autres, comprises : \(number(count))",
        "yes/no answers written otherwise than the rest, understood: \(number(count))")
    case .spellingsMerged(let count):
      return context.pick(
        "valeurs écrites autrement que les autres (majuscules, accents, points), réunies à elles : \(number(count))",
        "values spelt otherwise than the rest (capitals, accents, dots), joined to them: \(number(count))"
      )
    case .valuesNotFitting(let count):
      return context.pick(
        "valeurs qui ne conviennent pas, tenues pour manquantes : \(number(count))",
        "values that do not fit, taken as missing: \(number(count))")
    case .invalidIdentifiers(let count):
      return context.pick(
        "SIREN ou SIRET dont la clé est fausse : \(number(count))",
        "SIREN or SIRET with a wrong check digit: \(number(count))")
    case .duplicatedIdentifiers(let count):
      return context.pick(
        "lignes qui répètent un identifiant : \(number(count))",
        "rows that repeat an identifier: \(number(count))")
    case .fewDistinctNumbers(let count):
      return context.pick(
        "\(number(count)) nombres différents seulement : lue comme une échelle ou une catégorie",
        "only \(number(count)) different numbers: read as a scale or a category")
    default: return ""
    }
  }

  private func undecided(_ mark: DecimalMark, isDecimal: Bool, _ count: Int) -> String {
    let french = mark == .comma ? "la virgule" : "le point"
    let english = mark == .comma ? "the comma" : "the point"
    return isDecimal
      ? context.pick(
        """
        \(french) est lu\(mark == .comma ? "e" : "") comme décimale (\(number(count))) ; rien ne dit \
        que ce ne sont pas des milliers
        """,
        """
        \(english) is read as decimal (\(number(count))); nothing tells that these are not thousands
        """)
      : context.pick(
        """
        \(french) est lu\(mark == .comma ? "e" : "") comme séparateur de milliers \
        (\(number(count))) ; rien ne dit que ce ne sont pas des décimales
        """,
        """
        \(english) is read as setting thousands apart (\(number(count))); nothing tells that these \
        are not decimals
        """)
  }

  private func unexpected(_ content: UnexpectedContent) -> String {
    let isDate = content.expected == .date
    return context.pick(
      """
      on attend \(isDate ? "des dates" : "des nombres") et \(number(content.count)) valeurs sur \
      \(number(content.present)) n’en sont pas (dès la ligne \(number(content.firstLine)))
      """,
      """
      \(isDate ? "dates" : "numbers") are expected and \(number(content.count)) values of \
      \(number(content.present)) are not (from line \(number(content.firstLine)) on)
      """)
  }
}
