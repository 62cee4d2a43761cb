import Glibc

/// Names the folder of a new run.
enum RunFolderName {
  /// `runs/<UTC time>-<name>`; a number is appended where that is taken.
  static func next(for name: String) -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, "%Y%m%d-%H%M%S", &parts)
    let stamp = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let first = "runs/\(stamp)-\(name)"
    var path = first
    var number = 2
    while access(path, F_OK) == 0 {
      path = "\(first)-\(number)"
      number += 1
    }
    return path
  }
}
