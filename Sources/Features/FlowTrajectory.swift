import NumericKernels

/// The mean flow of a clip's frames, one value a frame, made as the frames arrive.
struct FlowTrajectory {
  private var flow: FarnebackFlow?
  private var gray: [UInt8] = []
  private var values: [Double] = []
  private var frames = 0
  private var obstacle: AlignmentObstacle?

  /// Forgets the last clip; buffers stay for the next one of the same size.
  mutating func begin() {
    flow?.restart()
    values = []
    frames = 0
    obstacle = nil
  }

  /// Takes the next BGR24 frame.
  mutating func append(_ pixels: UnsafeRawBufferPointer, width: Int, height: Int) {
    guard obstacle == nil else { return }
    if frames == 0 { prepare(width: width, height: height) }
    guard let flow else { return }
    guard flow.width == width, flow.height == height else {
      obstacle = .frameSizeChanged(frame: frames)
      return
    }
    frames += 1
    gray.withUnsafeMutableBufferPointer { convertToGray(bgr: pixels, into: $0) }
    if let mean = gray.withUnsafeBufferPointer(flow.advance) { values.append(mean) }
  }

  private mutating func prepare(width: Int, height: Int) {
    if let flow, flow.width == width, flow.height == height { return }
    flow = FarnebackFlow(width: width, height: height)
    guard flow != nil else {
      obstacle = .frameTooLarge(width: width, height: height)
      return
    }
    gray = [UInt8](repeating: 0, count: width * height)
  }

  /// The trajectory: element i is the flow from frame i - 1 to frame i, element 0 repeats element 1. Empty where there
  /// was no frame, which one flavour scores.
  func finish() throws(AlignmentObstacle) -> [Double] {
    if let obstacle { throw obstacle }
    guard frames > 0 else { return [] }
    guard let first = values.first else { throw .tooFewFrames(frames) }
    return [first] + values
  }
}
