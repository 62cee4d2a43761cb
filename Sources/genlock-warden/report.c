// The two messages to genlock: the sandbox stands (with the descriptor of /out), and how it ended.
#include "CLinux.h"
#include "warden.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>

struct message {
  char text[16384];
  size_t length;
};

static void __attribute__((format(printf, 2, 3))) say(struct message *message, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t room = sizeof message->text - message->length;
  int written = vsnprintf(message->text + message->length, room, format, arguments);
  va_end(arguments);
  if (written > 0) message->length += (size_t)written < room ? (size_t)written : room - 1;
}

static void say_if_known(struct message *message, const char *key, int64_t value) {
  if (value >= 0) say(message, "%s=%" PRId64 "\n", key, value);
}

static const char *kill_name(enum kill_reason reason) {
  switch (reason) {
  case NOT_KILLED: return "";
  case KILLED_WALL: return "wall";
  case KILLED_CPU: return "cpu";
  case KILLED_MEMORY: return "memory";
  case KILLED_CANCELLED: return "cancelled";
  case KILLED_ORPHANED: return "orphaned";
  }
  return "";
}

// A tmpfs without a free block has refused a write, or would refuse the next.
static void say_if_full(struct message *message, const char *name, int folder) {
  struct statfs status;
  if (folder >= 0 && fstatfs(folder, &status) == 0 && status.f_bfree == 0) say(message, "full=%s\n", name);
}

void report_ready(int control, const struct sandbox *sandbox) {
  static const char text[] = "ready\n";
  // A genlock that is gone is noticed by the end of the socket.
  genlock_send_descriptors(control, text, sizeof text - 1, &sandbox->out, 1);
}

void report_end(int control, const struct configuration *configuration, const struct sandbox *sandbox) {
  static struct message message;
  say(&message, "end\n");
  if (sandbox->failure[0]) say(&message, "failure=%s\n", sandbox->failure);
  if (sandbox->survived_kill) say(&message, "survived=1\n");
  if (sandbox->killed) say(&message, "killed=%s\n", kill_name(sandbox->killed));
  if (sandbox->has_exit_code) say(&message, "exit=%d\n", sandbox->exit_code);
  if (sandbox->started_ns) say(&message, "wall-ns=%" PRIu64 "\n", sandbox->ended_ns - sandbox->started_ns);
  say_if_known(&message, "cpu-ns", sandbox->usage.cpu_ns);
  say_if_known(&message, "peak-bytes", sandbox->usage.peak_bytes);
  say_if_known(&message, "oom-kills", sandbox->usage.oom_kills);
  say_if_known(&message, "process-refusals", sandbox->usage.process_refusals);
  say(&message, "measurement=%s\n", sandbox->usage.measurement);
  say_if_full(&message, "output", sandbox->out);
  say_if_full(&message, "scratch", sandbox->scratch);
  say_if_full(&message, "shm", sandbox->shm);
  if (sandbox->left_groups) say(&message, "problem=the control groups could not be removed\n");
  if (sandbox->limits_processes_by_user) say(&message, "holds=nproc\n");
  for (size_t i = 0; i < configuration->group_count; i++) {
    const struct control_group *group = &configuration->groups[i];
    if (group->holds)
      say(&message, "holds=%s\n", role_name(group->role));
    else if (group->problem[0])
      say(&message, "problem=%s: %s\n", role_name(group->role), group->problem);
  }
  genlock_send_descriptors(control, message.text, message.length, NULL, 0);
}
