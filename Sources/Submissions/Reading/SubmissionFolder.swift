import Glibc
import PositionedYAML

/// The folder of a submission, which its paths may not leave.
struct SubmissionFolder {
  /// What a path is expected to lead to.
  enum Kind {
    case file, folder, fileOrFolder

    var words: String {
      switch self {
      case .file: "a file"
      case .folder: "a folder"
      case .fileOrFolder: "a file or a folder"
      }
    }
  }

  /// The folder's path.
  let path: String

  /// The absolute path, without symbolic links, of what the field names inside the folder; nil where it names nothing
  /// that may be used, which is reported.
  func resolve(_ field: Field, as kind: Kind) -> String? {
    guard let text = field.line(expected: "the path of \(kind.words) inside the submission's folder") else {
      return nil
    }
    switch locate(text, as: kind) {
    case .inside(let absolute): return absolute
    case .outside(let why): PathOutside.report(text, why: why, at: field)
    case .unusable(let why): PathUnusable.report(text, why: why, at: field)
    }
    return nil
  }

  /// What a relative path came to.
  enum Place {
    case inside(String)
    case outside(String)
    case unusable(String)
  }

  /// Follows `text` from the folder.
  func locate(_ text: String, as kind: Kind) -> Place {
    if text.hasPrefix("/") { return .outside("is an absolute path") }
    if text.split(separator: "/").contains("..") { return .outside("holds `..`") }
    guard let base = realPath(path) else { return .unusable("the submission's folder is gone") }
    guard let absolute = realPath("\(base)/\(text)") else { return .unusable(String(cString: strerror(errno))) }
    guard absolute == base || absolute.hasPrefix(base == "/" ? base : "\(base)/") else {
      return .outside("leads out of the submission's folder through a symbolic link")
    }
    var status = stat()
    guard stat(absolute, &status) == 0 else { return .unusable(String(cString: strerror(errno))) }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    guard isFile || isFolder, kind == .fileOrFolder || (kind == .file) == isFile else {
      return .unusable("it is not \(kind.words)")
    }
    guard access(absolute, isFolder ? R_OK | X_OK : R_OK) == 0 else {
      return .unusable(String(cString: strerror(errno)))
    }
    return .inside(absolute)
  }
}

/// The absolute path without symbolic links; nil where there is nothing, and errno says why.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
