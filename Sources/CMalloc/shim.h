/* mallopt and its options, which Swift's own modules of the C library leave out. */
#pragma once

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
