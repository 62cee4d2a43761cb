import Findings

/// The fields of a mapping whose keys are known.
public struct MappingFields {
  /// The mapping itself.
  public let field: Field
  private let values: [String: Field]
  private let keyRanges: [String: TextRange]

  init(field: Field, entries: [YAMLEntry], known: [String]) {
    self.field = field
    var values: [String: Field] = [:]
    var ranges: [String: TextRange] = [:]
    for entry in entries {
      guard known.contains(entry.key) else {
        field.reader.report(
          UnknownKey.finding(
            key: entry.key, at: entry.keyRange, known: known, place: Self.place(field), in: field.reader.source))
        continue
      }
      let path = field.path.isEmpty ? entry.key : "\(field.path).\(entry.key)"
      values[entry.key] = Field(reader: field.reader, node: entry.value, path: path)
      ranges[entry.key] = entry.keyRange
    }
    self.values = values
    self.keyRanges = ranges
  }

  private static func place(_ field: Field) -> String { field.path.isEmpty ? "" : " in `\(field.path)`" }

  /// The value of `key`, or nil where it is not there.
  public func optional(_ key: String) -> Field? { values[key] }

  /// The value of `key`; where it is not there that is reported.
  public func required(_ key: String, help: String? = nil) -> Field? {
    if let value = values[key] { return value }
    missing(key, help: help)
    return nil
  }

  /// Where `key` itself stands; the mapping's place where it is not there.
  public func keyRange(_ key: String) -> TextRange { keyRanges[key] ?? field.node.range }

  /// Reports that `key` (or words for several keys) is missing.
  public func missing(_ key: String, help: String? = nil) {
    field.reader.report(
      MissingKey.finding(
        key: key, place: Self.place(field), at: field.node.range, help: help, in: field.reader.source))
  }

  /// The one of `keys` that is there, nil where none is; every further one is reported.
  public func atMostOne(of keys: [String]) -> (key: String, value: Field)? {
    let present = keys.filter { values[$0] != nil }.sorted { keyRange($0).start < keyRange($1).start }
    guard let first = present.first, let value = values[first] else { return nil }
    for other in present.dropFirst() {
      field.reader.report(
        ConflictingKeys.finding(
          key: other, other: first, place: Self.place(field), at: keyRange(other), in: field.reader.source))
    }
    return (first, value)
  }
}
