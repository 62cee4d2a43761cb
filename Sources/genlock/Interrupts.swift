import Glibc
import Sandbox
import Synchronization

/// SIGINT and SIGTERM: once asks for a tidy end, twice ends now.
enum Interrupts {
  /// The signal that came; 0 for none.
  private static let received = Atomic<Int32>(0)

  /// The signal that came first, where one did.
  static var signal: Int32? {
    let value = received.load(ordering: .relaxed)
    return value == 0 ? nil : value
  }

  /// The flag the first signal sets; leaked on purpose, since a handler may run until the process ends.
  private static let flagAddress = Atomic<UInt>(0)

  /// Catches both signals; the first sets `flag`, the second ends the process at once.
  static func install(_ flag: CancellationFlag) {
    flagAddress.store(UInt(bitPattern: Unmanaged.passRetained(flag).toOpaque()), ordering: .releasing)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let (first, _) = Interrupts.received.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        if !first { _exit(128 + number) }
        if let address = UnsafeRawPointer(bitPattern: Interrupts.flagAddress.load(ordering: .acquiring)) {
          Unmanaged<CancellationFlag>.fromOpaque(address).takeUnretainedValue().cancel()
        }
      }
      sigaction(number, &action, nil)
    }
  }

  /// The exit status an interrupted command ends with; nil where nothing interrupted it.
  static var status: ExitStatus? {
    switch signal {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }
}
