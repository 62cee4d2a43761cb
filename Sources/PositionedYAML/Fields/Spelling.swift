/// Finds the word that was probably meant.
public enum Spelling {
  /// The known word nearest to `word` by edit distance (insertions, deletions, substitutions and swaps of neighbours each
  /// count 1, letter case nothing), or nil where none is within a third of its length.
  public static func nearest(to word: String, among known: [String]) -> String? {
    guard word.unicodeScalars.count <= 64 else { return nil }
    let word = word.lowercased()
    let ranked = known.map { (distance(word, $0.lowercased()), $0) }
    guard let best = ranked.min(by: { $0.0 < $1.0 }) else { return nil }
    return best.0 <= max(1, max(word.count, best.1.count) / 3) ? best.1 : nil
  }

  /// The optimal string alignment distance.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(substitution, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
