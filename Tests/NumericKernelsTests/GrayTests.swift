import NumericKernels
import Testing

struct GrayTests {
  @Test(arguments: KernelBuild.usable) func grayIsOpenCVs(build: KernelBuild) {
    let reference = KernelReference.shared.gray
    let ours = Self.gray(of: ReferenceInput.bytes(seed: 3, count: 3000), count: 1000, build: build)
    #expect(ours == reference.gray)
    #expect(ours != reference.in14bits, "14-bit weights would go unnoticed")
  }

  @Test func onlyWholePixelsThatFitAreConverted() {
    #expect(Self.gray(of: [255, 255, 255, 9, 9], count: 3, build: .best) == [255, 7, 7])
    #expect(Self.gray(of: [255, 0, 0, 0, 255, 0, 0, 0, 255], count: 2, build: .best) == [29, 150])
  }

  private static func gray(of bgr: [UInt8], count: Int, build: KernelBuild) -> [UInt8] {
    var gray = [UInt8](repeating: 7, count: count)
    bgr.withUnsafeBytes { bgr in
      gray.withUnsafeMutableBufferPointer { convertToGray(bgr: bgr, into: $0, build: build) }
    }
    return gray
  }
}
