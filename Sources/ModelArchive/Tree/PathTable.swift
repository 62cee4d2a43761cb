/// Every path seen so far, found by what it would be where letter case and Unicode form do not count.
struct PathTable {
  /// What stands at a path.
  enum Kind {
    case file
    case symlink
    case directory
  }

  private struct Place {
    let path: String
    let kind: Kind
    var isImplied: Bool
  }

  private var places: [String: Place] = [:]

  /// How many paths there are, implied folders included.
  var count: Int { places.count }

  /// Enters a path and returns the folders above it that were not there yet, outermost first.
  ///
  /// A folder that was implied by a path beneath it may be entered once; everything else appears once.
  mutating func enter(_ path: EntryPath, as kind: Kind) -> Result<[String], Refusal> {
    var implied: [(key: String, path: String)] = []
    for depth in 1..<max(1, path.names.count) {
      let parent = path.names[..<depth].joined(separator: "/")
      let key = Self.key(of: parent)
      guard let place = places[key] else {
        implied.append((key, parent))
        continue
      }
      if let refusal = Self.twin(place.path, parent) { return .failure(refusal) }
      if place.kind != .directory {
        return .failure(
          Refusal(
            ModelArchiveRules.beneathNonDirectory,
            "it lies beneath `\(parent)`, which is a \(place.kind == .file ? "file" : "symlink")"))
      }
    }
    let text = path.text
    let key = Self.key(of: text)
    if let place = places[key] {
      if let refusal = Self.twin(place.path, text) { return .failure(refusal) }
      guard place.kind == .directory, kind == .directory, place.isImplied else {
        return .failure(Refusal(ModelArchiveRules.duplicate, "the path appears more than once"))
      }
      places[key]?.isImplied = false
      return .success([])
    }
    for (key, parent) in implied { places[key] = Place(path: parent, kind: .directory, isImplied: true) }
    places[key] = Place(path: text, kind: kind, isImplied: false)
    return .success(implied.map(\.path))
  }

  private static func twin(_ known: String, _ new: String) -> Refusal? {
    // `==` compares by canonical equivalence, which is just what must not pass here.
    if known.utf8.elementsEqual(new.utf8) { return nil }
    let difference = known == new ? "in the Unicode form of its letters" : "in letter case"
    return Refusal(
      ModelArchiveRules.twins, "`\(new)` differs from `\(known)` only \(difference)")
  }

  /// The path with letter case folded; as a dictionary key it also equals every canonically equivalent spelling.
  static func key(of path: String) -> String { path.uppercased().lowercased() }
}
