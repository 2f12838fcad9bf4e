import Clustering
import LinearAlgebra

/// What is to be measured, in the words of `peers/rows.py`; peers are given the same.
struct Work: Decodable {
  enum Family: String, Decodable {
    case kMeans = "kmeans"
    case start, hierarchical, silhouette, medoids, mixture, csv
  }

  let family: Family
  let threads: Int
  var rows = 0
  var columns = 0
  /// How many the data have.
  var groups = 1
  /// How many are looked for.
  var k = 1
  var iterations = 1
  var linkage: Linkage?
  /// Where `x.f64` and `start.f64` are; `nil`: data are made here.
  var folder: String?
  /// What the names of the files of answers begin with.
  var answers: String?

  private enum CodingKeys: String, CodingKey {
    case family, threads, rows, columns, groups, k, iterations, linkage, folder, answers
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    family = try container.decode(Family.self, forKey: .family)
    threads = try container.decode(Int.self, forKey: .threads)
    rows = try container.decodeIfPresent(Int.self, forKey: .rows) ?? rows
    columns = try container.decodeIfPresent(Int.self, forKey: .columns) ?? columns
    groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? groups
    k = try container.decodeIfPresent(Int.self, forKey: .k) ?? k
    iterations = try container.decodeIfPresent(Int.self, forKey: .iterations) ?? iterations
    linkage = try container.decodeIfPresent(Linkage.self, forKey: .linkage)
    folder = try container.decodeIfPresent(String.self, forKey: .folder)
    answers = try container.decodeIfPresent(String.self, forKey: .answers)
  }
}

extension Work {
  var parallelism: Parallelism { Parallelism(threads: threads) }

  func matrix() throws -> Matrix {
    guard let folder else {
      return MadeData.matrix(rows: rows, columns: columns, groups: groups)
    }
    return try NumberFile.matrix("\(folder)/x.f64", columnCount: columns)
  }

  /// The first *k* points of the start.
  func startingPoints() throws -> Matrix {
    guard let folder else { return MadeData.start(count: k, columns: columns) }
    return try NumberFile.matrix("\(folder)/start.f64", columnCount: columns)
      .rows(at: Array(0..<k))
  }

  func job() throws -> any Job {
    switch family {
    case .kMeans: try KMeansJob(self)
    case .start: try StartJob(self)
    case .hierarchical: try HierarchicalJob(self)
    case .silhouette: try SilhouetteJob(self)
    case .medoids: try MedoidsJob(self)
    case .mixture: try MixtureJob(self)
    case .csv: CSVJob(self)
    }
  }
}

/// One row of the table, its data loaded.
protocol Job {
  mutating func run() throws
  /// Of the last run.
  var answer: Answer { get }
}

/// What both sides have to agree on.
struct Answer {
  var values: [String: Double] = [:]
  /// Written to files: `labels.i64`, …
  var integers: [String: [Int]] = [:]
  var numbers: [String: [Double]] = [:]
}
