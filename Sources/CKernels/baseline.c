#define BUILD genlock_kernels_baseline
#define BUILD_NAME "baseline"
#include "kernels.h"
