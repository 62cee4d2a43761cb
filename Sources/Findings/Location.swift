/// Where a finding was seen; every part is optional, and renderers print those that are there.
public struct Location: Sendable, Hashable {
  /// The file, as the user named it.
  public var file: String?
  /// Line and column in a text file.
  public var position: TextPosition?
  /// The entry inside an archive or a bundle.
  public var entry: String?
  /// The sample's identifier (`0007` or `0007-0`).
  public var sample: String?
  /// The stream inside a media file, for example `video 0`.
  public var stream: String?
  /// Seconds from the start of the media file.
  public var time: Double?

  /// Makes a location from the parts that are known.
  public init(
    file: String? = nil, position: TextPosition? = nil, entry: String? = nil, sample: String? = nil,
    stream: String? = nil, time: Double? = nil
  ) {
    self.file = file
    self.position = position
    self.entry = entry
    self.sample = sample
    self.stream = stream
    self.time = time
  }
}

/// A place in a text file; both numbers count from 1, columns in Unicode scalars.
public struct TextPosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int

  /// Makes a position from a line and a column, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders by line, then by column.
  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// The line of text a finding points into, for a compiler-style caret.
public struct SourceExcerpt: Sendable, Hashable {
  /// The whole line without its line break, control characters made visible.
  public let line: String
  /// The first column to mark, from 1, in Unicode scalars.
  public let column: Int
  /// How many scalars to mark, at least 1.
  public let length: Int

  /// Makes an excerpt.
  public init(line: String, column: Int, length: Int) {
    self.line = line
    self.column = column
    self.length = max(1, length)
  }
}
