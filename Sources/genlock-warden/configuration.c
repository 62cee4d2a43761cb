// The configuration: NUL-separated `key=value` in a memory file, made by genlock and trusted.
#include "warden.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *read_all(int descriptor, size_t *length) {
  off_t size = lseek(descriptor, 0, SEEK_END);
  if (size <= 0) {
    if (size == 0) errno = EINVAL;
    return NULL;
  }
  char *bytes = malloc((size_t)size + 1);
  if (!bytes) return NULL;
  size_t done = 0;
  while (done < (size_t)size) {
    ssize_t count = pread(descriptor, bytes + done, (size_t)size - done, (off_t)done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      free(bytes);
      return NULL;
    }
    done += (size_t)count;
  }
  bytes[size] = '\0';
  *length = (size_t)size;
  return bytes;
}

static bool append(struct text_list *list, char *item) {
  char **items = realloc(list->items, (list->count + 2) * sizeof *items);
  if (!items) return false;
  items[list->count++] = item;
  items[list->count] = NULL;
  list->items = items;
  return true;
}

static bool parse_number(const char *text, uint64_t *into) {
  char *end;
  errno = 0;
  *into = strtoull(text, &end, 10);
  if (errno == 0 && (*end != '\0' || end == text)) errno = EINVAL;
  return errno == 0;
}

// `role path`: the group of that role goes beneath `path`.
static bool add_group(struct configuration *into, const char *text) {
  const char *space = strchr(text, ' ');
  for (int role = 0; space && role < ROLE_COUNT && into->group_count < MAXIMUM_GROUPS; role++) {
    size_t length = strlen(role_name(role));
    if ((size_t)(space - text) != length || strncmp(text, role_name(role), length) != 0) continue;
    struct control_group *group = &into->groups[into->group_count];
    int written = snprintf(group->path, sizeof group->path, "%s/%s", space + 1, into->name);
    if (written < 0 || (size_t)written >= sizeof group->path) break;
    group->role = role;
    group->folder = -1;
    into->group_count++;
    return true;
  }
  errno = EINVAL;
  return false;
}

static bool set_number(struct configuration *into, const char *key, const char *value) {
  const struct {
    const char *key;
    uint64_t *target;
  } numbers[] = {
      {"wall-ns", &into->wall_ns},       {"cpu-ns", &into->cpu_ns},
      {"memory", &into->memory},         {"file-size", &into->file_size},
      {"processes", &into->processes},   {"cpu-quota-us", &into->cpu_quota_us},
      {"open-files", &into->open_files},
  };
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    if (strcmp(key, numbers[i].key) == 0) return parse_number(value, numbers[i].target);
  errno = EINVAL;
  return false;
}

static bool set(struct configuration *into, const char *key, char *value) {
  uint64_t number;
  if (strcmp(key, "bwrap") == 0) return (into->bwrap = value) != NULL;
  if (strcmp(key, "name") == 0) return (into->name = value) != NULL;
  if (strcmp(key, "argument") == 0) return append(&into->arguments, value);
  if (strcmp(key, "command") == 0) return append(&into->command, value);
  if (strcmp(key, "source") == 0) return append(&into->sources, value);
  // A file takes its place among bwrap's arguments, where it is told apart by its address.
  if (strcmp(key, "file") == 0) return append(&into->files, value) && append(&into->arguments, value);
  if (strcmp(key, "group") == 0 && into->name) return add_group(into, value);
  if (strcmp(key, "strict") == 0) return into->strict = true;
  // A user nobody else is: the kernel's tally of its processes is the sandbox's.
  if (strcmp(key, "user-base") == 0) {
    if (!parse_number(value, &number)) return false;
    into->uid = into->gid = (uid_t)number + (uid_t)getpid();
    return into->drops_user = into->has_own_user = true;
  }
  if (strcmp(key, "uid") == 0 || strcmp(key, "gid") == 0) {
    if (!parse_number(value, &number)) return false;
    if (key[0] == 'u') into->uid = (uid_t)number; else into->gid = (gid_t)number;
    return into->drops_user = true;
  }
  return set_number(into, key, value);
}

bool read_configuration(int descriptor, struct configuration *into, char *reason) {
  size_t length = 0;
  char *bytes = read_all(descriptor, &length);
  if (!bytes) return fail(reason, "cannot read the configuration", NULL);
  for (char *entry = bytes; entry < bytes + length; entry += strlen(entry) + 1) {
    char *value = strchr(entry, '=');
    if (!value) {
      errno = EINVAL;
      return fail(reason, "the configuration has a line without a value:", entry);
    }
    *value = '\0';
    if (!set(into, entry, value + 1)) return fail(reason, "the configuration has a bad value for", entry);
    *value = '=';
  }
  if (!into->bwrap || !into->name || into->command.count == 0 || into->files.count > MAXIMUM_FILES) {
    errno = EINVAL;
    return fail(reason, "the configuration is not complete", NULL);
  }
  return true;
}
