#if defined(__x86_64__)
#define BUILD genlock_kernels_v3
#define BUILD_NAME "x86-64-v3"
#define BUILD_ROUNDS
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop
#endif
