import Segmentation
import Tables
import Testing

@Suite struct PilotStrataTests {
  private func column(_ kind: ColumnKind, _ values: ColumnValues) -> Column {
    Column(name: "c", key: "c", position: 1, kind: kind, values: values)
  }

  @Test func levelsStandAsTheyAre() throws {
    let levels = ColumnValues.categories(codes: [1, -1, 0], levels: ["Lyon", "Paris"])
    #expect(try PilotStrata.classes(of: column(.category, levels)) == ["Paris", "–", "Lyon"])
    let few = ColumnValues.numbers([1, 2, .nan, 2.5])
    #expect(try PilotStrata.classes(of: column(.numeric, few)) == ["1", "2", "–", "2.5"])
  }

  /// Of 1…9 the terciles are 3.67 and 6.33.
  @Test func quantitiesAreCutAtTheirTerciles() throws {
    let classes = try PilotStrata.classes(
      of: column(.numeric, .numbers((1...9).map(Double.init) + [.nan])))
    #expect(classes[0...2].allSatisfy { $0 == "≤ 3.67" })
    #expect(classes[3...5].allSatisfy { $0 == "3.67 … 6.33" })
    #expect(classes[6...8].allSatisfy { $0 == "> 6.33" } && classes[9] == "–")
  }

  @Test func whatMakesNoGroupsIsRefused() {
    for (kind, values) in [
      (ColumnKind.text, ColumnValues.texts(["a"])), (.identifier, .texts(["a"])),
      (.date, .dates([3])), (.set, .sets(members: [[0]], levels: ["a"])),
    ] {
      #expect(throws: StudyError.columnWithoutGroups(name: "c")) {
        try PilotStrata.classes(of: column(kind, values))
      }
    }
  }
}
