// What the processor can do at most, for a share of it to be told.
#ifndef EK_PEAK_H
#define EK_PEAK_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Multiplies floats and adds to them, all in registers, and gives the number of operations done:
/// two for each product and sum of each lane. `result` takes what came out.
int64_t ek_peak(int64_t rounds, float *result);

#pragma clang assume_nonnull end

#endif
