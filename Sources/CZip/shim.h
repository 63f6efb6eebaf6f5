#ifndef EARMARK_CZIP_SHIM_H
#define EARMARK_CZIP_SHIM_H

#include <zip.h>

#endif
