// The system calls a model has no business with, as a BPF program in a memory file.
//
// A list of refusals rather than permissions: models bring any runtime there is, namespaces, dropped capabilities and
// no-new-privileges already hold the walls, and what is refused here is what has repeatedly opened holes in them.
#include "warden.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const refused[] = {
    // kernel, modules, other machines
    "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "bpf",
    "perf_event_open", "acct", "quotactl", "quotactl_fd", "swapon", "swapoff", "syslog", "uselib", "ustat", "sysfs",
    "nfsservctl", "lookup_dcookie", "iopl", "ioperm", "vm86", "vm86old", "vhangup", "settimeofday", "stime",
    "clock_settime", "clock_settime64", "clock_adjtime", "clock_adjtime64", "adjtimex", "sethostname", "setdomainname",
    // file systems and namespaces
    "mount", "umount", "umount2", "pivot_root", "chroot", "setns", "unshare", "fsopen", "fsconfig", "fsmount", "fspick",
    "open_tree", "open_tree_attr", "move_mount", "mount_setattr", "name_to_handle_at", "open_by_handle_at",
    "fanotify_init",
    // keys, and other processes' memory and descriptors
    "add_key", "request_key", "keyctl", "userfaultfd", "process_vm_readv", "process_vm_writev", "ptrace", "kcmp",
    "pidfd_getfd", "process_madvise",
};

// Answered with ENOSYS, so that libraries fall back: clone3 hides its flags behind a pointer, io_uring does system
// calls that no filter sees.
static const char *const unknown[] = {"clone3", "io_uring_setup", "io_uring_enter", "io_uring_register"};

// The kernel reads these arguments as 32-bit numbers, so the upper half must not decide: it is the caller's to fill.
#define LOW_HALF 0xffffffffu

static int add(scmp_filter_ctx filter, const char *const names[], size_t count, int error) {
  for (size_t i = 0; i < count; i++) {
    int number = seccomp_syscall_resolve_name(names[i]);
    // A name that this libseccomp or this processor does not know has no call to refuse.
    if (number == __NR_SCMP_ERROR || number < 0) continue;
    int code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(error), number, 0);
    if (code != 0) return code;
  }
  return 0;
}

// New namespaces through clone, terminal injection, and the sockets that reach past a network namespace (vsock) or
// into rarely tested kernel code. Plain local, internet and route sockets stay.
static int add_conditional(scmp_filter_ctx filter) {
  static const unsigned long namespaces[] = {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET,
                                             CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP};
  static const unsigned long requests[] = {TIOCSTI, TIOCLINUX, TIOCSETD};
  int code = 0;
  for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0] && code == 0; i++)
    code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces[i], namespaces[i]));
  for (size_t i = 0; i < sizeof requests / sizeof requests[0] && code == 0; i++)
    code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, LOW_HALF, requests[i]));
  for (int family = 0; family <= 64 && code == 0; family++) {
    if (family == AF_UNIX || family == AF_INET || family == AF_INET6 || family == AF_NETLINK) continue;
    code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, LOW_HALF, (scmp_datum_t)family));
  }
  if (code == 0)
    code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 2,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, LOW_HALF, AF_NETLINK), SCMP_A2(SCMP_CMP_NE, NETLINK_ROUTE, 0));
  return code;
}

// The filter's descriptor, positioned at its start; -1 with a reason.
int make_seccomp_filter(char *reason) {
  int file = memfd_create("seccomp", MFD_CLOEXEC);
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  int code = file < 0 ? -errno : filter ? 0 : -ENOMEM;
  // Another architecture's calls have other numbers: they are refused whole.
  if (code == 0) code = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS));
  if (code == 0) code = add(filter, refused, sizeof refused / sizeof refused[0], EPERM);
  if (code == 0) code = add(filter, unknown, sizeof unknown / sizeof unknown[0], ENOSYS);
  if (code == 0) code = add_conditional(filter);
  if (code == 0) code = seccomp_export_bpf(filter, file);
  if (filter) seccomp_release(filter);
  if (code == 0 && lseek(file, 0, SEEK_SET) < 0) code = -errno;
  if (code == 0) return file;
  if (file >= 0) close(file);
  errno = -code;
  fail(reason, "cannot build the seccomp filter", NULL);
  return -1;
}
