/// Reads the Python dictionary in a NumPy file's header, and nothing else that Python could write:
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (96, 400), }`.
struct NPYHeaderLiteral {
  struct Fields {
    var descr: String
    var isFortranOrder: Bool
    var shape: [Int]
  }

  private var rest: Slice<UnsafeRawBufferPointer>

  init(_ bytes: Slice<UnsafeRawBufferPointer>) { rest = bytes }

  mutating func dictionary() throws(NPYError) -> Fields {
    var descr: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try expect("{")
    while !take("}") {
      let key = try text()
      try expect(":")
      switch key {
      case "descr" where descr == nil:
        guard peek() != UInt8(ascii: "[") else { throw .elementType("a structure") }
        descr = try text()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try truth()
      case "shape" where shape == nil: shape = try tuple()
      default: throw .header("it has an unexpected key `\(key)`")
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipSpaces()
    guard rest.isEmpty else { throw .header("something follows its dictionary") }
    guard let descr, let isFortranOrder, let shape else { throw .header("a key is missing") }
    return Fields(descr: descr, isFortranOrder: isFortranOrder, shape: shape)
  }

  private mutating func text() throws(NPYError) -> String {
    skipSpaces()
    guard let quote = rest.popFirst(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw .header("a text is missing")
    }
    guard let end = rest.firstIndex(of: quote) else { throw .header("a text has no end") }
    let bytes = rest[..<end]
    guard bytes.count <= 32, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      throw .header("a text is no name")
    }
    rest = rest[(end + 1)...]
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func truth() throws(NPYError) -> Bool {
    skipSpaces()
    for (name, value) in [("True", true), ("False", false)] where rest.starts(with: name.utf8) {
      rest = rest.dropFirst(name.utf8.count)
      return value
    }
    throw .header("`fortran_order` is neither True nor False")
  }

  private mutating func tuple() throws(NPYError) -> [Int] {
    var numbers: [Int] = []
    try expect("(")
    while !take(")") {
      numbers.append(try number())
      guard numbers.count <= 32 else { throw .header("its shape has more than 32 dimensions") }
      if !take(",") {
        // `(3)` is a number to Python, not a tuple.
        guard numbers.count > 1 else { throw .header("its shape is not a tuple") }
        try expect(")")
        break
      }
    }
    return numbers
  }

  private mutating func number() throws(NPYError) -> Int {
    skipSpaces()
    let digits = rest.prefix { (48...57).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else { throw .header("a size is no whole number") }
    rest = rest.dropFirst(digits.count)
    // Python 2 wrote long integers with an L.
    if rest.first == UInt8(ascii: "L") { rest = rest.dropFirst() }
    return value
  }

  private func peek() -> UInt8? { rest.first { !Self.isSpace($0) } }

  private mutating func take(_ symbol: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: symbol) else { return false }
    skipSpaces()
    rest = rest.dropFirst()
    return true
  }

  private mutating func expect(_ symbol: Unicode.Scalar) throws(NPYError) {
    guard take(symbol) else { throw .header("`\(symbol)` is missing in it") }
  }

  private mutating func skipSpaces() { rest = rest.drop(while: Self.isSpace) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }
}
