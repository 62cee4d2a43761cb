#include "CHarnessData.h"
