import CKernels
import Testing

struct MediaKernelTests {
  static let turns: [(degrees: Int32, expected: [UInt8])] = [
    (0, [1, 2, 3, 4, 5, 6]), (90, [4, 1, 5, 2, 6, 3]), (180, [6, 5, 4, 3, 2, 1]), (270, [3, 6, 2, 5, 1, 4]),
  ]

  @Test(arguments: turns)
  func picturesTurnClockwise(_ degrees: Int32, _ expected: [UInt8]) {
    // Two rows of three pixels, in rows of five bytes.
    let picture: [UInt8] = [1, 2, 3, 0, 0, 4, 5, 6, 0, 0]
    var turned = [UInt8](repeating: 0, count: 6)
    genlock_rotate(picture, 5, 3, 2, 1, degrees, &turned)
    #expect(turned == expected)
  }

  @Test func integersBecomeExactFractions() {
    func convert<Sample>(_ kind: genlock_sample_kind, _ samples: [Sample]) -> [Float] {
      var out = [Float](repeating: 9, count: samples.count)
      samples.withUnsafeBytes { genlock_convert_samples(kind, $0.baseAddress, samples.count, &out, 1) }
      return out
    }
    #expect(convert(GENLOCK_SAMPLE_U8, [UInt8(0), 128, 255]) == [-1, 0, 127.0 / 128])
    #expect(convert(GENLOCK_SAMPLE_S16, [Int16.min, 1, .max]) == [-1, 1.0 / 32768, 32767.0 / 32768])
    #expect(convert(GENLOCK_SAMPLE_S32, [Int32.min, 256, 0x7fff_ff00]) == [-1, 0x1p-23, 1 - 0x1p-23])
    #expect(convert(GENLOCK_SAMPLE_S64, [Int64.min, 1 << 62]) == [-1, 0.5])
    #expect(convert(GENLOCK_SAMPLE_FLOAT, [Float(1.5), -0.25]) == [1.5, -0.25])
    #expect(convert(GENLOCK_SAMPLE_DOUBLE, [0.1, -2]) == [Float(0.1), -2])
  }

  @Test func planesAreInterleaved() {
    var out = [Float](repeating: 0, count: 4)
    let (left, right): ([Float], [Float]) = ([1, 2], [3, 4])
    out.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      genlock_convert_samples(GENLOCK_SAMPLE_FLOAT, left, 2, base, 2)
      genlock_convert_samples(GENLOCK_SAMPLE_FLOAT, right, 2, base + 1, 2)
    }
    #expect(out == [1, 3, 2, 4])
  }

  @Test func lumaOfPackedAndDeepFormats() {
    // Two rows of two pixels of YUYV: luma 10, 20, 30, 40.
    let packed: [UInt8] = [10, 1, 20, 1, 30, 1, 40, 1]
    var rows: [UInt8] = [0, 35]
    #expect(genlock_luma_rows_8(packed, 4, 2, 2, 2, &rows) == 100)
    #expect(rows == [20, 40])
    // Ten bits in the upper bits of a word (P010), luma 4 x 17 and 4 x 235 + 3.
    let words: [UInt16] = [68 << 6, 943 << 6]
    var row: [UInt8] = [0]
    let sum = words.withUnsafeBytes {
      genlock_luma_rows_16($0.baseAddress?.assumingMemoryBound(to: UInt8.self), 4, 2, 6, 10, 2, 1, &row)
    }
    #expect(sum == 68 + 943)
    #expect(row == [235])
  }
}
