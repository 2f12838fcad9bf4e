import Clustering
import Foundation
import Interpretation
import Reports
import Segmentation
import Tables
import TestSupport
import Testing

/// Each family told by its name, in its terms.
@Suite struct MethodWordsTests {
  private func study(_ method: ClusteringMethod, _ language: Language) throws -> Study {
    let reading = try CSVReader().read(bytes: SmallPortfolio(clients: 160).bytes)
    var configuration = StudyConfiguration()
    configuration.language = language
    configuration.method = method
    configuration.clusters = .fixed(3)
    return try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "essai.csv", sha256: "00ff", rowCount: 160, columnCount: 7), reading: reading,
        readSeconds: 0))
  }

  private struct Words {
    let method: ClusteringMethod
    let french: [String]
    let english: [String]
  }

  private static let words = [
    Words(
      method: .wardThenKMeans,
      french: ["Ward sur les axes factoriels, consolidé", "le centre est"],
      english: ["Ward on the factor axes, consolidated", "the nearest centre"]),
    Words(
      method: .ward, french: ["Ward sur les axes factoriels", "accroît le moins"],
      english: ["Ward on the factor axes", "increases the inertia least"]),
    Words(
      method: .kMeans, french: ["k-means sur les axes", "de 10 départs"],
      english: ["k-means on the factor axes", "of 10 starts"]),
    Words(
      method: .average, french: ["lien moyen sur", "en moyenne les plus proches"],
      english: ["average linkage on", "nearest on the average"]),
    Words(
      method: .complete, french: ["lien complet sur", "est le moins loin"],
      english: ["complete linkage on", "is the least far"]),
    Words(
      method: .single, french: ["lien simple sur", "de son plus proche client"],
      english: ["single linkage on", "of its nearest client"]),
    Words(
      method: .mcquitty, french: ["lien de McQuitty sur", "en moyenne les plus proches"],
      english: ["McQuitty linkage on", "nearest on the average"]),
    Words(
      method: .centroid, french: ["lien des centres sur", "celle de leurs centres"],
      english: ["centroid linkage on", "that of their centres"]),
    Words(
      method: .median, french: ["lien médian sur", "points médians"],
      english: ["median linkage on", "that of their midpoints"]),
    Words(
      method: .kMedoids, french: ["k-médoïdes sur les axes", "le médoïde est le plus proche"],
      english: ["k-medoids on the factor axes", "of the nearest medoid"]),
    Words(
      method: .gaussianMixture, french: ["mélange gaussien sur", "de plus grande probabilité r"],
      english: ["Gaussian mixture on", "of highest probability r"]),
  ]

  @Test(arguments: ClusteringMethod.allCases, [Language.french, .english])
  func theFamilyIsTold(_ method: ClusteringMethod, _ language: Language) throws {
    let study = try study(method, language)
    let page = try HTMLPage(ReportComposer(study).report()).html()
    let expected = try #require(Self.words.first { $0.method == method })
    for text in language == .french ? expected.french : expected.english {
      #expect(page.contains(text), "\(method): \(text)")
    }
    let tree = language == .french ? "L’arbre et sa coupure" : "The tree and its cut"
    #expect(page.contains(tree) == (method.linkage != nil))
    #expect(page.contains("Lloyd 1982") == [.wardThenKMeans, .kMeans].contains(method))
    #expect(page.contains("Ward 1963") == [.wardThenKMeans, .ward].contains(method))
    let standing =
      switch study.model.placement {
      case .mixture: "1 − r₂/r₁"
      default: "1 − d₁/d₂"
      }
    #expect(page.contains(standing))
    // Nothing is approximated, nor said to be.
    for word in ["micro-groupes", "micro-clusters", "échantillons de", "samples of"] {
      #expect(!page.contains(word))
    }
    if method != .wardThenKMeans { #expect(page.contains("--method \(method.rawValue)")) }
  }

  /// Whoever reads model.json alone gets the labels of segments.csv.
  @Test(arguments: ClusteringMethod.allCases)
  func modelFilePlacesAsTheRunDid(_ method: ClusteringMethod) throws {
    let study = try study(method, .english)
    let files = try RunFiles.all(study, date: "2026-09-30T10:00:00Z")
    let file = try #require(files.first { $0.name == "model.json" })
    let model = try JSONDecoder().decode(SegmentationModel.self, from: Data(file.bytes))
    #expect(model.schema == "clientele/model/3" && model.method == method)
    #expect(model.placement == study.model.placement)
    #expect(placesAsItsName(model))
    let held = try #require(study.heldOut).rows
    #expect(try model.assign(study.table, rows: held) == held.map { study.clients[$0].segment })
    // Clear groups: whoever made the segments is placed where it is.
    #expect(try model.assign(study.table) == study.clients.map(\.segment))
  }

  /// Groups as clear as these are placed alike by any rule: the rule itself is looked at.
  private func placesAsItsName(_ model: SegmentationModel) -> Bool {
    switch (model.placement, model.method) {
    case (.centroids, .wardThenKMeans), (.centroids, .ward), (.centroids, .kMeans),
      (.centroids, .centroid), (.centroids, .median), (.medoids, .kMedoids),
      (.mixture, .gaussianMixture):
      true
    case (.members(let members), let method): members.linkage == method.linkage
    default: false
    }
  }
}
