/// Finds out which tracks of an MP4 or QuickTime file have an edit list that shifts or trims them.
///
/// FFmpeg applies edit lists but does not tell of them, so the boxes `moov/trak/{tkhd,edts/elst,mdia/mdhd}` are read
/// here. All numbers come from the file: sizes are checked against what encloses them, counts are bounded, and what
/// cannot be read counts as not there.
struct EditLists {
  /// Reads `count` bytes at `offset`; nil where the file ends before.
  typealias Reader = (_ offset: Int64, _ count: Int) -> [UInt8]?

  /// Ids of the tracks whose edit list shifts or trims.
  private(set) var tracks: Set<UInt32> = []

  private let read: Reader
  private var boxesLeft = Self.mostBoxes
  private var movieTimescale: UInt64 = 0

  /// Scans a file of `size` bytes.
  init(size: Int64, read: @escaping Reader) {
    self.read = read
    boxes(in: 0..<max(0, size)) { scan, type, body in
      if type == "moov" { scan.readMovie(body) }
    }
  }

  private struct TrackFacts {
    var id: UInt32 = 0
    var timescale: UInt64 = 0
    var duration: UInt64 = 0
    var edits: [Edit] = []
  }

  private struct Edit {
    let duration: UInt64
    let mediaTime: Int64
    let rate: UInt32
  }

  private mutating func readMovie(_ movie: Range<Int64>) {
    var found: [TrackFacts] = []
    boxes(in: movie) { scan, type, body in
      switch type {
      case "mvhd": scan.movieTimescale = scan.header(body).timescale
      case "trak":
        var track = TrackFacts()
        scan.readTrack(body, &track)
        found.append(track)
      default: break
      }
    }
    for track in found where changes(track) { tracks.insert(track.id) }
  }

  private mutating func readTrack(_ range: Range<Int64>, _ track: inout TrackFacts) {
    var facts = track
    boxes(in: range) { scan, type, body in
      switch type {
      case "tkhd":
        let version = scan.number(body, 0, 1) ?? 0
        facts.id = UInt32(truncatingIfNeeded: scan.number(body, version == 1 ? 20 : 12, 4) ?? 0)
      case "edts", "mdia":
        scan.readTrack(body, &facts)
      case "mdhd":
        let header = scan.header(body)
        (facts.timescale, facts.duration) = (header.timescale, header.duration)
      case "elst": facts.edits = scan.edits(body)
      default: break
      }
    }
    track = facts
  }

  /// Time scale and duration of an `mvhd` or `mdhd` box.
  private func header(_ body: Range<Int64>) -> (timescale: UInt64, duration: UInt64) {
    let isWide = number(body, 0, 1) == 1
    return (number(body, isWide ? 20 : 12, 4) ?? 0, number(body, isWide ? 24 : 16, isWide ? 8 : 4) ?? 0)
  }

  private func edits(_ body: Range<Int64>) -> [Edit] {
    let width = number(body, 0, 1) == 1 ? 8 : 4
    let count = min(number(body, 4, 4) ?? 0, Self.mostEdits)
    return (0..<Int64(count)).compactMap { index in
      let at = 8 + index * Int64(2 * width + 4)
      guard let duration = number(body, at, width), let time = number(body, at + Int64(width), width),
        let rate = number(body, at + Int64(2 * width), 4)
      else { return nil }
      let signed = width == 8 ? Int64(bitPattern: time) : Int64(Int32(truncatingIfNeeded: time))
      return Edit(duration: duration, mediaTime: signed, rate: UInt32(truncatingIfNeeded: rate))
    }
  }

  /// One edit that plays the whole track from its start at normal speed changes nothing.
  private func changes(_ track: TrackFacts) -> Bool {
    guard let only = track.edits.first else { return false }
    if track.edits.count > 1 || only.mediaTime != 0 || only.rate != 0x1_0000 { return true }
    guard only.duration > 0, movieTimescale > 0, track.timescale > 0 else { return false }
    // Movie time is coarser than track time: one movie unit short is rounding, not trimming.
    let edited = (only.duration &+ 1).multipliedFullWidth(by: track.timescale)
    let whole = track.duration.multipliedFullWidth(by: movieTimescale)
    return edited.high != whole.high ? edited.high < whole.high : edited.low < whole.low
  }

  /// Calls `each` for every box in `range`, in file order.
  private mutating func boxes(in range: Range<Int64>, each: (inout EditLists, String, Range<Int64>) -> Void) {
    var at = range.lowerBound
    while range.upperBound - at >= 8, boxesLeft > 0, let head = read(at, 8) {
      boxesLeft -= 1
      var size = Int64(Self.value(head[0..<4]))
      var headSize: Int64 = 8
      if size == 1 {
        guard range.upperBound - at >= 16, let wide = read(at + 8, 8) else { return }
        size = Int64(clamping: Self.value(wide[...]))
        headSize = 16
      } else if size == 0 {
        size = range.upperBound - at
      }
      guard size >= headSize, size <= range.upperBound - at else { return }
      each(&self, String(decoding: head[4..<8], as: UTF8.self), at + headSize..<at + size)
      at += size
    }
  }

  /// The big-endian number of `width` bytes at `offset` in a box; nil past its end.
  private func number(_ body: Range<Int64>, _ offset: Int64, _ width: Int) -> UInt64? {
    guard offset + Int64(width) <= body.upperBound - body.lowerBound else { return nil }
    return read(body.lowerBound + offset, width).map { Self.value($0[...]) }
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  private static let mostBoxes = 20_000
  private static let mostEdits: UInt64 = 1000
}
