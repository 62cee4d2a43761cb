public import Digests
public import Findings

/// A participant's model, unpacked or mounted as it is: a tree of regular files, folders and inward symlinks.
public struct ModelBundle: Sendable, Hashable {
  /// Where the digest comes from.
  public enum Origin: String, Sendable, Hashable {
    /// An archive: the digest is that of the archive's bytes.
    case archive
    /// A folder: the digest is that of the tree (`TreeDigest`).
    case directory
  }

  /// The folder that is shown at `/model`; absolute, never written to by Genlock.
  public let root: String
  /// The identity of the model.
  public let digest: SHA256Digest
  /// What `digest` was taken over.
  public let origin: Origin
  /// Everything beneath `root`, ordered by the bytes of the path.
  public let entries: [BundleEntry]
  /// What is odd but accepted: findings of severity warning or note.
  public let findings: [Finding]

  /// Makes a bundle out of its parts; nothing is looked at.
  public init(root: String, digest: SHA256Digest, origin: Origin, entries: [BundleEntry], findings: [Finding] = []) {
    self.root = root
    self.digest = digest
    self.origin = origin
    self.entries = entries
    self.findings = findings
  }

  /// The bytes of all regular files together.
  public var totalBytes: Int64 {
    entries.reduce(0) { total, entry in
      if case .file(let size, _) = entry.kind { total + size } else { total }
    }
  }
}

/// One file, folder or symlink of a bundle.
public struct BundleEntry: Sendable, Hashable {
  /// What an entry is.
  public enum Kind: Sendable, Hashable {
    /// A regular file with its size in bytes.
    case file(size: Int64, isExecutable: Bool)
    /// A folder.
    case directory
    /// A relative symlink that stays inside the bundle, with its text.
    case symlink(target: String)
  }

  /// The path beneath the bundle's root: UTF-8, `/` between names, no `.` or `..`.
  public let path: String
  /// What it is.
  public let kind: Kind

  /// Makes an entry.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

/// What came of an archive or a folder: a bundle that can be run, or what is wrong with it.
public enum UnpackResult: Sendable, Hashable {
  /// It can be run; odd things are in `ModelBundle.findings`.
  case bundle(ModelBundle)
  /// It cannot be run; at least one finding is an error.
  case rejected([Finding])
}
