import Segmentation
import Testing

@Suite struct ConditionTextTests {
  @Test func namesAreWordsThatAreNotCalledAndQuotedNames() {
    let text = ConditionText(
      #"Taille IN ('PME', 'a''b') AND ABS (x1) > 1.5e3 -- y"# + "\n"
        + #"OR "CA ""HT""" /* z */ = [b c]"#)
    #expect(
      text.names == ["taille", "and", "x1", "or", #"CA "HT""#, "b c"])
    #expect(text.texts == ["PME", "a'b"])
    #expect(text.tokens.contains(.number("1.5e3")))
    #expect(ConditionText("prénom = .5").names == ["prénom"])
  }

  @Test(arguments: [
    ("(a)", true), ("(a", false), ("a)", false), (")a(", false), ("a = ')'", true),
    ("a = 'x", false), ("\"a", false), ("[a", false), ("a /* (", false), ("a -- (", true),
    ("a) , (b", false), ("'it''s'", true), ("`a``b`", true), ("", true),
  ])
  func quotesAndBracketsClose(text: String, isClosed: Bool) {
    #expect(ConditionText(text).isClosed == isClosed)
  }

  @Test func alwaysTrueIsTrueOrANumber() {
    for text in ["true", " TRUE ", "1", "((2.5))", "true -- everyone"] {
      #expect(ConditionText(text).isAlwaysTrue, "\(text)")
    }
    for text in ["false", "0", "'true'", "\"true\"", "a", "", "1 = 1", "?"] {
      #expect(!ConditionText(text).isAlwaysTrue, "\(text)")
    }
  }

  /// Spaces, comments and the case of words make no other condition; texts do.
  @Test func sameTokensAreTheSameCondition() {
    #expect(ConditionText("a=1 AND b") == ConditionText("A = 1\n  and b -- note"))
    #expect(ConditionText("a = 'x'") != ConditionText("a = 'X'"))
  }

  @Test func comparisonsWithAValue() {
    let text = ConditionText(
      "a >= 2 AND \"B\" IN ('x', 'y') OR c = d AND 1 < e AND f IS 3 AND g <> 'z'")
    #expect(text.comparisons.map(\.name) == ["a", "B", "g"])
    #expect(text.comparisons.map(\.value) == [.number("2"), .text("x"), .text("z")])
  }

  @Test func parametersAndTheClockAreSeen() {
    for text in ["a = ?", "a = ?1", "a = :x", "a = @x", "a = $x"] {
      #expect(ConditionText(text).hasParameters, "\(text)")
    }
    #expect(!ConditionText("a = ':x ?'").hasParameters)
    for text in [
      "d > date('now')", "julianday() > 1", "strftime('%Y', 'NOW') = '2026'", "CURRENT_DATE > d",
      "julianday(date('now', '-1 day')) > 2",
    ] {
      #expect(ConditionText(text).readsClock, "\(text)")
    }
    for text in ["d > '2026-09-01'", "julianday(d) > 1", "note = 'now'", "date(d) = 'now'"] {
      #expect(!ConditionText(text).readsClock, "\(text)")
    }
  }
}
