import CKernels

/// Gray as OpenCV's `COLOR_BGR2GRAY` makes it: (3735 B + 19235 G + 9798 R + 16384) >> 15, Rec. 601 weights in 15 bits.
///
/// - Parameters:
///   - bgr: packed BGR24 pixels.
///   - gray: one byte a pixel; as many pixels are converted as both hold.
///   - build: the kernels to use.
public func convertToGray(
  bgr: UnsafeRawBufferPointer, into gray: UnsafeMutableBufferPointer<UInt8>, build: KernelBuild = .best
) {
  guard let source = bgr.baseAddress, let target = gray.baseAddress else { return }
  let count = min(bgr.count / 3, gray.count)
  build.table.pointee.gray(source.assumingMemoryBound(to: UInt8.self), count, target)
}
