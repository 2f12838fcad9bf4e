import Clustering
import Interpretation
import LinearAlgebra
import Preparation
import Reports
import RunStore
import Segmentation
import Tables

extension Complaint {
  /// The same about a file: what cannot be done with the data names where they come from.
  func about(_ file: String) -> Complaint {
    guard status == .unusableData else { return self }
    return Complaint(status: status, message: say("\(file) : \(message)", "\(file): \(message)"))
  }

  init(status: ExitStatus, about source: StudySource, message: String) {
    self = Complaint(status: status, message: message)
      .about(InputReader.displayName(of: source.input.name))
  }

  /// The message of an error that a library threw; `nil` for one that nobody foresaw.
  init?(_ error: any Error) {
    switch error {
    case let complaint as Complaint: self = complaint
    case let error as StudyError: self.init(error)
    case let error as ComparisonError: self.init(error)
    case let error as RuleDistillationError: self.init(error)
    case let error as PilotError: self.init(error)
    case let error as PilotResultsError: self.init(error)
    case let error as PreparationError: self.init(error)
    case let error as ClusteringError: self.init(error)
    case let error as RunFolderError: self.init(error)
    case let error as RunStoreError: self.init(error)
    case let error as ModelError: self.init(error, model: "model.json")
    case let error as TablesError: self.init(error, file: say("entrée", "input"))
    default: return nil
    }
  }

  private static func megabytes(_ bytes: Int) -> String {
    NumberStyle(language).integer(bytes >> 20)
  }

  init(_ error: StudyError) {
    switch error {
    case .moreSegmentsThanClients(let requested, let training, let heldOut):
      let aside =
        heldOut == 0
        ? "" : say(" (\(heldOut) sont mis de côté)", " (\(heldOut) are left aside)")
      self.init(
        status: .unusableData,
        message: say(
          "\(requested) segments demandés ; \(training) clients les forment\(aside). En demander "
            + "moins, ou --clusters auto.",
          "\(requested) segments asked for; \(training) clients make them\(aside). Ask for fewer, "
            + "or --clusters auto."))
    case .unknownColumn(let name, let known):
      let meant = NearestNames(known).of(name).first
      self.init(
        status: .unusableData,
        message: say(
          "aucune colonne ne s'appelle « \(name) ».\(meant.map { " Peut-être « \($0) » ?" } ?? "") "
            + "Colonnes lues : \(known.joined(separator: ", ")).",
          "no column is called '\(name)'.\(meant.map { " Perhaps '\($0)'?" } ?? "") Columns read: "
            + "\(known.joined(separator: ", "))."))
    case .columnWithoutGroups(let name):
      self.init(
        status: .unusableData,
        message: say(
          "la colonne « \(name) » ne forme pas de groupes : ses valeurs sont presque toutes "
            + "différentes, ou ce ne sont pas des libellés. Choisir un bureau, un responsable…",
          "the column '\(name)' makes no groups: nearly all its values differ, or they are no "
            + "labels. Choose an office, a manager…"))
    }
  }

  init(_ error: ClusteringError) {
    switch error {
    case .clusterCountOutOfRange(let requested, 1):
      self.init(
        status: .unusableData,
        message: say(
          "\(requested) groupes demandés, mais toutes les lignes ont les mêmes valeurs.",
          "\(requested) groups asked for, but every row has the same values."))
    case .clusterCountOutOfRange(let requested, let distinct):
      self.init(
        status: .unusableData,
        message: say(
          "\(requested) groupes demandés pour \(distinct) observations distinctes. Demander un "
            + "nombre de 1 à \(distinct).",
          "\(requested) groups asked for \(distinct) distinct observations. Ask for a number from 1 "
            + "to \(distinct)."))
    case .noObservations, .noVariables:
      self.init(
        status: .unusableData,
        message: say("il ne reste aucune donnée à regrouper.", "no data are left to cluster."))
    case .notFinite(let row, let column):
      self.init(
        status: .unusableData,
        message: say(
          "ligne de données \(row + 1), variable \(column + 1) : pas un nombre fini.",
          "data row \(row + 1), variable \(column + 1): not a finite number."))
    case .tooLarge(let row, let column):
      self.init(
        status: .unusableData,
        message: say(
          "ligne de données \(row + 1), variable \(column + 1) : nombre trop grand pour des "
            + "distances (au-delà de 1e140). Changer d'unité ou employer --scale standard.",
          "data row \(row + 1), variable \(column + 1): a number too large for distances (beyond "
            + "1e140). Change the unit or use --scale standard."))
    case .shapeMismatch(let rows, let columns, let foundRows, let foundColumns):
      self.init(
        status: .unusableData,
        message: say(
          "les centres de départ font \(foundRows) × \(foundColumns) ; il faut \(rows) × \(columns) "
            + "(groupes × variables).",
          "the starting centroids are \(foundRows) × \(foundColumns); it takes \(rows) × \(columns) "
            + "(clusters × variables)."))
    case .notSquare, .notCondensed, .diagonalNotZero, .notSymmetric, .dissimilarityOutOfRange:
      self.init(
        status: .unusableData,
        message: say(
          "ces dissimilarités n'en sont pas : il faut un tableau carré et symétrique de nombres "
            + "positifs, avec des zéros sur la diagonale.",
          "these are no dissimilarities: it takes a square, symmetric table of numbers that are not "
            + "negative, with zeros on the diagonal."))
    case .notEnoughMemory(let needed, let available, let lean):
      let names = lean.map(\.rawValue).joined(separator: ", ")
      let without =
        lean.isEmpty
        ? say(
          " Prendre moins de lignes, ou --method kmedoids --samples 5.",
          " Take fewer rows, or --method kmedoids --samples 5.")
        : say(" Sans ce besoin : \(names).", " What does without: \(names).")
      self.init(
        status: .unusableData,
        message: say(
          "il faudrait \(Self.megabytes(needed)) Mo de mémoire et il y en a \(Self.megabytes(available)).",
          "it would take \(Self.megabytes(needed)) MB of memory and \(Self.megabytes(available)) are there."
        )
          + without)
    case .covarianceNotPositive(let component):
      self.init(
        status: .unusableData,
        message: say(
          "la composante \(component + 1) du mélange n'a plus d'étendue dans une direction : "
            + "moins de composantes, moins de variables, ou une forme plus simple.",
          "component \(component + 1) of the mixture has no extent left in some direction: fewer "
            + "components, fewer variables, or a simpler shape."))
    case .startInvalid, .columnMismatch, .medoidsInvalid, .weightCountMismatch, .weightOutOfRange,
      .weightTooSmall, .weightsHaveNoMeaning, .invalidDendrogram:
      self.init(
        status: .ourBug,
        message: say(
          "défaut de Clientele dans le regroupement.", "a defect of Clientele in clustering."))
    }
  }
}
