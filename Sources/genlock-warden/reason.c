// Words for what went wrong.
#include "warden.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

// Writes "what subject: system's words" and gives false, so that callers can return it.
bool fail(char *reason, const char *what, const char *subject) {
  const char *words = strerror(errno);
  if (subject)
    snprintf(reason, REASON_SIZE, "%s %.300s: %s", what, subject, words);
  else
    snprintf(reason, REASON_SIZE, "%s: %s", what, words);
  return false;
}
