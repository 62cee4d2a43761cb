import FoundationEssentials

/// Any JSON, read by Foundation: what other programs see of our text.
indirect enum JSONTree: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  /// Reads `text`.
  static func reading(_ text: String) throws -> JSONTree {
    try JSONDecoder().decode(JSONTree.self, from: Data(text.utf8))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONTree].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }

  /// A member of an object; nil where there is none.
  subscript(_ name: String) -> JSONTree? {
    get { if case .object(let members) = self { members[name] } else { nil } }
    set {
      guard case .object(var members) = self else { return }
      members[name] = newValue
      self = .object(members)
    }
  }

  /// An element of an array; nil where there is none.
  subscript(_ index: Int) -> JSONTree? {
    get { if case .array(let values) = self, values.indices.contains(index) { values[index] } else { nil } }
    set {
      guard case .array(var values) = self, values.indices.contains(index), let newValue else { return }
      values[index] = newValue
      self = .array(values)
    }
  }
}
