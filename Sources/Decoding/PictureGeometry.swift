import CFFmpeg

/// How a pixel format lays its components out in memory.
struct PictureGeometry {
  /// Where 8-bit-scale luma is read from without a conversion.
  struct Luma {
    let plane: Int32
    let step: Int32
    let offset: Int
    let shift: Int32
    let depth: Int32
  }

  /// The pixel format.
  let format: AVPixelFormat
  /// Planes, not counting a palette.
  let planes: Int32
  /// Luma, where the format has a plain little-endian luma component; nil for RGB, palettes and the like.
  let luma: Luma?
  private let chromaRows: Int32

  /// The geometry of a frame's format; nil where FFmpeg knows no such format.
  init?(_ format: Int32) {
    self.format = AVPixelFormat(format)
    guard let description = av_pix_fmt_desc_get(self.format) else { return nil }
    let facts = description.pointee
    let isPaletted = facts.flags & UInt64(AV_PIX_FMT_FLAG_PAL) != 0
    planes = isPaletted ? 1 : av_pix_fmt_count_planes(self.format)
    chromaRows = Int32(facts.log2_chroma_h)
    let excluded =
      AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL
      | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_FLOAT | AV_PIX_FMT_FLAG_BAYER
    let first = facts.comp.0
    guard facts.flags & UInt64(excluded) == 0, first.depth >= 8, first.depth <= 16 else {
      luma = nil
      return
    }
    luma = Luma(
      plane: first.plane, step: first.step, offset: Int(first.offset), shift: first.shift, depth: first.depth)
  }

  /// Rows of `plane` for a picture of `height` rows.
  func rows(_ plane: Int32, height: Int32) -> Int32 {
    plane == 1 || plane == 2 ? -((-height) >> chromaRows) : height
  }

  /// Bytes of a row of `plane` that belong to a picture of `width` pixels; 0 where unknown.
  func rowBytes(_ plane: Int32, width: Int32) -> Int { Int(max(0, av_image_get_linesize(format, width, plane))) }
}
