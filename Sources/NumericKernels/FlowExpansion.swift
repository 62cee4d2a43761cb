import CKernels
import Glibc

extension genlock_expansion {
  /// The constants of the reference: neighbourhood 5, sigma 1.2. The inverse normal matrix follows from the moments of
  /// the Gaussian: with m0 the sum of g(x) g(y), m2 of x^2, m4 of x^4 and m22 of x^2 y^2 under it.
  static func reference(sigma: Double = 1.2) -> genlock_expansion {
    let raw = (0...5).map { Float(exp(-Double($0 * $0) / (2 * sigma * sigma))) }
    let sum = Double(raw[0]) + 2 * raw.dropFirst().reduce(0) { $0 + Double($1) }
    let g = raw.map { Float(Double($0) / sum) }
    let xg = g.enumerated().map { Float($0) * $1 }
    let xxg = g.enumerated().map { Float($0 * $0) * $1 }
    // Each term is a product of floats, as the reference rounds it; the sum is a double.
    func moment(_ powerX: Int, _ powerY: Int) -> Double {
      var total = 0.0
      for y in -5...5 {
        for x in -5...5 {
          var term = g[abs(y)] * g[abs(x)]
          for _ in 0..<powerX { term *= Float(x) }
          for _ in 0..<powerY { term *= Float(y) }
          total += Double(term)
        }
      }
      return total
    }
    let (m0, m2, m4, m22) = (moment(0, 0), moment(2, 0), moment(4, 0), moment(2, 2))
    // Rows 1, x^2, y^2 of the normal matrix are [m0 m2 m2; m2 m4 m22; m2 m22 m4].
    let difference = m4 - m22
    let determinant = m0 * (m4 + m22) - 2 * m2 * m2
    var constants = genlock_expansion()
    constants.g = (g[0], g[1], g[2], g[3], g[4], g[5])
    constants.xg = (xg[0], xg[1], xg[2], xg[3], xg[4], xg[5])
    constants.xxg = (xxg[0], xxg[1], xxg[2], xxg[3], xxg[4], xxg[5])
    constants.ig11 = 1 / m2
    constants.ig03 = -m2 / determinant
    constants.ig33 = (m0 * m4 - m2 * m2) / (difference * determinant)
    constants.ig55 = 1 / m22
    return constants
  }
}
