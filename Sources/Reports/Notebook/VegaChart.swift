/// The notebook's charts as Vega-Lite, with their data in them: what the cells beside them draw.
enum VegaChart {
  private static let schema: JSONMember = JSONMember(
    "$schema", "https://vega.github.io/schema/vega-lite/v5.json")

  static func sizes(_ segments: [SegmentRow], _ words: NotebookWords) -> JSONValue {
    let values = segments.map { row -> JSONValue in
      [
        "segment": .integer(Int64(row.number)), "segment_name": .string(row.name),
        "clients": .integer(Int64(row.clients)), "share": .number(row.share),
      ]
    }
    return chart(
      values, mark: ["type": "bar"],
      encoding: [
        "x": ["field": "clients", "type": "quantitative", "title": .string(words.clients)],
        "y": [
          "field": "segment_name", "type": "nominal", "title": nil,
          "sort": ["field": "segment"], "axis": ["labelLimit": 280],
        ],
        "color": colour(segments.map(\.number), legend: nil),
        "tooltip": [["field": "segment_name"], ["field": "clients"]],
      ], size: ["width": 420])
  }

  static func profile(_ figure: ProfileHeatMap, _ words: NotebookWords) -> JSONValue {
    var values: [JSONValue] = []
    for row in figure.rows {
      for (segment, value) in zip(figure.segments, row.values) {
        guard let value, value.isFinite else { continue }
        values.append([
          "trait": .string(row.variable), "segment": .integer(Int64(segment.number)),
          "segment_name": .string(segment.name), "v_test": .number(value),
        ])
      }
    }
    let order = JSONValue.array(figure.rows.map { .string($0.variable) })
    return chart(
      values, mark: ["type": "rect"],
      encoding: [
        "x": ["field": "segment", "type": "ordinal", "title": .string(words.segment)],
        "y": [
          "field": "trait", "type": "nominal", "title": nil, "sort": order,
          "axis": ["labelLimit": 280],
        ],
        "color": [
          "field": "v_test", "type": "quantitative", "title": .string(words.vTest),
          "scale": [
            "scheme": "blueorange", "clamp": true,
            "domain": .array([.number(-figure.cap), .number(figure.cap)]),
          ],
        ],
        "tooltip": [["field": "trait"], ["field": "segment_name"], ["field": "v_test"]],
      ], size: ["width": ["step": 44], "height": ["step": 20]])
  }

  static func map(_ figure: FactorMapFigure, _ words: NotebookWords) -> JSONValue {
    let names = Dictionary(
      figure.segments.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    let values = figure.drawnDots().map { dot -> JSONValue in
      [
        "id": .string(dot.client), "axis1": .number(rounded(dot.x)),
        "axis2": .number(rounded(dot.y)), "segment": .integer(Int64(dot.segment)),
        "segment_name": .string(names[dot.segment] ?? ""), "held_out": .bool(dot.isHeldOut),
      ]
    }
    return chart(
      values, mark: ["type": "point", "filled": true, "size": 26, "opacity": 0.65],
      encoding: [
        "x": ["field": "axis1", "type": "quantitative", "title": .string(words.axis(1))],
        "y": ["field": "axis2", "type": "quantitative", "title": .string(words.axis(2))],
        "color": colour(figure.segments.map(\.number), legend: ["title": .string(words.segment)]),
        "fillOpacity": [
          "condition": ["test": "datum.held_out", "value": 0.1], "value": 0.7,
        ],
        "tooltip": [["field": "id"], ["field": "segment_name"], ["field": "held_out"]],
      ], size: ["width": 560, "height": 420])
  }

  private static func chart(
    _ values: [JSONValue], mark: JSONValue, encoding: JSONValue, size: [String: JSONValue]
  ) -> JSONValue {
    var members = [
      schema, JSONMember("data", ["values": .array(values)]), JSONMember("mark", mark),
      JSONMember("encoding", encoding),
    ]
    members += size.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value) }
    return .object(members)
  }

  private static func colour(_ numbers: [Int], legend: JSONValue) -> JSONValue {
    let range = numbers.map { number in
      JSONValue.string(Palette.light.segments[Palette.index(ofSegment: number) - 1].hexadecimal)
    }
    return [
      "field": "segment", "type": "nominal", "legend": legend,
      "scale": [
        "domain": .array(numbers.map { .integer(Int64($0)) }), "range": .array(range),
      ],
    ]
  }

  /// Enough for a drawing: a thousandth.
  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
