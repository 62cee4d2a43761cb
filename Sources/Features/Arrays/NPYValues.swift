public import NumericKernels

extension FeatureMatrix {
  /// The features in the bytes of a NumPy file: two dimensions, one row a sample, float32 or float64, in either order of
  /// bytes and of indices.
  ///
  /// - Throws: `FeatureFileError.npy` for anything else, `.features` where a feature is not finite.
  public init(npy bytes: UnsafeRawBufferPointer) throws(FeatureFileError) {
    let (header, values): (NPYHeader, [Double])
    do throws(NPYError) {
      header = try NPYHeader(parsing: bytes)
      guard header.shape.count == 2 else {
        let advice = header.shape.count == 3 ? "; save each set in a file of its own" : ""
        throw .shape(header.shape, "features have two dimensions, samples and features\(advice)")
      }
      guard header.shape[1] > 0 else { throw .shape(header.shape, "there are no features in it") }
      values = try header.doubles(in: bytes)
    } catch { throw .npy(error) }
    do throws(DistanceError) {
      try self.init(
        rows: header.shape[0], columns: header.shape[1], values: values,
        precision: header.element == .float32 ? .single : .double)
    } catch { throw .features(error) }
  }
}

extension NPYHeader {
  /// The array's floats, the last index running fastest.
  ///
  /// - Throws: `elementType` where the elements are no floats.
  public func doubles(in bytes: UnsafeRawBufferPointer) throws(NPYError) -> [Double] {
    let values: [Double]
    switch element {
    case .float32:
      values = elements(bytes, UInt32.self) { Double(Float(bitPattern: $0)) }
    case .float64:
      values = elements(bytes, UInt64.self) { Double(bitPattern: $0) }
    case .int64: throw .elementType("int64")
    case .text: throw .elementType("text")
    }
    guard isFortranOrder, shape.count == 2 else { return values }
    let (rows, columns) = (shape[0], shape[1])
    return [Double](unsafeUninitializedCapacity: values.count) { ordered, count in
      values.withUnsafeBufferPointer { values in
        for row in 0..<rows {
          for column in 0..<columns { ordered[row * columns + column] = values[column * rows + row] }
        }
      }
      count = values.count
    }
  }

  /// The single whole number that the array is.
  public func integer(in bytes: UnsafeRawBufferPointer) throws(NPYError) -> Int64 {
    guard element == .int64 else { throw .elementType("not a whole number (int64)") }
    guard count == 1 else { throw .shape(shape, "a single number is asked for") }
    return elements(bytes, UInt64.self) { Int64(bitPattern: $0) }[0]
  }

  /// The single text that the array is.
  public func text(in bytes: UnsafeRawBufferPointer) throws(NPYError) -> String {
    guard case .text(let length) = element else { throw .elementType("not text") }
    guard count == 1 else { throw .shape(shape, "a single text is asked for") }
    var scalars = String.UnicodeScalarView()
    var ended = false
    for index in 0..<length {
      let raw = bytes.loadUnaligned(fromByteOffset: dataOffset + 4 * index, as: UInt32.self)
      let value = isBigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
      // NumPy fills up with zeros.
      if value == 0 {
        ended = true
        continue
      }
      guard !ended, let scalar = Unicode.Scalar(value) else { throw .text }
      scalars.append(scalar)
    }
    return String(scalars)
  }

  private func elements<Word: FixedWidthInteger, Value>(
    _ bytes: UnsafeRawBufferPointer, _ word: Word.Type, _ value: (Word) -> Value
  ) -> [Value] {
    let stride = MemoryLayout<Word>.size
    return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      for index in 0..<count {
        let raw = bytes.loadUnaligned(fromByteOffset: dataOffset + index * stride, as: Word.self)
        (base + index).initialize(to: value(isBigEndian ? Word(bigEndian: raw) : Word(littleEndian: raw)))
      }
      filled = count
    }
  }
}
