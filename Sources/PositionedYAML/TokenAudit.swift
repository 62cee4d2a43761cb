import CYAML
import Findings

/// Refuses what libyaml's scanner lets pass though YAML's grammar forbids it, so that a text means the same here as in
/// every other reader.
///
/// It walks over the tokens of a text whose events were read without a syntax error, and looks at what stands between and
/// inside them: comments that touch the token before them, lines of flow collections and of quoted text that are not
/// indented, a `-` or `?` that only looks like text, and the beginnings of block scalars.
struct TokenAudit {
  private let source: SourceText
  private let scalars: [UInt32]
  private(set) var findings: [Finding] = []
  private var indents: [Int] = []
  private var flowDepth = 0
  private var flowStart = TextPosition.start
  private var previousEnd = 0

  init(source: SourceText) {
    self.source = source
    self.scalars = source.scalars
  }

  /// Whether more tokens are wanted.
  var wantsMore: Bool { findings.count < YAMLReader.maximumFindings }

  mutating func take(_ token: yaml_token_t) {
    let (start, end) = (Int(token.start_mark.index), Int(token.end_mark.index))
    comment(at: previousEnd)
    // Some tokens have no extent; what follows them was looked at before them.
    previousEnd = end > start ? end : 0
    switch token.type {
    case YAML_BLOCK_SEQUENCE_START_TOKEN, YAML_BLOCK_MAPPING_START_TOKEN:
      indents.append(source.position(scalar: start).column - 1)
    case YAML_BLOCK_END_TOKEN: _ = indents.popLast()
    case YAML_FLOW_SEQUENCE_START_TOKEN, YAML_FLOW_MAPPING_START_TOKEN:
      if flowDepth == 0 { flowStart = source.position(scalar: start) }
      flowDepth += 1
    case YAML_FLOW_SEQUENCE_END_TOKEN, YAML_FLOW_MAPPING_END_TOKEN:
      flowDepth -= 1
      if flowDepth == 0 { indentation(from: flowStart, to: source.position(scalar: end), isQuoted: false) }
    case YAML_KEY_TOKEN:
      // The key of `a: b` has a token without extent; this one is written as `?`.
      if end > start, let next = scalar(end), !isBlank(next) {
        report("text that begins with `?` needs quotes here", at: start, help: "put quotes around the text")
      }
    case YAML_SCALAR_TOKEN: scalar(token, from: start, to: end)
    default: break
    }
  }

  mutating func ranOutOfMemory() { findings.append(SyntaxError.outOfMemory(in: source)) }

  // MARK: Checks

  private mutating func scalar(_ token: yaml_token_t, from start: Int, to end: Int) {
    switch token.data.scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      if flowDepth == 0 {
        indentation(from: source.position(scalar: start), to: source.position(scalar: end), isQuoted: true)
      }
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: blockScalar(from: start)
    default:
      if flowDepth > 0, end == start + 1, scalar(start) == UInt32(UInt8(ascii: "-")) {
        report("a `-` alone inside brackets is neither text nor an item", at: start, help: "put quotes around it")
      }
    }
  }

  /// A `#` begins a comment only at the start of a line or after a blank.
  private mutating func comment(at index: Int) {
    guard index > 0, scalar(index) == UInt32(UInt8(ascii: "#")), let before = scalar(index - 1), !isBlank(before) else {
      return
    }
    report("a comment needs a blank before its `#`", at: index, help: "put a blank before the `#`")
  }

  /// Lines below the first are indented more than the block they stand in, by spaces.
  private mutating func indentation(from start: TextPosition, to end: TextPosition, isQuoted: Bool) {
    guard end.line > start.line, let parent = indents.last else { return }
    for line in (start.line + 1)...end.line {
      let bytes = source.lineBytes(line)
      let spaces = bytes.prefix { $0 == UInt8(ascii: " ") }.count
      let rest = bytes.dropFirst(spaces).drop { $0 == UInt8(ascii: "\t") }
      guard spaces <= parent, let first = rest.first else { continue }
      if !isQuoted, first == UInt8(ascii: "#") || isClosing(rest) { continue }
      let position = TextPosition(line: line, column: spaces + 1)
      let what = isQuoted ? "quoted text" : "a list or mapping in brackets"
      findings.append(
        source.finding(
          SyntaxError.rule, "this line belongs to \(what) that begins in line \(start.line), but is not indented",
          at: TextRange(start: position, end: position), help: "indent it with at least \(parent + 1) spaces"))
      return
    }
  }

  /// Brackets alone may close at the left edge: it is how most people write them.
  private func isClosing(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { "]}, \t".utf8.contains($0) }
  }

  /// A block scalar's header is followed by a blank or a line break, and blank lines before its first line of text are not
  /// indented more than that line.
  private mutating func blockScalar(from start: Int) {
    var index = start + 1
    var hasIndicator = false
    while let next = scalar(index), "+-0123456789".unicodeScalars.contains(where: { $0.value == next }) {
      hasIndicator = hasIndicator || next >= UInt32(UInt8(ascii: "0"))
      index += 1
    }
    comment(at: index)
    guard !hasIndicator else { return }
    var deepest = 0
    var line = source.position(scalar: start).line + 1
    while line <= source.lineCount {
      let bytes = source.lineBytes(line)
      let spaces = bytes.prefix { $0 == UInt8(ascii: " ") }.count
      guard spaces == bytes.count else {
        if spaces < deepest, spaces > indents.last ?? -1 {
          let position = TextPosition(line: line, column: spaces + 1)
          findings.append(
            source.finding(
              SyntaxError.rule, "this line is indented less than the blank lines above it",
              at: TextRange(start: position, end: position), help: "remove the spaces from the blank lines"))
        }
        return
      }
      deepest = max(deepest, spaces)
      line += 1
    }
  }

  // MARK: Text

  private func scalar(_ index: Int) -> UInt32? { scalars.indices.contains(index) ? scalars[index] : nil }

  private func isBlank(_ scalar: UInt32) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(scalar) }

  private mutating func report(_ message: String, at index: Int, help: String) {
    let position = source.position(scalar: index)
    findings.append(
      source.finding(SyntaxError.rule, message, at: TextRange(start: position, end: position), help: help))
  }
}
