import Clustering
import LinearAlgebra
import Synchronization
import TestSupport
import Testing

@Suite struct KMeansCancellationTests {
  private let x = Matrix(rows: Shape.uniform(9000, 3, seed: 99).rows)

  /// Called off from its own `call`-th report.
  private func run(
    threads: Int, call: Int, _ body: (Parallelism) throws -> Void
  ) throws {
    let calls = Atomic(0)
    let holder = Mutex<Monitor?>(nil)
    let monitor = Monitor { _ in
      if calls.wrappingAdd(1, ordering: .relaxed).newValue == call {
        holder.withLock { $0?.cancel() }
      }
    }
    holder.withLock { $0 = monitor }
    try body(Parallelism(threads: threads, monitor: monitor))
  }

  @Test(arguments: [1, 2, 3], [1, 4]) func isCalledOff(threads: Int, call: Int) throws {
    let fits: [(Parallelism) throws -> Void] = [
      {
        _ = try KMeans(clusterCount: 8, start: .centroids(x.rows(at: Array(0..<8)))).fit(
          x, parallelism: $0)
      },
      { _ = try KMeans(clusterCount: 8, start: .plusPlus(restarts: 5)).fit(x, parallelism: $0) },
      { _ = try KMeans(clusterCount: 8, start: .plusPlus(restarts: 1)).fit(x, parallelism: $0) },
      { _ = try MiniBatchKMeans(clusterCount: 8).fit(x, parallelism: $0) },
    ]
    for fit in fits {
      try run(threads: threads, call: call) { parallelism in
        #expect(throws: CancellationError.self) { try fit(parallelism) }
      }
    }
  }

  @Test func calledOffBeforeItBegins() {
    let monitor = Monitor()
    monitor.cancel()
    #expect(throws: CancellationError.self) {
      try KMeans(clusterCount: 3).fit(x, parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }

  @Test func followingChangesNothingAndTellsShares() throws {
    let shares = Mutex<[Double]>([])
    let monitor = Monitor { share in shares.withLock { $0.append(share) } }
    let kMeans = KMeans(clusterCount: 6, start: .plusPlus(restarts: 4))
    let followed = try kMeans.fit(x, parallelism: Parallelism(threads: 2, monitor: monitor))
    #expect(try kMeans.fit(x) == followed)
    let told = shares.withLock { $0 }
    #expect(told.count == 4)
    #expect(told.max() == 1)
  }
}
