public import NumericKernels

/// Why a file of features or statistics was not read or written.
public enum FeatureFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The system refused, in its words.
  case system(String)
  /// Neither features (.npy) nor statistics (.npz).
  case unknownKind
  /// More bytes than are read.
  case tooLarge(bytes: Int, most: Int)
  /// Not a NumPy array, or not one of features.
  case npy(NPYError)
  /// Features that make no distance.
  case features(DistanceError)
  /// Not an archive as `numpy.savez` writes it.
  case archive(String)
  /// A member of the archive is missing or does not hold what it should.
  case member(String, String)

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .system(let reason): reason
    case .unknownKind:
      "it holds neither features (`numpy.save`) nor statistics (`genlock stats --output`, `numpy.savez`)"
    case .tooLarge(let bytes, let most): "it has \(bytes) bytes; at most \(most) are read"
    case .npy(let error): error.description
    case .features(let error): error.description
    case .archive(let reason): reason
    case .member(let name, let reason): "`\(name)` in it: \(reason)"
    }
  }
}
