/// Why bytes are not the NumPy array that is asked for.
public enum NPYError: Error, Sendable, Hashable, CustomStringConvertible {
  /// They do not start as a NumPy file does.
  case notNPY
  /// A version of the format that is not known.
  case version(major: Int, minor: Int)
  /// The file ends too soon.
  case truncated(expected: Int, found: Int)
  /// More bytes follow the array.
  case trailing(Int)
  /// The header is not what NumPy writes.
  case header(String)
  /// An element type that is not read.
  case elementType(String)
  /// A shape that is not asked for, and what is.
  case shape([Int], String)
  /// A text with something that is no character.
  case text

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .notNPY: "it is not a NumPy array file; write it with `numpy.save`"
    case .version(let major, let minor): "its format version \(major).\(minor) is not known; 1.0, 2.0 and 3.0 are"
    case .truncated(let expected, let found):
      "it is cut off: \(expected == .max ? "more" : "\(expected)") bytes are announced, \(found) are there"
    case .trailing(let count): "\(count) bytes follow its array; save one array a file"
    case .header(let reason): "its header is not NumPy's: \(reason)"
    case .elementType(let name):
      "its element type is \(name); features are float32 or float64 (`numpy.asarray(x, dtype='float32')`)"
    case .shape(let shape, let wanted): "its shape is (\(shape.map(String.init).joined(separator: ", "))); \(wanted)"
    case .text: "its text holds something that is no character"
    }
  }
}
