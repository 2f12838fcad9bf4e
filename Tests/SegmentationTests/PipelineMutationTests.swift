import Clustering
import LinearAlgebra
import Preparation
import Segmentation
import Tables
import TestSupport
import Testing

/// No file crashes a study: damaged copies of a portfolio end in a study or in a typed error.
@Suite struct PipelineMutationTests {
  private static let fragments = [
    ";", "\n", "\"", ",", "1e308", "-1e308", "NaN", "", "é", "\u{FEFF}", "0", "-", "TOTAL;", "%",
    "31/02/2026", "\t", "'", "=1/0", "#N/A", "9999999999999999999999", "oui", "\r", "\0",
  ].map { Array($0.utf8) }

  private static func mutant(_ bytes: [UInt8], _ generator: inout TestGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 0...30, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1:
        bytes.replaceSubrange(place..<end, with: fragments.randomElement(using: &generator) ?? [])
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.insert(contentsOf: fragments.randomElement(using: &generator) ?? [], at: place)
      default: if bytes.count > 200, end > place { bytes.removeSubrange(place..<end) }
      }
      if bytes.isEmpty { bytes = [10] }
    }
    return bytes
  }

  @Test func damagedFilesGiveAStudyOrATypedError() throws {
    var generator = TestGenerator(seed: 77)
    var studied = 0
    var refused = 0
    for round in 0..<300 {
      let clients = [5, 12, 24, 45][round % 4]
      let bytes = Self.mutant(SmallPortfolio(clients: clients).bytes, &generator)
      var configuration = StudyConfiguration()
      if round % 5 == 1 { configuration.clusters = .fixed(4) }
      if round % 7 == 2 { configuration.heldOut = .groups(column: "bureau") }
      do {
        let reading = try CSVReader().read(bytes: bytes)
        let study = try Pipeline(configuration).run(Studies.source(reading))
        #expect(study.clients.count == reading.table.rowCount - study.clientRows.leftOut)
        #expect(study.training.scores.elements.allSatisfy { $0.isFinite })
        studied += 1
      } catch {
        let isTyped =
          error is TablesError || error is StudyError || error is PreparationError
          || error is ClusteringError || error is LinearAlgebraError
        #expect(isTyped, "round \(round): \(error)")
        refused += 1
      }
    }
    #expect(studied > 100 && refused > 20, "\(studied) studied, \(refused) refused")
  }
}
