// Lets the command go, waits for its end or a reason to end it, and leaves nothing behind.
#include "CLinux.h"
#include "warden.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COUNTER_INTERVAL_MS = 50, REAP_INTERVAL_MS = 20, DYING_MS = 60000 };

// What genlock says: anything is "cancel", the end of the socket means that genlock is gone.
static enum kill_reason hear_genlock(void) {
  char word;
  ssize_t count = recv(CONTROL_FD, &word, sizeof word, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return NOT_KILLED;
  return count > 0 ? KILLED_CANCELLED : KILLED_ORPHANED;
}

static bool samples(const struct configuration *configuration) {
  struct usage counters = {.cpu_ns = -1, .peak_bytes = -1};
  read_group_counters(configuration, &counters);
  return counters.cpu_ns < 0 || counters.peak_bytes < 0;
}

// The limits that are held by looking: CPU seconds, and memory where no group holds it.
static enum kill_reason check_counters(const struct configuration *configuration, struct sandbox *sandbox,
                                       bool sampling) {
  if (sampling) sample_tree(sandbox->processes_folder, &sandbox->usage);
  int64_t cpu = group_cpu_ns(configuration);
  if (cpu < 0) cpu = sandbox->usage.cpu_ns;
  if (configuration->cpu_ns && cpu >= 0 && (uint64_t)cpu > configuration->cpu_ns) return KILLED_CPU;
  int64_t memory = sandbox->usage.peak_bytes;
  if (sampling && configuration->memory && memory >= 0 && (uint64_t)memory > configuration->memory)
    return KILLED_MEMORY;
  return NOT_KILLED;
}

static int timeout_ms(uint64_t deadline, bool polls_counters) {
  uint64_t now = now_ns();
  if (now >= deadline) return 0;
  uint64_t rest = (deadline - now + 999999) / 1000000;
  uint64_t longest = polls_counters ? COUNTER_INTERVAL_MS : 3600 * 1000;
  return (int)(rest < longest ? rest : longest);
}

void watch(const struct configuration *configuration, struct sandbox *sandbox) {
  bool sampling = samples(configuration);
  bool polls_counters = sampling || configuration->cpu_ns != 0;
  struct pollfd entries[] = {{.fd = sandbox->bwrap_pidfd, .events = POLLIN},
                             {.fd = sandbox->inner_pidfd, .events = POLLIN},
                             {.fd = CONTROL_FD, .events = POLLIN},
                             {.fd = sandbox->status_pipe, .events = POLLIN}};
  sandbox->started_ns = now_ns();
  uint64_t deadline = sandbox->started_ns + configuration->wall_ns;
  if (write(sandbox->block_pipe, "g", 1) != 1) {
    fail(sandbox->failure, "cannot let the command go", NULL);
    return;
  }
  while (sandbox->killed == NOT_KILLED) {
    if (poll(entries, 4, timeout_ms(deadline, polls_counters)) < 0 && errno != EINTR) {
      fail(sandbox->failure, "cannot poll", NULL);
      return;
    }
    if (entries[3].revents && !read_status(sandbox)) entries[3].fd = -1;
    if (entries[1].revents) {
      // Pid 1 may be gone before the monitor has told its exit code; the monitor follows at once.
      sandbox->ended_ns = now_ns();
      entries[1].fd = -1;
    }
    if (entries[0].revents) return;
    if (entries[2].revents) sandbox->killed = hear_genlock();
    if (sandbox->killed == NOT_KILLED && now_ns() >= deadline) sandbox->killed = KILLED_WALL;
    if (sandbox->killed == NOT_KILLED && polls_counters)
      sandbox->killed = check_counters(configuration, sandbox, sampling);
  }
  if (sampling) sample_tree(sandbox->processes_folder, &sandbox->usage);
}

// Kills our own children: bwrap, and whatever of its tree was handed to us when it died. They are not reaped yet, so
// their numbers are theirs.
static void kill_children(void) {
  char text[4096];
  int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return;
  text[count] = '\0';
  char *at = text, *end;
  for (long process; (process = strtol(at, &end, 10)) > 0 && end != at; at = end) kill((pid_t)process, SIGKILL);
}

static void kill_everything(const struct configuration *configuration, const struct sandbox *sandbox) {
  if (sandbox->inner_pidfd >= 0) genlock_pidfd_send_signal(sandbox->inner_pidfd, SIGKILL);
  if (sandbox->bwrap_pidfd >= 0) genlock_pidfd_send_signal(sandbox->bwrap_pidfd, SIGKILL);
  kill_by_group(configuration);
  kill_children();
}

// The usage of a tree that ended by itself is in what pid 1 reaped. Daemons that the end swept away are not in it, but
// may have been sampled.
static void take_usage(struct usage *usage, const struct rusage *from) {
  int64_t cpu = ((int64_t)from->ru_utime.tv_sec + from->ru_stime.tv_sec) * 1000000000 +
                ((int64_t)from->ru_utime.tv_usec + from->ru_stime.tv_usec) * 1000;
  int64_t peak = (int64_t)from->ru_maxrss * 1024;
  if (cpu > usage->cpu_ns) usage->cpu_ns = cpu;
  if (peak > usage->peak_bytes) usage->peak_bytes = peak;
  usage->measurement = "rusage";
}

// Reaps everything that is dead; true once there is no child left.
static bool reap(struct sandbox *sandbox) {
  for (;;) {
    struct rusage usage;
    int status;
    pid_t process = wait4(-1, &status, WNOHANG, &usage);
    if (process < 0 && errno == EINTR) continue;
    if (process <= 0) return process < 0;
    if (process == sandbox->inner && sandbox->killed == NOT_KILLED) take_usage(&sandbox->usage, &usage);
    if (process == sandbox->inner) sandbox->inner_pidfd = -1;
    if (process == sandbox->bwrap) sandbox->bwrap_pidfd = -1;
  }
}

// The block pipe stays open until nobody is left who could take its end for the word to go.
void destroy_tree(const struct configuration *configuration, struct sandbox *sandbox) {
  uint64_t deadline = now_ns() + (uint64_t)DYING_MS * 1000000u;
  while (sandbox->bwrap > 0) {
    kill_everything(configuration, sandbox);
    if (reap(sandbox)) break;
    if (now_ns() > deadline) {
      sandbox->survived_kill = true;
      break;
    }
    struct pollfd entries[] = {{.fd = sandbox->bwrap_pidfd, .events = POLLIN},
                               {.fd = sandbox->inner_pidfd, .events = POLLIN}};
    poll(entries, 2, REAP_INTERVAL_MS);  // An interruption only makes the next look earlier.
  }
  if (sandbox->ended_ns == 0) sandbox->ended_ns = now_ns();
  if (sandbox->status_pipe >= 0) read_status(sandbox);
  if (sandbox->block_pipe >= 0) close(sandbox->block_pipe);
  read_group_counters(configuration, &sandbox->usage);
}
