import Interpretation
import Segmentation
import Tables

/// The CSV of `assign`.
struct AssignedClientsFile {
  private let assignment: ClientAssignment
  private let model: SegmentationModel

  init(_ assignment: ClientAssignment, _ model: SegmentationModel) {
    self.assignment = assignment
    self.model = model
  }

  var bytes: [UInt8] {
    CSVWriter(.international).bytes(
      header: ["id", "segment", "segment_name", "confidence", "next_segment", "fits"],
      rowCount: assignment.places.count
    ) { row in
      let place = assignment.places[row]
      return [
        .text(assignment.identifiers[row]), .integer(model.numbers[place.segment]),
        .text(model.names[place.segment].text), place.confidence.map(CSVField.number) ?? .missing,
        place.nextSegment.map { .integer(model.numbers[$0]) } ?? .missing,
        .text(place.fits ? "true" : "false"),
      ]
    }
  }
}

/// What `assign --json` prints.
struct AssignmentRecord: Encodable {
  struct Segment: Encodable {
    let id: Int
    let name: String
    let clients: Int
    let share: Double
  }
  struct Unseen: Encodable {
    let column: String
    let cells: Int
  }
  struct Renamed: Encodable {
    let expected: String
    let found: String
  }
  struct Client: Encodable {
    let id: String
    let segment: Int
    let segmentName: String
    let confidence: Double?
    let nextSegment: Int?
    let fits: Bool
  }
  let period: String?
  let segments: [Segment]
  let clientsThatFitNone: Int
  let missingCells: Int
  let clientsWithMissing: Int
  let clientsWithoutData: Int
  let unseenLevels: [Unseen]
  let renamedColumns: [Renamed]
  let rowsLeftOut: Int
  let clients: [Client]

  init(_ assignment: ClientAssignment, _ model: SegmentationModel) {
    period = model.period
    segments = AssignmentCounts(assignment, model).rows.map {
      Segment(id: $0.number, name: $0.name, clients: $0.count, share: $0.share)
    }
    clientsThatFitNone = assignment.places.count { !$0.fits }
    missingCells = assignment.missingCellCount
    clientsWithMissing = assignment.clientsWithMissing
    clientsWithoutData = assignment.clientsWithoutData
    unseenLevels = assignment.unseenLevels.map { Unseen(column: $0.key, cells: $0.count) }
    renamedColumns = assignment.renamed.map { Renamed(expected: $0.expected, found: $0.found) }
    rowsLeftOut = assignment.clients.leftOut
    clients = assignment.places.indices.map { row in
      let place = assignment.places[row]
      return Client(
        id: assignment.identifiers[row], segment: model.numbers[place.segment],
        segmentName: model.names[place.segment].text, confidence: place.confidence,
        nextSegment: place.nextSegment.map { model.numbers[$0] }, fits: place.fits)
    }
  }
}

/// How many clients went to each segment.
private struct AssignmentCounts {
  struct Row {
    let number: Int
    let name: String
    let count: Int
    let share: Double
  }
  let rows: [Row]

  init(_ assignment: ClientAssignment, _ model: SegmentationModel) {
    var counts = [Int](repeating: 0, count: model.segmentCount)
    for place in assignment.places { counts[place.segment] += 1 }
    let all = Double(max(1, assignment.places.count))
    rows = counts.indices.map {
      Row(
        number: model.numbers[$0], name: model.names[$0].text, count: counts[$0],
        share: Double(counts[$0]) / all)
    }
  }
}

/// The same for a person at a terminal.
struct AssignmentText {
  private let assignment: ClientAssignment
  private let model: SegmentationModel

  init(_ assignment: ClientAssignment, _ model: SegmentationModel) {
    self.assignment = assignment
    self.model = model
  }

  func text() -> String {
    let numbers = NumberStyle(language)
    var table = TextTable(
      header: ["", "segment", "clients", say("part", "share")], numericFrom: 2)
    for row in AssignmentCounts(assignment, model).rows {
      table.append([
        String(row.number), row.name, numbers.integer(row.count), numbers.percent(row.share),
      ])
    }
    let far = assignment.places.count { !$0.fits }
    let (some, all) = (numbers.integer(far), numbers.integer(assignment.places.count))
    return table.text() + "\n\n"
      + say(
        "Clients qui n'entrent bien dans aucun segment (« fits » : false) : \(some) sur \(all).",
        "Clients that fit no segment well ('fits': false): \(some) of \(all).")
  }
}

/// What is said beside a placement.
struct AssignmentNotes {
  private let assignment: ClientAssignment

  init(_ assignment: ClientAssignment) { self.assignment = assignment }

  var texts: [String] {
    let numbers = NumberStyle(language)
    var texts: [String] = []
    if assignment.clients.leftOut > 0 {
      texts.append(
        say(
          "lignes qui répètent un client, laissées de côté : \(assignment.clients.leftOut).",
          "rows that repeat a client, left out: \(assignment.clients.leftOut)."))
    }
    for column in assignment.renamed {
      texts.append(
        say(
          "la colonne « \(column.found) » est prise pour « \(column.expected) ».",
          "the column '\(column.found)' is taken for '\(column.expected)'."))
    }
    if assignment.missingCellCount > 0 {
      let cells = numbers.integer(assignment.missingCellCount)
      let clients = numbers.integer(assignment.clientsWithMissing)
      texts.append(
        say(
          "valeurs manquantes, estimées d'après les autres valeurs du client : \(cells) (clients "
            + "concernés : \(clients)).",
          "missing values, estimated from the client's other values: \(cells) (clients concerned: "
            + "\(clients))."))
    }
    if assignment.clientsWithoutData > 0 {
      texts.append(
        say(
          "clients dont rien n'est connu, placés faute de mieux (« fits » : false) : "
            + "\(assignment.clientsWithoutData).",
          "clients of whom nothing is known, placed for want of better ('fits': false): "
            + "\(assignment.clientsWithoutData)."))
    }
    if !assignment.unseenLevels.isEmpty {
      let columns = assignment.unseenLevels.map { "\($0.key) (\(numbers.integer($0.count)))" }
        .joined(separator: ", ")
      texts.append(
        say(
          "valeurs que le « run » n'avait jamais vues, comptées comme un profil moyen : \(columns).",
          "values that the 'run' had never seen, counted as an average profile: \(columns)."))
    }
    return texts
  }

  func tell() {
    for text in texts { Terminal.write(say("Attention : ", "Note: ") + text) }
  }
}
