// The child between fork and bwrap: groups, staging, limits, user, descriptors. Every step that fails is named on the
// error pipe, which closes by itself when bwrap starts.
#include "warden.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Where sources are staged: a folder every system has, hidden in our own mount namespace only.
#define STAGE "/tmp"

static int error_descriptor;

static void __attribute__((noreturn)) die(const char *what, const char *subject) {
  char reason[REASON_SIZE];
  fail(reason, what, subject);
  _exit(write(error_descriptor, reason, strlen(reason)) < 0 ? 126 : 125);
}

// Binds the file or folder behind `descriptor` onto a new entry of the stage.
static void stage(int descriptor, size_t index, const char *source) {
  char from[64], to[64];
  struct stat status;
  snprintf(from, sizeof from, "/proc/self/fd/%d", descriptor);
  snprintf(to, sizeof to, STAGE "/%zu", index);
  if (fstat(descriptor, &status) != 0) die("cannot look at", source);
  if (S_ISDIR(status.st_mode)) {
    if (mkdir(to, 0755) != 0) die("cannot stage", source);
  } else {
    int file = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0) die("cannot stage", source);
    close(file);
  }
  if (mount(from, to, NULL, MS_BIND | MS_REC, NULL) != 0) die("cannot bind", source);
  close(descriptor);
}

// Sources are opened before the stage covers /tmp, because they may lie beneath it.
static void stage_sources(const struct configuration *configuration) {
  const struct text_list *sources = &configuration->sources;
  if (unshare(CLONE_NEWNS) != 0) die("cannot make a mount namespace", NULL);
  if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) != 0) die("cannot make mounts private", NULL);
  int descriptors[sources->count + 1];
  for (size_t i = 0; i < sources->count; i++) {
    descriptors[i] = open(sources->items[i], O_PATH | O_CLOEXEC);
    if (descriptors[i] < 0) die("cannot open", sources->items[i]);
  }
  if (mount("tmpfs", STAGE, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0711,size=1m") != 0) die("cannot mount", STAGE);
  for (size_t i = 0; i < sources->count; i++) stage(descriptors[i], i, sources->items[i]);
}

static void set_limit(int resource, uint64_t value, const char *name) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) die("cannot read the limit", name);
  if (limit.rlim_max == RLIM_INFINITY || value < limit.rlim_max) limit.rlim_max = value;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(resource, &limit) != 0) die("cannot set the limit", name);
}

static void set_limits(const struct configuration *configuration) {
  set_limit(RLIMIT_CORE, 0, "core");
  if (configuration->file_size) set_limit(RLIMIT_FSIZE, configuration->file_size, "fsize");
  if (configuration->open_files) set_limit(RLIMIT_NOFILE, configuration->open_files, "nofile");
  // Data, not address space: GPU libraries and memory-mapped weights reserve far more addresses than they use.
  if (configuration->memory && !has_group(configuration, ROLE_MEMORY1, ROLE_MEMORY2))
    set_limit(RLIMIT_DATA, configuration->memory, "data");
  if (configuration->has_own_user && !has_group(configuration, ROLE_PIDS1, ROLE_PIDS2))
    set_limit(RLIMIT_NPROC, configuration->processes + OWN_PROCESSES, "nproc");
}

static void drop_user(const struct configuration *configuration) {
  if (setgroups(0, NULL) != 0) die("cannot drop the groups", NULL);
  if (setresgid(configuration->gid, configuration->gid, configuration->gid) != 0) die("cannot change the group", NULL);
  if (setresuid(configuration->uid, configuration->uid, configuration->uid) != 0) die("cannot change the user", NULL);
}

static void reset_signals(void) {
  sigset_t none;
  sigemptyset(&none);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);  // Fails for KILL, STOP and glibc's own.
  if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) die("cannot reset signals", NULL);
}

void become_bwrap(const struct configuration *configuration, const int inherited[], size_t inherited_count,
                  char *const argv[], bool is_born_inside, int error_pipe) {
  static char *no_environment[] = {NULL};
  error_descriptor = error_pipe;
  pid_t warden = getppid();
  if (setsid() < 0) die("cannot start a session", NULL);
  enter_groups(configuration, is_born_inside, error_pipe);
  if (configuration->drops_user) stage_sources(configuration);
  set_limits(configuration);
  if (configuration->drops_user) drop_user(configuration);
  // After the change of user, which clears it.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) die("cannot tie the sandbox to its warden", NULL);
  if (getppid() != warden) _exit(125);
  if (chdir("/") != 0) die("cannot enter", "/");
  umask(022);
  reset_signals();
  for (size_t i = 0; i < inherited_count; i++)
    if (fcntl(inherited[i], F_SETFD, 0) != 0) die("cannot hand over a descriptor", NULL);
  execve(configuration->bwrap, argv, no_environment);
  die("cannot start", configuration->bwrap);
}
