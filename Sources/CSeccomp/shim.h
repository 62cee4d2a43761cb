#ifndef GENLOCK_CSECCOMP_H
#define GENLOCK_CSECCOMP_H
#include <seccomp.h>
#endif
