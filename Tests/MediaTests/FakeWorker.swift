import Processes
import TestSupport

/// A media worker under the tests' control: a script that speaks the protocol, or breaks it.
enum FakeWorker {
  /// Whether scripts can run here, for `.enabled(if:)`.
  static var isAvailable: Bool { ProgramLocator.tool("python3") != nil }

  /// A greeting as a real worker sends it.
  static let greeting = """
    say({"ready": {"_0": {"release": "0", "format": "0", "codec": "0", "util": "0", "scale": "0"}}})
    """

  /// A description of nothing, with `change` applied to the dictionary `d`.
  static func description(_ change: String) -> String {
    """
    d = {"format": "wav", "byteCount": 1, "video": [], "audio": [], "otherStreams": [], "damagedPackets": 0}
    v = {"index": 0, "codec": "h264", "width": 8, "height": 8, "rotation": 0}
    w = {"frameCount": 1, "width": 8, "height": 8, "changesSize": False, "isMonotonic": True, "untimedFrames": 0,
         "damagedFrames": 0, "interlacedFrames": 0, "repeatedFrames": 0, "lowestLuma": 1, "highestLuma": 2,
         "blackRowsTop": 0, "blackRowsBottom": 0}
    a = {"index": 0, "codec": "aac", "sampleRate": 8, "channels": 1}
    b = {"sampleCount": 1, "sampleRate": 8, "channels": 1, "changesFormat": False, "peak": 0, "rootMeanSquare": 0,
         "mean": 0, "clippedSamples": 0, "nonFiniteSamples": 0, "channelsAreIdentical": False}
    \(change)
    say({"described": {"_0": d}})
    """
  }

  /// Writes a worker that runs `start`, then `answer` for every request; `body` gets its path.
  static func with<Result>(
    start: String = greeting, answer: String, _ body: (String) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      let tool = ProgramLocator.tool("python3") ?? "/usr/bin/python3"
      let indented = answer.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
      let script = """
        #!\(tool)
        import json, mmap, os, signal, socket, struct, sys, time
        s = socket.socket(fileno=3)
        frame_bytes, sample_bytes = int(sys.argv[1]), int(sys.argv[2])
        slot = mmap.mmap(4, frame_bytes + sample_bytes)
        def raw(data): s.send(data)
        def say(body, version=1): raw(json.dumps({"version": version, "body": body}).encode())
        def hear(): return socket.recv_fds(s, 1 << 17, 4)
        def frames(count, width, height): say({"frames": {"_0": {"count": count, "width": width, "height": height}}})
        def samples(count, channels, rate):
            say({"samples": {"_0": {"count": count, "channels": channels, "sampleRate": rate}}})
        \(start)
        while True:
            request, files, _, _ = hear()
            if not request: sys.exit(0)
            for f in files: os.close(f)
        \(indented.joined(separator: "\n"))
        """
      let path = "\(folder)/worker"
      try MediaTool.write(Array((script + "\n").utf8), to: path)
      try MediaTool.makeExecutable(path)
      return try body(path)
    }
  }
}
