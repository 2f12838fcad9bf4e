import CKernels

/// The centroids of one iteration as the filter takes them, and the proof of what it says.
///
/// Let y = (x − mean) · scale, N ≥ ‖y‖ as stored, and c a centroid, likewise centred and scaled, M ≥ ‖c‖.
/// The score is S = ½‖c‖² − y·c, so that ‖y − c‖² = ‖y‖² + 2S. With T = ``CK_SHORT_NORM``, both are
/// rounded to sixteen bits: y = (N/T) q + e, c = (M/T) g + f with q, g integers, ‖e‖ ≤ √p N/2T,
/// ‖f‖ ≤ √p M/2T. Every |qⱼ|, |gⱼ| is below 2¹⁵ and by Cauchy and Schwarz every part of the sum q·g is
/// below (T + ½√p)² < 2³¹: the integer product is **exact**, in any order. So
/// |y·c − (NM/T²) q·g| = |y·f + e·(c − f)| ≤ NM (√p/T)(1 + √p/4T).
///
/// The kernel computes o − N(a + φ q·g) in single precision, u = 2⁻²⁴: o = ½‖c‖² − b and φ = M/T²
/// rounded, the product converted, two products and two sums, fused or not; with |φ q·g| ≤ 1.01 M
/// and a ≤ 0.02 M for p ≤ 10⁵ these are below u (7 NM + 1.1 M²). With
/// β = (√p/T)(1 + √p/4T) + 8u, a = 1.02 βM, b = 4uM² + 2⁻⁸⁰ (underflow, and rows so near the mean
/// that q = 0), all errors together are below aN + b: what the kernel finds is **at most S and at
/// least S − 2(aN + b)**. So where the least found plus twice its own error is below the second
/// least found, its centroid is the nearest; also by the direct sum in double, the slack asked for
/// being far above that sum's rounding. The error given to the kernel is 2.25 instead of 2 times: a
/// quarter of aN + b pays for adding it in single precision.
///
/// Centroids out of reach, M > 2⁶², have score ∞: a row's norm is below 2¹⁰, and they are farther than
/// every centroid with M ≤ 2⁵⁰, while one with 2⁵⁰ < M ≤ 2⁶² is never certain, its error being ∞.
///
/// *Slack*: with U ≥ ‖y − c‖ of the nearest and L ≤ that of every other, both from those bounds,
/// L − U. When the centroid of the label has moved by δ since, and no other by more than δ′, the label
/// stands while L − U > δ + δ′ (Hamerly 2010, doi:10.1137/1.9781611972801.12, in one number). The slack
/// is stored plus ``Travel``, the sum of all δ + δ′ so far, so that it is only compared, not
/// rewritten. Every step rounds against the label, and 2⁻²⁰ of U, L and the travel is taken off, many
/// times the rounding of the few operations.
///
/// Sixteen bits halve what a pass reads of a copy in single precision, and one instruction
/// multiplies and adds twice as many; direct sums decide what is left open. Of many centroids only
/// those are measured whose score is at most what the nearest's certainly is below: one whose score
/// is above cannot be nearest, nor be as near.
struct ShortCentroids {
  static let largestColumnCount = 100_000

  /// Centroids, and those out of reach that fill the last panel up.
  var paddedCount: Int { panelCount * Int(CK_PANEL) }

  private let pairCount: Int
  private let panelCount: Int
  private var panels: [Int32]
  private var factors: [Float]
  private var slopes: [Float]
  private var offsets: [Float]
  private var errorSlopes: [Float]
  private var errorOffsets: [Float]
  private let travel: [Float]

  /// - Parameter travel: ``Travel/table``.
  init(_ centroids: [Double], of rows: ShortRows, travel: [Float]) {
    let p = rows.mean.count
    let k = centroids.count / p
    let panel = Int(CK_PANEL)
    panelCount = (k + panel - 1) / panel
    pairCount = (p + 1) / 2
    self.travel = travel
    panels = [Int32](repeating: 0, count: panelCount * panel * pairCount)
    factors = [Float](repeating: 0, count: travel.count)
    slopes = factors
    // Out of reach, as the lanes that only fill a panel are.
    offsets = [Float](repeating: .infinity, count: travel.count)
    errorSlopes = factors
    errorOffsets = factors
    for c in 0..<k { set(c, centroids[(c * p)..<((c + 1) * p)], rows) }
  }

  private mutating func set(_ c: Int, _ centroid: ArraySlice<Double>, _ rows: ShortRows) {
    let scaled = zip(centroid, rows.mean).map { ($0 - $1) * rows.scale }
    let square = scaled.reduce(0) { $0 + $1 * $1 }
    // A little more than the norm, the sum of squares being rounded.
    let norm = square.squareRoot() * (1 + 0x1p-30)
    guard norm <= 0x1p62 else { return }
    let span = CK_SHORT_NORM
    setPairs(c, scaled.map { norm < 0x1p-500 ? 0 : Int16(($0 * (span / norm)).rounded()) })
    let root = Double(scaled.count).squareRoot()
    let beta = root / span * (1 + root / (4 * span)) + 0x1p-21
    let (slope, error) = (1.02 * beta * norm, 0x1p-22 * norm * norm + 0x1p-80)
    factors[c] = Float(norm / (span * span))
    slopes[c] = Float(slope)
    offsets[c] = Float(square / 2 - error)
    errorSlopes[c] = norm <= 0x1p50 ? Float(2.25 * slope) : .infinity
    errorOffsets[c] = norm <= 0x1p50 ? Float(2.25 * error) : .infinity
  }

  private mutating func setPairs(_ c: Int, _ values: [Int16]) {
    let panel = Int(CK_PANEL)
    let first = (c / panel) * pairCount * panel + c % panel
    for j in 0..<pairCount {
      let high = 2 * j + 1 < values.count ? values[2 * j + 1] : 0
      let bits = UInt32(UInt16(bitPattern: values[2 * j])) | UInt32(UInt16(bitPattern: high)) << 16
      panels[first + j * panel] = Int32(bitPattern: bits)
    }
  }

  func withPointers(_ body: (UnsafePointer<CKShortCentroids>) -> Void) {
    panels.withUnsafeBufferPointer { panels in
      factors.withUnsafeBufferPointer { factors in
        slopes.withUnsafeBufferPointer { slopes in
          offsets.withUnsafeBufferPointer { offsets in
            withErrors { errorSlopes, errorOffsets, travel in
              var centroids = CKShortCentroids(
                pairCount: pairCount, panelCount: panelCount, panels: panels.baseAddress,
                factors: factors.baseAddress, slopes: slopes.baseAddress,
                offsets: offsets.baseAddress, tableCount: travel.count,
                errorSlopes: errorSlopes.baseAddress, errorOffsets: errorOffsets.baseAddress,
                travel: travel.baseAddress)
              body(&centroids)
            }
          }
        }
      }
    }
  }

  private typealias Table = UnsafeBufferPointer<Float>

  private func withErrors(_ body: (Table, Table, Table) -> Void) {
    errorSlopes.withUnsafeBufferPointer { errorSlopes in
      errorOffsets.withUnsafeBufferPointer { errorOffsets in
        travel.withUnsafeBufferPointer { body(errorSlopes, errorOffsets, $0) }
      }
    }
  }
}
