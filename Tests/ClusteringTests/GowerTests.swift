import Clustering
import LinearAlgebra
import TestSupport
import Testing

private struct GowerOracle: Decodable {
  struct Around: Decodable {
    let medoids: [Int]
    let loss: Double
  }
  let fees: [Double?]
  let size, office, portal: [Int?]
  let constant: [Double?]
  let weights: [Double]
  let plain, weighted: [[Double?]]
  let pam: Around

  var columns: [GowerColumn] {
    [
      .numeric(fees), .ordinal(size), .nominal(office),
      .asymmetricBinary(portal.map { $0.map { $0 == 1 } }), .numeric(constant),
    ]
  }
}

@Suite struct GowerTests {
  /// Fees 0, 50, 100; sizes 1, 3, 2; offices a, b, a; portal yes, no, no.
  static let columns: [GowerColumn] = [
    .numeric([0, 50, 100]), .ordinal([1, 3, 2]), .nominal([7, 8, 7]),
    .asymmetricBinary([true, false, false]),
  ]

  @Test func threeClientsByHand() throws {
    let d = try Gower(fitting: Self.columns).dissimilarities(among: Self.columns)
    // (½ + 1 + 1 + 1)/4, (1 + ½ + 0 + 1)/4, and without the portal (½ + ½ + 1)/3.
    let third = 2.0 / 3
    let expected: [Double] = [0, 0.875, 0.625, 0.875, 0, third, 0.625, third, 0]
    #expect(d.elements == expected)
  }

  @Test func missingValuesLeaveTheRest() throws {
    let columns: [GowerColumn] = [.numeric([0, nil, 10, nil]), .nominal([1, 1, nil, nil])]
    let d = try Gower(fitting: columns, weights: [3, 1]).dissimilarities(among: columns)
    #expect(d[0, 1] == 0)
    #expect(d[0, 2] == 1)
    // Nothing in common; the last has nothing at all.
    #expect(d[1, 2] == 1 && d[0, 3] == 1 && d[3, 3] == 0)
  }

  @Test func newRowsAreMeasuredByTheFittedRanges() throws {
    let gower = try Gower(fitting: [.numeric([0, 10]), .ordinal([1, 5]), .numeric([3, 3])])
    let cells = try gower.dissimilarities(
      of: [.numeric([5, 1000, -1]), .ordinal([1, 9, nil]), .numeric([3, 3, 4])],
      to: [.numeric([0]), .ordinal([1]), .numeric([3])])
    #expect(cells.rowCount == 3 && cells.columnCount == 1)
    #expect(cells[0, 0] == 0.5 / 3)
    // Beyond the range is 1 and no more; another value than the constant is 1.
    #expect(cells[1, 0] == 2.0 / 3)
    #expect(cells[2, 0] == (0.1 + 1) / 2)
  }

  @Test func agreesWithDaisyAndPAM() throws {
    let oracle = try Oracle.decode(GowerOracle.self, from: "gower.json")
    let columns = oracle.columns
    let ones: [Double] = [1, 1, 1, 1, 1]
    for (weights, expected) in [(ones, oracle.plain), (oracle.weights, oracle.weighted)] {
      let gower = try Gower(fitting: columns, weights: weights)
      let d = try gower.dissimilarities(among: columns, parallelism: Parallelism(threads: 3))
      var undefined = 0
      for i in 0..<40 {
        for j in 0..<40 {
          if let theirs = expected[i][j] {
            #expect(abs(d[i, j] - theirs) < 1e-14)
          } else {
            undefined += 1
            #expect(d[i, j] == 1, "\(i), \(j)")
          }
        }
      }
      #expect(undefined >= 2)
      let again = try gower.dissimilarities(among: columns)
      #expect(again == d)
      let checked = try Dissimilarities(
        square: Matrix(rowCount: 40, columnCount: 40, elements: d.elements))
      #expect(checked == d)
    }
    let common = columns.map { $0.first(38) }
    let d = try Gower(fitting: common).dissimilarities(among: common)
    let clusters = try KMedoids(clusterCount: 3).fit(d)
    #expect(relativeDifference(clusters.loss, oracle.pam.loss) < 1e-12)
    #expect(clusters.medoids.sorted() == oracle.pam.medoids.sorted())
  }

  @Test func badColumnsAreRefused() throws {
    #expect(throws: ClusteringError.noVariables) { try Gower(fitting: []) }
    #expect(throws: ClusteringError.noObservations) { try Gower(fitting: [.numeric([])]) }
    #expect(throws: ClusteringError.columnMismatch(column: 1)) {
      try Gower(fitting: [.numeric([1, 2]), .nominal([1])])
    }
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try Gower(fitting: [.numeric([1, .infinity])])
    }
    #expect(throws: ClusteringError.tooLarge(row: 1, column: 0)) {
      try Gower(fitting: [.numeric([1, 1e150])])
    }
    #expect(throws: ClusteringError.weightCountMismatch(expected: 1, found: 2)) {
      try Gower(fitting: [.numeric([1])], weights: [1, 2])
    }
    #expect(throws: ClusteringError.weightOutOfRange(row: 0)) {
      try Gower(fitting: [.numeric([1])], weights: [-1])
    }
    #expect(throws: ClusteringError.noVariables) {
      try Gower(fitting: [.numeric([1])], weights: [0])
    }
    let gower = try Gower(fitting: Self.columns)
    #expect(throws: ClusteringError.columnMismatch(column: 3)) {
      try gower.dissimilarities(among: Array(Self.columns.prefix(3)))
    }
    #expect(throws: ClusteringError.columnMismatch(column: 0)) {
      try gower.dissimilarities(of: Self.columns.reversed(), to: Self.columns)
    }
    #expect(throws: ClusteringError.notEnoughMemory(needed: 8 * 9, available: 71, lean: [])) {
      let three = [GowerColumn.numeric([1, 2, 3])]
      _ = try Gower(fitting: three).dissimilarities(among: three, memoryLimit: 71)
    }
    let monitor = Monitor()
    monitor.cancel()
    #expect(throws: CancellationError.self) {
      try gower.dissimilarities(
        among: Self.columns, parallelism: Parallelism(threads: 1, monitor: monitor))
    }
  }
}

extension GowerColumn {
  fileprivate func first(_ count: Int) -> GowerColumn {
    switch self {
    case .numeric(let values): .numeric(Array(values.prefix(count)))
    case .ordinal(let values): .ordinal(Array(values.prefix(count)))
    case .nominal(let values): .nominal(Array(values.prefix(count)))
    case .asymmetricBinary(let values): .asymmetricBinary(Array(values.prefix(count)))
    }
  }
}
