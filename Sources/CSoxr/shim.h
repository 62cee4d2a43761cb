#ifndef GENLOCK_CSOXR_H
#define GENLOCK_CSOXR_H
#include <soxr.h>
#endif
