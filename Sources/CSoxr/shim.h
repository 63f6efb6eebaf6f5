#ifndef EARMARK_CSOXR_SHIM_H
#define EARMARK_CSOXR_SHIM_H

#include <soxr.h>

/* soxr gives a struct and the function that fills it one name, which Swift can't tell apart. */

/* Opens a resampler of one channel of floats; NULL and a reason where soxr refuses. */
static inline soxr_t em_soxr_open(double from, double to, unsigned long recipe,
                                  unsigned long flags, const char **reason) {
  soxr_quality_spec_t quality = soxr_quality_spec(recipe, flags);
  return soxr_create(from, to, 1, reason, NULL, &quality, NULL);
}

#endif
