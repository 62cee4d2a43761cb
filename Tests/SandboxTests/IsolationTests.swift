import Findings
import Glibc
import Processes
import Quantities
import Sandbox
import Testing

/// What a model can reach from inside: nothing of the host but what the contract shows.
@Suite(.serialized, .enabled(if: !EngineBench.all.isEmpty, "no engine works on this machine"))
struct IsolationTests {
  struct Probe: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    /// What the script must print.
    var prints: String
    var testDescription: String { name }
  }

  /// Python that defines `attempt(f)`, which prints the error's name or `done`, and `call(number, ...)`, a system call.
  static let prelude = """
    import ctypes, errno, os, socket, sys
    libc = ctypes.CDLL(None, use_errno=True)
    def attempt(f):
        try: f(); print('done')
        except OSError as e: print(errno.errorcode[e.errno])
    def call(name, *arguments):
        function = getattr(libc, name)
        if function(*arguments) < 0: raise OSError(ctypes.get_errno(), name)
    def write(path):
        attempt(lambda: open(path, 'w').close())

    """

  static let probes = [
    Probe(name: "capabilities", script: status("CapEff", "CapPrm", "CapBnd", "CapAmb"), prints: "0 0 0 0"),
    Probe(name: "no new privileges, seccomp filter", script: status("NoNewPrivs", "Seccomp"), prints: "1 2"),
    Probe(name: "user", script: "print(os.getuid(), os.getgid(), os.uname().nodename)", prints: "1000 1000 sandbox"),
    Probe(
      name: "writable root", script: "for p in ('/x', '/usr/x', '/etc/x', '/dev/x', '/in/x', '/sys/x'): write(p)",
      prints: "EROFS EROFS EROFS EROFS EROFS EACCES or EROFS EROFS EROFS EROFS EROFS EROFS"),
    Probe(
      name: "host folders",
      script: "print([p for p in ('/root', '/home', '/work', '/opt', '/mnt', '/srv', '/boot') if os.path.exists(p)])",
      prints: "[]"),
    Probe(
      name: "host accounts",
      script:
        "print(os.path.exists('/etc/shadow'), sum(1 for _ in open('/etc/passwd')), os.path.exists('/etc/machine-id'))",
      prints: "False 3 False"),
    Probe(
      name: "other processes", script: "print(len([p for p in os.listdir('/proc') if p.isdigit()]))", prints: "2"),
    Probe(
      name: "signals to others", script: "attempt(lambda: os.kill(1, 9)); print(os.path.exists('/proc/1'))",
      prints: "done True"),
    Probe(
      name: "network interfaces",
      script: "print([l.split(':')[0].strip() for l in open('/proc/net/dev') if ':' in l])", prints: "['lo']"),
    Probe(
      name: "outward connection",
      script: "attempt(lambda: socket.create_connection(('192.0.2.1', 80), 2))", prints: "ENETUNREACH"),
    Probe(
      name: "name resolution", script: "attempt(lambda: socket.getaddrinfo('localhost', 80))", prints: "done"),
    Probe(
      name: "sockets past the namespace",
      script: """
        attempt(lambda: socket.socket(40, 1))
        attempt(lambda: call('socket', ctypes.c_long(40 | 1 << 40), 1, 0))
        attempt(lambda: socket.socket(17, 3))
        attempt(lambda: socket.socket(38, 5))
        """,
      prints: "EAFNOSUPPORT EAFNOSUPPORT EAFNOSUPPORT EAFNOSUPPORT"),
    Probe(
      name: "nested namespaces",
      script: "for flag in (0x10000000, 0x20000, 0x40000000): attempt(lambda: call('unshare', flag))",
      prints: "EPERM EPERM EPERM"),
    Probe(
      name: "mounts and roots",
      script: """
        attempt(lambda: call('mount', b'none', b'/scratch', b'tmpfs', 0, None))
        attempt(lambda: call('umount2', b'/out', 2))
        attempt(lambda: call('chroot', b'/scratch'))
        """, prints: "EPERM EPERM EPERM"),
    Probe(
      name: "kernel doors",
      script: """
        attempt(lambda: call('syscall', ctypes.c_long(425), 8, None))
        attempt(lambda: call('ptrace', 0, 0, 0, 0))
        attempt(lambda: call('keyctl', 0, 0) if hasattr(libc, 'keyctl') else call('syscall', ctypes.c_long(250), 0, 0))
        """, prints: "ENOSYS EPERM EPERM"),
    Probe(
      name: "sizes",
      script: """
        for p in ('/out', '/scratch', '/dev/shm'):
            s = os.statvfs(p); print(s.f_blocks * s.f_frsize >> 20)
        """, prints: "4 64 64"),
    Probe(
      name: "temporary files lie in scratch",
      script: """
        import tempfile
        for p in ('/tmp', '/var/tmp', tempfile.gettempdir()): print(os.path.realpath(p))
        """, prints: "/scratch/tmp /scratch/tmp /scratch/tmp"),
    Probe(
      name: "descriptors", script: "print(sorted(int(f) for f in os.listdir('/proc/self/fd'))[:-1])",
      prints: "[0, 1, 2]"),
    Probe(name: "standard input is empty", script: "print(repr(sys.stdin.read()))", prints: "''"),
    Probe(
      name: "threads and processes work",
      script: """
        import threading, subprocess, multiprocessing
        t = threading.Thread(target=print, args=('thread',)); t.start(); t.join()
        sys.stdout.flush()
        print(subprocess.run(['echo', 'process'], capture_output=True, text=True).stdout.strip())
        with multiprocessing.Pool(2) as pool: print(sum(pool.map(abs, [-1, -2])))
        os.mkfifo('/scratch/fifo'); print('fifo')
        """, prints: "thread process 3 fifo"),
    Probe(
      name: "set-user-id programs stay powerless",
      script:
        "print(any('nosuid' not in l for l in open('/proc/mounts') if l.split()[1] in ('/usr', '/model', '/scratch')))",
      prints: "False"),
  ]

  private static func status(_ names: String...) -> String {
    "s = dict(l.split(':\\t') for l in open('/proc/self/status') if ':\\t' in l); "
      + "print(*[int(s[n], 16) for n in (\(names.map { "'\($0)'" }.joined(separator: ", ")),)])"
  }

  @Test(arguments: EngineBench.all, probes) func sandboxShowsOnlyTheContract(_ bench: EngineBench, _ probe: Probe)
    throws
  {
    let folder = try TemporaryFolder()
    let record = try bench.python(Self.prelude + probe.script, into: folder)
    let printed = text(record.standardOutput).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let expected = probe.prints.split(separator: " or ").map(String.init)
    #expect(expected.contains(printed), "\(text(record.standardError))")
    #expect(record.outcome == .completed)
  }

  @Test(arguments: EngineBench.all) func environmentIsWhatWasAskedFor(_ bench: EngineBench) throws {
    setenv("GENLOCK_TEST_SECRET", "leak", 1)
    defer { unsetenv("GENLOCK_TEST_SECRET") }
    let folder = try TemporaryFolder()
    let record = try bench.run(
      ["/usr/bin/python3", "-c", "import os; print(*sorted(f'{k}={v}' for k, v in os.environ.items()), sep='\\n')"],
      into: folder, environment: ["GENLOCK_SEED": "141", "PROMPT": "a drum\nand $(a) 'bell' ü"])
    var expected = SandboxEnvironment.base
    expected["GENLOCK_SEED"] = "141"
    expected["PROMPT"] = "a drum\nand $(a) 'bell' ü"
    expected["PWD"] = "/"
    let lines = expected.map { "\($0)=\($1)" }.sorted().joined(separator: "\n") + "\n"
    #expect(text(record.standardOutput) == lines)
  }

  @Test(arguments: EngineBench.all) func noListenerOfTheHostIsReached(_ bench: EngineBench) throws {
    let listener = try LoopbackListener()
    let folder = try TemporaryFolder()
    let record = try bench.python(
      Self.prelude + """
        attempt(lambda: socket.create_connection(('127.0.0.1', \(listener.port)), 2))
        s = socket.socket(socket.AF_UNIX); attempt(lambda: s.connect('\\0\(listener.abstractName)'))
        """, into: folder)
    #expect(text(record.standardOutput) == "ECONNREFUSED\nECONNREFUSED\n")
    let wasReached = listener.wasReached
    #expect(!wasReached)
  }

  @Test(arguments: EngineBench.all) func descriptorsOfTheHarnessStayOutside(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    // Neither is close-on-exec: the engine may not rely on others to be careful.
    let leaks = [open("/etc/hostname", O_RDONLY), dup(0)]
    defer { for leak in leaks { close(leak) } }
    let record = try bench.shell("ls /proc/self/fd", into: folder)
    #expect(text(record.standardOutput).split(separator: "\n") == ["0", "1", "2", "3"])
  }

  @Test(arguments: EngineBench.all) func modelAndInputsAreReadOnly(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    let model = try TemporaryFolder()
    try model.write(
      "generate.sh", "#!/bin/sh\npwd; cat weights; cat /in/0007.wav; touch /model/x || touch /in/0007.wav", mode: 0o755)
    try model.write("weights", "w\n")
    let input = try folder.write("input.wav", "audio\n")
    let record = try bench.run(["./generate.sh"], into: folder, model: model.path, inputs: ["0007.wav": input])
    #expect(text(record.standardOutput) == "/model\nw\naudio\n")
    #expect(record.outcome == .exited(1))
    #expect(text(record.standardError).contains("Read-only file system"))
    #expect(access(model.path + "/x", F_OK) != 0)
  }

  @Test(arguments: EngineBench.all) func worksFromBeneathAPrivateFolder(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder(mode: 0o700)
    let model = try folder.makeFolder("model")
    try folder.write("model/generate.sh", "#!/bin/sh\ncat /in/a/b.wav > /out/clip.mp4", mode: 0o755)
    let input = try folder.write("input.wav", "audio\n")
    let record = try bench.run(
      ["/model/generate.sh"], outputs: [OutcomeConformanceTests.clip], into: folder, model: model,
      inputs: ["a/b.wav": input])
    #expect(record.outcome == .completed, "\(record.detail ?? "")")
    #expect(record.outputs.map(\.byteCount) == [6])
  }

  @Test(arguments: EngineBench.all) func aPrivateModelFolderIsNamed(_ bench: EngineBench) throws {
    guard geteuid() == 0 else { return }  // Only a root harness becomes somebody else.
    let folder = try TemporaryFolder()
    let model = try folder.makeFolder("model", mode: 0o700)
    let record = try bench.run(["true"], into: folder, model: model)
    #expect(record.outcome == .startFailed)
    #expect(record.fault == .environment)
    #expect(record.detail?.contains("chmod -R a+rX") == true)
  }

  @Test(arguments: EngineBench.all) func rootFilesystemOfAFolderIsShown(_ bench: EngineBench) throws {
    let folder = try TemporaryFolder()
    let root = try MiniatureRoot(beneath: folder)
    let script = "echo /*; cd /; echo $(cat /etc/motd); echo x > /tmp/a && echo y > /etc/b || echo z > /out/clip.mp4"
    let record = try bench.run(
      ["/bin/sh", "-c", script], outputs: [OutcomeConformanceTests.clip], into: folder, root: .folder(root.path))
    #expect(record.outcome == .completed, "\(record.detail ?? "")")
    let names = text(record.standardOutput).split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(Set(names).isSuperset(of: ["/bin", "/etc", "/link", "/out", "/scratch", "/in", "/proc", "/dev", "/tmp"]))
    #expect(!names.contains("/secret-fifo"))
  }
}
