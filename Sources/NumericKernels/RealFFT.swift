import CKernels
import Glibc

/// Discrete Fourier transforms of real frames in double precision, eight frames at a time.
final class RealFFT {
  /// Values of one frame, a power of two, at least 4.
  let length: Int
  /// Bins of one spectrum: length / 2 + 1.
  var binCount: Int { length / 2 + 1 }

  private let integers: AlignedMemory<Int32>
  private let doubles: AlignedMemory<Double>
  private let work: AlignedMemory<Double>
  private var tables: genlock_fft
  private let build: KernelBuild

  init(length: Int, build: KernelBuild) {
    precondition(length >= 4 && length & (length - 1) == 0, "a transform's length is a power of two, at least 4")
    let size = length / 2
    let powers = size.trailingZeroBitCount
    let radices = (powers % 2 == 1 ? [2] : []) + Array(repeating: 4, count: powers / 2)
    let order = Self.order(radices: radices)
    let integers = AlignedMemory((radices + order).map(Int32.init), zero: 0)
    let twiddles = Self.roots(of: size, count: size) + Self.roots(of: length, count: size + 1)
    let doubles = AlignedMemory(twiddles, zero: 0)
    self.length = length
    self.integers = integers
    self.doubles = doubles
    self.build = build
    work = AlignedMemory(count: 16 * size, zero: 0)
    tables = genlock_fft(
      size: Int32(size), passes: Int32(radices.count), radix: integers.base, order: integers.base + radices.count,
      twiddle: doubles.base, real_twiddle: doubles.base + 2 * size)
  }

  /// Spectra of eight frames that start `hop` values apart, each times `window`.
  ///
  /// - Parameters:
  ///   - signal: 7 x hop + length values.
  ///   - window: `length` values.
  ///   - bins: receives, for each bin, eight real and eight imaginary parts.
  func spectra(
    of signal: UnsafePointer<Float>, hop: Int, window: UnsafePointer<Double>, into bins: UnsafeMutablePointer<Double>
  ) {
    build.table.pointee.spectra(&tables, signal, hop, window, work.base, bins)
  }

  /// exp(-2 pi i k / n), cosine and sine.
  private static func roots(of n: Int, count: Int) -> [Double] {
    (0..<count).flatMap { k in
      let angle = -2 * Double.pi * Double(k) / Double(n)
      return [cos(angle), sin(angle)]
    }
  }

  /// Where each element comes from before the first pass: every pass splits what it is given by its radix.
  private static func order(radices: [Int]) -> [Int] {
    radices.reduce([0]) { order, radix in
      (0..<radix).flatMap { phase in order.map { $0 * radix + phase } }
    }
  }
}
