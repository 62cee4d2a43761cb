#ifndef GENLOCK_CYAML_H
#define GENLOCK_CYAML_H
#include <yaml.h>
#endif
