public import Findings

/// A node of a YAML document with its place in the text.
public struct YAMLNode: Sendable, Hashable {
  /// What the node holds.
  public enum Content: Sendable, Hashable {
    /// Text; no type is guessed from it.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// A mapping, in the order of the text, keys unique.
    case mapping([YAMLEntry])
    /// Stands where something refused stood (an alias); it has a finding already, so readers pass over it.
    case refused
  }

  /// What the node holds.
  public let content: Content
  /// Where it begins and ends.
  public let range: TextRange

  /// Makes a node.
  public init(content: Content, range: TextRange) {
    self.content = content
    self.range = range
  }
}

/// A scalar's text after unfolding and unescaping.
public struct YAMLScalar: Sendable, Hashable {
  /// The text.
  public let text: String
  /// Whether it was written without quotes and without `|` or `>`.
  public let isPlain: Bool

  /// Makes a scalar.
  public init(text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }

  /// Whether the text stands for no value: nothing, `~` or `null`, unquoted.
  public var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }
}

/// One key of a mapping with its value.
public struct YAMLEntry: Sendable, Hashable {
  /// The key's text.
  public let key: String
  /// Where the key stands.
  public let keyRange: TextRange
  /// The value.
  public let value: YAMLNode

  /// Makes an entry.
  public init(key: String, keyRange: TextRange, value: YAMLNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}

/// From a position up to, but not including, another.
public struct TextRange: Sendable, Hashable {
  /// The first position.
  public let start: TextPosition
  /// The position after the last.
  public let end: TextPosition

  /// Makes a range.
  public init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }

  /// How many scalars to mark on the first line: to the end of the range, or 1 where it goes on below.
  public var markLength: Int { start.line == end.line ? max(1, end.column - start.column) : 1 }
}
