import Clustering
import Foundation
import LinearAlgebra
import Preparation

/// Why a file is no model to place clients by.
public enum ModelError: Error, Sendable, Equatable {
  /// Not JSON: cut short, or something else.
  case notJSON
  /// JSON of another kind; the schema it states, if any.
  case notAModel(schema: String?)
  /// A model in the form of another version.
  case otherVersion(schema: String, isNewer: Bool)
  /// A model of this version whose content cannot be: changed by hand, or damaged.
  case damaged
  /// Columns that the model needs and the clients' file does not have, by header.
  case missingColumns([String], known: [String])
}

extension SegmentationModel {
  /// Reads `model.json`.
  ///
  /// What is read is checked as a whole: a model that comes out of it places any client.
  ///
  /// - Throws: ``ModelError``.
  public static func read(_ bytes: [UInt8]) throws(ModelError) -> SegmentationModel {
    let data = Data(bytes)
    let decoder = JSONDecoder()
    guard (try? decoder.decode(AnyJSON.self, from: data)) != nil else { throw .notJSON }
    let stated = (try? decoder.decode(Head.self, from: data))?.schema
    guard let stated, let version = modelVersion(of: stated), let own = modelVersion(of: schema)
    else { throw .notAModel(schema: stated) }
    guard version == own else {
      throw .otherVersion(schema: stated, isNewer: version > own)
    }
    guard let model = try? decoder.decode(SegmentationModel.self, from: data), model.isUsable
    else { throw .damaged }
    return model
  }

  private struct Head: Decodable { let schema: String }

  /// Any JSON at all.
  private struct AnyJSON: Decodable { init(from decoder: any Decoder) throws {} }

  private static func modelVersion(of schema: String) -> Int? {
    let stem = "clientele/model/"
    return schema.hasPrefix(stem) ? Int(schema.dropFirst(stem.count)) : nil
  }
}

// MARK: - What a model must be

extension SegmentationModel {
  /// Beyond, coordinates overflow when they are squared.
  private static let largestMagnitude = 1e100

  private var isUsable: Bool {
    let count = placement.clusterCount
    let keys = recipe.activeKeys
    return highestNumber >= 1 && recipe.isUsable && placement.columnCount == recipe.axisCount
      && names.count == count && numbers.count == count && trainingSizes.count == count
      && limits.distances.count == count && limits.distances.allSatisfy { $0 >= 0 }
      && numbers.allSatisfy { (1...highestNumber).contains($0) } && Set(numbers).count == count
      && columns.map(\.key).sorted() == keys.sorted() && hasUsablePlacement && hasUsableKept
  }

  private var hasUsableKept: Bool {
    kept.points.rowCount == kept.segments.count
      && kept.segments.allSatisfy { (0..<placement.clusterCount).contains($0) }
      && (kept.segments.isEmpty || kept.points.columnCount == recipe.axisCount)
  }

  private var hasUsablePlacement: Bool {
    let points: [Matrix] =
      switch placement {
      case .centroids(let points), .medoids(let points): [points]
      case .members(let model): [model.representatives]
      case .mixture(let parameters, _): [parameters.means] + parameters.covariances
      }
    return points.allSatisfy { matrix in
      matrix.elements.allSatisfy { abs($0) <= Self.largestMagnitude }
    }
  }
}
