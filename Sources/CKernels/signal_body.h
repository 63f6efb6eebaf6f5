// The bodies of ek_signal_kernels in both precisions; included once for each build, with
// EK_BUILD(name) naming it.

#define EK(name) EK_BUILD(name##_single)
#define EK_DOUBLE 0
#include "lane_body.h"
#undef EK
#undef EK_DOUBLE

#define EK(name) EK_BUILD(name##_double)
#define EK_DOUBLE 1
#include "lane_body.h"
#undef EK
#undef EK_DOUBLE

static const ek_signal_kernels EK_BUILD(signal_kernels) = {
    &EK_BUILD(lane_kernels_single),
    &EK_BUILD(lane_kernels_double),
    EK_BUILD(maximum_single),
    EK_BUILD(extent_single),
};
