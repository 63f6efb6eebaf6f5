// The kernels of one build and precision: doubles if EK_DOUBLE. EK(name) names what is defined.

#include "lanes.h"
#include "frame_body.h"
#include "transform_body.h"
#include "spectrum_body.h"
#include "level_body.h"
#include "rows_body.h"

static const ek_lane_kernels EK(lane_kernels) = {
    LANES,    EK(power),   EK(transform), EK(root),   EK(bands),
    EK(fold), EK(product), EK(level),     EK(unlace),
};

#if !EK_DOUBLE
#include "samples_body.h"
#endif

#undef V
#undef W
#undef FLOATS
#undef FOUR
#undef REAL
#undef WORD
#undef LANES
#undef LOW_PAIRS
#undef HIGH_PAIRS
#undef LOW_HALVES
#undef HIGH_HALVES
