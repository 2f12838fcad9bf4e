import Clustering
import Foundation
import TestSupport
import Testing

/// `clientele cluster` on real measurements, against SciPy and scikit-learn.
@Suite struct ClusterCommandTests {
  static let wine = Repository.path("datasets/wine.csv")
  private static let cultivarIsLeftOut =
    "Note: non-numeric columns left out (--metric gower and 'clientele run' use them): cultivar.\n"
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
    let isWhole = arguments[0] == Self.wine && !arguments.contains("--columns")
    #expect(result.status == 0 && result.error == (isWhole ? Self.cultivarIsLeftOut : ""))
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
    #expect(result.output.contains("medoid (data row)") && !result.output.contains("Davies"))
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
    #expect(
      told.status == 0
        && told.error
          == "Note: 1 missing cell took the centre of its column (data row 2, column x).\n"
    )
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
    #expect(shape.status == 65 && shape.error.contains("x.csv: the starting centroids are 2 × 2"))
    #expect(shape.error.contains("it takes 3 × 13"))
  }

  /// By name wherever the header has one, else in order; what is wrong names the file of the centroids.
  @Test func initialCentroidsGoToTheColumnsOfTheirName() throws {
    try command.put("x.csv", "a,b\n0,10\n0.5,11\n5,90\n5.5,91\n")
    func centroids(_ text: String) throws -> [[Double]] {
      try command.put("start.csv", text)
      return try json(
        "x.csv", "--method", "kmeans", "--clusters", "2", "--initial", "start.csv", "--scale",
        "none", "--max-iterations", "1"
      )["centroids"].rows
    }
    let expected = [[0.25, 10.5], [5.25, 90.5]]
    #expect(try centroids("b,a\n10,0\n90,5\n") == expected)
    #expect(try centroids("u,v\n0,10\n5,90\n") == expected)
    func refusal(_ text: String) throws -> String {
      try command.put("start.csv", text)
      let result = try command.run(
        "cluster", "x.csv", "--method", "kmeans", "--clusters", "2", "--initial", "start.csv")
      #expect(result.status == 65 && result.output.isEmpty)
      return result.error
    }
    #expect(
      try refusal("b,c\n10,0\n90,5\n").contains("start.csv: no column is called 'a'"))
    #expect(
      try refusal("b,a\n10,0\n90,\n").contains("start.csv: column 2 ('a'): starting centroids"))
    #expect(try refusal("b,a\n10,x\n90,y\n").contains("start.csv: column 2 ('a')"))
    #expect(try refusal("b,a\n10,0\n1e200,5\n").contains("start.csv: column 1 ('b'): starting"))
    // Noughts and ones are numbers, and names that no header gave are none.
    try command.put("x.csv", "0,10\n0.5,90\n5,11\n5.5,91\n")
    try command.put("start.csv", "0,0.5\n1,0.5\n")
    let unnamed = try json(
      "x.csv", "--method", "kmeans", "--clusters", "2", "--initial", "start.csv", "--scale",
      "minmax", "--columns", "column_2,column_1")
    // In order: the first column of the start is that of 10, 90, 11, 91.
    #expect(unnamed["labels"].numbers == [0, 1, 0, 1])
  }

  @Test func cellsThatAreNoNumbersAreNamed() throws {
    for wrong in ["inf", "-Infinity", "1e400"] {
      try command.put("x.csv", "a,b\n1,2\n3,5\n5,\(wrong)\n7,8\n9,1\n11,4\n")
      for arguments in [["cluster", "x.csv", "--clusters", "2"], ["choose", "x.csv"]] {
        let refused = try command.run(arguments)
        #expect(refused.status == 65 && refused.output.isEmpty)
        #expect(refused.error.contains("x.csv: line 4, column b: not a finite number."))
      }
    }
    try command.put("y.csv", "a,b\n1,2\n3,oops\n5,hm\n7,8\n9,1\n11,4\n")
    for name in ["cluster", "choose"] {
      let options = name == "cluster" ? ["--clusters", "2"] : []
      let result = try command.run([name, "y.csv"] + options)
      #expect(result.status == 0)
      #expect(
        result.error.contains(
          "2 missing cells took the centre of their column (line 3, column b: a text; "
            + "line 4, column b: a text)."), "\(name)")
    }
    let gower = try command.run(
      "cluster", "y.csv", "--clusters", "2", "--metric", "gower", "--method", "single")
    #expect(gower.error.contains("cells that cannot be read count as missing (line 3, column b"))
  }

  @Test func columnsLeftOutAreNamedAndWhatIsNoNumberSaysWhatItIs() throws {
    try command.put("x.csv", "a,b,kind\n0,1.5,u\n1,2.5,v\n10,3.5,u\n11,4.5,v\n12,4,u\n")
    let told = try command.run("cluster", "x.csv", "--clusters", "2")
    #expect(
      told.error
        == "Note: non-numeric columns left out (--metric gower and 'clientele run' use them): kind.\n"
    )
    let chosen = try command.run("cluster", "x.csv", "--clusters", "2", "--columns", "a,b")
    #expect(chosen.status == 0 && chosen.error.isEmpty)
    let refused = try command.run("cluster", "x.csv", "--clusters", "2", "--columns", "a,kind")
    #expect(
      refused.status == 65
        && refused.error.contains(
          "the column 'kind' is not one of numbers: it is read as 'category'")
    )
    let twice = try command.run("cluster", "x.csv", "--clusters", "2", "--columns", "a, a")
    #expect(twice.status == 64 && twice.error.contains("--columns names 'a' twice"))
  }

  /// On 20 001 rows by samples, unless all are asked for; the answer says so.
  @Test func medoidsOfManyRowsAreSearchedOnSamples() throws {
    var text = "a,b\n"
    for i in 0..<20_001 {
      text += "\(Double(i % 3) * 50 + Double(i * 7919 % 1009) / 1009),\(Double(i % 11) / 10)\n"
    }
    try command.put("many.csv", text)
    let arguments = [
      "cluster", "many.csv", "--method", "kmedoids", "--clusters", "3", "--json", "--no-indices",
      "--scale", "none",
    ]
    let sampled = try command.run(arguments)
    #expect(sampled.error.contains("the medoids are the best of 5 samples of 1,000 rows"))
    let answer = try JSONAnswer(sampled.output)
    #expect(answer["sampling"]["samples"].number == 5)
    #expect(answer["sampling"]["sampleSize"].number == 1000)
    #expect(answer["sizes"].numbers == [6667, 6667, 6667])
    let all = try command.run(arguments + ["--samples", "0"])
    let exact = try JSONAnswer(all.output)
    #expect(all.error.isEmpty && !exact.keys.contains("sampling"))
    #expect((exact["loss"].number ?? 0) < (answer["loss"].number ?? 0))
    let mixed = try command.run(
      "cluster", "many.csv", "--method", "kmedoids", "--clusters", "3", "--json", "--metric",
      "gower",
      "--columns", "a")
    #expect(mixed.status == 0 && mixed.error.contains("no silhouette"))
    #expect(try JSONAnswer(mixed.output)["sizes"].numbers == [6667, 6667, 6667])
    // A sample would be all of them.
    let few = try command.run(
      "cluster", Self.wine, "--method", "kmedoids", "--clusters", "3", "--samples", "2", "--json")
    #expect(few.error == Self.cultivarIsLeftOut)
    #expect(try !JSONAnswer(few.output).keys.contains("sampling"))
    for wrong in [
      ["--method", "ward", "--samples", "2"], ["--method", "kmedoids", "--samples=-1"],
    ] {
      let refused = try command.run(["cluster", Self.wine, "--clusters", "3"] + wrong)
      #expect(refused.status == 64 && refused.error.contains("--samples takes a number from 0"))
    }
  }

  /// Full: 3·13·14/2 numbers for the covariances; diagonal 3·13; spherical 3; tied 13·14/2.
  @Test(arguments: [("full", 273.0), ("diagonal", 39), ("spherical", 3), ("tied", 91)])
  func covariancesAreThoseAskedFor(name: String, count: Double) throws {
    let answer = try json(
      Self.wine, "--method", "gaussian-mixture", "--clusters", "3", "--covariance", name)
    let bic = -2 * (answer["logLikelihood"].number ?? 0) + (2 + 39 + count) * log(178.0)
    #expect(relativeDifference(answer["bic"].number ?? 0, bic) < 1e-12)
    // `choose` fits what `cluster` fits.
    let choice = try command.run(
      "choose", Self.wine, "--method", "gaussian-mixture", "--covariance", name, "--json",
      "--max-clusters", "3")
    let values = try JSONAnswer(choice.output)["criteria"]["bic"]["values"].numbers
    #expect(relativeDifference(values.last ?? 0, answer["bic"].number ?? 1) < 1e-9)
  }

  /// d(a, b) = 1, d(a, c) = 2, d(b, c) = 1.5: average joins a and b at 1, then c at 1.75.
  @Test func dissimilaritiesMayBeGiven() throws {
    let square = "0,1,2\n1,0,1.5\n2,1.5,0\n"
    for text in [square, "a,b,c\n" + square, "who,a,b,c\nA-1,0,1,2\nA-2,1,0,1.5\nA-3,2,1.5,0\n"] {
      try command.put("d.csv", text)
      let tree = try json(
        "d.csv", "--metric", "precomputed", "--method", "average", "--clusters", "2")
      #expect(tree["merges"].rows.map { $0[2] } == [1, 1.75])
      #expect(tree["labels"].numbers == [0, 0, 1] && tree["variables"].list.isEmpty)
      #expect(!tree.keys.contains("centroids") && !tree.keys.contains("inertia"))
      let medoids = try json(
        "d.csv", "--metric", "precomputed", "--method", "kmedoids", "--clusters", "1")
      #expect(medoids["medoids"].numbers == [1] && medoids["loss"].number == 2.5)
    }
    // Noughts and ones are numbers here.
    try command.put("d.csv", "a,b,c\n0,1,1\n1,0,1\n1,1,0\n")
    let ones = try command.run(
      "cluster", "d.csv", "--metric", "precomputed", "--method", "single", "--clusters", "2")
    #expect(ones.status == 0 && ones.output.hasPrefix("3 observations, 2 clusters\n"))
  }

  /// Names that are numbers, as R's `write.csv(as.matrix(d))` and pandas' `to_csv` write them; the last
  /// digits of what was computed twice.
  @Test(arguments: [
    "\"\",\"1\",\"2\",\"3\"\n\"1\",0,1,2\n\"2\",1,0,1.5\n\"3\",2,1.5,0\n",
    ",0,1,2\n0,0.0,1.0,2.0\n1,1.0,0.0,1.5\n2,2.0,1.5,0.0\n",
    "\"1\",\"2\",\"3\"\n0,1,2\n1,0,1.5\n2,1.5,0\n",
    "0,1,2\n0.0,1.0,2.0\n1.0,0.0,1.5\n2.0,1.5,0.0\n",
    "a,b,c\n1e-16,1,2\n1.0000000000000002,0,1.5\n2,1.5,0\n",
  ])
  func dissimilaritiesAsOthersWriteThem(text: String) throws {
    try command.put("d.csv", text)
    let tree = try json(
      "d.csv", "--metric", "precomputed", "--method", "average", "--clusters", "2")
    let heights = tree["merges"].rows.map { $0[2] }
    #expect(abs(heights[0] - 1) < 1e-15 && heights[1] == 1.75, "\(heights)")
    #expect(tree["labels"].numbers == [0, 0, 1])
  }

  /// What the configuration leaves out makes no groups by gower either.
  @Test func gowerReadsTheRolesOfTheConfiguration() throws {
    try command.put(
      "x.csv", "fee,office,outcome\n1,a,won\n2,a,lost\n30,b,won\n31,b,lost\n32,b,open\n")
    try command.put("c.yaml", "columns: {outcome: ignored, office: illustrative}\n")
    let arguments = ["x.csv", "--metric", "gower", "--method", "kmedoids", "--clusters", "2"]
    let all = try json(arguments)
    #expect(all["variables"].list.compactMap(\.text) == ["fee", "office", "outcome"])
    let some = try json(arguments + ["--config", "c.yaml"])
    #expect(some["variables"].list.compactMap(\.text) == ["fee"])
    let named = try json(arguments + ["--config", "c.yaml", "--columns", "fee,office"])
    #expect(named["variables"].list.compactMap(\.text) == ["fee", "office"])
    let twice = try command.run(["cluster"] + arguments + ["--columns", "fee,fee"])
    #expect(twice.status == 64 && twice.error.contains("--columns names 'fee' twice"))
    let copies = try command.run(
      ["cluster", "x.csv", "--metric", "gower", "--method", "average", "--clusters", "3"]
        + ["--columns", "office"])
    #expect(copies.status == 65 && copies.error.contains("2 distinct observations"))
  }

  @Test(arguments: [
    ("a,b,c,d\n0,1,2,2\n1,0,3,2\n", "rows: 2, columns: 4."),
    ("a,b\n0,1\n1,0\n2,2\n3,3\n", "rows: 4, columns: 2."),
    ("a,b,c\n0,1,2\n1,0.5,3\n2,3,0\n", "data row 2, column 'b': a row is at 0 from itself"),
    ("a,b,c\n0,1,2\n1,0,3\n2,4,0\n", "data row 2, column 'c', and row 3, column 'b', differ"),
    (
      "a,b,c\n0,1,-2\n1,0,3\n-2,3,0\n", "data row 1, column 'c': a dissimilarity is a number from 0"
    ),
    ("a,b,c\n0,1,\n1,0,3\n,3,0\n", "data row 1, column 'c': a dissimilarity is a number from 0"),
    ("a,b,c\n0,1,x\n1,0,3\nx,3,0\n", "(line 2, column c: a text; line 4, column a: a text)"),
    ("a,b,c\n0,1,1e141\n1,0,3\n1e141,3,0\n", "a number from 0 to 1e140"),
    ("who,a,b,c\nb,1,0,3\na,0,1,2\nc,2,3,0\n", "data row 1 bears the name of another column"),
    ("id,10,20,30\n20,1,0,3\n10,0,1,2\n30,2,3,0\n", "data row 1 bears the name of another column"),
    (",10,20,30\n20,1,0,3\n10,0,1,2\n30,2,3,0\n", "data row 1 bears the name of another column"),
    (
      "a,b,c,d\n0,1,2,2\n1,0,3,2\n2,3,0,1\n",
      "the table has 3 rows and 4 columns; if it has no names"
    ),
    ("who,a,b,Total\na,0,1,2\nb,1,0,3\nTotal,2,3,0\n", "taken for a total (line 4 of the file)"),
  ])
  func whatIsNoTableOfDissimilaritiesIsRefused(text: String, message: String) throws {
    try command.put("d.csv", text)
    let result = try command.run(
      "cluster", "d.csv", "--metric", "precomputed", "--method", "average", "--clusters", "2")
    #expect(result.status == 65 && result.output.isEmpty)
    #expect(result.error.contains("d.csv: ") && result.error.contains(message))
  }

  /// 0, 1, 3, 7, 15 on a line: Ward's heights are √(2ab/(a + b)) times the distances of the means.
  @Test func distancesGoToWardToo() throws {
    let x = [0.0, 1, 3, 7, 15]
    let rows = x.map { a in x.map { String(abs(a - $0)) }.joined(separator: ",") }
    try command.put("d.csv", "a,b,c,d,e\n" + rows.joined(separator: "\n") + "\n")
    let tree = try json("d.csv", "--metric", "precomputed", "--method", "ward", "--clusters", "2")
    let expected = [
      1, 2.5 * (4.0 / 3).squareRoot(), (17.0 / 3) * 1.5.squareRoot(), 12.25 * 1.6.squareRoot(),
    ]
    for (merge, height) in zip(tree["merges"].rows, expected) {
      #expect(abs((merge.count > 2 ? merge[2] : 0) - height) < 1e-12)
    }
  }

  /// Of (0, 0), (3, 4) and (100, 0), (100, 7) by sums of differences: 7 within, 100 to 107 between.
  @Test func silhouetteIsOfTheMetricAskedFor() throws {
    try command.put("x.csv", "x,y\n0,0\n3,4\n100,0\n100,7\n")
    let answer = try json(
      "x.csv", "--metric", "manhattan", "--scale", "none", "--method", "kmedoids", "--clusters", "2"
    )
    let expected = 1 - 7.0 / 2 * (1 / 103.5 + 1 / 100.5)
    #expect(abs((answer["indices"]["silhouette"].number ?? 0) - expected) < 1e-12)
  }

  @Test(arguments: [
    ["--method", "ward", "--restarts", "3"], ["--method", "kmedoids", "--max-iterations", "3"],
    ["--method", "auto", "--tolerance", "0.1"], ["--method", "single", "--max-iterations", "1"],
  ])
  func optionsThatDoNothingAreRefused(_ options: [String]) throws {
    let result = try command.run(["cluster", Self.wine, "--clusters", "3"] + options)
    #expect(result.status == 64 && result.error.contains("\(options[2]) goes with --method"))
  }

  @Test func consolidationIsLimitedToo() throws {
    let one = try json(Self.wine, "--clusters", "3", "--max-iterations", "1")
    #expect(one["iterations"].number == 1)
  }

  @Test func dissimilaritiesGoWithWhatTakesThem() throws {
    try command.put("d.csv", "0,1,2\n1,0,1.5\n2,1.5,0\n")
    for method in ["auto", "kmeans", "gaussian-mixture"] {
      let result = try command.run(
        "cluster", "d.csv", "--metric", "precomputed", "--method", method, "--clusters", "2")
      #expect(result.status == 64, "\(method)")
    }
    for option in [["--scale", "standard"], ["--columns", "a"]] {
      let result = try command.run(
        ["cluster", "d.csv", "--metric", "precomputed", "--method", "single", "--clusters", "2"]
          + option)
      #expect(result.status == 64 && result.error.contains("reads the whole table as it is"))
    }
  }

  /// In units in which three digits after the mark would show nothing, or a hundred before it.
  @Test func centresAreShownInAnyUnit() throws {
    try command.put("x.csv", "a,b\n1e-5,1e130\n2e-5,1.5e130\n9e-5,9e130\n9.5e-5,9.2e130\n")
    let told = try command.run(
      "cluster", "x.csv", "--clusters", "2", "--scale", "none", "--method", "kmeans")
    #expect(told.status == 0 && told.output.contains("1.500e−5  1.250e130"), "\(told.output)")
  }

  /// OpenBLAS would ask for its memory for ever.
  @Test func tooLittleAddressSpaceIsSaid() throws {
    for line in ["cluster \(Self.wine) --clusters 3", "choose \(Self.wine)", "run \(Self.wine)"] {
      let result = try command.runInShell("ulimit -v 600000; exec \"$CLIENTELE\" \(line)")
      #expect(result.status == 1 && !result.wasKilled && result.output.isEmpty)
      #expect(result.error.contains("ulimit -v leaves 585 MB to this command; it takes 1024"))
    }
  }

  /// Above 50 000 rows the silhouette is one of rows drawn, and it is said.
  @Test func theSilhouetteOfManyRowsIsSampled() throws {
    var text = "a\n"
    for i in 0..<50_001 { text += "\(Double(i % 2) * 50 + Double(i * 7919 % 1009) / 1009)\n" }
    try command.put("many.csv", text)
    let told = try command.run(
      "cluster", "many.csv", "--method", "kmeans", "--clusters", "2", "--restarts", "1", "--json")
    #expect(
      told.error
        == "Note: the silhouette is that of 50,000 rows drawn (--no-indices does without).\n")
    let indices = try JSONAnswer(told.output)["indices"]
    #expect(indices["silhouetteObservations"].number == 50_000)
    #expect((indices["silhouette"].number ?? 0) > 0.95)
  }

  /// Said before starting, with what would do: not an abort at the first allocation.
  @Test func memoryThatWouldNotFitIsSaidBeforeStarting() throws {
    var text = "a,b\n"
    for i in 0..<30_000 { text += "\(i * 7919 % 10_007),\(Double(i % 97) + 0.5)\n" }
    try command.put("many.csv", text)
    func refusal(_ options: String) throws -> String {
      let result = try command.runInShell(
        "ulimit -v 3000000; exec \"$CLIENTELE\" cluster many.csv --clusters 3 " + options)
      #expect(result.status == 65 && result.output.isEmpty && !result.wasKilled)
      return result.error
    }
    let tree = try refusal("--method average")
    #expect(tree.contains("many.csv: it would take 6,866 MB of memory and "))
    #expect(tree.contains("What does without: single, ward."))
    // Two squares are held: one would fit.
    let both = try command.runInShell(
      "ulimit -v 12000000; exec \"$CLIENTELE\" cluster many.csv --clusters 3 --method average "
        + "--metric manhattan")
    #expect(both.status == 65 && both.error.contains("it would take 13,7"))
    let mixed = try refusal("--method complete --metric gower")
    #expect(mixed.contains("Take fewer rows, or --method kmedoids --samples 5."))
  }

  @Test func anUnknownInstructionSetIsSaid() throws {
    let plain = try json(Self.wine, "--clusters", "3")
    let portable = try command.run(
      "cluster", Self.wine, "--clusters", "3", "--json",
      environment: ["CLIENTELE_KERNELS": "portable"])
    #expect(portable.error == Self.cultivarIsLeftOut)
    #expect(try JSONAnswer(portable.output).without("seconds") == plain.without("seconds"))
    let unknown = try command.run(
      "cluster", Self.wine, "--clusters", "3", environment: ["CLIENTELE_KERNELS": "sse9"])
    #expect(unknown.status == 0)
    #expect(
      unknown.error.contains("CLIENTELE_KERNELS names an instruction set that this processor"))
    #expect(unknown.error.contains("it has portable"))
  }
}
