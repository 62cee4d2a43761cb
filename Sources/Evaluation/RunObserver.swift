/// Watches a job as it goes on; called on the caller's thread, in sample order.
public protocol JobObserver {
  /// A sample begins; `done` of `total` are finished.
  func sampleBegins(_ id: String, done: Int, total: Int)
  /// A sample is finished.
  func sampleEnds(_ sample: SampleResult, done: Int, total: Int)
  /// Something people should know, which is no finding: a sample that runs again, leftovers that were swept.
  func notice(_ text: String)
}
