/// A Jupyter notebook, format 4.5.
///
///     try Notebook(cells: [.markdown("# Titre"), .code("1 + 1", outputs: [.text("2")])]).text()
///
/// Cell identifiers are numbers in order, so that equal notebooks are equal bytes. Source: nbformat,
/// "The notebook file format", 4.5.
public struct Notebook: Sendable, Equatable {
  public var cells: [NotebookCell]

  public init(cells: [NotebookCell]) { self.cells = cells }

  public func text() throws -> String {
    var runs = 0
    let list = cells.enumerated().map { i, cell -> JSONValue in
      if case .code = cell { runs += 1 }
      return cell.json(identifier: "cell-\(i + 1)", run: runs)
    }
    let document: JSONValue = [
      "cells": .array(list),
      "metadata": [
        "kernelspec": [
          "display_name": "Python 3", "language": "python", "name": "python3",
        ],
        "language_info": ["name": "python", "file_extension": ".py"],
      ],
      "nbformat": 4,
      "nbformat_minor": 5,
    ]
    return try document.text(indentation: 1)
  }
}

public enum NotebookCell: Sendable, Equatable {
  case markdown(String)
  case code(String, outputs: [NotebookOutput])
}

/// One output in several forms; a viewer shows the richest that it knows.
public struct NotebookOutput: Sendable, Equatable {
  /// By media type; "text/plain" is among them.
  public var forms: [JSONMember]

  public init(forms: [JSONMember]) { self.forms = forms }

  public static func text(_ text: String) -> NotebookOutput {
    NotebookOutput(forms: [JSONMember("text/plain", .lines(text))])
  }

  public static func html(_ markup: String, text: String) -> NotebookOutput {
    NotebookOutput(forms: [
      JSONMember("text/html", .lines(markup)), JSONMember("text/plain", .lines(text)),
    ])
  }

  /// A Vega-Lite chart, with our own drawing for viewers that do not know Vega.
  public static func chart(_ specification: JSONValue, svg: String?, text: String)
    -> NotebookOutput
  {
    var forms = [JSONMember("application/vnd.vegalite.v5+json", specification)]
    if let svg { forms.append(JSONMember("image/svg+xml", .lines(svg))) }
    forms.append(JSONMember("text/plain", .lines(text)))
    return NotebookOutput(forms: forms)
  }
}

extension NotebookCell {
  fileprivate func json(identifier: String, run: Int) -> JSONValue {
    switch self {
    case .markdown(let source):
      return [
        "cell_type": "markdown", "id": .string(identifier), "metadata": [:],
        "source": .lines(source),
      ]
    case .code(let source, let outputs):
      return [
        "cell_type": "code", "execution_count": .integer(Int64(run)), "id": .string(identifier),
        "metadata": [:], "outputs": .array(outputs.map { $0.json(run: run) }),
        "source": .lines(source),
      ]
    }
  }
}

extension NotebookOutput {
  fileprivate func json(run: Int) -> JSONValue {
    [
      "data": .object(forms), "execution_count": .integer(Int64(run)), "metadata": [:],
      "output_type": "execute_result",
    ]
  }
}

extension JSONValue {
  /// Text as nbformat keeps it: an array of lines, each with its line break.
  fileprivate static func lines(_ text: String) -> JSONValue {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = parts.enumerated().map { i, line in
      i + 1 < parts.count ? "\(line)\n" : String(line)
    }
    return .array(lines.filter { !$0.isEmpty }.map { .string($0) })
  }
}
