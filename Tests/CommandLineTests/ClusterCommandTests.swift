import Clustering
import Foundation
import TestSupport
import Testing

/// `clientele cluster` on real measurements, against SciPy and scikit-learn.
@Suite struct ClusterCommandTests {
  static let wine = Repository.path("datasets/wine.csv")
  let command: CommandProcess

  init() throws { command = try CommandProcess() }

  private struct WardOracle: Decodable {
    struct Case: Decodable {
      let name: String
      let merges: [[Int]]
      let heights: [Double]
      let sizes: [Int]
      let cuts: [String: [Int]]
    }
    let cases: [Case]
  }

  private struct KMeansOracle: Decodable {
    struct Case: Decodable {
      let name: String
      let start: [[Double]]
      let labels: [Int]
      let inertia: Double
      let iterations: Int
    }
    let cases: [Case]
  }

  private func json(_ arguments: String...) throws -> JSONAnswer { try json(arguments) }

  private func json(_ arguments: [String]) throws -> JSONAnswer {
    let result = try command.run(["cluster"] + arguments + ["--json"])
    #expect(result.status == 0 && result.error.isEmpty)
    return try JSONAnswer(result.output)
  }

  @Test func printsTheKeysOfTheContract() throws {
    let answer = try json(Self.wine, "--method", "ward", "--clusters", "3")
    #expect(
      answer.keys == [
        "method", "observations", "variables", "clusters", "sizes", "inertia", "iterations",
        "converged", "centroids", "merges", "indices", "seconds", "labels",
      ])
    #expect(answer["indices"].keys == ["silhouette", "calinskiHarabasz", "daviesBouldin"])
    #expect(answer["seconds"].keys == ["read", "prepare", "cluster", "indices"])
    #expect(answer["method"].text == "ward" && answer["observations"].number == 178)
    #expect(answer["variables"].list.count == 13 && answer["clusters"].number == 3)
    #expect(answer["sizes"].numbers.reduce(0, +) == 178)
    #expect(answer["centroids"].rows.map(\.count) == [13, 13, 13])
    #expect(answer["labels"].list.count == 178 && answer["merges"].list.count == 177)
  }

  private struct MethodsOracle: Decodable {
    struct Tree: Decodable {
      let method: String
      let metric: String
      let heights: [Double]
      /// `nil` where heights fall and SciPy cuts otherwise.
      let sizes: [Int]?
    }
    let trees: [Tree]
    let medoidLoss: Double
    let medoids: [Int]
  }

  @Test func everyLinkageIsThatOfSciPy() throws {
    for tree in try Oracle.decode(MethodsOracle.self, from: "cluster-methods.json").trees {
      let answer = try json(
        Self.wine, "--method", tree.method, "--metric", tree.metric, "--clusters", "3")
      let heights = answer["merges"].rows.map { $0[2] }
      let worst =
        zip(heights.sorted(), tree.heights.sorted())
        .map { relativeDifference($0, $1) }.max() ?? 1
      #expect(worst < 1e-9 && heights.count == 177, "\(tree.method)")
      if let sizes = tree.sizes {
        #expect(answer["sizes"].numbers == sizes.map(Double.init), "\(tree.method)")
      }
    }
  }

  @Test func medoidsAreThoseOfFasterPAM() throws {
    let oracle = try Oracle.decode(MethodsOracle.self, from: "cluster-methods.json")
    let answer = try json(Self.wine, "--method", "kmedoids", "--clusters", "3")
    #expect(relativeDifference(answer["loss"].number ?? 0, oracle.medoidLoss) < 1e-9)
    let medoids = answer["medoids"].numbers.map { Int($0) }
    #expect(medoids.sorted() == oracle.medoids)
    #expect(medoids.map { answer["labels"].numbers[$0] } == [0, 1, 2])
  }

  @Test func aMixtureTellsItsLikelihood() throws {
    let answer = try json(Self.wine, "--method", "gaussian-mixture", "--clusters", "3")
    #expect(answer["sizes"].numbers.reduce(0, +) == 178 && answer["clusters"].number == 3)
    // −2 log L + ν log n, ν = 2 + 3·13 + 3·13·14/2.
    let bic = -2 * (answer["logLikelihood"].number ?? 0) + 314 * log(178.0)
    #expect(relativeDifference(answer["bic"].number ?? 0, bic) < 1e-12)
  }

  @Test func manhattanIsNotForMethodsOfMeans() throws {
    for method in ["auto", "ward", "kmeans", "centroid", "median", "gaussian-mixture"] {
      let result = try command.run(
        "cluster", Self.wine, "--method", method, "--metric", "manhattan", "--clusters", "3")
      #expect(result.status == 64 && result.output.isEmpty, "\(method)")
    }
  }

  /// Of a, b, c, d: fees 0, 10, missing, 5; office x, x, y, y. d(a, b) = (1 + 0)/2, d(a, c) = 1,
  /// d(a, d) = (½ + 1)/2, d(b, c) = 1, d(b, d) = (½ + 1)/2, d(c, d) = 0.
  private static let mixed =
    "id,fees,office,since\nA-1,0,x,2020-01-01\nA-2,10,x,2021-01-01\nA-3,,y,2021-01-02\n"
    + "A-4,5,y,2020-05-05\n"

  @Test func gowerComparesColumnsOfAnyKindSomeCellsMissing() throws {
    try command.put("mixed.csv", Self.mixed)
    let arguments = ["--metric", "gower", "--columns", "fees,office", "--clusters", "2"]
    func answer(_ method: String) throws -> JSONAnswer {
      try json(["mixed.csv", "--method", method] + arguments)
    }
    for (method, height) in [
      ("single", 0.75), ("complete", 1), ("average", 0.875), ("mcquitty", 0.875),
    ] {
      let found = try answer(method)
      #expect(found["labels"].numbers == [0, 0, 1, 1])
      #expect(found["merges"].rows.map { $0[2] } == [0, 0.5, height], "\(method)")
      #expect(found["inertia"] == .null && !found.keys.contains("centroids"))
    }
    let medoids = try answer("kmedoids")
    #expect(medoids["labels"].numbers == [0, 0, 1, 1] && medoids["loss"].number == 0.5)
    #expect(medoids["variables"].list.compactMap(\.text) == ["fees", "office"])
    // a: (0.875 − 0.5)/0.875; c and d: 1.
    let silhouette = (2 * (0.875 - 0.5) / 0.875 + 2) / 4
    #expect(abs((medoids["indices"]["silhouette"].number ?? 0) - silhouette) < 1e-15)
    #expect(medoids["indices"]["daviesBouldin"] == .null)
  }

  @Test func gowerTakesEveryComparableColumnAndNamesTheOthers() throws {
    try command.put("mixed.csv", Self.mixed)
    let result = try command.run(
      "cluster", "mixed.csv", "--metric", "gower", "--method", "kmedoids", "--clusters", "2")
    #expect(result.status == 0 && result.output.contains("2 variables, 2 clusters"))
    #expect(result.output.contains("medoid (row)") && !result.output.contains("Davies"))
    #expect(result.error.contains("columns left out, which cannot be compared: since"))
    for (column, words) in [("since", "cannot be compared"), ("none", "no column is called")] {
      let refused = try command.run(
        "cluster", "mixed.csv", "--metric", "gower", "--method", "kmedoids", "--clusters", "2",
        "--columns", "fees,\(column)")
      #expect(refused.status == 65 && refused.error.contains(words))
    }
    let many = try command.run(
      "cluster", "mixed.csv", "--metric", "gower", "--method", "single", "--clusters", "5")
    #expect(many.status == 65 && many.output.isEmpty)
  }

  @Test func gowerIsNotForMethodsOfMeansNorForScales() throws {
    try command.put("mixed.csv", Self.mixed)
    for method in ["auto", "ward", "kmeans", "centroid", "median", "gaussian-mixture"] {
      let result = try command.run(
        "cluster", "mixed.csv", "--method", method, "--metric", "gower", "--clusters", "2")
      #expect(result.status == 64 && result.error.contains("--metric gower goes with"))
    }
    let scaled = try command.run(
      "cluster", "mixed.csv", "--method", "single", "--metric", "gower", "--clusters", "2",
      "--scale", "standard")
    #expect(scaled.status == 64 && scaled.error.contains("exclude each other"))
  }

  @Test func wardIsThatOfSciPy() throws {
    let cases = try Oracle.decode(WardOracle.self, from: "ward.json").cases
    let oracle = try #require(cases.first { $0.name == "wine, standardised" })
    let answer = try json(
      Self.wine, "--method", "ward", "--scale", "standard", "--clusters", "3")
    let merges = answer["merges"].rows
    #expect(merges.map { [Int($0[0]), Int($0[1])] } == oracle.merges)
    #expect(merges.map { Int($0[3]) } == oracle.sizes)
    let worst = zip(merges, oracle.heights).map { relativeDifference($0[2], $1) }.max() ?? 1
    #expect(worst < 1e-9)
    let cut = try #require(oracle.cuts["3"])
    #expect(answer["labels"].numbers.map { Int($0) } == Partition(canonicalising: cut).labels)
  }

  @Test(arguments: [3, 7])
  func kMeansFromGivenCentroidsIsThatOfScikitLearn(count: Int) throws {
    let cases = try Oracle.decode(KMeansOracle.self, from: "kmeans.json").cases
    let oracle = try #require(
      cases.first { $0.name == "wine, standardised" && $0.start.count == count })
    let header = (1...13).map { "v\($0)" }.joined(separator: ",")
    let rows = oracle.start.map { $0.map { "\($0)" }.joined(separator: ",") }
    try command.put("start.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let answer = try json(
      Self.wine, "--method", "kmeans", "--clusters", "\(count)", "--initial", "start.csv")
    #expect(
      answer["labels"].numbers.map { Int($0) }
        == Partition(canonicalising: oracle.labels).labels)
    let inertia = try #require(answer["inertia"].number)
    #expect(relativeDifference(inertia, oracle.inertia) < 1e-10)
    #expect(answer["iterations"].number == Double(oracle.iterations))
    #expect(answer.keys.contains("merges") == false)
  }

  @Test func labelsGoToTheirFile() throws {
    let shown = try json(Self.wine, "--clusters", "3")
    let written = try json(Self.wine, "--clusters", "3", "--labels", "labels.txt")
    #expect(!written.keys.contains("labels"))
    let lines = try command.text("labels.txt").split(separator: "\n").compactMap { Double($0) }
    #expect(lines == shown["labels"].numbers && lines.count == 178)
    #expect(Set(lines) == [0, 1, 2])
  }

  /// Labels and result would be mixed; alone, labels may go to standard output.
  @Test func labelsOnStandardOutputComeAlone() throws {
    for arguments in [[], ["--json"], ["--json", "--quiet"]] {
      let result = try command.run(
        ["cluster", Self.wine, "--clusters", "3", "--labels", "-"] + arguments)
      #expect(result.status == 64 && result.output.isEmpty)
      #expect(result.error.contains("--labels - would mix the cluster numbers with the result"))
    }
    let alone = try command.run(
      "cluster", Self.wine, "--clusters", "3", "--labels", "-", "--quiet")
    let shown = try json(Self.wine, "--clusters", "3")
    #expect(alone.status == 0)
    #expect(
      alone.output.split(separator: "\n").compactMap { Double($0) } == shown["labels"].numbers)
    #expect(try command.content().isEmpty)
  }

  @Test func labelsNeverReplaceTheInput() throws {
    try command.put("in.csv", "a,b\n1,2\n3,4\n5,7\n")
    let result = try command.run("cluster", "./in.csv", "--clusters", "2", "--labels", "in.csv")
    #expect(result.status == 73 && result.error.contains("it will not be replaced"))
    #expect(try command.text("in.csv") == "a,b\n1,2\n3,4\n5,7\n")
  }

  @Test func columnsAreThoseAskedForInTheirOrder() throws {
    let answer = try json(
      Self.wine, "--clusters", "2", "--columns", "hue, alcohol", "--scale", "none")
    #expect(answer["variables"].list.compactMap(\.text) == ["hue", "alcohol"])
    // Without scaling the centroids are in the units of the file: alcohol about 13 % by volume.
    #expect(answer["centroids"].rows.allSatisfy { $0[0] < 2 && (11...15).contains($0[1]) })
  }

  /// (x − mean)/sd, (x − min)/(max − min) and x, on 0, 0, 10, 10 with two clusters.
  @Test(arguments: [("none", [0.0, 10]), ("standard", [-1, 1]), ("minmax", [0, 1])])
  func scales(name: String, centres: [Double]) throws {
    try command.put("x.csv", "x,y\n0,1\n0,1\n10,1\n10,1\n")
    let answer = try json(
      "x.csv", "--clusters", "2", "--columns", "x", "--scale", name, "--method", "ward")
    #expect(answer["centroids"].rows.map { $0[0] } == centres)
  }

  /// Median 5; |x − 5| are 5 5 5 5 0, their median 5: centres at ∓1/1.4826.
  @Test func robustScale() throws {
    try command.put("x.csv", "x,y\n0,1\n0,1\n5,1\n10,1\n10,1\n")
    let answer = try json("x.csv", "--clusters", "3", "--columns", "x", "--scale", "robust")
    let centres = answer["centroids"].rows.map { abs($0[0]) }.sorted()
    #expect(centres[0] == 0)
    #expect(abs(centres[2] - 1 / 1.4826) < 1e-4)
  }

  @Test func standardInputAndNoIndices() throws {
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: Self.wine)), as: UTF8.self)
    let piped = try command.run("cluster", "-", "--clusters", "3", "--json", input: text)
    let direct = try json(Self.wine, "--clusters", "3")
    #expect(try JSONAnswer(piped.output).without("seconds") == direct.without("seconds"))
    let bare = try json(Self.wine, "--clusters", "3", "--no-indices")
    #expect(!bare.keys.contains("indices"))
  }

  @Test func missingCellsAreSaidUnlessQuiet() throws {
    try command.put("x.csv", "x,y\n0,1.5\n,2.5\n10,3.5\n11,4.5\n")
    let told = try command.run("cluster", "x.csv", "--clusters", "2")
    #expect(told.status == 0 && told.error.contains("1 missing cell"))
    let quiet = try command.run("cluster", "x.csv", "--clusters", "2", "--quiet")
    #expect(quiet.error.isEmpty && quiet.output == told.output)
  }

  @Test func oneClusterForEachClient() throws {
    try command.put("x.csv", "x,y\n0.5,1.5\n1.5,2.5\n10.5,3.5\n11.5,4.5\n")
    let answer = try json("x.csv", "--clusters", "4")
    #expect(answer["inertia"].number == 0 && answer["sizes"].numbers == [1, 1, 1, 1])
    #expect(answer["indices"]["silhouette"] == .null)
  }

  @Test func initialGoesWithKMeansAndFits() throws {
    let usage = try command.run("cluster", Self.wine, "--clusters", "3", "--initial", "x.csv")
    #expect(usage.status == 64 && usage.error.contains("--initial goes with --method kmeans"))
    try command.put("x.csv", "a,b\n1.5,2.5\n3.5,4.5\n")
    let shape = try command.run(
      "cluster", Self.wine, "--clusters", "3", "--method", "kmeans", "--initial", "x.csv")
    #expect(shape.status == 65 && shape.error.contains("2 × 2; it takes 3 × 13"))
  }
}
