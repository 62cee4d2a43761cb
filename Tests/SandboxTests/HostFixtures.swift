import Glibc
import Processes

/// Listens on a free TCP port of the loopback interface and on an abstract Unix socket, and notices any knock.
final class LoopbackListener {
  let port: UInt16
  let abstractName: String
  private let internet: Int32
  private let local: Int32

  init() throws {
    internet = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = internet
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 4) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    abstractName = "genlock-test-\(getpid())-\(port)"
    local = try Self.listenLocally(abstractName)
    guard isBound else { throw TestFailure("no loopback listener") }
  }

  deinit {
    close(internet)
    close(local)
  }

  /// Whether anybody connected.
  var wasReached: Bool { accept(internet, nil, nil) >= 0 || accept(local, nil, nil) >= 0 }

  private static func listenLocally(_ name: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = [0] + Array(name.utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 4) == 0
      }
    }
    guard isBound else { throw TestFailure("no abstract listener") }
    return descriptor
  }
}

/// A root filesystem with nothing but a shell, `cat` and their libraries, copied from the host.
struct MiniatureRoot {
  let path: String

  init(beneath folder: borrowing TemporaryFolder) throws {
    path = try folder.makeFolder("root")
    for name in ["bin", "etc"] { _ = try folder.makeFolder("root/" + name) }
    try folder.write("root/etc/motd", "hello\n")
    guard symlink("etc", path + "/link") == 0, mkfifo(path + "/secret-fifo", 0o644) == 0 else {
      throw TestFailure("no miniature root")
    }
    for program in ["/bin/sh", "/bin/cat"] {
      let listing = try CapturedRun.of("/usr/bin/ldd", [program])
      let libraries = listing.text.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("/") }.map(String.init)
      for file in [program] + libraries {
        let copy = try CapturedRun.of(
          "/bin/sh", ["-c", "mkdir -p \"$(dirname \"$2\")\" && cp -L \"$1\" \"$2\"", "sh", file, path + file])
        guard copy.end.exitCode == 0 else { throw TestFailure(copy.text) }
      }
    }
  }
}

/// Processes of the host whose command line holds `marker`.
func processes(withMarker marker: String) -> [String] {
  guard let folder = opendir("/proc") else { return ["/proc cannot be read"] }
  defer { closedir(folder) }
  var found: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if Int(name) != nil, fileText("/proc/\(name)/cmdline").contains(marker) { found.append(name) }
  }
  return found
}

/// A system file's text; empty where it cannot be read.
func fileText(_ path: String) -> String {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return "" }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
  return String(decoding: bytes, as: UTF8.self)
}

/// Waits until `condition` holds; false where it does not within ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
  for _ in 0..<1000 {
    if condition() { return true }
    usleep(10_000)
  }
  return false
}
