// The build for any processor: SSE2 on x86-64, NEON on arm64.
#include "ek_signal.h"

#define EK_BUILD(name) name##_baseline
#include "signal_body.h"

const ek_signal_kernels *ek_signal_baseline(void) { return &signal_kernels_baseline; }
