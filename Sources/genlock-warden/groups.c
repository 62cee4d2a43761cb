// Control groups of the sandbox, v1 and v2: made, limited, read back, counted, killed, removed.
#include "warden.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { QUOTA_PERIOD_US = 100000, REMOVAL_ATTEMPTS = 2000 };

const char *role_name(enum group_role role) {
  static const char *const names[ROLE_COUNT] = {
      [ROLE_MEMORY1] = "memory1", [ROLE_SWAP1] = "swap1", [ROLE_PIDS1] = "pids1", [ROLE_CPU1] = "cpu1",
      [ROLE_CPUACCT1] = "cpuacct1", [ROLE_MEMORY2] = "memory2", [ROLE_SWAP2] = "swap2", [ROLE_PIDS2] = "pids2",
      [ROLE_CPU2] = "cpu2", [ROLE_KILL2] = "kill2"};
  return names[role];
}

static bool write_file(int folder, const char *name, const char *text) {
  int file = openat(folder, name, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t written = write(file, text, strlen(text));
  int cause = errno;
  close(file);
  errno = cause;
  return written == (ssize_t)strlen(text);
}

static bool read_file(int folder, const char *name, char *into, size_t capacity) {
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  ssize_t count = read(file, into, capacity - 1);
  int cause = errno;
  close(file);
  errno = cause;
  if (count < 0) return false;
  into[count] = '\0';
  return true;
}

// The number in a file that holds one, or after `key` in a file of "key number" lines; -1 where there is none.
static int64_t read_number(int folder, const char *name, const char *key) {
  char text[4096];
  if (!read_file(folder, name, text, sizeof text)) return -1;
  const char *at = text;
  for (size_t length = key ? strlen(key) : 0; key; at++) {
    if (strncmp(at, key, length) == 0 && at[length] == ' ') {
      at += length + 1;
      break;
    }
    at = strchr(at, '\n');
    if (!at) return -1;
  }
  char *end;
  errno = 0;
  long long value = strtoll(at, &end, 10);
  return end == at || errno != 0 || value < 0 ? -1 : value;
}

// Writes a limit and reads it back; the kernel may round it down to a page, never up.
static bool limit(struct control_group *group, const char *name, uint64_t value) {
  char text[32];
  snprintf(text, sizeof text, "%" PRIu64, value);
  if (!write_file(group->folder, name, text)) return fail(group->problem, "cannot write", name);
  int64_t held = read_number(group->folder, name, NULL);
  if (held >= 0 && (uint64_t)held <= value) return true;
  errno = ERANGE;
  return fail(group->problem, "the limit was not taken by", name);
}

static bool limit_quota(struct control_group *group, uint64_t quota_us) {
  char text[64];
  if (group->role == ROLE_CPU2) {
    snprintf(text, sizeof text, "%" PRIu64 " %d", quota_us, QUOTA_PERIOD_US);
    return write_file(group->folder, "cpu.max", text) || fail(group->problem, "cannot write", "cpu.max");
  }
  return limit(group, "cpu.cfs_period_us", QUOTA_PERIOD_US) && limit(group, "cpu.cfs_quota_us", quota_us);
}

static bool exists(struct control_group *group, const char *name) {
  return faccessat(group->folder, name, F_OK, 0) == 0 || fail(group->problem, "there is no", name);
}

static bool apply(struct control_group *group, const struct configuration *configuration) {
  uint64_t memory = configuration->memory, quota = configuration->cpu_quota_us;
  switch (group->role) {
  case ROLE_MEMORY1: return memory == 0 || limit(group, "memory.limit_in_bytes", memory);
  case ROLE_SWAP1: return memory == 0 || limit(group, "memory.memsw.limit_in_bytes", memory);
  case ROLE_MEMORY2: return memory == 0 ? exists(group, "memory.max") : limit(group, "memory.max", memory);
  case ROLE_SWAP2: return memory == 0 || limit(group, "memory.swap.max", 0);
  case ROLE_PIDS1:
  case ROLE_PIDS2: return limit(group, "pids.max", configuration->processes + OWN_PROCESSES);
  case ROLE_CPU1:
  case ROLE_CPU2: return quota == 0 || limit_quota(group, quota);
  case ROLE_CPUACCT1: return exists(group, "cpuacct.usage");
  case ROLE_KILL2: return exists(group, "cgroup.kill");
  case ROLE_COUNT: break;
  }
  return false;
}

// Makes the folder, or takes over the one an earlier role made at the same path.
static bool make_folder(struct configuration *configuration, size_t index) {
  struct control_group *group = &configuration->groups[index];
  for (size_t i = 0; i < index; i++) {
    const struct control_group *earlier = &configuration->groups[i];
    if (earlier->folder >= 0 && strcmp(earlier->path, group->path) == 0) {
      group->folder = earlier->folder;
      return true;
    }
  }
  if (mkdir(group->path, 0755) != 0) return fail(group->problem, "cannot make", group->path);
  group->owns_folder = true;
  group->folder = open(group->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return group->folder >= 0 || fail(group->problem, "cannot open", group->path);
}

bool make_groups(struct configuration *configuration, char *reason) {
  for (size_t i = 0; i < configuration->group_count; i++) {
    struct control_group *group = &configuration->groups[i];
    group->holds = make_folder(configuration, i) && faccessat(group->folder, "cgroup.procs", W_OK, AT_EACCESS) == 0 &&
                   apply(group, configuration);
    if (!group->holds && group->problem[0] == '\0') fail(group->problem, "cannot enter", group->path);
    if (!group->holds && configuration->strict) {
      snprintf(reason, REASON_SIZE, "control group %s: %.400s", role_name(group->role), group->problem);
      return false;
    }
  }
  return true;
}

// The version 2 group, into which the child is born; -1 where there is none.
int birth_group(const struct configuration *configuration) {
  for (size_t i = 0; i < configuration->group_count; i++)
    if (configuration->groups[i].owns_folder && configuration->groups[i].role >= ROLE_MEMORY2)
      return configuration->groups[i].folder;
  return -1;
}

// In the child: moves this process into every group it was not born into. A group that refuses is named on the pipe.
//
// The child has one thread, so in version 1 moving that thread (`tasks`) moves the process; moving a process by
// `cgroup.procs` would make the kernel wait for every processor, ten milliseconds on a busy machine.
void enter_groups(const struct configuration *configuration, bool is_born_inside, int error_pipe) {
  for (size_t i = 0; i < configuration->group_count; i++) {
    const struct control_group *group = &configuration->groups[i];
    bool is_version_2 = group->role >= ROLE_MEMORY2;
    if (!group->owns_folder || group->folder < 0 || (is_version_2 && is_born_inside)) continue;
    if (write_file(group->folder, is_version_2 ? "cgroup.procs" : "tasks", "0")) continue;
    char reason[REASON_SIZE];
    fail(reason, "cannot enter the control group", group->path);
    if (write(error_pipe, reason, strlen(reason)) < 0) _exit(126);
    _exit(125);
  }
}

static const struct control_group *holding(const struct configuration *configuration, enum group_role role) {
  for (size_t i = 0; i < configuration->group_count; i++)
    if (configuration->groups[i].role == role && configuration->groups[i].holds) return &configuration->groups[i];
  return NULL;
}

bool has_group(const struct configuration *configuration, enum group_role either, enum group_role other) {
  return holding(configuration, either) || holding(configuration, other);
}

bool kill_by_group(const struct configuration *configuration) {
  const struct control_group *group = holding(configuration, ROLE_KILL2);
  return group && write_file(group->folder, "cgroup.kill", "1");
}

// CPU nanoseconds of the tree so far; -1 where no group counts them.
int64_t group_cpu_ns(const struct configuration *configuration) {
  const struct control_group *group = holding(configuration, ROLE_CPUACCT1);
  if (group) return read_number(group->folder, "cpuacct.usage", NULL);
  group = holding(configuration, ROLE_CPU2);
  if (!group) return -1;
  int64_t microseconds = read_number(group->folder, "cpu.stat", "usage_usec");
  return microseconds < 0 ? -1 : microseconds * 1000;
}

// The groups' counters take the place of what was sampled; only where they gave both numbers is the measurement theirs.
void read_group_counters(const struct configuration *configuration, struct usage *into) {
  int64_t peak = -1, cpu = group_cpu_ns(configuration);
  const struct control_group *group = holding(configuration, ROLE_MEMORY1);
  if (group) {
    peak = read_number(group->folder, "memory.max_usage_in_bytes", NULL);
    into->oom_kills = read_number(group->folder, "memory.oom_control", "oom_kill");
  } else if ((group = holding(configuration, ROLE_MEMORY2))) {
    peak = read_number(group->folder, "memory.peak", NULL);
    into->oom_kills = read_number(group->folder, "memory.events", "oom_kill");
  }
  group = holding(configuration, ROLE_PIDS1);
  if (!group) group = holding(configuration, ROLE_PIDS2);
  if (group) into->process_refusals = read_number(group->folder, "pids.events", "max");
  if (cpu >= 0) into->cpu_ns = cpu;
  if (peak >= 0) into->peak_bytes = peak;
  if (cpu >= 0 && peak >= 0) into->measurement = "cgroup";
}

// Removes the groups; the last process may take a moment to leave them after it was reaped.
bool remove_groups(struct configuration *configuration) {
  bool all = true;
  for (size_t i = 0; i < configuration->group_count; i++) {
    struct control_group *group = &configuration->groups[i];
    if (!group->owns_folder) continue;
    if (group->folder >= 0) close(group->folder);
    int attempts = 0;
    while (rmdir(group->path) != 0 && errno != ENOENT) {
      if (errno != EBUSY || ++attempts == REMOVAL_ATTEMPTS) {
        all = false;
        break;
      }
      nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    group->owns_folder = false;
  }
  return all;
}
