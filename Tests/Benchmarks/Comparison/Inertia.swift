import LinearAlgebra

/// The inertia of centroids however they were found, by the literal sums: Σᵢ min_c ‖xᵢ − c‖². Nothing
/// of what is measured is used.
enum Inertia {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 5, let columns = Int(arguments[1]), let k = Int(arguments[2]) else {
      print("usage: benchmarks inertia FOLDER COLUMNS K CENTROIDS.f64 LABELS.i64")
      return
    }
    let x = try NumberFile.matrix("\(arguments[0])/x.f64", columnCount: columns)
    let all = try NumberFile.matrix(arguments[3], columnCount: columns)
    // Several sets of k centroids may stand one after the other.
    let results = (0..<(all.rowCount / k)).map { set in
      nearest(x, all.rows(at: Array((set * k)..<((set + 1) * k))))
    }
    try NumberFile.write(results.last?.labels ?? [], to: arguments[4])
    print("{\"inertias\": \(results.map(\.inertia))}")
  }

  private struct Nearest {
    var labels: [Int] = []
    var inertia = 0.0
  }

  private static func nearest(_ x: Matrix, _ centroids: Matrix) -> Nearest {
    let (p, points, centres) = (x.columnCount, x.elements, centroids.elements)
    let blocks = Parallelism(threads: 2).map(blocksOf: x.rowCount, size: 4096) { rows in
      var result = Nearest()
      for i in rows {
        var best = (label: 0, distance: Double.infinity)
        for c in 0..<(centres.count / p) {
          var distance = 0.0
          for j in 0..<p {
            let difference = points[i * p + j] - centres[c * p + j]
            distance += difference * difference
          }
          if distance < best.distance { best = (c, distance) }
        }
        result.labels.append(best.label)
        result.inertia += best.distance
      }
      return result
    }
    return Nearest(
      labels: blocks.flatMap(\.labels), inertia: blocks.reduce(0) { $0 + $1.inertia })
  }
}
