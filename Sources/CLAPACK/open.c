#include "CLAPACK.h"
#include "openblas.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static openblas_routines routines;
static int is_open;
static char reason[256];
static const char *description = "";
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int find(void *library, const char *name, void *target) {
  void *address = dlsym(library, name);
  if (!address) snprintf(reason, sizeof reason, "libopenblas.so.0 has no routine %s", name);
  *(void **)target = address;
  return address != NULL;
}

static void open_library(void) {
  // Local: whatever else the process loads keeps its own BLAS.
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library) {
    snprintf(reason, sizeof reason, "%s", dlerror());
    return;
  }
  void (*set_threads)(int);
  char *(*get_description)(void);
  is_open = find(library, "openblas_set_num_threads", &set_threads) &&
            find(library, "openblas_get_config", &get_description) && find(library, "dgemm_", &routines.dgemm) &&
            find(library, "sgemm_", &routines.sgemm) && find(library, "dsyrk_", &routines.dsyrk) &&
            find(library, "dsyevd_", &routines.dsyevd) && find(library, "dpotrf_", &routines.dpotrf) &&
            find(library, "dsygst_", &routines.dsygst) && find(library, "dgesdd_", &routines.dgesdd) &&
            find(library, "sgesdd_", &routines.sgesdd) && find(library, "dgees_", &routines.dgees);
  if (!is_open) return;
  set_threads(1);
  description = get_description();
}

const openblas_routines *openblas(void) {
  pthread_once(&once, open_library);
  return is_open ? &routines : NULL;
}

int32_t genlock_lapack_open(void) { return openblas() ? 0 : GENLOCK_LAPACK_UNAVAILABLE; }

const char *genlock_lapack_reason(void) {
  openblas();
  return reason;
}

const char *genlock_lapack_description(void) {
  openblas();
  return description;
}
