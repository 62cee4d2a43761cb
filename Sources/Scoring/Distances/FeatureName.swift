public import Features

/// The name of what made a set of features, such as `i3d-kinetics-400`.
public enum FeatureName {
  /// Throws unless a name has 1 to 100 characters of `A-Z a-z 0-9 . _ + @ -`.
  public static func check(_ name: String) throws(FeatureFileError) {
    let isPlain = name.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || ".+@-_".utf8.contains(byte)
    }
    guard isPlain, (1...100).contains(name.utf8.count) else {
      throw .member("features", "a name has 1 to 100 of the characters A-Z a-z 0-9 . _ + @ -")
    }
  }
}
