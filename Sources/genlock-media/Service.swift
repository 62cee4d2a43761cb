import CLinux
import Decoding
import Glibc
import Media

/// Answers requests, one after the other, until the harness closes the socket.
final class Service {
  private let socket: Int32
  private let slot: SharedSlot
  private var buffer = [UInt8](repeating: 0, count: WorkerWire.longest)

  /// A service over a socket and the slot shared with the other end.
  init(socket: Int32, slot: SharedSlot) {
    self.socket = socket
    self.slot = slot
  }

  /// Serves; never returns.
  func run() -> Never {
    send(.ready(MediaExaminer.libraryVersions()))
    while true {
      let (request, file) = receive()
      guard case .examine(let wanted) = request, let file else { exit(0) }
      answer(wanted, file)
      close(file)
    }
  }

  /// Sends a message; without a listener there is nothing left to do.
  func send(_ message: WorkerMessage) {
    let bytes = WorkerWire.encode(message) ?? WorkerWire.encode(Self.tooLong) ?? []
    if genlock_send_descriptors(socket, bytes, bytes.count, nil, 0) != bytes.count { exit(0) }
  }

  /// Waits until the harness has read the run announced last.
  func awaitConsumption() {
    guard case (.consumed, nil) = receive() else { exit(0) }
  }

  private func answer(_ request: ExaminationRequest, _ file: Int32) {
    let writer = SlotWriter(slot: slot, service: self)
    let examination = MediaExaminer.examine(
      descriptor: file, request, sink: request.wantsFrames || request.wantsAudio ? writer : nil)
    writer.flush()
    switch examination {
    case .described(let description): send(.described(description))
    case .unreadable(let failure): send(.unreadable(failure))
    }
  }

  private func receive() -> (WorkerRequest, Int32?) {
    var file: Int32 = -1
    var count: Int32 = 1
    let length = genlock_receive_descriptors(socket, &buffer, buffer.count, &file, &count)
    guard length > 0, let request = try? WorkerWire.decode(WorkerRequest.self, buffer[..<length]) else { exit(0) }
    return (request, count == 1 ? file : nil)
  }

  private static let tooLong = WorkerMessage.unreadable(
    MediaFailure(kind: .notMedia, detail: "the file has more streams than can be described"))
}
