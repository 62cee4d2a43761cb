/// Orders in which nothing stays in its place: how sounds are dealt out so that no clip gets its own.
enum Derangements {
  /// Up to this many clips all derangements are few enough (1,854 of 7) to be taken one and all.
  static let mostEnumerated = 7

  /// All derangements of `count` elements, in lexical order; none of one.
  static func all(of count: Int) -> [[Int]] {
    var found: [[Int]] = []
    var order: [Int] = []
    func extend() {
      if order.count == count {
        found.append(order)
        return
      }
      for next in 0..<count where next != order.count && !order.contains(next) {
        order.append(next)
        extend()
        order.removeLast()
      }
    }
    extend()
    return found
  }

  /// Shuffles `order`, a permutation of at least two indices, into a derangement; all are equally likely.
  ///
  /// A Fisher-Yates shuffle that starts anew as soon as something ends up in its own place: the shuffles that come
  /// through are uniform over the derangements, whatever order they started from.
  static func shuffle(_ order: inout [Int], using random: inout SplitMix64) {
    order.withUnsafeMutableBufferPointer { order in
      var last = order.count - 1
      while last >= 0 {
        order.swapAt(last, random.index(below: last + 1))
        last = order[last] == last ? order.count - 1 : last - 1
      }
    }
  }
}
