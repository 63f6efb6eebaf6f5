#ifndef EARMARK_CSONIC_SHIM_H
#define EARMARK_CSONIC_SHIM_H

#include <sonic.h>

#endif
