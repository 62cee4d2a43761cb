// Starts bwrap, waits until it has built the sandbox and stopped before the command, and opens what must outlive it.
#include "CLinux.h"
#include "warden.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum { SET_UP_MS = 60000, PROBE_INTERVAL_NS = 100000, MAXIMUM_INHERITED = MAXIMUM_FILES + 4 };

struct inheritance {
  int descriptors[MAXIMUM_INHERITED];
  size_t count;
};

static bool write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    length -= (size_t)written;
  }
  return true;
}

// Adds one NUL-terminated argument.
static bool put(int arguments, const char *text) { return write_all(arguments, text, strlen(text) + 1); }

static bool put_descriptor(int arguments, const char *option, int descriptor, struct inheritance *inheritance) {
  char number[16];
  snprintf(number, sizeof number, "%d", descriptor);
  inheritance->descriptors[inheritance->count++] = descriptor;
  return put(arguments, option) && put(arguments, number);
}

// A file made inside the sandbox: `entry` is "path\ncontent".
static bool put_file(int arguments, const char *entry, struct inheritance *inheritance) {
  const char *content = strchr(entry, '\n');
  char path[PATH_MAX];
  if (!content || (size_t)(content - entry) >= sizeof path) {
    errno = EINVAL;
    return false;
  }
  memcpy(path, entry, (size_t)(content - entry));
  path[content - entry] = '\0';
  int file = memfd_create("file", MFD_CLOEXEC);
  return file >= 0 && write_all(file, content + 1, strlen(content + 1)) && lseek(file, 0, SEEK_SET) == 0 &&
         put(arguments, "--perms") && put(arguments, "0444") &&
         put_descriptor(arguments, "--file", file, inheritance) && put(arguments, path);
}

// bwrap's options in a memory file, in order; -1 on failure.
static int make_arguments(const struct configuration *configuration, int filter, int block, int status,
                          struct inheritance *inheritance) {
  int arguments = memfd_create("arguments", MFD_CLOEXEC);
  bool good = arguments >= 0;
  size_t next_file = 0;
  for (size_t i = 0; good && i < configuration->arguments.count; i++) {
    const char *item = configuration->arguments.items[i];
    bool is_file = next_file < configuration->files.count && item == configuration->files.items[next_file];
    if (is_file) next_file++;
    good = is_file ? put_file(arguments, item, inheritance) : put(arguments, item);
  }
  good = good && put_descriptor(arguments, "--seccomp", filter, inheritance) &&
         put_descriptor(arguments, "--block-fd", block, inheritance) &&
         put_descriptor(arguments, "--json-status-fd", status, inheritance) && lseek(arguments, 0, SEEK_SET) == 0;
  return good ? arguments : -1;
}

static char **make_argv(const struct configuration *configuration, int arguments) {
  static char option[] = "--args", end[] = "--", number[16];
  snprintf(number, sizeof number, "%d", arguments);
  char **argv = calloc(configuration->command.count + 5, sizeof *argv);
  if (!argv) return NULL;
  size_t count = 0;
  argv[count++] = (char *)configuration->bwrap;
  argv[count++] = option;
  argv[count++] = number;
  argv[count++] = end;
  for (size_t i = 0; i < configuration->command.count; i++) argv[count++] = configuration->command.items[i];
  return argv;
}

// What the child says when it cannot become bwrap; false where it said something.
static bool await_exec(int error_pipe, char *reason) {
  ssize_t count;
  do count = read(error_pipe, reason, REASON_SIZE - 1);
  while (count < 0 && errno == EINTR);
  if (count < 0) return fail(reason, "cannot hear the child", NULL);
  reason[count] = '\0';
  return count == 0;
}

// True while bwrap and genlock live and the time for setting up has not passed; waits a moment for the status pipe.
static bool still_setting_up(struct sandbox *sandbox, uint64_t deadline) {
  struct pollfd entries[3] = {{.fd = sandbox->bwrap_pidfd, .events = POLLIN},
                              {.fd = sandbox->inner < 0 ? sandbox->status_pipe : -1, .events = POLLIN},
                              {.fd = CONTROL_FD}};
  struct timespec wait = {.tv_nsec = PROBE_INTERVAL_NS};
  if (ppoll(entries, 3, &wait, NULL) < 0 && errno != EINTR) return fail(sandbox->failure, "cannot poll", NULL);
  if (entries[2].revents) {
    snprintf(sandbox->failure, REASON_SIZE, "genlock is gone");
    return false;
  }
  if (entries[1].revents) read_status(sandbox);
  if (entries[0].revents) {
    snprintf(sandbox->failure, REASON_SIZE, "bwrap could not build the sandbox");
    return false;
  }
  if (now_ns() < deadline) return true;
  snprintf(sandbox->failure, REASON_SIZE, "bwrap did not build the sandbox within %d s", SET_UP_MS / 1000);
  return false;
}

static pid_t parent_of(pid_t process) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return -1;
  text[count] = '\0';
  const char *after_name = strrchr(text, ')');
  int parent;
  return after_name && sscanf(after_name + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

// A descriptor of pid 1, proven to be bwrap's child and not a stranger with a reused number.
static bool hold_inner(struct sandbox *sandbox, uint64_t deadline) {
  while (sandbox->inner < 0)
    if (!still_setting_up(sandbox, deadline)) return false;
  sandbox->inner_pidfd = genlock_pidfd_open(sandbox->inner);
  if (sandbox->inner_pidfd >= 0 && parent_of(sandbox->inner) == sandbox->bwrap) return true;
  if (sandbox->inner_pidfd >= 0) close(sandbox->inner_pidfd);
  sandbox->inner_pidfd = -1;
  snprintf(sandbox->failure, REASON_SIZE, "bwrap could not build the sandbox");
  return false;
}

// bwrap's child passes through two roots before its last one: the host's, then a scaffold without `out`. Everything is
// mounted before the last, so the sandbox is whole once `out` is there and the root is not ours.
static int open_root(pid_t inner, const struct stat *host) {
  char path[64];
  struct stat status;
  snprintf(path, sizeof path, "/proc/%d/root", inner);
  int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return -1;
  if (fstat(root, &status) == 0 && (status.st_dev != host->st_dev || status.st_ino != host->st_ino)) return root;
  close(root);
  return -1;
}

static bool open_folders(struct sandbox *sandbox, uint64_t deadline) {
  struct stat host;
  if (stat("/", &host) != 0) return fail(sandbox->failure, "cannot look at", "/");
  int flags = O_PATH | O_DIRECTORY;
  do {
    int root = open_root(sandbox->inner, &host);
    if (root >= 0 && (sandbox->out = genlock_open_beneath(root, "out", flags, 0)) >= 0) {
      sandbox->scratch = genlock_open_beneath(root, "scratch", flags, 0);
      sandbox->shm = genlock_open_beneath(root, "dev/shm", flags, 0);
      sandbox->processes_folder = genlock_open_beneath(root, "proc", O_RDONLY | O_DIRECTORY, 0);
    }
    if (root >= 0) close(root);
    if (sandbox->out >= 0) return true;
  } while (still_setting_up(sandbox, deadline));
  return false;
}

// Linux 5.14 gave every user namespace a tally of its own; before, the limit would count the user's other processes.
static bool counts_by_namespace(void) {
  struct utsname kernel;
  int major, minor;
  return uname(&kernel) == 0 && sscanf(kernel.release, "%d.%d", &major, &minor) == 2 &&
         (major > 5 || (major == 5 && minor >= 14));
}

// Without a pids group the processes of the sandbox's user are limited: of a user that is the sandbox's alone, or of
// the user namespace, whose tally starts at zero.
static void limit_processes(const struct configuration *configuration, struct sandbox *sandbox) {
  if (has_group(configuration, ROLE_PIDS1, ROLE_PIDS2)) return;
  sandbox->limits_processes_by_user = configuration->has_own_user;
  if (configuration->drops_user || !counts_by_namespace()) return;
  struct rlimit limit = {.rlim_cur = configuration->processes + 1, .rlim_max = configuration->processes + 1};
  sandbox->limits_processes_by_user = prlimit(sandbox->inner, RLIMIT_NPROC, &limit, NULL) == 0;
}

// fork, into the version 2 group where the kernel can; `is_born_inside` says whether it did.
static pid_t fork_into(int group, bool *is_born_inside) {
  struct clone_args arguments = {
      .flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = group < 0 ? 0 : (uint64_t)group};
  *is_born_inside = true;
  long process = group < 0 ? -1 : syscall(SYS_clone3, &arguments, sizeof arguments);
  if (process >= 0) return (pid_t)process;
  *is_born_inside = false;
  return fork();
}

static bool spawn(const struct configuration *configuration, char *const argv[], const struct inheritance *inheritance,
                  struct sandbox *sandbox) {
  int errors[2];
  if (pipe2(errors, O_CLOEXEC) != 0) return fail(sandbox->failure, "cannot make a pipe", NULL);
  bool is_born_inside;
  sandbox->bwrap = fork_into(birth_group(configuration), &is_born_inside);
  if (sandbox->bwrap == 0)
    become_bwrap(configuration, inheritance->descriptors, inheritance->count, argv, is_born_inside, errors[1]);
  close(errors[1]);
  bool started = false;
  if (sandbox->bwrap < 0)
    fail(sandbox->failure, "cannot fork", NULL);
  else if ((sandbox->bwrap_pidfd = genlock_pidfd_open(sandbox->bwrap)) < 0)
    fail(sandbox->failure, "cannot hold the child", NULL);
  else
    started = await_exec(errors[0], sandbox->failure);
  close(errors[0]);
  return started;
}

bool launch(const struct configuration *configuration, int filter, struct sandbox *sandbox) {
  int block[2], status[2];
  if (pipe2(block, O_CLOEXEC) != 0 || pipe2(status, O_CLOEXEC) != 0)
    return fail(sandbox->failure, "cannot make a pipe", NULL);
  sandbox->block_pipe = block[1];
  sandbox->status_pipe = status[0];
  struct inheritance inheritance = {.count = 0};
  int arguments = make_arguments(configuration, filter, block[0], status[1], &inheritance);
  char **argv = arguments < 0 ? NULL : make_argv(configuration, arguments);
  if (!argv) return fail(sandbox->failure, "cannot write bwrap's arguments", NULL);
  inheritance.descriptors[inheritance.count++] = arguments;
  bool started = spawn(configuration, argv, &inheritance, sandbox);
  // The model's logs must end with the model, and nothing of the child's stays open here.
  for (size_t i = 0; i < inheritance.count; i++)
    if (inheritance.descriptors[i] != filter) close(inheritance.descriptors[i]);
  close(STDOUT_FILENO);
  close(STDERR_FILENO);
  free(argv);
  if (!started) return false;
  if (fcntl(sandbox->status_pipe, F_SETFL, O_NONBLOCK) != 0) return fail(sandbox->failure, "cannot set a pipe", NULL);
  uint64_t deadline = now_ns() + (uint64_t)SET_UP_MS * 1000000u;
  if (!hold_inner(sandbox, deadline) || !open_folders(sandbox, deadline)) return false;
  limit_processes(configuration, sandbox);
  return true;
}
