// Projecting is the inner loop of the imputation: rows × variables × axes at every turn. Pointers, and
// index arithmetic without overflow checks, let the compiler use vectors; bounds are those of the
// tables, whose construction ties them to the cells' variables.

extension ProjectionTables {
  /// Projects some rows of cells, missing cells by their fixed point.
  ///
  /// - Complexity: O(v·q) a row; for a row with m missing variables O(m·q² + S³) more.
  func project(_ rows: some Collection<Int>, of cells: CodedCells) -> Projection {
    precondition(cells.variableCount == variables.count, "cells have the tables' variables")
    precondition(rows.allSatisfy { $0 >= 0 && $0 < cells.rowCount }, "rows of the cells")
    let (q, s, v) = (axisCount, rootShrinkage.count, variables.count)
    var scores = [Double](repeating: 0, count: rows.count * q)
    var rebuilding = [Double](repeating: 0, count: rows.count * s)
    // One element more than needed: an empty buffer has no address.
    var workspace = [Double](repeating: 0, count: q * q + s * s + s + 1)
    scores.withUnsafeMutableBufferPointer { scores in
      rebuilding.withUnsafeMutableBufferPointer { rebuilding in
        workspace.withUnsafeMutableBufferPointer { workspace in
          withTables { tables in
            cells.cells.withUnsafeBufferPointer { cells in
              guard let workspace = workspace.baseAddress, let cells = cells.baseAddress,
                let scores = scores.baseAddress
              else { return }
              for (position, row) in rows.enumerated() {
                let rowScores = scores + position * q
                let isComplete = tables.observe(cells + row * v, rowScores, workspace)
                if !isComplete, let rebuilding = rebuilding.baseAddress {
                  tables.complete(rowScores, workspace, rebuilding + position * s)
                }
              }
            }
          }
        }
      }
    }
    return Projection(scores: scores, rebuilding: rebuilding)
  }

  private func withTables(_ body: (UnsafeProjectionTables) -> Void) {
    variables.withUnsafeBufferPointer { variables in
      contributions.withUnsafeBufferPointer { contributions in
        blockGrams.withUnsafeBufferPointer { grams in
          rootShrinkage.withUnsafeBufferPointer { root in
            guard let contributions = contributions.baseAddress, let grams = grams.baseAddress
            else { return }
            body(
              UnsafeProjectionTables(
                q: axisCount, variables: variables, contributions: contributions, grams: grams,
                root: root))
          }
        }
      }
    }
  }
}

/// The tables as pointers, for the time of a closure.
private struct UnsafeProjectionTables {
  let q: Int
  let variables: UnsafeBufferPointer<ProjectionTables.Variable>
  let contributions: UnsafePointer<Double>
  let grams: UnsafePointer<Double>
  let root: UnsafeBufferPointer<Double>

  /// A pivot below this is a direction that no observed cell informs, which only noiseless data
  /// have: it stays at the average.
  static let smallestPivot = 1e-9

  /// V_oᵀz_o of the observed cells into `scores` and V_mᵀV_m of the missing ones into `gram`; whether
  /// none is missing.
  @inline(__always)
  func observe(
    _ cells: UnsafePointer<Double>, _ scores: UnsafeMutablePointer<Double>,
    _ gram: UnsafeMutablePointer<Double>
  ) -> Bool {
    let size = q &* q
    var isComplete = true
    for index in 0..<variables.count {
      let cell = cells[index]
      let variable = variables[index]
      if cell.isNaN {
        let added = grams + index &* size
        if isComplete {
          for k in 0..<size { gram[k] = added[k] }
        } else {
          for k in 0..<size { gram[k] += added[k] }
        }
        isComplete = false
      } else if variable.isNumber {
        let value = cell - variable.shift
        let loadings = contributions + variable.start
        for axis in 0..<q { scores[axis] += value * loadings[axis] }
      } else if cell >= 0 {
        let levelScores = contributions + (variable.start &+ Int(cell) &* q)
        for axis in 0..<q { scores[axis] += levelScores[axis] }
      }
    }
    return isComplete
  }

  /// From `scores` = V_oᵀz_o to the fixed point t = V_oᵀz_o + M D t, and D t into `rebuilding`: solves
  /// (I − D^½ M D^½) u = D^½ V_oᵀz_o, D t = D^½ u.
  ///
  /// - Parameter workspace: M = V_mᵀV_m, q × q, then room for the system and its pivots.
  @inline(__always)
  func complete(
    _ scores: UnsafeMutablePointer<Double>, _ workspace: UnsafeMutablePointer<Double>,
    _ rebuilding: UnsafeMutablePointer<Double>
  ) {
    let s = root.count
    let system = workspace + q &* q
    let pivots = system + s &* s
    for a in 0..<s {
      for b in 0...a {
        let entry = root[a] * workspace[a &* q &+ b] * root[b]
        system[a &* s &+ b] = (a == b ? 1 : 0) - entry
      }
      rebuilding[a] = root[a] * scores[a]
    }
    factor(system, pivots)
    solve(system, pivots, rebuilding)
    for a in 0..<s { rebuilding[a] *= root[a] }
    for b in 0..<s {
      let column = workspace + b &* q
      for axis in 0..<q { scores[axis] += column[axis] * rebuilding[b] }
    }
  }

  /// A = L P Lᵀ, L below the diagonal of `a`. The products L P stand above it meanwhile.
  @inline(__always)
  private func factor(_ a: UnsafeMutablePointer<Double>, _ pivots: UnsafeMutablePointer<Double>) {
    let s = root.count
    for i in 0..<s {
      let row = a + i &* s
      for j in 0..<i {
        let other = a + j &* s
        var product = row[j]
        for c in 0..<j { product -= a[c &* s &+ i] * other[c] }
        other[i] = product
        row[j] = pivots[j] > Self.smallestPivot ? product / pivots[j] : 0
      }
      var pivot = row[i]
      for c in 0..<i { pivot -= a[c &* s &+ i] * row[c] }
      pivots[i] = pivot
    }
  }

  @inline(__always)
  private func solve(
    _ a: UnsafePointer<Double>, _ pivots: UnsafePointer<Double>, _ x: UnsafeMutablePointer<Double>
  ) {
    let s = root.count
    for i in 0..<s {
      let row = a + i &* s
      for c in 0..<i { x[i] -= row[c] * x[c] }
    }
    for i in 0..<s { x[i] = pivots[i] > Self.smallestPivot ? x[i] / pivots[i] : 0 }
    for i in (0..<s).reversed() {
      let row = a + i &* s
      for c in 0..<i { x[c] -= row[c] * x[i] }
    }
  }
}
