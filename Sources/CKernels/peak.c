// Both builds of ek_peak; the one that ek_signal_best would choose runs.
#include "ek_peak.h"
#include "ek_signal.h"

#define EK_BUILD(name) name##_baseline
#define EK_CHAINS 6
#include "peak_body.h"
#undef EK_BUILD
#undef EK_CHAINS

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define EK_BUILD(name) name##_wide
#define EK_CHAINS 12
#include "peak_body.h"
#pragma clang attribute pop
#else
#define peak_wide peak_baseline
#endif

int64_t ek_peak(int64_t rounds, float *result) {
  return ek_signal_wide() ? peak_wide(rounds, result) : peak_baseline(rounds, result);
}
