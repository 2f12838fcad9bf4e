import CKernels

/// The centroids of one iteration as the single-precision filter takes them, and the proof of what
/// it says.
///
/// Let x̂ = (x − mean) · scale and ĉ likewise, exactly, N ≥ ‖x̂‖ the row's norm as stored, and
/// S = ½‖ĉ‖² − x̂·ĉ, so that ‖x̂ − ĉ‖² = ‖x̂‖² + 2S. The kernel adds, in single precision and one after
/// the other, o − Σ f g − aN, with f and g the coordinates rounded, o = ½‖ĉ‖² − b rounded. With
/// u = 2⁻²⁴, against S − aN − b:
///
/// - the p + 2 terms of the sum, products rounded or fused: γₚ₊₂ (½‖ĉ‖² + N‖ĉ‖ + aN + b)
///   (Higham 2002, doi:10.1137/1.9780898718027, §3.1; Cauchy and Schwarz);
/// - coordinates rounded: 2.1 u N‖ĉ‖; o rounded: 1.1 u (½‖ĉ‖² + b);
/// - underflow: less than 2⁻⁸⁰, the data being scaled to 1…2.
///
/// With a = α‖ĉ‖, b = ½α‖ĉ‖² + 2⁻⁸⁰ and α = 1.05 (p + 8) u, that is below aN + b for p ≤ 10⁵: what
/// the kernel finds is **at most S and at least S − 2(aN + b)**. So where the least found plus
/// twice its own error is below the second least found, its centroid is the nearest; also by the
/// direct sum in double, the slack asked for being far above that sum's rounding. The error given to
/// the kernel is 2.25 instead of 2 times: an eighth of α more pays for adding it in single precision.
///
/// *Slack*: with U ≥ ‖x̂ − ĉ‖ of the nearest and L ≤ that of every other, both from those bounds,
/// L − U. When the centroid of the label has moved by δ since, and no other by more than δ′, the label
/// stands while L − U > δ + δ′ (Hamerly 2010, doi:10.1137/1.9781611972801.12, in one number). The slack
/// is stored plus ``Travel``, the sum of all δ + δ′ so far, so that it is only compared, not
/// rewritten. Every step rounds against the label, and 2⁻²⁰ of U, L and the travel is taken off, many
/// times the rounding of the few operations.
struct SingleCentroids {
  static let largestColumnCount = 100_000

  private let panelCount: Int
  private let columnCount: Int
  private var panels: [Float]
  private var offsets: [Float]
  private var slopes: [Float]
  private var errors: [Float]
  private let travel: [Float]
  private let reference: [Float]
  /// See ``Travel``.
  let sinceReference: Float

  init(_ centroids: [Double], of rows: SingleRows, travel: Travel) {
    let p = rows.mean.count
    let k = centroids.count / p
    let panel = Int(CK_PANEL)
    panelCount = (k + panel - 1) / panel
    columnCount = p
    self.travel = travel.singles
    reference = travel.referenceSingles
    sinceReference = travel.sinceReference
    panels = [Float](repeating: 0, count: panelCount * panel * (p + 1))
    // Out of reach, as the lanes that only fill a panel are.
    offsets = [Float](repeating: .infinity, count: panelCount * panel)
    slopes = [Float](repeating: 0, count: panelCount * panel)
    errors = slopes
    for c in 0..<k { set(c, centroids[(c * p)..<((c + 1) * p)], rows) }
  }

  private mutating func set(_ c: Int, _ centroid: ArraySlice<Double>, _ rows: SingleRows) {
    let panel = Int(CK_PANEL)
    let first = (c / panel) * (columnCount + 1) * panel + c % panel
    var square = 0.0
    for (j, value) in centroid.enumerated() {
      let scaled = (value - rows.mean[j]) * rows.scale
      square += scaled * scaled
      panels[first + j * panel] = Float(-scaled)
    }
    // A little more than the norm, the sum of squares being rounded.
    let norm = square.squareRoot() * (1 + 0x1p-30)
    let alpha = 1.05 * Double(columnCount + 8) * 0x1p-24
    let (slope, error) = (alpha * norm, alpha * norm * norm / 2 + 0x1p-80)
    panels[first + columnCount * panel] = Float(-slope * (1 + 0x1p-22))
    offsets[c] = Float(square / 2 - error)
    slopes[c] = Float(2.25 * slope)
    errors[c] = Float(2.25 * error)
  }

  /// The centroids, and the travel at the reference.
  func withPointers(
    _ body: (UnsafePointer<CKSingleCentroids>, UnsafePointer<Float>) -> Void
  ) {
    panels.withUnsafeBufferPointer { panels in
      offsets.withUnsafeBufferPointer { offsets in
        slopes.withUnsafeBufferPointer { slopes in
          errors.withUnsafeBufferPointer { errors in
            travel.withUnsafeBufferPointer { travel in
              reference.withUnsafeBufferPointer { reference in
                var centroids = CKSingleCentroids(
                  columnCount: columnCount, panelCount: panelCount, panels: panels.baseAddress,
                  offsets: offsets.baseAddress, errorSlopes: slopes.baseAddress,
                  errorOffsets: errors.baseAddress, travel: travel.baseAddress)
                if let reference = reference.baseAddress { body(&centroids, reference) }
              }
            }
          }
        }
      }
    }
  }
}

/// How far centroids have gone, as ``SingleCentroids`` counts it: for each label, the sum over
/// iterations of the way of its own centroid and the longest way of another.
///
/// A group of rows is passed over by one comparison: while the least slack − reference of its rows is
/// above the most that any label has travelled since the reference was taken, all of them stand.
struct Travel: Sendable {
  private var lengths: [Double]
  private var reference: [Double]

  init(clusterCount: Int) {
    lengths = [Double](repeating: 0, count: clusterCount)
    reference = lengths
  }

  mutating func takeReference() { reference = lengths }

  var referenceSingles: [Float] { Self.roundedUp(reference) }

  /// The most that any label has travelled since the reference, and its rounding.
  var sinceReference: Float {
    let longest = zip(lengths, reference).map { $0 - $1 }.max() ?? 0
    return Float(longest + (lengths.max() ?? 0) * 0x1p-22).nextUp
  }

  /// Slacks are sums with the travel, in single precision: past this, in units of a spread of 1…2,
  /// they lose too many digits, and all labels had better be found anew.
  var isLong: Bool { !lengths.allSatisfy { $0 < 16 } }

  var singles: [Float] { Self.roundedUp(lengths) }

  private static func roundedUp(_ lengths: [Double]) -> [Float] {
    lengths.map { $0 == 0 ? 0 : Float($0 * (1 + 0x1p-40)).nextUp }
  }

  mutating func add(from old: [Double], to new: [Double], scale: Double) {
    let p = old.count / lengths.count
    let steps = lengths.indices.map { c in
      (0..<p).reduce(0) { sum, j in
        let step = (new[c * p + j] - old[c * p + j]) * scale
        return sum + step * step
      }.squareRoot() * (1 + 0x1p-30) + (0x1p-500)
    }
    let farthest = steps.indices.max { steps[$0] < steps[$1] } ?? 0
    let next = steps.indices.filter { $0 != farthest }.map { steps[$0] }.max() ?? 0
    for c in lengths.indices { lengths[c] += steps[c] + (c == farthest ? next : steps[farthest]) }
  }
}
