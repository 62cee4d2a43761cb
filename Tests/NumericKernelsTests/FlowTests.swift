import TestSupport
import Testing

@testable import NumericKernels

/// Optical flow against OpenCV 4.7, in every build of the kernels.
struct FlowTests {
  @Test(arguments: KernelReference.shared.flow, KernelBuild.usable)
  func meansAndFieldsAreOpenCVs(reference: KernelReference.Flow, build: KernelBuild) throws {
    let flow = try #require(FarnebackFlow(width: reference.width, height: reference.height, build: build))
    let means = Self.means(flow)
    let field = flow.field()
    let sampled = stride(from: 0, to: field.x.count, by: 211).flatMap { [field.x[$0], field.y[$0]] }
    #expect(means.count == 2)
    for (ours, theirs) in zip(means, reference.means) { #expect(abs(ours - theirs) < 1e-6) }
    #expect(sampled.count == reference.field.count)
    let furthest = zip(sampled, reference.field).map { abs($0 - $1) }.max() ?? .infinity
    // Sizes that halve exactly are equal to the float; OpenCV reduces others by a library whose rounding is its own.
    #expect(furthest < (reference.width % 8 == 0 && reference.height % 8 == 0 ? 2e-6 : 2e-3))
  }

  @Test func allBuildsAgreeToTheLastBit() throws {
    for (width, height) in [(256, 256), (250, 190), (47, 33), (5, 5)] {
      let results = try KernelBuild.usable.map { build in
        let flow = try #require(FarnebackFlow(width: width, height: height, build: build))
        return (Self.means(flow), flow.field())
      }
      for result in results.dropFirst() {
        #expect(result.0 == results[0].0)
        #expect(result.1 == results[0].1)
      }
    }
  }

  @Test func aGaussianWindowWouldBeNoticed() {
    #expect(KernelReference.shared.flow.contains { abs($0.gaussianWindow - $0.means[0]) > 1e-5 })
  }

  @Test func aShiftOfHalfAPixelWouldBeNoticed() throws {
    let reference = try #require(KernelReference.shared.flow.first { $0.width == 256 })
    let shifted = FlowGeometry(width: 256, height: 256, pixelCentre: 0)
    let means = Self.means(FarnebackFlow(width: 256, height: 256, geometry: shifted, build: .best))
    #expect(abs(means[0] - reference.means[0]) > 1e-5)
  }

  @Test func scalesHalveWhileBothSidesKeep32Pixels() {
    #expect(FlowGeometry(width: 256, height: 256).scales.map(\.width) == [256, 128, 64, 32])
    #expect(FlowGeometry(width: 320, height: 180).scales.map(\.height) == [180, 90, 45])
    #expect(FlowGeometry(width: 100, height: 60).scales.count == 1)
    #expect(FlowGeometry(width: 250, height: 190).scales.map(\.blur.count) == [3, 3, 9])
  }

  @Test func restartingForgetsThePictures() throws {
    let flow = try #require(FarnebackFlow(width: 64, height: 64))
    let first = Self.means(flow)
    flow.restart()
    #expect(Self.means(flow) == first)
  }

  /// The last row and column have no neighbour in the second picture, so the reference sees them move a little.
  @Test func aStillPictureMovesAtItsEdgesOnly() throws {
    let flow = try #require(FarnebackFlow(width: 64, height: 48))
    let picture = ReferenceInput.picture(width: 64, height: 48, time: 0)
    #expect(picture.withUnsafeBufferPointer(flow.advance) == nil)
    #expect(try #require(picture.withUnsafeBufferPointer(flow.advance)) < 0.01)
    #expect(flow.field().x[24 * 64 + 32] == 0)
  }

  @Test func anEvenPictureDoesNotMove() throws {
    let flow = try #require(FarnebackFlow(width: 64, height: 48))
    let blank = [UInt8](repeating: 0, count: 64 * 48)
    #expect(blank.withUnsafeBufferPointer(flow.advance) == nil)
    #expect(blank.withUnsafeBufferPointer(flow.advance) == 0)
  }

  @Test func aShortBufferIsRefused() throws {
    let flow = try #require(FarnebackFlow(width: 64, height: 48))
    #expect([UInt8](repeating: 0, count: 64 * 48 - 1).withUnsafeBufferPointer(flow.advance) == nil)
    #expect(FarnebackFlow(width: 0, height: 48) == nil)
    #expect(FarnebackFlow(width: 48, height: 32769) == nil)
  }

  /// Mean flows of the reference's three pictures.
  private static func means(_ flow: FarnebackFlow) -> [Double] {
    (0..<3).compactMap { time in
      ReferenceInput.picture(width: flow.width, height: flow.height, time: time).withUnsafeBufferPointer(flow.advance)
    }
  }
}
