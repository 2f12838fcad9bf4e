import ArgumentParser
import Foundation
import LinearAlgebra
import Segmentation
import Tables

/// The rule file that a command works with.
struct RuleFileOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de règles YAML (sinon celles livrées pour la réforme).",
        "YAML rule file (else those shipped for the reform)."), valueName: say("fichier", "file")))
  var rules: String?

  /// How messages call the file.
  var displayName: String {
    rules ?? say("règles livrées pour la réforme", "rules shipped for the reform")
  }

  func read() throws -> RuleFile {
    try complaining {
      guard let rules else { return try RuleFile.reform() }
      let bytes = try FileContents.read(path: rules, limit: 1 << 22)
      return try RuleFileReader.read(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Says what is wrong with the rules in the name of their file.
  func complaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as RuleError {
      throw Complaint(error, file: displayName)
    } catch let error as ConfigurationError {
      throw Complaint(error, file: displayName)
    } catch let error as TablesError {
      throw Complaint(error, file: displayName)
    }
  }
}

/// A portfolio whose clients rules are tried on.
struct RuledInput {
  let path: String
  let config: String?
  let day: ReferenceDayOptions

  func read(_ parallelism: Parallelism) throws -> RuledClients {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    let studied = try InputReader(
      path: path, parallelism: parallelism, options: configuration.reading, configuration: file
    ).read().studiedClients(configuration)
    let obligations = Obligations(
      reform: try .standard(), asOf: day.day(input: path, configuration))
    let derived = obligations.columns(
      of: obligations.assess(studied.table), beside: studied.table)
    return RuledClients(studied: studied, derived: derived)
  }
}

/// Clients, and the columns that rules may read beside the portfolio's own.
struct RuledClients {
  let studied: StudiedClients
  let derived: [Column]
}

/// What is said beside a result of rules.
struct RulesNotes {
  let clients: ClientRows
  let absent: [String]

  func tell() {
    if clients.leftOut > 0 {
      Terminal.write(
        say(
          "Attention : lignes qui répètent un client, laissées de côté : \(clients.leftOut).",
          "Note: rows that repeat a client, left out: \(clients.leftOut)."))
    }
    if !absent.isEmpty {
      let names = absent.joined(separator: ", ")
      Terminal.write(
        say(
          "Attention : colonnes que les règles lisent et que ce fichier n'a pas, comptées comme "
            + "manquantes : \(names).",
          "Note: columns that the rules read and this file does not have, counted as missing: "
            + "\(names)."))
    }
  }
}
