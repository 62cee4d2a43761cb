import Quantities
import TestSupport
import Testing

/// Exact fractions, held against 128-bit arithmetic.
struct RationalTests {
  /// Numbers at the edges of what fits, and among them.
  private func term(_ random: inout SeededGenerator) -> Int64 {
    switch Int.random(in: 0...4, using: &random) {
    case 0: Int64.random(in: -9...9, using: &random)
    case 1: Int64.random(in: -100_000...100_000, using: &random)
    case 2: Int64.random(in: .min ... .max, using: &random)
    case 3: [Int64.min, .min + 1, .max, .max - 1, 0, 1, -1].randomElement(using: &random) ?? 0
    default: (Int64(1) << Int64.random(in: 0...62, using: &random)) * (Bool.random(using: &random) ? 1 : -1)
    }
  }

  private func gcd(_ left: UInt64, _ right: UInt64) -> UInt64 { right == 0 ? left : gcd(right, left % right) }

  @Test func `a fraction is in lowest terms with a positive denominator and keeps its value`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let (num, den) = (term(&random), term(&random))
      guard let value = Rational(num, den) else {
        #expect(den == 0 || num == .min || den == .min)
        continue
      }
      #expect(value.den >= 1)
      #expect(gcd(value.num.magnitude, value.den.magnitude) == 1)
      #expect(Int128(value.num) * Int128(den) == Int128(num) * Int128(value.den))
    }
  }

  @Test func `sums, differences and products are exact, or nil where they do not fit`() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<20_000 {
      guard let left = Rational(term(&random), term(&random)), let right = Rational(term(&random), term(&random)) else {
        continue
      }
      let product = (Int128(left.num) * Int128(right.num), Int128(left.den) * Int128(right.den))
      check(left.multiplied(by: right), equals: product)
      // The sum's terms may pass 128 bits only where it does not fit 64 anyway.
      let (leftTop, overLeft) = Int128(left.num).multipliedReportingOverflow(by: Int128(right.den))
      let (rightTop, overRight) = Int128(right.num).multipliedReportingOverflow(by: Int128(left.den))
      guard !overLeft, !overRight else { continue }
      check(left.adding(right), equals: (leftTop + rightTop, product.1))
      check(left.subtracting(right), equals: (leftTop - rightTop, product.1))
    }
  }

  private func check(_ value: Rational?, equals exact: (num: Int128, den: Int128)) {
    guard let value else {
      // Nil is allowed only where an intermediate of 64 bits could overflow: small terms always have a result.
      #expect(exact.num.magnitude > Int128(Int32.max).magnitude || exact.den > Int128(Int32.max))
      return
    }
    let (left, overLeft) = Int128(value.num).multipliedReportingOverflow(by: exact.den)
    let (right, overRight) = exact.num.multipliedReportingOverflow(by: Int128(value.den))
    if !overLeft, !overRight { #expect(left == right) }
  }

  @Test func `order is exact and total`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      guard let left = Rational(term(&random), term(&random)), let right = Rational(term(&random), term(&random)) else {
        continue
      }
      let (first, second) = (Int128(left.num) * Int128(right.den), Int128(right.num) * Int128(left.den))
      #expect((left < right) == (first < second))
      #expect((left == right) == (first == second))
      #expect((left < right) != (right <= left))
    }
  }

  @Test func `arithmetic has its laws`() {
    var random = SeededGenerator(seed: 4)
    func small() -> Rational {
      Rational(Int64.random(in: -999...999, using: &random), Int64.random(in: 1...999, using: &random)) ?? .zero
    }
    for _ in 0..<5000 {
      let (left, right, third) = (small(), small(), small())
      #expect(left.adding(right) == right.adding(left))
      #expect(left.multiplied(by: right) == right.multiplied(by: left))
      #expect(left.adding(right)?.adding(third) == right.adding(third).flatMap { left.adding($0) })
      #expect(left.adding(right)?.subtracting(right) == left)
      #expect(left.negated.negated == left && left.adding(left.negated) == .zero)
      if let reciprocal = left.reciprocal { #expect(left.multiplied(by: reciprocal) == Rational(1)) }
      #expect((left.reciprocal == nil) == (left == .zero))
    }
  }

  @Test func `text and double`() {
    #expect(Rational(30000, 1001)?.description == "30000/1001")
    #expect(Rational(-6, 4)?.description == "-3/2")
    #expect(Rational(8, -1)?.description == "-8")
    #expect(Rational(30000, 1001)?.doubleValue == 30000.0 / 1001.0)
    #expect(Rational(1, 3)?.doubleValue == 1.0 / 3.0)
  }

  @Test func `rates are above zero`() {
    #expect(FrameRate(.zero) == nil)
    #expect(FrameRate(Rational(-8)) == nil)
    #expect(FrameRate(Rational(8))?.description == "8 fps")
    #expect(SampleRate(hertz: 0) == nil)
    #expect(SampleRate(hertz: 16000)?.description == "16000 Hz")
  }
}
