import CYAML
import Findings

/// Folds libyaml's events into a tree, refusing what the house's YAML leaves out.
struct TreeBuilder {
  private let source: SourceText
  private(set) var root: YAMLNode?
  private(set) var findings: [Finding] = []
  private(set) var wantsMore = true
  private var stack: [OpenCollection] = []
  private var documents = 0

  /// A collection whose end has not been seen.
  private struct OpenCollection {
    var isMapping: Bool
    var isFlow: Bool
    var start: TextPosition
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    var key: (text: String, range: TextRange)?
    var expectsKey = true
    var seen: [String: TextPosition] = [:]
  }

  init(source: SourceText) { self.source = source }

  mutating func take(_ event: yaml_event_t) {
    switch event.type {
    case YAML_STREAM_END_EVENT:
      wantsMore = false
      if documents == 0 { report(EmptyDocument.finding(in: source)) }
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      if documents > 1 { stop(with: SeveralDocuments.finding(at: range(event), in: source)) }
    case YAML_SCALAR_EVENT: scalar(event)
    case YAML_ALIAS_EVENT:
      report(AnchorOrAlias.alias(text(event.data.alias.anchor), at: range(event), in: source))
      add(YAMLNode(content: .refused, range: range(event)))
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      open(
        event, isMapping: false, isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE, anchor: data.anchor, tag: data.tag)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      open(event, isMapping: true, isFlow: data.style == YAML_FLOW_MAPPING_STYLE, anchor: data.anchor, tag: data.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(event)
    default: break
    }
  }

  mutating func failed(_ parser: yaml_parser_t) {
    guard parser.error != YAML_MEMORY_ERROR else { return ranOutOfMemory() }
    root = nil
    stop(with: SyntaxError.finding(parser, in: source))
  }

  mutating func ranOutOfMemory() {
    root = nil
    stop(with: SyntaxError.outOfMemory(in: source))
  }

  // MARK: Events

  private mutating func scalar(_ event: yaml_event_t) {
    let data = event.data.scalar
    refuse(anchor: data.anchor, tag: data.tag, at: range(event))
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let scalar = YAMLScalar(
      text: String(decoding: bytes, as: UTF8.self), isPlain: data.style == YAML_PLAIN_SCALAR_STYLE)
    add(YAMLNode(content: .scalar(scalar), range: range(event)))
  }

  private mutating func open(
    _ event: yaml_event_t, isMapping: Bool, isFlow: Bool, anchor: UnsafeMutablePointer<UInt8>?,
    tag: UnsafeMutablePointer<UInt8>?
  ) {
    refuse(anchor: anchor, tag: tag, at: range(event))
    guard stack.count < YAMLReader.maximumDepth else {
      return stop(with: TooDeep.finding(at: range(event), in: source))
    }
    stack.append(OpenCollection(isMapping: isMapping, isFlow: isFlow, start: range(event).start))
  }

  private mutating func close(_ event: yaml_event_t) {
    guard let done = stack.popLast() else { return }
    // A block collection's end event stands at the next token, lines below; its last child says where it ends.
    let last = done.isMapping ? done.entries.last?.value.range.end : done.items.last?.range.end
    let end = done.isFlow ? range(event).end : last ?? done.start
    add(
      YAMLNode(
        content: done.isMapping ? .mapping(done.entries) : .sequence(done.items),
        range: TextRange(start: done.start, end: max(end, done.start))))
  }

  private mutating func add(_ node: YAMLNode) {
    guard !stack.isEmpty else {
      root = node
      return
    }
    let top = stack.count - 1
    guard stack[top].isMapping else { return stack[top].items.append(node) }
    if stack[top].expectsKey {
      stack[top].expectsKey = false
      stack[top].key = key(node, top: top)
    } else {
      stack[top].expectsKey = true
      guard let key = stack[top].key else { return }
      stack[top].entries.append(YAMLEntry(key: key.text, keyRange: key.range, value: node))
    }
  }

  /// The key's text where it can be one; nil where it is a collection or was there before, and the entry is dropped.
  private mutating func key(_ node: YAMLNode, top: Int) -> (text: String, range: TextRange)? {
    guard case .scalar(let scalar) = node.content else {
      if node.content != .refused { report(CollectionAsKey.finding(at: node.range, in: source)) }
      return nil
    }
    // String equality is canonical equivalence, so a composed and a decomposed é are one key, as are `1` and "1".
    if let first = stack[top].seen[scalar.text] {
      report(DuplicateKey.finding(key: scalar.text, at: node.range, first: first, in: source))
      return nil
    }
    stack[top].seen[scalar.text] = node.range.start
    return (scalar.text, node.range)
  }

  // MARK: Refusals

  private mutating func refuse(
    anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, at range: TextRange
  ) {
    if let anchor { report(AnchorOrAlias.anchor(text(anchor), at: range, in: source)) }
    if let tag { report(Tag.finding(tag: text(tag), at: range, in: source)) }
  }

  private mutating func report(_ finding: Finding) {
    findings.append(finding)
    if findings.count >= YAMLReader.maximumFindings { wantsMore = false }
  }

  private mutating func stop(with finding: Finding) {
    findings.append(finding)
    wantsMore = false
  }

  private func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  private func range(_ event: yaml_event_t) -> TextRange {
    TextRange(
      start: source.position(scalar: Int(event.start_mark.index)),
      end: source.position(scalar: Int(event.end_mark.index)))
  }
}
