#ifndef GENLOCK_CLINUX_H
#define GENLOCK_CLINUX_H
// System calls and macros that glibc does not export to Swift. Everything returns -1 with errno set on failure.
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// `POSIX_SPAWN_SETSID`, which glibc hides from Swift.
enum { genlock_posix_spawn_setsid = 0x80 };

/// A descriptor that becomes readable when the process ends.
int genlock_pidfd_open(pid_t pid);

/// Sends a signal through a pidfd: no race with a reused process id.
int genlock_pidfd_send_signal(int pidfd, int signal);

/// An anonymous memory file with close-on-exec set.
int genlock_memfd_create(const char *name);

/// An anonymous memory file of `size` bytes, close-on-exec, whose size can never change again.
int genlock_sealed_memory(const char *name, size_t size);

/// Closes every descriptor from `first` up.
int genlock_close_from(unsigned first);

/// Gives up gaining privileges by executing programs, and being dumped or traced.
int genlock_renounce_privileges(void);

/// Sets the soft limit of a resource (`RLIMIT_CPU`, ...) of another process of ours.
int genlock_set_soft_limit(pid_t pid, int resource, uint64_t soft);

/// CPU seconds a process has used so far; below 0 where it is gone.
double genlock_cpu_seconds(pid_t pid);

/// Opens `path` beneath `directory` without following any symlink (openat2, RESOLVE_BENEATH|RESOLVE_NO_SYMLINKS).
int genlock_open_beneath(int directory, const char *path, int flags, mode_t mode);

/// Follows `path`, symlinks included, beneath `directory` (openat2, RESOLVE_BENEATH) and returns an O_PATH descriptor;
/// `errno` is EXDEV where any step leads outside.
int genlock_resolve_beneath(int directory, const char *path);

/// Writes everything of the file system that holds `descriptor` to disk.
int genlock_sync_file_system(int descriptor);

/// Sends `length` bytes and `count` descriptors (at most 8) as one message over a Unix socket.
ssize_t genlock_send_descriptors(int socket, const void *bytes, size_t length, const int *descriptors, int count);

/// Receives one message; `*count` is the room in `descriptors` and becomes how many came, all close-on-exec.
ssize_t genlock_receive_descriptors(int socket, void *bytes, size_t capacity, int *descriptors, int *count);

/// A pipe with close-on-exec set on both ends; `nonblocking` other than 0 also sets O_NONBLOCK on both.
int genlock_pipe(int ends[2], int nonblocking);

/// A connected pair of Unix sockets that keep message borders, both close-on-exec.
int genlock_message_socket_pair(int ends[2]);

#endif
