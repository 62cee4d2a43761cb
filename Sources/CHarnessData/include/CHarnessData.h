#ifndef GENLOCK_CHARNESSDATA_H
#define GENLOCK_CHARNESSDATA_H

#include <stddef.h>

/// One file of the folder Harness/, embedded when the library was built.
typedef struct {
  /// The path beneath Harness/: `tracks/temporal.yaml`.
  const char *name;
  /// The content; a NUL byte that is not part of it follows.
  const unsigned char *bytes;
  /// The content's length in bytes.
  size_t size;
} genlock_harness_file;

/// How many files are embedded.
size_t genlock_harness_file_count(void);

/// The file with this index, or NULL beyond the last.
const genlock_harness_file *genlock_harness_file_at(size_t index);

#endif
