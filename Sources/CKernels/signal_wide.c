// The AVX2 and FMA build, from the same source; asked for only after the processor was.
#include "ek_signal.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define EK_BUILD(name) name##_wide
#include "signal_body.h"
#pragma clang attribute pop

const ek_signal_kernels *ek_signal_wide(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &signal_kernels_wide : 0;
}

#else

const ek_signal_kernels *ek_signal_wide(void) { return 0; }

#endif

const ek_signal_kernels *ek_signal_best(void) {
  const ek_signal_kernels *wide = ek_signal_wide();
  return wide ? wide : ek_signal_baseline();
}
