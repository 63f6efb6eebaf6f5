// The AVX2 and FMA build of the network kernels, from the same source.
#include "ek_nets.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define EK(name) name##_net_wide
#define EK_FEW_REGISTERS 0
#include "nets_body.h"
#pragma clang attribute pop

const ek_net_kernels *ek_nets_wide(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &net_kernels_net_wide
                                                                         : 0;
}

#else

const ek_net_kernels *ek_nets_wide(void) { return 0; }

#endif

const ek_net_kernels *ek_nets_best(void) {
  const ek_net_kernels *wide = ek_nets_wide();
  return wide ? wide : ek_nets_baseline();
}
