import CYAML
public import Findings

/// What came of reading a YAML text: the tree, as far as its structure is whole, and every finding.
public struct YAMLReading: Sendable {
  /// The text.
  public let source: SourceText
  /// The document's root; nil where the text has no structure to go on with. It may be there beside findings of
  /// severity error (a duplicate key, an alias), so that one pass can report mistakes further down too.
  public let root: YAMLNode?
  /// Findings in source order.
  public let findings: [Finding]

  /// Makes a reading.
  public init(source: SourceText, root: YAMLNode?, findings: [Finding]) {
    self.source = source
    self.root = root
    self.findings = findings
  }
}

/// Reads one YAML document over libyaml's event interface, with positions and refusals.
///
/// Events, unlike libyaml's own documents, expand nothing: an alias is refused when it is seen, so a billion laughs
/// costs one finding. Time and memory are linear in the text, which is at most `maximumBytes` long.
public enum YAMLReader {
  /// The longest text that is read.
  public static let maximumBytes = 1 << 20
  /// The deepest nesting that is read.
  public static let maximumDepth = 32
  /// Findings of one text; reading stops there.
  static let maximumFindings = 100

  /// Reads `bytes` as one document; `name` is the file's name in findings.
  public static func read(_ bytes: [UInt8], name: String) -> YAMLReading {
    guard bytes.count <= maximumBytes else {
      let source = SourceText(name: name, bytes: Array(bytes.prefix(4096)))
      return YAMLReading(source: source, root: nil, findings: [TooLarge.finding(in: source)])
    }
    let source = SourceText(name: name, bytes: bytes)
    if let offset = firstInvalidUTF8(in: source.bytes) {
      return YAMLReading(source: source, root: nil, findings: [NotUTF8.finding(offset: offset, in: source)])
    }
    if let finding = LineSeparator.finding(in: source) {
      return YAMLReading(source: source, root: nil, findings: [finding])
    }
    var builder = TreeBuilder(source: source)
    var audit = TokenAudit(source: source)
    // A block scalar's last line counts as one whether or not a line break ends the file.
    let text = source.bytes.last == UInt8(ascii: "\n") ? source.bytes : source.bytes + [UInt8(ascii: "\n")]
    text.withUnsafeBufferPointer { buffer in
      parse(buffer, into: &builder)
      if builder.root != nil { scan(buffer, into: &audit) }
    }
    let findings = builder.findings + audit.findings
    return YAMLReading(
      source: source, root: builder.root,
      findings: findings.sorted { ($0.location.position ?? .start) < ($1.location.position ?? .start) })
  }

  private static func parse(_ buffer: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return builder.ranOutOfMemory() }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    while builder.wantsMore {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else { return builder.failed(parser) }
      builder.take(event)
      yaml_event_delete(&event)
    }
  }

  private static func scan(_ buffer: UnsafeBufferPointer<UInt8>, into audit: inout TokenAudit) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return audit.ranOutOfMemory() }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    while audit.wantsMore {
      var token = yaml_token_t()
      // What the scanner refuses, the parser has refused before.
      guard yaml_parser_scan(&parser, &token) == 1 else { return }
      let isLast = token.type == YAML_STREAM_END_TOKEN
      audit.take(token)
      yaml_token_delete(&token)
      if isLast { return }
    }
  }
}

extension TextPosition {
  /// The beginning of a file.
  static var start: TextPosition { TextPosition(line: 1, column: 1) }
}
