/// What a NumPy array file says of its array, and where the array starts.
///
/// Only plain arrays are understood: no structured types, and no objects, which Python would execute to load.
/// Nothing is believed: sizes are checked against the bytes that are there.
public struct NPYHeader: Sendable, Hashable {
  /// The type of an element.
  public enum Element: Sendable, Hashable {
    /// 32-bit float.
    case float32
    /// 64-bit float.
    case float64
    /// 64-bit signed integer.
    case int64
    /// Text of at most so many code points of 32 bits.
    case text(Int)

    /// Bytes of an element.
    public var size: Int {
      switch self {
      case .float32: 4
      case .float64, .int64: 8
      case .text(let length): 4 * length
      }
    }
  }

  /// The bytes every file starts with.
  public static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Longest text of a header; NumPy's own are 128 bytes.
  private static let mostHeaderBytes = 10_000

  /// The element's type.
  public let element: Element
  /// Whether the bytes of an element are swapped.
  public let isBigEndian: Bool
  /// Whether the first index runs fastest.
  public let isFortranOrder: Bool
  /// The size of each dimension; empty for a single value.
  public let shape: [Int]
  /// Where the array starts.
  public let dataOffset: Int
  /// Bytes of the array.
  public let dataBytes: Int

  /// Number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// Reads the header of a whole file and holds it against the file's length.
  public init(parsing bytes: UnsafeRawBufferPointer) throws(NPYError) {
    guard bytes.count >= 10 else { throw .truncated(expected: 10, found: bytes.count) }
    guard bytes.prefix(6).elementsEqual(Self.magic) else { throw .notNPY }
    let (major, minor) = (bytes[6], bytes[7])
    guard (1...3).contains(major), minor == 0 else { throw .version(major: Int(major), minor: Int(minor)) }
    let start = major == 1 ? 10 : 12
    guard bytes.count >= start else { throw .truncated(expected: start, found: bytes.count) }
    let length = (8..<start).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    guard length <= Self.mostHeaderBytes else { throw .header("its header claims \(length) bytes") }
    dataOffset = start + length
    guard bytes.count >= dataOffset else { throw .truncated(expected: dataOffset, found: bytes.count) }

    var literal = NPYHeaderLiteral(bytes[start..<dataOffset])
    let fields = try literal.dictionary()
    (element, isBigEndian) = try Self.element(fields.descr)
    isFortranOrder = fields.isFortranOrder
    shape = fields.shape
    var size = element.size
    for dimension in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow else { throw .shape(shape, "more bytes than can be addressed") }
      size = product
    }
    dataBytes = size
    let (end, overflow) = dataOffset.addingReportingOverflow(size)
    guard !overflow, end <= bytes.count else {
      throw .truncated(expected: overflow ? .max : end, found: bytes.count)
    }
    guard end == bytes.count else { throw .trailing(bytes.count - end) }
  }

  private static func element(_ descr: String) throws(NPYError) -> (Element, isBigEndian: Bool) {
    let isBigEndian = descr.first == ">"
    guard descr.first == "<" || isBigEndian else { throw .elementType(descr) }
    switch descr.dropFirst() {
    case "f4": return (.float32, isBigEndian)
    case "f8": return (.float64, isBigEndian)
    case "i8": return (.int64, isBigEndian)
    case let name where name.first == "U":
      // A text longer than a page is no name. An element without bytes would let a shape be of any size.
      guard let length = Int(name.dropFirst()), (1...4096).contains(length) else { throw .elementType(descr) }
      return (.text(length), isBigEndian)
    default: throw .elementType(descr)
    }
  }
}
