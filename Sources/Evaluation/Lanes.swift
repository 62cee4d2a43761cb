import Glibc
import Synchronization

/// Runs blocking work on real threads of our own, never on Swift's shared pool.
///
/// A lane is a thread with its own value (a media worker, scratch buffers). Items are taken in order; results reach the
/// caller's thread in item order, however long each took, so that everything folded from them is independent of
/// `--jobs`. At most a few results a lane wait for a slower one before them, so memory stays bounded.
enum Lanes {
  /// Runs `body` for every item on `jobs` threads and gives each result to `fold` in item order.
  ///
  /// - Parameters:
  ///   - makeLane: makes the value of one lane, on its thread.
  ///   - body: the work for one item; nil results are not possible, so skip inside the result type.
  ///   - fold: called on the caller's thread; returning false stops the taking of further items, and results of items
  ///     already begun are still folded.
  static func run<Item: Sendable, Lane, Result: Sendable>(
    _ items: [Item], jobs: Int, makeLane: @escaping @Sendable () -> Lane,
    body: @escaping @Sendable (Lane, Item) -> Result, fold: (Int, Result) -> Bool
  ) {
    let board = Board<Result>(count: items.count, ahead: max(1, jobs) * 4)
    let threads = (0..<min(max(1, jobs), max(1, items.count))).compactMap { _ in
      LaneThread.start {
        let lane = makeLane()
        while let index = board.take() { board.post(body(lane, items[index]), at: index) }
      }
    }
    if threads.isEmpty {  // No thread could be made: the caller's own thread is the lane.
      let lane = makeLane()
      while let index = board.take() {
        board.post(body(lane, items[index]), at: index)
        if let next = board.next(), !fold(next.index, next.result) { board.stop() }
      }
      return
    }
    while let next = board.next() {
      if !fold(next.index, next.result) { board.stop() }
    }
    for thread in threads { thread.join() }
  }
}

/// The shared state of one run: which item comes next, which results wait.
private final class Board<Result: Sendable>: Sendable {
  private struct State {
    var nextItem = 0
    var nextResult = 0
    var end: Int
    var results: [Int: Result] = [:]
  }

  private let state: Mutex<State>
  private let changed = Signal()
  private let ahead: Int

  init(count: Int, ahead: Int) {
    state = Mutex(State(end: count))
    self.ahead = ahead
  }

  /// The next item's index, waiting while too many results are pending; nil at the end.
  func take() -> Int? {
    changed.wait {
      state.withLock { state -> Int?? in
        if state.nextItem >= state.end { return .some(nil) }
        guard state.nextItem < state.nextResult + ahead else { return nil }
        state.nextItem += 1
        return state.nextItem - 1
      }
    }
  }

  func post(_ result: Result, at index: Int) {
    changed.notify { state.withLock { $0.results[index] = result } }
  }

  /// The next result in item order, waiting for it; nil once all items taken are folded.
  func next() -> (index: Int, result: Result)? {
    let found: (index: Int, result: Result)? = changed.wait {
      state.withLock { state -> (index: Int, result: Result)?? in
        if let result = state.results.removeValue(forKey: state.nextResult) {
          state.nextResult += 1
          return .some((index: state.nextResult - 1, result: result))
        }
        return state.nextResult >= state.end ? .some(nil) : nil
      }
    }
    changed.notify {}
    return found
  }

  /// Takes no further items.
  func stop() {
    changed.notify { state.withLock { $0.end = min($0.end, $0.nextItem) } }
  }
}

/// A condition variable over a mutex of its own.
///
/// `@unchecked Sendable`: the two pointers are set once in `init`, freed once in `deinit`, and everything behind them
/// is only touched by the pthread calls, which are made to be called from many threads.
private final class Signal: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Waits until `ready` gives a value.
  func wait<Value>(_ ready: () -> Value?) -> Value {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let value = ready() { return value }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// Makes a change and wakes every waiter.
  func notify(_ change: () -> Void) {
    pthread_mutex_lock(mutex)
    change()
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}

/// One thread.
private struct LaneThread {
  private let handle: pthread_t

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread, or nil where the system has none left.
  static func start(_ body: @escaping @Sendable () -> Void) -> LaneThread? {
    var handle = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
      &handle, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      return nil
    }
    return LaneThread(handle: handle)
  }

  func join() { pthread_join(handle, nil) }
}
