public import NumericKernels

/// Writes NumPy array files of version 1.0, as `numpy.save` does.
public enum NPYWriter {
  /// Floats of 64 bits of a given shape, the last index running fastest.
  public static func doubles(_ values: [Double], shape: [Int]) -> [UInt8] {
    var bytes = header("<f8", shape)
    bytes.reserveCapacity(bytes.count + 8 * values.count)
    for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Features, in the precision they were stored in.
  public static func features(_ matrix: FeatureMatrix) -> [UInt8] {
    switch matrix.precision {
    case .double: return doubles(matrix.values, shape: [matrix.rows, matrix.columns])
    case .single:
      var bytes = header("<f4", [matrix.rows, matrix.columns])
      for value in matrix.values {
        withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
      return bytes
    }
  }

  /// A single whole number.
  public static func integer(_ value: Int64) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { header("<i8", []) + $0 }
  }

  /// A single text.
  public static func text(_ text: String) -> [UInt8] {
    let values = text.isEmpty ? [0] : text.unicodeScalars.map(\.value)
    return values.reduce(into: header("<U\(values.count)", [])) { bytes, value in
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// The magic, and the dictionary filled up with spaces so that the array starts at a multiple of 64 bytes.
  private static func header(_ descr: String, _ shape: [Int]) -> [UInt8] {
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var dictionary = Array("{'descr': '\(descr)', 'fortran_order': False, 'shape': (\(sizes)), }".utf8)
    let filled = (10 + dictionary.count + 1 + 63) / 64 * 64 - 10
    dictionary += [UInt8](repeating: 0x20, count: filled - dictionary.count - 1) + [0x0A]
    return NPYHeader.magic + [1, 0, UInt8(filled & 0xFF), UInt8(filled >> 8)] + dictionary
  }
}
