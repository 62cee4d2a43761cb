// genlock-warden: the supervisor of one sandbox.
//
// THEORY OF OPERATION
//
// genlock starts one warden for each run of a model and talks to it over a socket. The warden is a process of its own,
// small and single-threaded, because what it does cannot be done inside a threaded program: bwrap's
// --die-with-parent follows the *thread* that started it, a child subreaper is a property of the whole process, and a
// change of user or mount namespace must not touch the harness.
//
//   genlock ──socket (control, lifeline)── warden ── bwrap (monitor) ── pid 1 of the namespace ── the model
//      └──────pipes (stdout, stderr)──────────────────────────────────────────────┘
//
// 1. The configuration arrives whole in a descriptor: NUL-separated `key=value`. No shell, no parsing of paths.
// 2. Control groups are made beneath our own and limited; each limit is read back. A limit that was promised and does
//    not hold ends the run before the model starts.
// 3. A child enters the groups, and, where we are root, makes a private mount namespace, binds every source onto a 0711
//    tmpfs (so that a user who cannot enter the harness's 0700 folders still reaches them) and becomes an unprivileged
//    user. Then it becomes bwrap, which builds the namespaces and stops at --block-fd before the command.
// 4. While bwrap is stopped, /out, /scratch and /dev/shm (sized tmpfs of the sandbox) are opened through
//    /proc/<child>/root. The descriptor of /out goes to genlock: outputs are read after the namespace died, and nothing
//    is ever mounted on the host.
// 5. The command is let go and the clock starts. One poll waits for: the exit code from bwrap, the end of pid 1, a word
//    or the end of file from genlock, the wall clock, and (by polling) the CPU counter.
// 6. Killing is one act: SIGKILL to pid 1 of the pid namespace, which takes every process in it, whatever session,
//    process group or signal mask it has; `cgroup.kill` as well where there is one. It is over when the pidfd of pid 1
//    is readable: the kernel signals it only after the namespace is empty.
// 7. Counters are read before the groups are removed, and the report is one message. Nothing in it comes from what the
//    model wrote, except its exit code.
//
// If genlock is killed, the socket ends and the warden kills the sandbox. If the warden is killed, PDEATHSIG takes bwrap
// and bwrap takes the namespace. Either way nothing is left but, at worst, empty groups, which the next run sweeps.

#include "warden.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

// A signal to the warden alone must not leave a sandbox behind without its supervisor: all that can be blocked are, and
// the end comes over the socket.
static void block_signals(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
}

static void run_sandbox(struct configuration *configuration, struct sandbox *sandbox) {
  char *reason = sandbox->failure;
  if (!make_groups(configuration, reason)) return;
  int filter = make_seccomp_filter(reason);
  if (filter < 0) return;
  bool launched = launch(configuration, filter, sandbox);
  close(filter);
  if (launched) {
    report_ready(CONTROL_FD, sandbox);
    watch(configuration, sandbox);
  }
  destroy_tree(configuration, sandbox);
}

int main(int argc, char **argv) {
  int type = 0;
  socklen_t size = sizeof type;
  if (argc != 1 || getsockopt(CONTROL_FD, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
    fprintf(stderr, "%s supervises one sandbox and is started by genlock; there is nothing to run by hand\n",
            argc > 0 ? argv[0] : "genlock-warden");
    return 64;
  }
  block_signals();
  // Descriptors 3 and 4 are ours alone; anything beyond came by accident.
  fcntl(CONTROL_FD, F_SETFD, FD_CLOEXEC);
  fcntl(CONFIGURATION_FD, F_SETFD, FD_CLOEXEC);
  close_range(CONFIGURATION_FD + 1, ~0U, 0);
  static struct configuration configuration;
  static struct sandbox sandbox = {
      .bwrap = -1, .inner = -1, .bwrap_pidfd = -1, .inner_pidfd = -1, .status_pipe = -1, .block_pipe = -1,
      .processes_folder = -1, .out = -1, .scratch = -1, .shm = -1,
      .usage = {.cpu_ns = -1, .peak_bytes = -1, .oom_kills = -1, .process_refusals = -1, .measurement = "none"}};
  if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
    fail(sandbox.failure, "cannot become a subreaper", NULL);
  } else if (read_configuration(CONFIGURATION_FD, &configuration, sandbox.failure)) {
    run_sandbox(&configuration, &sandbox);
    sandbox.left_groups = !remove_groups(&configuration);
  }
  report_end(CONTROL_FD, &configuration, &sandbox);
  return 0;
}
