import Reporting
import Testing

struct DisplayTextTests {
  struct Hostile: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var shown: String
  }

  @Test(arguments: [
    Hostile(testDescription: "plain text", text: "a stick hits", shown: "a stick hits"),
    Hostile(testDescription: "colour escape", text: "\u{1B}[31mred", shown: "␛[31mred"),
    Hostile(testDescription: "line breaks", text: "a\r\nb", shown: "a␍␊b"),
    Hostile(testDescription: "right-to-left override", text: "a\u{202E}b", shown: "a<U+202E>b"),
    Hostile(testDescription: "C1 control sequence introducer", text: "\u{9B}2J", shown: "<U+009B>2J"),
    Hostile(testDescription: "delete", text: "\u{7F}", shown: "<U+007F>"),
    Hostile(testDescription: "line separator", text: "\u{2028}", shown: "<U+2028>"),
    Hostile(testDescription: "tag character", text: "\u{E0041}", shown: "<U+E0041>"),
    Hostile(testDescription: "zero-width space", text: "a\u{200B}b", shown: "a<U+200B>b"),
    Hostile(testDescription: "emoji sequence", text: "👩‍🎤", shown: "👩‍🎤"),
    Hostile(testDescription: "accents and ideographs", text: "é 太鼓", shown: "é 太鼓"),
  ])
  func makesHostileTextInert(_ hostile: Hostile) {
    #expect(DisplayText.neutralised(hostile.text) == hostile.shown)
  }

  @Test func readsInvalidBytesAsReplacementCharacters() {
    #expect(DisplayText.neutralised(bytes: [0x61, 0xFF, 0x1B, 0x62]) == "a\u{FFFD}␛b")
  }

  @Test(arguments: [("abc", 3), ("太鼓", 4), ("e\u{301}", 1), ("👩‍🎤", 2), ("❤️", 2), ("", 0), ("한", 2), ("ａ", 2)])
  func measuresColumns(_ text: String, _ columns: Int) {
    #expect(DisplayText.width(text) == columns)
  }

  @Test func cutsWithinTheColumnsGiven() {
    #expect(DisplayText.cut("abcdef", to: 6) == "abcdef")
    #expect(DisplayText.cut("abcdef", to: 5) == "abcd…")
    #expect(DisplayText.cut("太鼓を打つ", to: 6) == "太鼓…")
    #expect(DisplayText.cut("abc", to: 0) == "")
  }

  @Test func cutsNamesInTheMiddle() {
    #expect(DisplayText.cutMiddle("abcdefghij", to: 10) == "abcdefghij")
    #expect(DisplayText.cutMiddle("abcdefghij", to: 7) == "abc…hij")
    #expect(DisplayText.cutMiddle("abcdefghij", to: 6) == "abc…ij")
    #expect(DisplayText.cutMiddle("太鼓を打つ音", to: 7) == "太鼓…音")
    #expect(DisplayText.cutMiddle("abc", to: 2) == "a…")
  }

  @Test func wrapsAtSpacesOnly() {
    #expect(DisplayText.wrapped("one two three", to: 7) == ["one two", "three"])
    #expect(DisplayText.wrapped("incomprehensible a", to: 4) == ["incomprehensible", "a"])
    #expect(DisplayText.wrapped("", to: 4) == [])
  }
}
