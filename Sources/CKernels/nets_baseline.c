// The build of the network kernels for any processor: SSE2 on x86-64, NEON on arm64.
#include "ek_nets.h"

#define EK(name) name##_net_baseline
#if defined(__x86_64__)
#define EK_FEW_REGISTERS 1
#else
#define EK_FEW_REGISTERS 0
#endif
#include "nets_body.h"

const ek_net_kernels *ek_nets_baseline(void) { return &net_kernels_net_baseline; }
