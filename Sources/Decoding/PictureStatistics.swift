import CFFmpeg
import CKernels
import Glibc
import Media

/// What can be said of pictures at a glance: how bright they are, where they stay black, which repeat.
final class PictureStatistics {
  private let rotation: Int
  private var previous: UnsafeMutablePointer<AVFrame>?
  private var hasPrevious = false
  private var repeated = 0
  private var lowest = Double.infinity
  private var highest = -Double.infinity
  /// Largest luma of each row of the upright picture so far.
  private var rowMaxima: [UInt8] = []
  private var size: (width: Int32, height: Int32)?
  private var grayContext: UnsafeMutableRawPointer?
  private var gray: [UInt8] = []
  private var upright: [UInt8] = []

  /// Statistics of pictures that are shown turned clockwise by `rotation` degrees.
  init(rotation: Int) {
    self.rotation = rotation
    previous = av_frame_alloc()
  }

  deinit {
    av_frame_free(&previous)
    genlock_free_context(grayContext)
  }

  /// Adds the next picture.
  func add(_ frame: UnsafeMutablePointer<AVFrame>) throws(Unreadable) {
    guard let geometry = PictureGeometry(frame.pointee.format) else { return }
    guard let previous else { throw Unreadable(.outOfMemory, "no memory for a frame") }
    if hasPrevious, isEqual(frame, previous, geometry) { repeated += 1 }
    try addLuma(frame, geometry)
    av_frame_unref(previous)
    hasPrevious = av_frame_ref(previous, frame) >= 0
    if !hasPrevious { throw Unreadable(.outOfMemory, "no memory to keep a frame") }
  }

  /// Writes the facts of all pictures added so far.
  func describe(_ facts: inout DecodedVideo) {
    facts.repeatedFrames = repeated
    facts.lowestLuma = lowest.isFinite ? lowest : 0
    facts.highestLuma = highest.isFinite ? highest : 0
    facts.blackRowsTop = rowMaxima.prefix { $0 < Self.black }.count
    facts.blackRowsBottom = rowMaxima.reversed().prefix { $0 < Self.black }.count
  }

  private func isEqual(
    _ frame: UnsafeMutablePointer<AVFrame>, _ other: UnsafeMutablePointer<AVFrame>, _ geometry: PictureGeometry
  ) -> Bool {
    let (this, that) = (frame.pointee, other.pointee)
    guard this.width == that.width, this.height == that.height, this.format == that.format else { return false }
    for plane in 0..<geometry.planes {
      let bytes = geometry.rowBytes(plane, width: this.width)
      guard let left = genlock_frame_plane(frame, plane), let right = genlock_frame_plane(other, plane) else {
        return false
      }
      let (leftStride, rightStride) = (Int(genlock_frame_stride(frame, plane)), Int(genlock_frame_stride(other, plane)))
      for row in 0..<Int(geometry.rows(plane, height: this.height))
      where memcmp(left + row * leftStride, right + row * rightStride, bytes) != 0 { return false }
    }
    return true
  }

  private func addLuma(_ frame: UnsafeMutablePointer<AVFrame>, _ geometry: PictureGeometry) throws(Unreadable) {
    let (width, height) = (frame.pointee.width, frame.pointee.height)
    let shown = rotation % 180 == 0 ? (width: width, height: height) : (width: height, height: width)
    var maxima = [UInt8](repeating: 0, count: Int(shown.height))
    let sum: UInt64
    var depth: Int32 = 8
    if rotation == 0, let luma = geometry.luma, let plane = genlock_frame_plane(frame, luma.plane) {
      depth = luma.depth
      let (start, stride) = (plane + luma.offset, Int(genlock_frame_stride(frame, luma.plane)))
      sum =
        depth == 8
        ? genlock_luma_rows_8(start, stride, luma.step, width, height, &maxima)
        : genlock_luma_rows_16(start, stride, luma.step, luma.shift, depth, width, height, &maxima)
    } else {
      guard copyUpright(frame, geometry) else { return }
      sum = genlock_luma_rows_8(upright, Int(shown.width), 1, shown.width, shown.height, &maxima)
    }
    let mean = Double(sum) / Double(Int(width) * Int(height)) / Double(1 << (depth - 8))
    lowest = min(lowest, mean)
    highest = max(highest, mean)
    // Rows are compared within one size: pictures of another one later are judged by their change of size.
    if let size, size.width != shown.width || size.height != shown.height { return }
    size = shown
    rowMaxima = rowMaxima.isEmpty ? maxima : zip(rowMaxima, maxima).map { max($0, $1) }
  }

  /// Turned pictures, and formats without plain luma, are read from a packed 8-bit copy in `upright`; false where
  /// swscale cannot make one.
  private func copyUpright(_ frame: UnsafeMutablePointer<AVFrame>, _ geometry: PictureGeometry) -> Bool {
    let (width, height) = (frame.pointee.width, frame.pointee.height)
    let pixels = Int(width) * Int(height)
    var stride = Int(width)
    if let luma = geometry.luma, let plane = genlock_frame_plane(frame, luma.plane) {
      Self.resize(&gray, pixels)
      genlock_copy_luma(
        plane + luma.offset, Int(genlock_frame_stride(frame, luma.plane)), luma.step, luma.shift, luma.depth, width,
        height, &gray)
    } else {
      stride = (Int(width) + 63) & ~63
      Self.resize(&gray, stride * Int(height))
      grayContext = genlock_gray_context(grayContext, width, height, frame.pointee.format)
      guard let grayContext, genlock_convert(grayContext, frame, height, &gray, Int32(stride)) == height else {
        return false
      }
    }
    Self.resize(&upright, pixels)
    genlock_rotate(gray, stride, width, height, 1, Int32(rotation), &upright)
    return true
  }

  private static func resize(_ buffer: inout [UInt8], _ count: Int) {
    if buffer.count != count { buffer = [UInt8](repeating: 0, count: count) }
  }

  private static let black: UInt8 = 17
}
