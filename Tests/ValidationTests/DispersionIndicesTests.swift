import CKernels
import Clustering
import LinearAlgebra
import Synchronization
import TestSupport
import Testing
import Validation

private struct DunnOracle: Decodable {
  struct Dunn: Decodable {
    let x: [[Double]]
    let labels: [Int]
    let value: Double
  }
  let dunn: Dunn
}

@Suite struct DispersionIndicesTests {
  static let rows = Shape.groups(5000, 3, centres: 3, seed: 90).rows
  static let partition = Partition(canonicalising: (0..<5000).map { ($0 * $0 / 7) % 3 })

  @Test func togetherAsAloneAndThreadsChangeNothing() {
    let x = Matrix(rows: Self.rows)
    let one = DispersionIndices(x, Self.partition)
    #expect(one.calinskiHarabasz == InternalIndex.calinskiHarabasz(x, Self.partition))
    #expect(one.daviesBouldin == InternalIndex.daviesBouldin(x, Self.partition))
    #expect(one.explainedInertia == InternalIndex.explainedInertia(x, Self.partition))
    let simplified = SimplifiedSilhouette(x, Self.partition)
    for threads in [2, 3, 7] {
      let parallelism = Parallelism(threads: threads)
      #expect(DispersionIndices(x, Self.partition, parallelism: parallelism) == one)
      #expect(SimplifiedSilhouette(x, Self.partition, parallelism: parallelism) == simplified)
    }
  }

  /// A common offset costs no digits.
  @Test func offsetsChangeNothing() throws {
    let near = Self.rows.prefix(300).map { $0.map { ($0 * 1024).rounded() / 1024 } }
    let partition = Partition(canonicalising: Array(Self.partition.labels.prefix(300)))
    let a = DispersionIndices(Matrix(rows: near), partition)
    let b = DispersionIndices(Matrix(rows: near.map { $0.map { $0 + 0x1p30 } }), partition)
    let (ours, moved) = (try #require(a.calinskiHarabasz), try #require(b.calinskiHarabasz))
    #expect(relativeDifference(ours, moved) < 1e-6)
  }

  /// Squares overflowed: NaN, and 0 for Davies and Bouldin's, its best value.
  @Test(arguments: [-1000, 530, 700, 1000, 1018])
  func scaleChangesNothing(exponent: Int) throws {
    let rows = Shape.groups(60, 3, centres: 3, seed: 91).rows.map { row in
      row.map { ($0 * 1024).rounded() / 1024 }
    }
    let partition = Partition(canonicalising: rows.indices.map { $0 % 3 })
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    let (x, scaled) = (Matrix(rows: rows), Matrix(rows: rows.map { row in row.map { $0 * unit } }))
    #expect(DispersionIndices(scaled, partition) == DispersionIndices(x, partition))
    #expect(SimplifiedSilhouette(scaled, partition) == SimplifiedSilhouette(x, partition))
    #expect(try Silhouette(scaled, partition) == Silhouette(x, partition))
    #expect(try InternalIndex.dunn(scaled, partition) == InternalIndex.dunn(x, partition))
  }

  /// The range is more than the largest number.
  @Test func endsOfTheRangeAreNoNaN() throws {
    let end = Double.greatestFiniteMagnitude
    let x = Matrix(rows: [[-end], [-end / 2], [end / 2], [end]])
    let near = Matrix(rows: [[-1], [-0.5], [0.5], [1]])
    let partition = Partition(canonicalising: [0, 0, 1, 1])
    let (a, b) = (DispersionIndices(x, partition), DispersionIndices(near, partition))
    #expect(relativeDifference(a.explainedInertia, b.explainedInertia) < 1e-14)
    let silhouette = try #require(try Silhouette(x, partition))
    #expect(silhouette.mean.isFinite)
  }

  @Test func simplifiedSilhouetteByHand() throws {
    // Means 1 and 10; the last alone.
    let x = Matrix(rows: [[0], [2], [9], [11], [40]])
    let partition = Partition(canonicalising: [0, 0, 1, 1, 2])
    let found = try #require(SimplifiedSilhouette(x, partition))
    let expected: [Double] = [9.0 / 10, 7.0 / 8, 7.0 / 8, 9.0 / 10, 0]
    #expect(found.values == expected)
    #expect(SimplifiedSilhouette(x, Partition(canonicalising: [0, 0, 0, 0, 0])) == nil)
    #expect(SimplifiedSilhouette(x, Partition(canonicalising: [0, 1, 2, 3, 4])) == nil)
  }

  @Test func dunnByHandAndByFPC() throws {
    let x = Matrix(rows: [[0], [2], [9], [12]])
    #expect(try InternalIndex.dunn(x, Partition(canonicalising: [0, 0, 1, 1])) == 7.0 / 3)
    #expect(try InternalIndex.dunn(x, Partition(canonicalising: [0, 0, 0, 0])) == nil)
    #expect(try InternalIndex.dunn(x, Partition(canonicalising: [0, 1, 2, 3])) == nil)
    let same = Matrix(rows: [[0], [0], [1], [1]])
    #expect(try InternalIndex.dunn(same, Partition(canonicalising: [0, 0, 1, 1])) == nil)
    let oracle = try Oracle.decode(DunnOracle.self, from: "gower.json").dunn
    let value = try InternalIndex.dunn(
      Matrix(rows: oracle.x), Partition(canonicalising: oracle.labels))
    #expect(relativeDifference(try #require(value), oracle.value) < 1e-12)
  }

  /// I4, on every instruction set and number of threads.
  @Test(
    arguments: (Shape.generic + Shape.adversarial).filter { $0.rows.count > 3 }
      + [.groups(200, 3, centres: 3, seed: 91)])
  func dunnIsTheDefinition(shape: Shape) throws {
    let partition = Partition(canonicalising: shape.rows.indices.map { $0 % 3 })
    let scale = shape.rows.joined().contains { abs($0) > 1e-100 } ? 1 : 0x1p520
    let rows = shape.rows.map { $0.map { $0 * scale } }
    var (between, within) = (Double.infinity, 0.0)
    for i in rows.indices {
      for j in rows.indices {
        let distance = ValidationDefinitions.distance(rows[i], rows[j])
        if partition.labels[i] == partition.labels[j] {
          within = max(within, distance)
        } else {
          between = min(between, distance)
        }
      }
    }
    let before = String(cString: ckSetInUse())
    defer { ckUseSet(before) }
    for index in 0..<ckSetCount() {
      ckUseSet(ckSetName(index))
      let found = try InternalIndex.dunn(
        Matrix(rows: shape.rows), partition, parallelism: Parallelism(threads: 1 + Int(index)))
      #expect(found == between / within)
    }
  }

  @Test func dunnCanBeCalledOff() {
    let monitor = Monitor()
    monitor.cancel()
    #expect(throws: CancellationError.self) {
      try InternalIndex.dunn(
        Matrix(rows: Self.rows), Self.partition,
        parallelism: Parallelism(threads: 2, monitor: monitor))
    }
    #expect(throws: CancellationError.self) {
      try Silhouette(
        Dissimilarities(Matrix(rows: [[0], [1], [2]])),
        Partition(canonicalising: [0, 0, 1]),
        parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }

  /// I3: both as their papers write them, DB never negative, on any data and instruction set. Every
  /// third of the duplicates would have the means of the others.
  @Test(
    arguments: (Shape.generic + Shape.adversarial).filter {
      $0.rows.count > 4 && $0.name != "duplicates"
    })
  func ratiosAreTheDefinitions(shape: Shape) throws {
    let scale = shape.rows.joined().contains { abs($0) > 1e-100 } ? 1 : 0x1p520
    let rows = shape.rows.map { $0.map { $0 * scale } }
    let (n, k) = (rows.count, 3)
    let partition = Partition(canonicalising: rows.indices.map { $0 % k })
    let members = (0..<k).map { c in rows.indices.filter { partition.labels[$0] == c } }
    func mean(_ of: [Int]) -> [Double] {
      rows[0].indices.map { j in exactSum(of.map { rows[$0][j] }) / Double(of.count) }
    }
    let means = members.map(mean)
    let grand = mean(Array(rows.indices))
    let within = (0..<k).reduce(0) { sum, c in
      members[c].reduce(sum) { $0 + PlainLloyd.squaredDistance(rows[$1], means[c]) }
    }
    let between = (0..<k).reduce(0) {
      $0 + Double(members[$1].count) * PlainLloyd.squaredDistance(means[$1], grand)
    }
    let spread = (0..<k).map { c in
      members[c].reduce(0) { $0 + ValidationDefinitions.distance(rows[$1], means[c]) }
        / Double(members[c].count)
    }
    let worst = (0..<k).map { a in
      (0..<k).filter { $0 != a }.map {
        (spread[a] + spread[$0]) / ValidationDefinitions.distance(means[a], means[$0])
      }.max() ?? 0
    }
    let ratio = between / Double(k - 1) / (within / Double(n - k))
    // An offset of 1e8 leaves the means eight digits.
    let tolerance = shape.name.contains("offset") ? 1e-5 : 1e-9
    let found = DispersionIndices(Matrix(rows: shape.rows), partition)
    #expect(relativeDifference(try #require(found.calinskiHarabasz), ratio) < tolerance)
    let separation = try #require(found.daviesBouldin)
    #expect(separation >= 0)
    #expect(relativeDifference(separation, worst.reduce(0, +) / Double(k)) < tolerance)
  }
}
