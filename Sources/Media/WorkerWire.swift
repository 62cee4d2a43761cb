import FoundationEssentials

/// What the harness says to a media worker.
package enum WorkerRequest: Sendable, Hashable, Codable {
  /// Examine the file whose descriptor comes with this message.
  case examine(ExaminationRequest)
  /// The run announced last has been read; its room in the slot is free again.
  case consumed
}

/// What a media worker says to the harness.
package enum WorkerMessage: Sendable, Hashable, Codable {
  /// Confined, and waiting for requests.
  case ready(MediaLibraryVersions)
  /// Frames lie in the slot; the worker waits until they are consumed.
  case frames(FrameRun)
  /// Samples lie in the slot; the worker waits until they are consumed.
  case samples(SampleRun)
  /// The end of an examination, with facts.
  case described(MediaDescription)
  /// The end of an examination without facts.
  case unreadable(MediaFailure)
}

/// Frames that lie packed one after the other from the start of the slot's frame room.
package struct FrameRun: Sendable, Hashable, Codable {
  /// Frames.
  package var count: Int
  /// Width of each in pixels.
  package var width: Int
  /// Height of each in pixels.
  package var height: Int

  /// Makes a run.
  package init(count: Int, width: Int, height: Int) {
    self.count = count
    self.width = width
    self.height = height
  }
}

/// Interleaved float32 samples from the start of the slot's sample room.
package struct SampleRun: Sendable, Hashable, Codable {
  /// Samples per channel.
  package var count: Int
  /// Channels.
  package var channels: Int
  /// Samples a second.
  package var sampleRate: Int

  /// Makes a run.
  package init(count: Int, channels: Int, sampleRate: Int) {
    self.count = count
    self.channels = channels
    self.sampleRate = sampleRate
  }
}

/// How requests and messages are written: one datagram of JSON, `{"version": n, "body": ...}`.
package enum WorkerWire {
  /// The version both sides must speak; raised whenever a type above, or one inside it, changes.
  package static let version = 1
  /// Most bytes in one datagram.
  package static let longest = 128 << 10

  /// Why bytes are not a message.
  package struct Malformed: Error {
    /// What is wrong with them.
    package let reason: String
  }

  private struct Envelope<Body: Codable>: Codable {
    var version: Int
    var body: Body
  }

  /// The datagram of `body`; nil where it would be longer than `longest` or holds a number JSON cannot write.
  package static func encode(_ body: some Codable) -> [UInt8]? {
    guard let data = try? JSONEncoder().encode(Envelope(version: version, body: body)), data.count <= longest else {
      return nil
    }
    return [UInt8](data)
  }

  /// Reads a datagram of the other side.
  package static func decode<Body: Codable>(_ type: Body.Type, _ bytes: some Sequence<UInt8>) throws(Malformed) -> Body
  {
    let envelope: Envelope<Body>
    do {
      envelope = try JSONDecoder().decode(Envelope<Body>.self, from: Data(bytes))
    } catch {
      throw Malformed(reason: "not a message of version \(version)")
    }
    guard envelope.version == version else {
      throw Malformed(reason: "version \(envelope.version) where \(version) was expected")
    }
    return envelope.body
  }
}
