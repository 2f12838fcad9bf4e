import Foundation
import Segmentation
import Tables

/// The `model.json` that a command works with: the file, or the folder of a run.
struct ModelFile {
  /// As it was given.
  let given: String
  let path: String

  init(_ given: String) {
    self.given = given
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: given, isDirectory: &isFolder)
    path =
      isThere && isFolder.boolValue
      ? OutputFolder(path: given).path(of: "model.json") : given
  }

  func read() throws -> SegmentationModel {
    do {
      return try SegmentationModel.read(try FileContents.read(path: path))
    } catch let error as TablesError {
      throw Complaint(error, file: path)
    } catch let error as ModelError {
      throw Complaint(error, model: path)
    }
  }
}

extension Complaint {
  /// - Parameter model: how messages call the model's file.
  init(_ error: ModelError, model: String) {
    self.init(
      status: .unusableData,
      message: say("\(model) : \(error.french)", "\(model): \(error.english)"))
  }
}

extension ModelError {
  fileprivate var french: String {
    switch self {
    case .notJSON:
      "ce n'est pas un modèle, ou le fichier est coupé. Donner le model.json du dossier d'un « run »."
    case .notAModel("clientele/run/1"):
      "c'est le résumé d'un « run » ; le modèle est le fichier model.json, à côté."
    case .notAModel:
      "ce n'est pas un modèle de Clientele. Donner le model.json du dossier d'un « run »."
    case .otherVersion(let schema, true):
      "ce modèle vient d'une version plus récente de Clientele (\(schema) ; celle-ci lit "
        + "\(SegmentationModel.schema)). Mettre Clientele à jour."
    case .otherVersion(let schema, false):
      "ce modèle vient d'une version plus ancienne de Clientele (\(schema) ; celle-ci lit "
        + "\(SegmentationModel.schema)). Refaire le « run » du même portefeuille."
    case .damaged:
      "ce modèle a été modifié ou abîmé : ce qu'il contient ne va pas ensemble. Reprendre celui du "
        + "dossier d'origine, ou refaire le « run »."
    case .missingColumns(let columns, let known):
      "colonnes dont le modèle a besoin et que ce fichier n'a pas : \(described(columns, known, "peut-être")). "
        + "Les ajouter (une colonne vide suffit si rien n'est connu), ou les renommer."
    }
  }

  fileprivate var english: String {
    switch self {
    case .notJSON:
      "this is no model, or the file is cut short. Give the model.json of the folder of a 'run'."
    case .notAModel("clientele/run/1"):
      "this is the summary of a 'run'; the model is the file model.json beside it."
    case .notAModel: "this is no model of Clientele. Give the model.json of the folder of a 'run'."
    case .otherVersion(let schema, true):
      "this model comes from a newer version of Clientele (\(schema); this one reads "
        + "\(SegmentationModel.schema)). Update Clientele."
    case .otherVersion(let schema, false):
      "this model comes from an older version of Clientele (\(schema); this one reads "
        + "\(SegmentationModel.schema)). Make the 'run' of the same portfolio again."
    case .damaged:
      "this model was changed or damaged: its parts do not fit together. Take the one of the original "
        + "folder, or make the 'run' again."
    case .missingColumns(let columns, let known):
      "columns that the model needs and this file does not have: \(described(columns, known, "perhaps")). Add "
        + "them (an empty column will do where nothing is known), or rename them."
    }
  }

  /// Each with the column of the file that is called most like it.
  private func described(_ columns: [String], _ known: [String], _ perhaps: String) -> String {
    let names = NearestNames(known)
    return columns.map { column in
      names.of(column).first.map { "\(column) (\(perhaps) \($0))" } ?? column
    }.joined(separator: ", ")
  }
}
