#include "CKernels.h"

extern const genlock_kernels genlock_kernels_baseline;
#if defined(__x86_64__)
extern const genlock_kernels genlock_kernels_v3, genlock_kernels_v4;
#endif

static int usable(const genlock_kernels *found[3]) {
  int count = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) found[count++] = &genlock_kernels_v4;
  if (__builtin_cpu_supports("x86-64-v3")) found[count++] = &genlock_kernels_v3;
#endif
  found[count++] = &genlock_kernels_baseline;
  return count;
}

int genlock_kernels_count(void) {
  const genlock_kernels *found[3];
  return usable(found);
}

const genlock_kernels *_Nullable genlock_kernels_at(int index) {
  const genlock_kernels *found[3];
  return index >= 0 && index < usable(found) ? found[index] : NULL;
}
