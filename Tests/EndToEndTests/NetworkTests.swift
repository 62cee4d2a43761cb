import Glibc
import TestSupport
import Testing

/// A model that tries to reach the host finds nobody, however it tries.
@Suite("A model that looks for the network", .serialized)
struct NetworkTests {
  /// A socket that listens, and what has come to it.
  private struct Listener {
    let descriptor: Int32

    /// Whether anything is waiting: a connection, or a datagram.
    var wasReached: Bool {
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return poll(&entry, 1, 0) > 0
    }
  }

  private static func inet(_ type: __socket_type) throws -> (listener: Listener, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(type.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(descriptor, raw, length) == 0 && getsockname(descriptor, raw, &length) == 0
      }
    }
    guard bound else { throw TemporaryFolder.Failure(errno: errno) }
    if type == SOCK_STREAM { listen(descriptor, 8) }
    return (Listener(descriptor: descriptor), UInt16(bigEndian: address.sin_port))
  }

  private static func unix(_ path: [UInt8]) throws -> Listener {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
    }
    guard bound, listen(descriptor, 8) == 0 else { throw TemporaryFolder.Failure(errno: errno) }
    return Listener(descriptor: descriptor)
  }

  @Test("reaches no listener of the host: TCP, UDP, a socket file, an abstract socket, a name server")
  func unreachable() throws {
    try withTemporaryFolder { folder in
      let (tcp, tcpPort) = try Self.inet(SOCK_STREAM)
      let (udp, udpPort) = try Self.inet(SOCK_DGRAM)
      let file = try Self.unix(Array("\(folder)/socket".utf8) + [0])
      let abstract = try Self.unix([0] + Array("genlock-test-\(getpid())".utf8))
      defer { for listener in [tcp, udp, file, abstract] { close(listener.descriptor) } }
      let targets = [
        "tcp:127.0.0.1:\(tcpPort)", "udp:127.0.0.1:\(udpPort)", "unix:\(folder)/socket",
        "abstract:genlock-test-\(getpid())", "dns:example.org",
      ]
      try Command.write(targets.joined(separator: " ") + "\n", to: folder + "/prompts.txt")
      let result = try Command.run(
        [
          "run", TestData.packageRoot + "/examples/failing/network/submission.yaml", "--run", folder + "/run",
          "--prompts", folder + "/prompts.txt", "--quiet",
        ], in: folder)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
      #expect([tcp, udp, file, abstract].map(\.wasReached) == [false, false, false, false])
    }
  }
}
