import Foundation
import Reports
import Testing

@Suite struct JSONTests {
  private struct Sample: Codable, Equatable {
    var zebra: Int
    var apple: String?
    var values: [Double?]
    var map: [String: Int]
    var byNumber: [Int: String]
    var set: Set<Int>
    var kind: Kind
    var nested: Nested
    struct Nested: Codable, Equatable { var matrix: [[Double]], seed: UInt64, none: Double? }
    enum Kind: Codable, Equatable { case plain, sized(Int) }
  }

  private let sample = Sample(
    zebra: 1, apple: nil, values: [0.1, nil, 1e-300, 2], map: ["b": 2, "a": 1, "c": 3],
    byNumber: [10: "x", 9: "y"], set: [3, 1, 2], kind: .sized(4),
    nested: .init(matrix: [[1, 2.5], [3, 4]], seed: .max, none: nil))

  private let expected = """
    {
      "zebra": 1,
      "apple": null,
      "values": [0.1, null, 1e-300, 2],
      "map": {
        "a": 1,
        "b": 2,
        "c": 3
      },
      "byNumber": {
        "10": "x",
        "9": "y"
      },
      "set": [1, 2, 3],
      "kind": {
        "sized": {
          "_0": 4
        }
      },
      "nested": {
        "matrix": [
          [1, 2.5],
          [3, 4]
        ],
        "seed": 18446744073709551615,
        "none": null
      }
    }

    """

  @Test func membersComeAsDeclaredAndNilIsNull() throws {
    #expect(try JSONValue(encoding: sample).text() == expected)
  }

  @Test func whatIsWrittenReadsBack() throws {
    let text = try JSONValue(encoding: sample).text()
    #expect(try JSONDecoder().decode(Sample.self, from: Data(text.utf8)) == sample)
  }

  @Test func doublesAreShortestAndExact() throws {
    let numbers = [
      0.1, 1.0 / 3, Double.leastNonzeroMagnitude, 1.7976931348623157e308, -0.0, 1e21, 123456789,
    ]
    for number in numbers {
      let text = try JSONValue.number(number).text()
      #expect(Double(text.dropLast()) == number, "\(text)")
    }
    #expect(try JSONValue.number(2).text() == "2\n")
  }

  @Test func undefinedNumbersAreRefusedWithTheirPlace() {
    #expect(throws: JSONError.notFinite(path: ["a", "1"])) {
      try JSONValue(encoding: ["a": [1, Double.nan]])
    }
    #expect(throws: JSONError.notFinite(path: ["x", "0"])) {
      try JSONValue.object([JSONMember("x", [.number(.infinity)])]).text()
    }
  }

  @Test func textIsEscaped() throws {
    let hostile = "\"\\\n\t\u{1}\u{2028}é😀/"
    let text = try JSONValue.string(hostile).text()
    #expect(text == "\"\\\"\\\\\\n\\t\\u0001\\u2028é😀/\"\n")
    #expect(try JSONDecoder().decode([String].self, from: Data("[\(text)]".utf8)) == [hostile])
  }

  /// Each element once copied all before it: 300 000 numbers took minutes.
  @Test func manyElementsAreWrittenInTime() throws {
    let start = ContinuousClock.now
    let text = try JSONValue(encoding: [Double](repeating: 0.5, count: 300_000)).text()
    #expect(text.utf8.count == 300_000 * 5 + 1)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func emptyThingsStayShort() throws {
    let value: JSONValue = ["a": [], "b": [:]]
    #expect(try value.text() == "{\n  \"a\": [],\n  \"b\": {}\n}\n")
  }
}
