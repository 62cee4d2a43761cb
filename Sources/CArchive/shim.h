#ifndef GENLOCK_CARCHIVE_H
#define GENLOCK_CARCHIVE_H
#include <archive.h>
#include <archive_entry.h>
#endif
