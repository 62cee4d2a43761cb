import CLinux
import CSeccomp
import Glibc

/// What a media worker gives up before it reads the first byte: new privileges, descriptors, memory and CPU without
/// bound, and every system call that decoding does not need.
///
/// Everything the worker will ever load is loaded by then; from here on it can read the descriptors it is handed,
/// write the shared slot, talk over its socket, and end.
struct Confinement {
  /// Bytes of private memory.
  let memory: UInt
  /// CPU seconds.
  let cpuSeconds: UInt

  /// Which step failed.
  struct Failure: Error, CustomStringConvertible {
    let step: String
    let code: Int32

    var description: String { "\(step): \(String(cString: strerror(code)))" }
  }

  /// Enters the confinement; there is no way back.
  func enter() throws(Failure) {
    Self.preloadCLibrary()
    guard genlock_close_from(5) == 0 else { throw Failure(step: "closing descriptors", code: errno) }
    try limit(RLIMIT_CORE, to: 0)
    try limit(RLIMIT_DATA, to: memory)
    try limit(RLIMIT_CPU, to: cpuSeconds)
    try limit(RLIMIT_FSIZE, to: 0)
    try limit(RLIMIT_NOFILE, to: 8)
    guard genlock_renounce_privileges() == 0 else { throw Failure(step: "giving up privileges", code: errno) }
    try filter()
  }

  /// Containers hold dates and texts in many encodings, for which the C library would open files on first use.
  private static func preloadCLibrary() {
    setenv("TZ", "UTC0", 1)
    tzset()
    // Never closed, so that they stay loaded; one that is missing here is missing for FFmpeg, too.
    for encoding in textEncodings { _ = iconv_open("UTF-8", encoding) }
  }

  private func limit(_ resource: __rlimit_resource, to value: UInt) throws(Failure) {
    var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
    guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
      throw Failure(step: "limiting resources", code: errno)
    }
  }

  private func filter() throws(Failure) {
    guard let context = seccomp_init(SCMP_ACT_KILL_PROCESS) else {
      throw Failure(step: "making a filter", code: ENOMEM)
    }
    defer { seccomp_release(context) }
    for name in Self.allowed { try allow(context, name, []) }
    // Memory, but never code.
    for name in ["mmap", "mprotect"] {
      try allow(context, name, [scmp_arg_cmp(arg: 2, op: SCMP_CMP_MASKED_EQ, datum_a: UInt64(PROT_EXEC), datum_b: 0)])
    }
    // Last words of a crash go to descriptor 2, which is /dev/null; and a crash is a SIGABRT to ourselves.
    for name in ["write", "writev"] {
      try allow(context, name, [scmp_arg_cmp(arg: 0, op: SCMP_CMP_EQ, datum_a: 2, datum_b: 0)])
    }
    try allow(
      context, "tgkill",
      [
        scmp_arg_cmp(arg: 0, op: SCMP_CMP_EQ, datum_a: UInt64(getpid()), datum_b: 0),
        scmp_arg_cmp(arg: 2, op: SCMP_CMP_EQ, datum_a: UInt64(SIGABRT), datum_b: 0),
      ])
    try check(seccomp_attr_set(context, SCMP_FLTATR_CTL_TSYNC, 1), "covering every thread")
    try check(seccomp_load(context), "loading the filter")
  }

  private func allow(_ context: scmp_filter_ctx, _ name: String, _ conditions: [scmp_arg_cmp]) throws(Failure) {
    let number = seccomp_syscall_resolve_name(name)
    guard number >= 0 else { return }
    let code = seccomp_rule_add_array(
      context, SCMP_ACT_ALLOW, number, UInt32(conditions.count), conditions)
    try check(code, "allowing \(name)")
  }

  private func check(_ code: Int32, _ step: String) throws(Failure) {
    guard code == 0 else { throw Failure(step: step, code: -code) }
  }

  /// What the names of programmes in MPEG transport streams may be written in.
  private static let textEncodings =
    ["ISO6937", "UCS-2BE", "UTF-16BE", "KSC_5601", "GB2312", "BIG5", "UTF-8"] + (1...15).map { "ISO-8859-\($0)" }

  private static let allowed = [
    "pread64", "lseek", "close", "recvmsg", "sendmsg",
    "munmap", "mremap", "brk", "madvise",
    "futex", "getrandom", "clock_gettime", "gettid", "getpid",
    "rt_sigprocmask", "rt_sigreturn", "exit", "exit_group",
  ]
}
