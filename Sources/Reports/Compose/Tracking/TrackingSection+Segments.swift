import Interpretation
import Segmentation
import Tracking

extension TrackingSection {
  /// What became of each segment; those that are kept in one line.
  func events(_ tracking: QuarterTracking) -> [ReportBlock] {
    func now(_ index: Int) -> RichText {
      "\(segment: tracking.segments[index].number, name: tracking.segments[index].name)"
    }
    func before(_ index: Int) -> RichText {
      let segment = tracking.previousSegments[index]
      return "\(segment: segment.number, name: segment.name)"
    }
    func list(_ indices: [Int], _ text: (Int) -> RichText) -> RichText {
      .list(indices.map(text), context.language)
    }
    let events = tracking.matching.events
    let kept = events.filter { $0.kind == .kept }.flatMap(\.segments)
    var items: [RichText] = events.compactMap { event in
      switch event.kind {
      case .kept: return nil
      case .born:
        return context.pick(
          "Nouveau : ", "New: ") + list(event.segments, now)
      case .died: return context.pick("Disparu : ", "Gone: ") + list(event.previous, before)
      case .split:
        return list(event.previous, before)
          + context.pick(" s’est divisé en ", " split into ") + list(event.segments, now)
      case .merged:
        return list(event.previous, before)
          + context.pick(" ont fusionné en ", " merged into ") + list(event.segments, now)
      }
    }
    if !kept.isEmpty {
      let count = context.numbers.count(kept.count, "segment", "segments")
      items.insert(
        context.pick(
          "\(count) \(plural(kept.count, "se retrouve", "se retrouvent")) : ",
          "\(count) found again: ") + .joined(kept.map(now), separator: ", "), at: 0)
    }
    return [.list(items)]
  }

  /// The earlier segments in the order of those of today that they became, so that bands cross little.
  func previousOrder(_ tracking: QuarterTracking) -> [Int] {
    let place = tracking.migrations.indices.map { row in
      tracking.matching.segment(of: row)
        ?? tracking.segments.indices.max { a, b in
          (tracking.migrations[row][a], -a) < (tracking.migrations[row][b], -b)
        } ?? 0
    }
    return place.indices.sorted { (place[$0], $0) < (place[$1], $1) }
  }

  func flows(_ tracking: QuarterTracking) -> FigureBlock {
    let order = previousOrder(tracking)
    return FigureBlock(
      title: context.pick("D’un trimestre à l’autre", "From one quarter to the next"),
      figure: AlluvialFigure(
        left: order.map {
          "\(tracking.previousSegments[$0].number). \(tracking.previousSegments[$0].name)"
        },
        right: tracking.segments.map { SegmentKey(number: $0.number, name: $0.name) },
        counts: order.map { tracking.migrations[$0] }),
      caption: RichText(
        context.pick(
          "À gauche les segments d’avant, à droite ceux d’aujourd’hui ; l’épaisseur d’une bande est le nombre de clients présents aux deux trimestres.",
          "On the left the segments of then, on the right those of today; the thickness of a band is the number of clients present in both quarters."
        )))
  }

  func migrations(_ tracking: QuarterTracking) -> DataTable {
    let arrived = tracking.segments.map { segment in
      tracking.arrivals.count { $0.segment == segment.number }
    }
    func cell(_ count: Int, _ isDiagonal: Bool) -> RichText {
      if count == 0 { return "·" }
      let text = context.numbers.integer(count)
      return isDiagonal ? .strong(text) : RichText(text)
    }
    var rows = previousOrder(tracking).map { row -> [RichText] in
      let previous = tracking.previousSegments[row]
      return ["\(segment: previous.number, name: previous.name)"]
        + tracking.segments.enumerated().map { column, segment in
          cell(tracking.migrations[row][column], segment.number == previous.number)
        }
        + [
          cell(tracking.departures.count { $0.segment == previous.number }, false)
        ]
    }
    rows.append(
      [RichText(context.pick("Arrivés", "Arrived"))] + arrived.map { cell($0, false) } + [""])
    return DataTable(
      caption: RichText(
        context.pick(
          "Clients par segment d’avant (lignes) et d’aujourd’hui (colonnes) ; en gras, ceux qui sont restés.",
          "Clients by segment of then (rows) and of today (columns); in bold those who stayed.")),
      columns: [DataTable.Column(context.pick("Avant", "Before"))]
        + tracking.segments.map { DataTable.Column(RichText("\($0.number)"), .number) }
        + [DataTable.Column(context.pick("Partis", "Left"), .number)],
      rows: rows)
  }
}

extension TrackingSection {
  /// How far the action plan has come, where the portfolio tells.
  func progress(_ tracking: QuarterTracking) -> [ReportBlock] {
    guard !tracking.progress.isEmpty else { return [] }
    func share(_ part: Int, _ all: Int) -> String {
      all > 0 ? context.numbers.percent(Double(part) / Double(all)) : "–"
    }
    let rows = tracking.segments.map { segment -> [RichText] in
      ["\(segment: segment.number, name: segment.name)"]
        + tracking.progress.map { action in
          guard let own = action.segments.first(where: { $0.number == segment.number }) else {
            return "–"
          }
          return RichText("\(share(own.before, own.clients)) → \(share(own.now, own.clients))")
        }
    }
    let total: [RichText] =
      [.strong(context.pick("Ensemble", "All"))]
      + tracking.progress.map { action in
        .strong("\(share(action.before, action.clients)) → \(share(action.now, action.clients))")
      }
    return [
      .heading(context.pick("Où en est le plan d’action", "How far the action plan has come")),
      .table(
        DataTable(
          caption: RichText(
            context.pick(
              "Part des clients présents aux deux trimestres pour qui c’est fait, avant et maintenant, par segment d’aujourd’hui.",
              "Share of the clients present in both quarters for whom it is done, before and now, by segment of today."
            )),
          columns: [DataTable.Column("Segment")]
            + tracking.progress.map {
              DataTable.Column(RichText(context.printed($0.label)), .number)
            }, rows: rows + [total])),
    ]
  }
}
