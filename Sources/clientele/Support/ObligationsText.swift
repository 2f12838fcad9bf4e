import Interpretation
import Segmentation
import Tables

/// Obligations for a person at a terminal.
struct ObligationsText {
  private let answer: ObligationsAnswer
  private let reform: Reform
  private let numbers = NumberStyle(language)

  init(_ answer: ObligationsAnswer, reform: Reform) {
    self.answer = answer
    self.reform = reform
  }

  func text() -> String {
    var lines = [heading, "", table, ""] + legend
    lines += section(say("Échéances :", "Deadlines:"), deadlines)
    lines += section(say("Questions sans réponse :", "Questions without an answer:"), questions)
    lines += section(say("À vérifier :", "To check:"), checks)
    return lines.joined(separator: "\n")
  }

  private func section(_ heading: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["", heading] + items.map { "• " + $0 }
  }

  private func day(_ day: CalendarDay) -> String { say(day.french, day.iso) }

  private func clients(_ count: Int) -> String {
    numbers.phrase(count, "client", "clients", "client", "clients")
  }

  private var heading: String {
    let count = clients(answer.everyone.clients)
    return say(
      "\(answer.input) : \(count), au \(day(answer.asOf)) (textes lus le \(day(answer.reformAsOf)))",
      "\(answer.input): \(count), on \(day(answer.asOf)) (law as read on \(day(answer.reformAsOf)))"
    )
  }

  private var table: String {
    var table = TextTable(
      header: [
        answer.by ?? "", say("clients", "clients"), say("hors champ", "out of scope"),
        say("réception seule", "reception only"), say("e-reporting seul", "e-reporting only"),
        say("émission seule", "issuing only"), say("les deux", "both"), say("inconnu", "unknown"),
        say("en défaut", "in default"), say("exposition", "exposure"),
      ], numericFrom: 1)
    for group in answer.groups {
      table.append(row(group, name: group.name ?? say("(non renseigné)", "(not given)")))
    }
    table.append(row(answer.everyone, name: say("tous", "all")))
    return table.text()
  }

  private func row(_ group: ObligationGroup, name: String) -> [String] {
    let counts =
      [group.clients] + group.levels.map(\.clients) + [
        group.unknownLevel, group.inDefault,
      ]
    return [name] + counts.map { $0 == 0 ? "–" : numbers.integer($0) } + [
      numbers.amount(group.exposure)
    ]
  }

  private var legend: [String] {
    var lines = [
      say(
        "« Les deux » : émission et e-reporting. En défaut : échéance passée, sans plateforme.",
        "'Both': issuing and e-reporting. In default: deadline past, no platform."),
      say(
        "Exposition : le plus que puissent coûter en un an les amendes (émission, réception, données de "
          + "transaction) si rien n'est fait.",
        "Exposure: the most that fines (issuing, reception, data of transactions) can cost in a year "
          + "if nothing is done."),
    ]
    if answer.everyone.unknownExposure > 0 {
      let count = clients(answer.everyone.unknownExposure)
      lines.append(
        say(
          "Sans les clients dont le niveau est inconnu : \(count).",
          "Without the clients whose level is unknown: \(count)."))
    }
    return lines
  }

  private var deadlines: [String] {
    var lines = answer.everyone.nextDays.map { next in
      let count = clients(next.clients)
      guard next.day < answer.asOf else { return day(next.day) + say(" : ", ": ") + count }
      return say(
        "\(day(next.day)), passée : \(count) sans plateforme",
        "\(day(next.day)), past: \(count) without a platform")
    }
    if answer.everyone.unverified > 0 {
      let count = clients(answer.everyone.unverified)
      lines.append(
        say(
          "peut-être passée, rien ne dit si le client est prêt : \(count)",
          "perhaps past, and nothing says whether the client is ready: \(count)"))
    }
    if answer.everyone.unknownIssuingDay > 0 {
      let count = clients(answer.everyone.unknownIssuingDay)
      lines.append(
        say(
          "date d'émission inconnue, faute de taille : \(count)",
          "day of issuing unknown for want of the size: \(count)"))
    }
    return lines
  }

  private var questions: [String] {
    zip(ObligationQuestion.allCases, answer.everyone.unanswered).filter { $0.1 > 0 }.map {
      $0.words + say(" : ", ": ") + clients($1)
    }
  }

  private var checks: [String] {
    answer.unread.map { unread in
      let count = clients(unread.clients)
      let words = numbers.phrase(
        unread.spellings, "libellé n'est pas reconnu", "libellés ne sont pas reconnus",
        "word is not recognised", "words are not recognised")
      return say(
        "\(unread.column) : \(words) (\(count)) ; les ajouter aux « spellings » de --reform.",
        "\(unread.column): \(words) (\(count)); add them to the 'spellings' of --reform.")
    }
  }
}

extension ObligationQuestion {
  fileprivate var words: String {
    switch self {
    case .size:
      say(
        "taille (effectif, chiffre d'affaires, bilan)",
        "size (headcount, turnover, balance sheet)")
    case .clientele: say("clientèle (part des entreprises)", "clientele (share of businesses)")
    case .activity: say("activité (code NAF ou secteur)", "activity (NAF code or sector)")
    case .vatRegime: say("régime de TVA", "VAT regime")
    }
  }
}
