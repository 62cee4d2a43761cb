// What the parts of the warden share; main.c holds the theory of operation.
#ifndef GENLOCK_WARDEN_H
#define GENLOCK_WARDEN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// The descriptors genlock gives us. 0 is /dev/null; 1 and 2 belong to the model and are never written to here.
enum { CONTROL_FD = 3, CONFIGURATION_FD = 4 };

enum { MAXIMUM_GROUPS = 16, MAXIMUM_FILES = 16, REASON_SIZE = 512 };

// One thing a control group does for us. Several may live in one folder (co-mounted v1 controllers, v2).
enum group_role {
  ROLE_MEMORY1, ROLE_SWAP1, ROLE_PIDS1, ROLE_CPU1, ROLE_CPUACCT1,
  ROLE_MEMORY2, ROLE_SWAP2, ROLE_PIDS2, ROLE_CPU2, ROLE_KILL2,
  ROLE_COUNT,
};

struct control_group {
  enum group_role role;
  char path[PATH_MAX];         // of the group we made
  int folder;                  // its descriptor, or -1
  bool owns_folder;            // false where an earlier role made the same folder
  bool holds;                  // made, limited and read back
  char problem[REASON_SIZE];   // why it does not hold
};

struct text_list {
  char **items;
  size_t count;
};

struct configuration {
  const char *bwrap;
  const char *name;            // of the control groups
  struct text_list arguments;  // of bwrap, without descriptors
  struct text_list command;
  struct text_list sources;    // folders and files to stage; empty where there is no staging
  struct text_list files;      // "path\ncontent", made by bwrap inside the sandbox
  bool drops_user;             // we are root: stage the sources and become `uid`/`gid`
  bool has_own_user;           // `uid` is this sandbox's alone
  bool strict;                 // a control group that does not hold is a failure
  uid_t uid;
  gid_t gid;
  uint64_t wall_ns, cpu_ns;    // limits; 0 for none
  uint64_t memory, file_size, processes, cpu_quota_us, open_files;
  struct control_group groups[MAXIMUM_GROUPS];
  size_t group_count;
};

// Why we killed the tree.
enum kill_reason { NOT_KILLED, KILLED_WALL, KILLED_CPU, KILLED_MEMORY, KILLED_CANCELLED, KILLED_ORPHANED };

// What is known about the tree; -1 for unknown numbers.
struct usage {
  int64_t cpu_ns, peak_bytes, oom_kills, process_refusals;
  const char *measurement;     // "cgroup", "sampled", "rusage", "none"
};

// One sandbox and its end.
struct sandbox {
  pid_t bwrap, inner;          // the monitor, and pid 1 of the sandbox's namespace
  int bwrap_pidfd, inner_pidfd;
  int status_pipe, block_pipe; // bwrap's JSON lines; what holds the command back
  int processes_folder;        // the sandbox's own /proc
  int out, scratch, shm;       // O_PATH descriptors that outlive the namespace
  char status_text[1024];
  size_t status_length;
  bool has_exit_code;
  int exit_code;
  enum kill_reason killed;
  bool survived_kill;
  bool limits_processes_by_user;
  bool left_groups;            // some could not be removed; the next run sweeps them
  uint64_t started_ns, ended_ns;
  struct usage usage;
  char failure[REASON_SIZE];   // what could not be set up; empty where everything could
};

// configuration.c
bool read_configuration(int descriptor, struct configuration *into, char *reason);

// groups.c
bool make_groups(struct configuration *configuration, char *reason);
int birth_group(const struct configuration *configuration);
void enter_groups(const struct configuration *configuration, bool is_born_inside, int error_pipe);
bool has_group(const struct configuration *configuration, enum group_role either, enum group_role other);
bool kill_by_group(const struct configuration *configuration);
int64_t group_cpu_ns(const struct configuration *configuration);
void read_group_counters(const struct configuration *configuration, struct usage *into);
bool remove_groups(struct configuration *configuration);
const char *role_name(enum group_role role);

// filter.c
int make_seccomp_filter(char *reason);

enum { OWN_PROCESSES = 2 };     // bwrap's monitor and pid 1 of the namespace: they do not count against the model

// launch.c
bool launch(const struct configuration *configuration, int filter, struct sandbox *sandbox);

// child.c; never returns
void become_bwrap(const struct configuration *configuration, const int inherited[], size_t inherited_count,
                  char *const argv[], bool is_born_inside, int error_pipe) __attribute__((noreturn));

// watch.c
void watch(const struct configuration *configuration, struct sandbox *sandbox);
void destroy_tree(const struct configuration *configuration, struct sandbox *sandbox);

// status.c
bool read_status(struct sandbox *sandbox);
uint64_t now_ns(void);

// sample.c
void sample_tree(int processes_folder, struct usage *into);

// report.c
void report_ready(int control, const struct sandbox *sandbox);
void report_end(int control, const struct configuration *configuration, const struct sandbox *sandbox);

// reason.c
bool fail(char *reason, const char *what, const char *subject);

#endif
