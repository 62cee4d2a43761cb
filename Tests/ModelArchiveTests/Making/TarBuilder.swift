/// Writes tar files byte by byte, also those no honest program writes.
struct TarBuilder {
  /// The file's bytes so far.
  private(set) var bytes: [UInt8] = []

  /// The type flag of a ustar header.
  enum Kind: Character {
    case file = "0"
    case hardlink = "1"
    case symlink = "2"
    case characterDevice = "3"
    case blockDevice = "4"
    case directory = "5"
    case fifo = "6"
    case paxHeader = "x"
  }

  /// An archive of `entries` with its end mark.
  static func archive(_ entries: (inout TarBuilder) -> Void) -> [UInt8] {
    var tar = TarBuilder()
    entries(&tar)
    tar.end()
    return tar.bytes
  }

  /// Adds an entry whose name is given in bytes; `announced` is the size the header claims.
  mutating func add(
    name: [UInt8], _ kind: Kind = .file, content: [UInt8] = [], mode: Int = 0o644, link: String = "",
    announced: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ value: [UInt8], at offset: Int, room: Int) {
      header.replaceSubrange(offset..<offset + min(room, value.count), with: value.prefix(room))
    }
    func octal(_ value: Int, digits: Int) -> [UInt8] {
      let text = String(value, radix: 8)
      return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }
    put(name, at: 0, room: 100)
    put(octal(mode, digits: 7), at: 100, room: 8)
    put(octal(0, digits: 7), at: 108, room: 8)
    put(octal(0, digits: 7), at: 116, room: 8)
    put(octal(announced ?? content.count, digits: 11), at: 124, room: 12)
    put(octal(0, digits: 11), at: 136, room: 12)
    put(Array(repeating: 0x20, count: 8), at: 148, room: 8)
    put(Array(String(kind.rawValue).utf8), at: 156, room: 1)
    put(Array(link.utf8), at: 157, room: 100)
    put(Array("ustar\u{0}00".utf8), at: 257, room: 8)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6) + [0, 0x20], at: 148, room: 8)
    bytes += header + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// Adds a file.
  mutating func file(_ name: String, _ content: String = "content", mode: Int = 0o644) {
    add(name: Array(name.utf8), content: Array(content.utf8), mode: mode)
  }

  /// Adds a folder.
  mutating func directory(_ name: String) { add(name: Array(name.utf8), .directory, mode: 0o755) }

  /// Adds a symlink.
  mutating func symlink(_ name: String, to target: String) { add(name: Array(name.utf8), .symlink, link: target) }

  /// Adds a pax header that gives the next entry `path` as its name.
  mutating func longName(_ path: String) {
    let rest = " path=\(path)\n"
    var length = rest.utf8.count
    while String(length).utf8.count + rest.utf8.count != length { length = String(length).utf8.count + rest.utf8.count }
    add(name: Array("PaxHeaders/x".utf8), .paxHeader, content: Array("\(length)\(rest)".utf8))
  }

  /// Adds the end mark.
  mutating func end() { bytes += [UInt8](repeating: 0, count: 1024) }
}
