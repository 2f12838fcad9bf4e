import Interpretation
import Segmentation

/// Segments smaller than a segment should be: which, and why they stand there all the same.
///
///     study.belowMinimum.map { MinimumSizeWords($0, segmentCount: 3, language: .french).text }
public struct MinimumSizeWords: Sendable {
  private let below: BelowMinimum
  private let segmentCount: Int
  private let language: Language
  private let numbers: NumberStyle

  public init(_ below: BelowMinimum, segmentCount: Int, language: Language) {
    self.below = below
    self.segmentCount = segmentCount
    self.language = language
    numbers = NumberStyle(language)
  }

  private func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  public var text: String {
    let minimum = numbers.integer(below.minimumSize)
    let all = numbers.integer(segmentCount)
    let ids = numbers.list(below.segments.map { numbers.integer($0) })
    switch below.reaching {
    case 0:
      return pick(
        """
        Aucun des \(all) segments ne compte les \(minimum) clients qu’il en faut : ce portefeuille ne se \
        divise pas en segments de cette taille. Ils sont montrés tels qu’ils sont, aucun n’est à \
        utiliser sans prudence.
        """,
        """
        None of the \(all) segments has the \(minimum) clients that one takes: this portfolio does not \
        divide in segments of that size. They are shown as they are, none is to be used without caution.
        """)
    case 1:
      return pick(
        """
        Un seul des \(all) segments compte les \(minimum) clients qu’il en faut : ce portefeuille ne se \
        divise pas en segments de cette taille. Ils sont montrés tels qu’ils sont, les trop petits (\(ids)) \
        n’étant pas à utiliser sans prudence.
        """,
        """
        A single one of the \(all) segments has the \(minimum) clients that one takes: this portfolio does \
        not divide in segments of that size. They are shown as they are, those too small (\(ids)) not to be \
        used without caution.
        """)
    default:
      let isOne = below.segments.count == 1
      return pick(
        """
        \(isOne ? "Le segment \(ids) compte" : "Les segments \(ids) comptent") moins des \(minimum) \
        clients demandés ; le nombre de segments l’ayant été aussi, \
        \(isOne ? "il est gardé, mais n’est pas" : "ils sont gardés, mais ne sont pas") à utiliser sans \
        prudence.
        """,
        """
        \(isOne ? "Segment \(ids) has" : "Segments \(ids) have") fewer than the \(minimum) clients asked \
        for; since the number of segments was asked for too, \(isOne ? "it is" : "they are") kept, but \
        not to be used without caution.
        """)
    }
  }
}
