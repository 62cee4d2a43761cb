import CLinux
import Decoding
import Glibc
import Media

// The media worker: parses untrusted media on the harness's behalf. It is started with a socket (descriptor 3), a
// shared slot (descriptor 4) and four numbers: bytes of the slot's frame and sample rooms, bytes of memory and
// seconds of CPU it may use. It confines itself, says that it is ready, and serves requests until the socket closes.

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard numbers.count == 4, numbers.allSatisfy({ $0 > 0 }), CommandLine.arguments.count == 5,
  let slot = SharedSlot(mapping: 4, SharedSlot.Layout(frameBytes: numbers[0], sampleBytes: numbers[1]))
else {
  complain("is started by genlock; it is not a command of its own")
  exit(WorkerExit.usage.rawValue)
}
MediaExaminer.prepare()
let service = Service(socket: 3, slot: slot)
do {
  try Confinement(memory: UInt(numbers[2]), cpuSeconds: UInt(numbers[3])).enter()
} catch {
  complain("cannot confine itself: \(error)")
  exit(WorkerExit.confinement.rawValue)
}
service.run()

/// One line on the standard error stream.
func complain(_ what: String) {
  let line = "genlock-media: \(what)\n"
  _ = write(STDERR_FILENO, line, line.utf8.count)
}
