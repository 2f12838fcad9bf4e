import Clustering
import Foundation
import Segmentation
import TestSupport
import Testing

/// What is read as a model can place anybody; everything else is told from it.
@Suite struct ModelReaderTests {
  private static func bytes(_ method: ClusteringMethod = .wardThenKMeans) throws -> [UInt8] {
    let study = try Pipeline(
      Studies.configuration {
        $0.method = method
        $0.clusters = .fixed(3)
      }
    ).run(Studies.source(Studies.blurred(clients: 90).text))
    return Array(try encoded(study.model))
  }

  private func error(_ bytes: [UInt8]) -> ModelError? {
    do throws(ModelError) {
      _ = try SegmentationModel.read(bytes)
      return nil
    } catch { return error }
  }

  @Test func otherFilesAreToldApart() throws {
    let bytes = try Self.bytes()
    #expect(error(bytes) == nil)
    #expect(error([]) == .notJSON)
    #expect(error(Array(bytes.prefix(bytes.count / 2))) == .notJSON)
    #expect(error(Array("id;a\n1;2\n".utf8)) == .notJSON)
    #expect(error([0xFF, 0, 1]) == .notJSON)
    #expect(error(Array("[1, 2]".utf8)) == .notAModel(schema: nil))
    #expect(
      error(Array(#"{"schema": "clientele/run/1"}"#.utf8)) == .notAModel(schema: "clientele/run/1"))
    for (version, isNewer) in [(2, false), (4, true)] {
      let other = "clientele/model/\(version)"
      #expect(
        error(Array("{\"schema\": \"\(other)\"}".utf8))
          == .otherVersion(schema: other, isNewer: isNewer))
    }
    #expect(error(Array("{\"schema\": \"\(SegmentationModel.schema)\"}".utf8)) == .damaged)
  }

  /// Every number and every array of a model, changed one at a time: refused, or able to place.
  @Test(arguments: [ClusteringMethod.wardThenKMeans, .kMedoids, .average, .gaussianMixture])
  func noChangeMakesAModelThatCrashes(_ method: ClusteringMethod) throws {
    let bytes = try Self.bytes(method)
    let root = try JSONSerialization.jsonObject(with: Data(bytes))
    let portfolio = Studies.blurred(clients: 12)
    var portfolioWithGaps = portfolio
    for i in 0..<6 { portfolioWithGaps.rows[i][2 + i % 4] = "" }
    let source = try Studies.source(portfolioWithGaps.text)
    var generator = TestGenerator(seed: 11)
    var (refused, placed) = (0, 0)
    for _ in 0..<600 {
      let changed = Mutation.changing(root, &generator)
      let data = try JSONSerialization.data(withJSONObject: changed, options: [.fragmentsAllowed])
      guard let model = try? SegmentationModel.read(Array(data)) else {
        refused += 1
        continue
      }
      // A changed model may need other columns; it must not crash.
      if let found = try? model.assign(source) {
        #expect(found.places.allSatisfy { (0..<model.segmentCount).contains($0.segment) })
      }
      placed += 1
    }
    #expect(refused > 100 && placed > 50)
  }
}

/// Changes one place of a JSON value, chosen at random from the root down.
private enum Mutation {
  static func changing(_ value: Any, _ generator: inout TestGenerator) -> Any {
    if let object = value as? [String: Any],
      let key = object.keys.sorted().randomElement(using: &generator)
    {
      var object = object
      if Int.random(in: 0..<12, using: &generator) == 0 {
        object[key] = nil
      } else {
        object[key] = changing(object[key] ?? 0, &generator)
      }
      return object
    }
    if var array = value as? [Any] {
      guard let place = array.indices.randomElement(using: &generator) else { return [1] }
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: array.remove(at: place)
      case 1: array.append(array[place])
      default: array[place] = changing(array[place], &generator)
      }
      return array
    }
    if value is String {
      return ["", "x", "numeric", "member"].randomElement(using: &generator) ?? ""
    }
    let numbers: [Any] = [0, -1, 1, 2, 7, 1e308, -1e308, 1e-308, 0.5, 1 << 40, true, NSNull()]
    return numbers.randomElement(using: &generator) ?? 0
  }
}
