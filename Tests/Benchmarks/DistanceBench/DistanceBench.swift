import Features
import Glibc
import NumericKernels
import Scoring

/// Measures the Fréchet distance between two files of features: prints the least CPU milliseconds of several rounds, from
/// features in memory to the distance, and the distance.
///
///     distance-bench A.npy B.npy ROUNDS
@main
enum DistanceBench {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let rounds = Int(arguments[3]), rounds > 0 else {
      end("usage: distance-bench A.npy B.npy ROUNDS", 2)
    }
    do {
      let sets = try arguments[1...2].map { try FeatureSet(readingFrom: $0).distribution }
      var (least, value) = (Double.infinity, 0.0)
      for _ in 0..<rounds {
        let began = processorMilliseconds()
        value = try FrechetDistance(sets[0], sets[1], divisor: .sampleLessOne).value
        least = min(least, processorMilliseconds() - began)
      }
      print(least, value)
    } catch {
      end("distance-bench: \(error)", 1)
    }
  }

  private static func end(_ message: String, _ status: Int32) -> Never {
    let line = message + "\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
    exit(status)
  }

  private static func processorMilliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}
