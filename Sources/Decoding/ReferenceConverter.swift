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

  /// Size in pixels of the picture delivered for a frame of this size.
  func shownSize(_ width: Int, _ height: Int) -> (width: Int, height: Int) {
    rotation == 90 || rotation == 270 ? (height, width) : (width, height)
  }

  /// Writes the picture into `room`, which holds width x height x 3 bytes; false where swscale has no such conversion.
  func convert(
    _ frame: UnsafeMutablePointer<AVFrame>, of decoder: UnsafeMutablePointer<AVCodecContext>,
    into room: UnsafeMutableRawBufferPointer
  ) -> Bool {
    let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
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

  /// The coded size where the frame's buffers really hold it, else the visible size.
  private func convertedSize(
    _ frame: UnsafeMutablePointer<AVFrame>, _ decoder: UnsafeMutablePointer<AVCodecContext>
  ) -> (width: Int32, height: Int32) {
    let visible = (frame.pointee.width, frame.pointee.height)
    let coded = (decoder.pointee.coded_width, decoder.pointee.coded_height)
    guard coded != visible, (0...Self.widestMargin).contains(coded.0 - visible.0),
      (0...Self.widestMargin).contains(coded.1 - visible.1), let geometry = PictureGeometry(frame.pointee.format)
    else { return visible }
    for plane in 0..<geometry.planes {
      let stride = Int64(genlock_frame_stride(frame, plane))
      let length = stride * Int64(geometry.rows(plane, height: coded.1))
      guard stride >= geometry.rowBytes(plane, width: coded.0), let start = genlock_frame_plane(frame, plane),
        genlock_frame_owns(frame, start, length) != 0
      else { return visible }
    }
    return coded
  }
}
