// bwrap's status lines, and the clock. The lines are JSON with one number each that matters; they arrive in pieces.
#include "warden.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static bool number_after(const char *line, const char *key, long *into) {
  const char *at = strstr(line, key);
  if (!at) return false;
  char *end;
  *into = strtol(at + strlen(key), &end, 10);
  return end != at + strlen(key);
}

static void take_line(struct sandbox *sandbox, const char *line) {
  long number;
  if (number_after(line, "\"child-pid\": ", &number) && number > 0) sandbox->inner = (pid_t)number;
  if (number_after(line, "\"exit-code\": ", &number)) {
    sandbox->has_exit_code = true;
    sandbox->exit_code = (int)number;
  }
}

// Reads what is there without waiting; false once the pipe has ended.
bool read_status(struct sandbox *sandbox) {
  for (;;) {
    size_t room = sizeof sandbox->status_text - 1 - sandbox->status_length;
    if (room == 0) return false;  // No line of bwrap's is this long.
    ssize_t count = read(sandbox->status_pipe, sandbox->status_text + sandbox->status_length, room);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN;
    if (count == 0) return false;
    sandbox->status_length += (size_t)count;
    sandbox->status_text[sandbox->status_length] = '\0';
    char *line = sandbox->status_text, *end;
    while ((end = strchr(line, '\n'))) {
      *end = '\0';
      take_line(sandbox, line);
      line = end + 1;
    }
    sandbox->status_length = strlen(line);
    memmove(sandbox->status_text, line, sandbox->status_length + 1);
  }
}
