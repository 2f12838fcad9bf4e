extension TypeInference {
  /// The decimal mark: what the column proves, else what the file proves, else the custom that goes
  /// with the separator.
  var mark: DecimalMark {
    options.decimalMark ?? profile.provenMark ?? evidence.mark ?? evidence.fallbackMark
  }

  /// The vocabulary in which nearly all cells answer.
  var vocabulary: YesNo.Vocabulary? {
    YesNo.Vocabulary.allCases.first { vocabulary in
      let answers = answers(vocabulary)
      return answers[0] + answers[1] > 0 && tolerates(profile.present - answers[0] - answers[1])
    }
  }

  /// No and yes; `N` alone says no in French and in English.
  private func answers(_ vocabulary: YesNo.Vocabulary) -> [Int] {
    let own = profile.answers[vocabulary.rawValue]
    if vocabulary != .yn { return own }
    return [profile.answers[YesNo.Vocabulary.on.rawValue][0], own[1]]
  }

  /// A pair of whole words, both said, beside other pairs.
  private func mixedAnswers() -> ColumnDecision? {
    let all = profile.answers.joined().reduce(0, +)
    let most = YesNo.Vocabulary.allCases.filter { vocabulary in
      vocabulary.isWords && answers(vocabulary).allSatisfy { $0 > 0 }
    }.max { answers($0).reduce(0, +) < answers($1).reduce(0, +) }
    guard let most, tolerates(profile.present - all) else { return nil }
    let others = all - answers(most).reduce(0, +)
    guard others > 0 else { return nil }
    return ColumnDecision(
      reading: .yesNo(YesNo.Plan(vocabulary: most, readsAll: true)), kind: .yesNo,
      doubts: [.answersMixed(count: others)])
  }

  func yesNo() -> ColumnDecision? {
    if let mixed = mixedAnswers() { return mixed }
    guard let vocabulary else { return nil }
    let answers = answers(vocabulary)
    let isComplete = answers[0] > 0 && answers[1] > 0
    let accepted =
      switch vocabulary {
      case .digits:
        // Misfits among digits mean a count or a code.
        isComplete && answers[0] + answers[1] == profile.present
      case .mark: answers[0] > 0 || profile.blank > 0
      case .on, .yn: isComplete
      case .ouiNon, .vraiFaux, .yesNo, .trueFalse: true
      }
    guard accepted else { return nil }
    let blankIsNo = vocabulary == .mark && answers[0] == 0
    return ColumnDecision(
      reading: .yesNo(YesNo.Plan(vocabulary: vocabulary, blankIsNo: blankIsNo)), kind: .yesNo)
  }

  func date() -> ColumnDecision? {
    if isCompactOnly && !isPartlySerials
      && (profile.dates < profile.present || (header.hint != .date && profile.present < 3))
    {
      return nil
    }
    if profile.dates > 0, tolerates(profile.present - profile.dates) { return dateDecision() }
    return isPartlySerials ? dateDecision() : nil
  }

  /// Closing dates are often written without their year; nothing but a header that says dates tells
  /// them from fractions and from numbers with a decimal point.
  func dayOfYear() -> ColumnDecision? {
    guard header.hint == .date, profile.daysOfYear > 0,
      tolerates(profile.present - profile.dates - profile.daysOfYear)
    else { return nil }
    return ColumnDecision(
      reading: .daysOfYear(options.dateOrder ?? evidence.order ?? .dayFirst), kind: .date,
      doubts: [.datesWithoutYear(count: profile.daysOfYear)])
  }

  /// Dates of which a spreadsheet has turned some into numbers: all of them only under a header that
  /// says dates, for a number alone does not.
  private var isPartlySerials: Bool {
    let read = profile.dates + profile.serials
    guard profile.serials > 0, tolerates(profile.present - read) else { return false }
    return header.hint == .date || (profile.dates >= profile.serials && !isCompactOnly)
  }

  private var isCompactOnly: Bool { profile.compactDates == profile.dates }

  func dateDecision() -> ColumnDecision {
    let proven = options.dateOrder ?? profile.provenOrder ?? evidence.order
    let isUndecided = proven == nil && profile.dayMonthEither > 0
    return ColumnDecision(
      reading: .dates(
        DatePlan(
          order: proven ?? .dayFirst, readsSerials: header.hint == .date || isPartlySerials)),
      kind: .date,
      doubts: isUndecided ? [.dayMonthUndecided] : [])
  }

  func number() -> ColumnDecision? {
    guard 2 * profile.numbers >= profile.present else { return nil }
    let summary = NumberSummary(profile, mark: mark)
    guard tolerates(profile.present - summary.fitting) else { return nil }
    if let few = fewNumbers(summary) { return few }
    return numberDecision(summary)
  }

  /// Integers within 0…10, at most ten of them, each repeated: scores, levels, codes. Two that are
  /// not 0 and 1 are the codes of two levels, of which neither is more than the other.
  private func fewNumbers(_ summary: NumberSummary) -> ColumnDecision? {
    let levels = summary.smallIntegers.count
    guard summary.allSmallIntegers, (2...10).contains(levels), summary.fitting >= 5 * levels else {
      return nil
    }
    let isExpected = header.hint == .ordinal
    if case .number? = header.hint { return nil }
    if summary.fitting < 30 && !isExpected { return nil }
    if levels == 2 && !isExpected && profile.distinct == 2 && summary.fitting == profile.present
      && summary.smallIntegers != [0, 1]
    {
      return ColumnDecision(
        reading: .category, kind: .category, doubts: [.fewDistinctNumbers(count: levels)])
    }
    return ColumnDecision(
      reading: .fewNumbers(NumberPlan(mark: mark)), kind: .ordinal,
      doubts: isExpected ? [] : [.fewDistinctNumbers(count: levels)])
  }

  func numberDecision(_ summary: NumberSummary) -> ColumnDecision {
    var decision = ColumnDecision(reading: .numbers(NumberPlan(mark: mark)), kind: .numeric)
    var plan = NumberPlan(mark: mark)
    if let imposedUnit {
      decision.writtenUnit = imposedUnit
      plan.shift = imposedUnit.shift
    } else if profile.percentSigned > 0 || header.hint == .fraction {
      plan = percentPlan(summary, &decision)
      decision.writtenUnit = plan.shift == 0 && !plan.isMixedPercent ? .fraction : .percent
    } else if profile.currencySigned + profile.kilo + profile.mega > 0 || header.currency != nil {
      plan.shift = currencyShift(summary, &decision)
    }
    if imposedUnit == nil, decision.writtenUnit == .none || header.hint == .number(.euroPerHour),
      case .number(let unit)? = header.hint
    {
      decision.writtenUnit = WrittenUnit(unit)
    }
    if profile.provenMark == nil && evidence.mark == nil && options.decimalMark == nil {
      decision.doubts += undecidedMarks
    }
    decision.reading = .numbers(plan)
    return decision
  }

  /// The power of ten from what is written to euros, for values that carry no unit themselves.
  private func currencyShift(_ summary: NumberSummary, _ decision: inout ColumnDecision) -> Int {
    let large = profile.kilo + profile.mega
    let bare = summary.fitting - large
    let written = header.currency ?? .euro
    decision.writtenUnit = written
    if written == .euro {
      if large > 0 && bare > 0 {
        // Marked and unmarked thousands in one column: the rarer of the two is what is doubtful.
        decision.doubts.append(.unitsMixed(count: min(large, bare)))
      } else if profile.kilo > 0 && profile.kilo == summary.fitting {
        decision.writtenUnit = .kiloEuro
      } else if profile.mega > 0 && profile.mega == summary.fitting {
        decision.writtenUnit = .megaEuro
      }
    } else if profile.currencySigned > 0 {
      decision.doubts.append(.unitsMixed(count: profile.currencySigned))
    }
    return written.shift
  }

  /// Which mark nothing explains, and how it was taken.
  private var undecidedMarks: [ColumnDoubt] {
    [(DecimalMark.comma, profile.undecidedCommas), (.point, profile.undecidedPoints)]
      .filter { $0.1 > 0 }
      .map {
        .decimalSeparatorUndecided(mark: $0.0, isDecimal: $0.0 == mark, count: $0.1)
      }
  }

  /// Percentages become fractions of one. Without a sign, a column with values above 1 is in
  /// hundredths.
  private func percentPlan(_ summary: NumberSummary, _ decision: inout ColumnDecision) -> NumberPlan
  {
    var plan = NumberPlan(mark: mark)
    let unsigned = summary.fitting - profile.percentSigned
    if profile.percentSigned > 0 {
      plan.isMixedPercent = true
      if unsigned > 0 && summary.plainFractions + summary.plainAboveOne > 0 {
        decision.doubts.append(.percentScaleMixed)
      }
      return plan
    }
    if summary.plainAboveOne == 0 { return plan }
    plan.shift = -2
    // 0 to 1 % is rare; a fifth of the values there means that both scales were used.
    let small = summary.plainFractions
    if small >= 3 && 5 * small >= small + summary.plainAboveOne {
      decision.doubts.append(.percentScaleMixed)
    }
    return plan
  }
}
