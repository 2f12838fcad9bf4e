extension DipStatistic {
  /// The least p-value that is told: that of the table's last entry.
  public static let smallestPValue = 0.00005

  /// The share of samples of the uniform distribution, of the same size, whose dip is at least as
  /// large; 1 below five values, where any dip is possible.
  ///
  /// Quantiles are interpolated in 1/√n between the sizes of the table, the p-value between the
  /// quantiles: upwards, as it falls ever more slowly. Beyond the largest size √n·D has come to its
  /// limit.
  public var pValue: Double {
    guard count >= DipTable.rows[0].count else { return 1 }
    let quantiles = DipTable.quantiles(count)
    let scaled = value * Double(count).squareRoot()
    let above = quantiles.partitioningIndex { $0 > scaled }
    if above == 0 { return 1 }
    guard above < quantiles.count else { return DipStatistic.smallestPValue }
    let (low, high) = (quantiles[above - 1], quantiles[above])
    let weight = (scaled - low) / (high - low)
    let (from, to) = (DipTable.survival[above - 1], DipTable.survival[above])
    return (1 - weight) * from + weight * to
  }
}

/// Quantiles of √n·D for uniform samples: 200 000 draws of each size by R 4.2.2,
/// diptest 0.76.0 (`Tests/Oracles/generate/dip_quantiles.R`).
private enum DipTable {
  struct Row {
    let count: Int
    let quantiles: [Double]
  }

  static func quantiles(_ count: Int) -> [Double] {
    guard let upper = rows.firstIndex(where: { $0.count >= count }) else {
      return rows[rows.count - 1].quantiles
    }
    if rows[upper].count == count { return rows[upper].quantiles }
    func place(_ count: Int) -> Double { 1 / Double(count).squareRoot() }
    let (a, b) = (rows[upper - 1], rows[upper])
    let weight = (place(count) - place(a.count)) / (place(b.count) - place(a.count))
    return zip(a.quantiles, b.quantiles).map { (1 - weight) * $0 + weight * $1 }
  }

  static let survival = [
    0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002,
    0.001, 0.0005, 0.0002, 0.0001, 0.00005,
  ]

  static let rows = [
    Row(
      count: 5,
      quantiles: [
        0.22361, 0.22361, 0.22361, 0.22361, 0.22361, 0.24289, 0.27184, 0.3003, 0.32925, 0.36019,
        0.39512, 0.41632, 0.43277, 0.43924, 0.44308, 0.4455, 0.44634, 0.44675, 0.44703, 0.44713,
        0.44717,
      ]),
    Row(
      count: 7,
      quantiles: [
        0.18898, 0.19225, 0.21654, 0.24923, 0.27344, 0.29377, 0.31176, 0.32838, 0.34479, 0.3614,
        0.38184, 0.42272, 0.46311, 0.48613, 0.5047, 0.52322, 0.53377, 0.5437, 0.5515, 0.55577,
        0.55976,
      ]),
    Row(
      count: 10,
      quantiles: [
        0.19357, 0.2276, 0.24653, 0.2696, 0.28544, 0.29811, 0.30897, 0.3228, 0.3477, 0.37596,
        0.41273, 0.44139, 0.47707, 0.50583, 0.529, 0.55419, 0.5711, 0.58632, 0.6099, 0.62118,
        0.63747,
      ]),
    Row(
      count: 15,
      quantiles: [
        0.21142, 0.23628, 0.24882, 0.26792, 0.28878, 0.30681, 0.32383, 0.34153, 0.36105, 0.38599,
        0.42599, 0.45939, 0.49832, 0.52602, 0.55093, 0.57965, 0.60191, 0.62305, 0.6445, 0.6684,
        0.68379,
      ]),
    Row(
      count: 20,
      quantiles: [
        0.21225, 0.23595, 0.2543, 0.2777, 0.29551, 0.31172, 0.32851, 0.34767, 0.36911, 0.39547,
        0.43441, 0.47024, 0.51127, 0.53946, 0.56581, 0.59998, 0.61985, 0.63824, 0.66434, 0.68316,
        0.70557,
      ]),
    Row(
      count: 30,
      quantiles: [
        0.21706, 0.24355, 0.25959, 0.28309, 0.30219, 0.31963, 0.33729, 0.35614, 0.37792, 0.40518,
        0.44659, 0.48367, 0.52584, 0.5549, 0.58285, 0.61896, 0.64136, 0.66267, 0.69749, 0.71609,
        0.73575,
      ]),
    Row(
      count: 50,
      quantiles: [
        0.22169, 0.24968, 0.26673, 0.29042, 0.30963, 0.3276, 0.34575, 0.36515, 0.38758, 0.41588,
        0.45854, 0.49696, 0.54201, 0.57358, 0.60186, 0.6376, 0.66216, 0.68341, 0.71609, 0.73599,
        0.74839,
      ]),
    Row(
      count: 100,
      quantiles: [
        0.22848, 0.25693, 0.27442, 0.29849, 0.3181, 0.33631, 0.35484, 0.37507, 0.39829, 0.42766,
        0.47183, 0.51145, 0.55775, 0.59027, 0.6206, 0.6616, 0.68671, 0.70926, 0.74434, 0.77228,
        0.78552,
      ]),
    Row(
      count: 200,
      quantiles: [
        0.23348, 0.26179, 0.27961, 0.30414, 0.32406, 0.34269, 0.36138, 0.38187, 0.40543, 0.43503,
        0.48023, 0.52177, 0.56953, 0.6043, 0.637, 0.67723, 0.70987, 0.73531, 0.76359, 0.78412,
        0.80147,
      ]),
    Row(
      count: 500,
      quantiles: [
        0.23772, 0.26671, 0.28489, 0.30958, 0.32987, 0.3486, 0.3676, 0.38862, 0.41244, 0.44283,
        0.48864, 0.52971, 0.57901, 0.61325, 0.64376, 0.68438, 0.71293, 0.74345, 0.78073, 0.80531,
        0.82792,
      ]),
    Row(
      count: 1000,
      quantiles: [
        0.24041, 0.26972, 0.28786, 0.31278, 0.33289, 0.35191, 0.37099, 0.39197, 0.41615, 0.44642,
        0.49241, 0.53445, 0.58399, 0.61757, 0.64833, 0.68899, 0.7215, 0.74737, 0.78857, 0.81899,
        0.8348,
      ]),
    Row(
      count: 3000,
      quantiles: [
        0.24281, 0.27249, 0.29056, 0.31559, 0.33614, 0.35543, 0.37496, 0.39564, 0.41995, 0.4508,
        0.49756, 0.53935, 0.58865, 0.62431, 0.65728, 0.70199, 0.73217, 0.7642, 0.80036, 0.83303,
        0.86244,
      ]),
  ]
}
