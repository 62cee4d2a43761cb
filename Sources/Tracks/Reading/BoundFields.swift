import PositionedYAML

extension Field {
  /// A bound: a bare value means exactly that; a mapping has `exactly`, or `least` and `most` (either may be left out).
  func bound<Value>(_ read: (Field) -> Value?) -> Bound<Value>? {
    guard case .mapping = node.content else { return read(self).map { .exactly($0) } }
    return mapping(keys: TrackKeys.bound).flatMap { $0.bound(read) }
  }
}

extension MappingFields {
  /// The bound that this mapping's `exactly`, `least` and `most` make.
  func bound<Value>(_ read: (Field) -> Value?) -> Bound<Value>? {
    if let exactly = optional("exactly") {
      _ = atMostOne(of: ["exactly", "least"])
      _ = atMostOne(of: ["exactly", "most"])
      return read(exactly).map { .exactly($0) }
    }
    let least = optional("least")
    let most = optional("most")
    guard least != nil || most != nil else {
      missing("exactly", help: "give `exactly`, or `least`, `most` or both")
      return nil
    }
    let bound = Bound(least: least.flatMap(read), most: most.flatMap(read))
    if let low = bound.least, let high = bound.most, low > high {
      field.report(InconsistentTrack.rule, "`\(field.path).least` is above `\(field.path).most`")
      return nil
    }
    return bound
  }
}
