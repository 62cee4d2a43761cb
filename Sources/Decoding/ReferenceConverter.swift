import CFFmpeg
import CKernels

/// Turns decoded pictures into BGR24 with the bytes that OpenCV's `VideoCapture` (4.7, FFmpeg back end) delivers.
///
/// OpenCV converts with one swscale context of equal source and target size, `SWS_BICUBIC` and no other flag, and never
/// sets the colour matrix; it converts the *coded* picture (rows and columns that cropping hides included) and shows
/// the visible part, which decides the code path swscale takes for odd sizes; and it turns the picture afterwards.
final class ReferenceConverter {
  private let rotation: Int
  private var context: UnsafeMutableRawPointer?
  private var scratch: [UInt8] = []

  /// A converter of pictures that are shown turned clockwise by `rotation` degrees.
  init(rotation: Int) { self.rotation = rotation }

  deinit { genlock_free_context(context) }

  /// Size in pixels of the picture delivered for a frame.
  func shownSize(
    _ frame: UnsafeMutablePointer<AVFrame>, of decoder: UnsafeMutablePointer<AVCodecContext>?
  ) -> (width: Int, height: Int) {
    let (width, height) = Self.visibleSize(frame, decoder)
    return rotation == 90 || rotation == 270 ? (height, width) : (width, height)
  }

  /// Writes the picture into `room`, which holds width x height x 3 bytes; false where swscale has no such conversion.
  func convert(
    _ frame: UnsafeMutablePointer<AVFrame>, of decoder: UnsafeMutablePointer<AVCodecContext>,
    into room: UnsafeMutableRawBufferPointer
  ) -> Bool {
    let (width, height) = Self.visibleSize(frame, decoder)
    guard let out = room.baseAddress?.assumingMemoryBound(to: UInt8.self), room.count >= width * height * 3 else {
      return false
    }
    let source = convertedSize(frame, decoder)
    context = genlock_bgr_context(context, source.width, source.height, frame.pointee.format)
    guard let context else { return false }
    var (alignedWidth, alignedHeight) = source
    avcodec_align_dimensions2(decoder, &alignedWidth, &alignedHeight, &alignment)
    let stride = Int(max(alignedWidth, source.width)) * 3
    if rotation == 0, stride == width * 3, Int(source.height) == height, room.count % 64 == 0 {
      return genlock_convert(context, frame, source.height, out, Int32(stride)) == source.height
    }
    // swscale may write whole vectors, so the scratch picture has a vector to spare.
    let needed = stride * Int(max(alignedHeight, source.height)) + 64
    if scratch.count < needed { scratch = [UInt8](repeating: 0, count: needed) }
    guard genlock_convert(context, frame, source.height, &scratch, Int32(stride)) == source.height else {
      return false
    }
    if rotation != 0 {
      genlock_rotate(scratch, stride, Int32(width), Int32(height), 3, Int32(rotation), out)
    } else {
      scratch.withUnsafeBufferPointer { picture in
        guard let base = picture.baseAddress else { return }
        for row in 0..<height { (out + row * width * 3).update(from: base + row * stride, count: width * 3) }
      }
    }
    return true
  }

  private var alignment = [Int32](repeating: 0, count: Int(AV_NUM_DATA_POINTERS))
  /// Rounding up to blocks hides less than this; a larger margin is a crop, and not worth its memory.
  private static let widestMargin: Int32 = 127

  /// The decoder's size: FFmpeg keeps the start of a row aligned, so a frame cropped on its left is handed out wider
  /// than the decoder says, and OpenCV takes the decoder's word.
  private static func visibleSize(
    _ frame: UnsafeMutablePointer<AVFrame>, _ decoder: UnsafeMutablePointer<AVCodecContext>?
  ) -> (width: Int, height: Int) {
    let (width, height) = (frame.pointee.width, frame.pointee.height)
    guard let decoder = decoder?.pointee, decoder.height == height, decoder.width > 0,
      (0...widestMargin).contains(width - decoder.width)
    else { return (Int(width), Int(height)) }
    return (Int(decoder.width), Int(height))
  }

  /// The coded size, as far as the frame's buffers really hold it: a cropped picture starts inside its buffer, and its
  /// coded rows may reach past the end.
  private func convertedSize(
    _ frame: UnsafeMutablePointer<AVFrame>, _ decoder: UnsafeMutablePointer<AVCodecContext>
  ) -> (width: Int32, height: Int32) {
    let visible = (width: frame.pointee.width, height: frame.pointee.height)
    let coded = (width: decoder.pointee.coded_width, height: decoder.pointee.coded_height)
    guard let geometry = PictureGeometry(frame.pointee.format) else { return visible }
    var size = visible
    if (1...Self.widestMargin).contains(coded.width - visible.width),
      holds(frame, geometry, coded.width, visible.height)
    {
      size.width = coded.width
    }
    if (1...Self.widestMargin).contains(coded.height - visible.height) {
      size.height =
        (visible.height...coded.height).reversed().first { holds(frame, geometry, size.width, $0) } ?? visible.height
    }
    return size
  }

  private func holds(
    _ frame: UnsafeMutablePointer<AVFrame>, _ geometry: PictureGeometry, _ width: Int32, _ height: Int32
  ) -> Bool {
    (0..<geometry.planes).allSatisfy { plane in
      let stride = Int64(genlock_frame_stride(frame, plane))
      let bytes = Int64(geometry.rowBytes(plane, width: width))
      let length = stride * Int64(geometry.rows(plane, height: height) - 1) + bytes
      guard stride >= bytes, let start = genlock_frame_plane(frame, plane) else { return false }
      return genlock_frame_owns(frame, start, length) != 0
    }
  }
}
