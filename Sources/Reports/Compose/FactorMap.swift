import Interpretation
import LinearAlgebra
import Preparation
import Segmentation

/// The clients on the first two axes; `nil` with a single axis.
struct FactorMap: Sendable {
  let context: ReportContext

  var figure: FactorMapFigure? {
    let study = context.study
    let explained = study.model.recipe.factors.explained
    guard study.model.recipe.axisCount >= 2, explained.count >= 2 else { return nil }
    let words = AxisWords(context: context)
    func axis(_ index: Int) -> FactorMapFigure.Axis {
      FactorMapFigure.Axis(
        number: index + 1, share: explained[index], low: words.low(index), high: words.high(index))
    }
    let dots = study.clients.filter { $0.position.count >= 2 }.map { client in
      FactorMapFigure.Dot(
        client: client.identifier, x: client.position[0], y: client.position[1],
        segment: study.segments[client.segment].id, isHeldOut: client.isHeldOut)
    }
    return FactorMapFigure(
      dots: dots, segments: context.segments, horizontal: axis(0), vertical: axis(1))
  }
}

/// What stands at each end of an axis, in words: the coded columns of the largest loadings.
struct AxisWords: Sendable {
  let context: ReportContext
  private let ends: [Pole]
  private let loadings: Matrix

  private struct Pole: Sendable {
    let column: Int
    let text: String
    /// A quantity, or the yes of a yes/no: stands at both ends, high at one and low at the other.
    let isSigned: Bool
  }

  init(context: ReportContext) {
    self.context = context
    let factors = context.study.model.recipe.factors
    loadings = factors.axes
    ends = zip(context.study.model.recipe.variables, factors.coding.firstColumns)
      .flatMap { variable, first in Self.poles(variable, first: first, context) }
  }

  func high(_ axis: Int) -> String { end(axis, sign: 1) }
  func low(_ axis: Int) -> String { end(axis, sign: -1) }

  private func end(_ axis: Int, sign: Double) -> String {
    let candidates = ends.filter { $0.isSigned || loadings[$0.column, axis] * sign > 0 }
    let largest = candidates.sorted { a, b in
      let (la, lb) = (abs(loadings[a.column, axis]), abs(loadings[b.column, axis]))
      return la != lb ? la > lb : a.column < b.column
    }
    return largest.prefix(3).map { pole in
      guard pole.isSigned else { return pole.text }
      return (loadings[pole.column, axis] * sign > 0 ? "+ " : "− ") + pole.text
    }.joined(separator: ", ")
  }

  private static func poles(
    _ variable: ActiveVariable, first: Int, _ context: ReportContext
  ) -> [Pole] {
    let column = context.variable(variable.key, name: variable.name)
    let label = context.wording.label(column).text
    switch variable.encoding {
    case .quantity, .ranks: return [Pole(column: first, text: label, isSigned: true)]
    case .member(let member, _):
      return [
        Pole(column: first + 1, text: context.wording.level(member, of: column), isSigned: true)
      ]
    case .levels(let grouping) where column.kind == .yesNo && grouping.levelCount == 2:
      return [Pole(column: first + 1, text: label, isSigned: true)]
    case .levels(let grouping):
      return (0..<grouping.levelCount).map { code in
        let name = grouping.name(ofLevel: code)
        return Pole(
          column: first + code, text: context.wording.level(name, of: column), isSigned: false)
      }
    }
  }
}
