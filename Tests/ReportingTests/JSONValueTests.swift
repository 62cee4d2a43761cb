import Reporting
import TestSupport
import Testing

/// The writer against Foundation's reader.
struct JSONValueTests {
  @Test func laysOutMembersInOrder() {
    let value = JSONValue.object([
      .init("b", .array([.integer(1), .number(0.5), .null])), .init("a", .object([])), .init("c", .array([])),
      .init("d", .bool(true)),
    ])
    #expect(value.text(pretty: false) == #"{"b":[1,0.5,null],"a":{},"c":[],"d":true}"#)
    #expect(
      value.text() == "{\n  \"b\": [\n    1,\n    0.5,\n    null\n  ],\n  \"a\": {},\n  \"c\": [],\n  \"d\": true\n}")
  }

  @Test(arguments: 0..<20) func textComesBackWhole(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        let range: ClosedRange<UInt32> = Bool.random(using: &random) ? 0...0xFF : 0...0x10FFFF
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { scalars.append(scalar) }
      }
      let text = String(scalars)
      let written = JSONValue.array([.string(text)]).text()
      #expect(try JSONTree.reading(written) == .array([.string(text)]))
      #expect(written.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }
  }

  @Test(arguments: 0..<20) func numbersComeBackExactly(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let value = Double(bitPattern: UInt64.random(in: .min ... .max, using: &random))
      let expected: JSONTree = value.isFinite ? .number(value) : .null
      #expect(try JSONTree.reading(JSONValue.array([.number(value)]).text()) == .array([expected]))
    }
  }
}
