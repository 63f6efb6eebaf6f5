// From the samples of frames to the input of the transform.

// One comparison is false for NaN, the other keeps out infinities and what would overflow |X|².
#define CLEAN(x, limit) \
  ((FLOATS)((EK(integers))(x) & (((x) <= (limit)) & ((x) >= -(limit)))))

// One sample of each frame, to its place in the input.
INLINE void EK(place)(const FLOATS *sample, const REAL *window, REAL *z, int tapers,
                      const FLOATS *limit, EK(integers) *bits) {
  const FLOATS x = limit ? CLEAN(*sample, *limit) : *sample;
  *bits |= (EK(integers))x;
  const V value = __builtin_convertvector(x, V);
  STORE(z, tapers ? value * *window : value);
}

// Brings the samples of a frame into its lane, through the window if `tapers`. Says whether there
// are samples of 2 or more, which `cleans` has to be set for: bit 30 tells them.
INLINE int EK(lace)(const ek_spectrum_plan *plan, const float *const *frames, REAL *z, int tapers,
                    int cleans) {
  const FLOATS limit = (FLOATS){} + plan->limit;
  const FLOATS *bound = cleans ? &limit : 0;
  const REAL *window = plan->window;
  const int32_t length = plan->window_length;
  const float *starts[LANES];
  for (int lane = 0; lane < LANES; ++lane) starts[lane] = frames[lane];
  // The frames of the next call mostly begin a hop after the last of these, and new samples are
  // slow to come: they are asked for in time.
  const intptr_t next = (intptr_t)(starts[LANES - 1] + length);
  const intptr_t hops = (intptr_t)starts[LANES - 1] - (intptr_t)starts[0];
  const intptr_t ahead = hops / (LANES - 1) * LANES;
  EK(integers) bits = {};
  int32_t i = 0;
  for (; i + 8 <= length; i += 8) {
    if (i * 8 < ahead) __builtin_prefetch((const void *)(next + i * 8), 0, 2);
    FLOATS samples[8];
    EK(gather)(starts, i, samples);
    EK(gather)(starts, i + 4, samples + 4);
    for (int k = 0; k < 8; ++k)
      EK(place)(samples + k, window + i + k, z + (i + k) * LANES, tapers, bound, &bits);
  }
  for (; i < length; ++i) {
    FLOATS sample;
    for (int lane = 0; lane < LANES; ++lane) sample[lane] = starts[lane][i];
    EK(place)(&sample, window + i, z + i * LANES, tapers, bound, &bits);
  }
  int32_t all = 0;
  for (int lane = 0; lane < LANES; ++lane) all |= bits[lane];
  return all >> 30 & 1;
}

// Long sums are made of short ones, which lose less.
enum { EK(run) = 16 };

static void EK(condition)(const ek_spectrum_plan *plan, const float *const *frames, REAL *z,
                          REAL *energy) {
  EK(lace)(plan, frames, z, 0, 1);
  const REAL *window = plan->window;
  const int32_t length = plan->window_length;
  V mean = {};
  if (plan->removes_mean) {
    for (int32_t i = 0; i < length;) {
      V sum = {};
      for (const int32_t stop = length - i < EK(run) ? length : i + EK(run); i < stop; ++i)
        sum += LOAD(z + i * LANES);
      mean += sum;
    }
    mean /= (REAL)length;
  }
  const REAL emphasis = plan->pre_emphasis;
  V last = LOAD(z) - mean, squares = {};
  for (int32_t i = 0; i < length;) {
    V sum = {};
    for (const int32_t stop = length - i < EK(run) ? length : i + EK(run); i < stop; ++i) {
      const V x = LOAD(z + i * LANES) - mean;
      sum += x * x;
      STORE(z + i * LANES, (x - last * emphasis) * window[i]);
      last = x;
    }
    squares += sum;
  }
  if (energy) STORE(energy, squares);
}

static void EK(load)(const ek_spectrum_plan *plan, const float *const *frames, REAL *z,
                     REAL *energy) {
  const int32_t length = plan->transform_length;
  if (plan->is_conditioned) EK(condition)(plan, frames, z, energy);
  else if (EK(lace)(plan, frames, z, 1, 0)) EK(lace)(plan, frames, z, 1, 1);
  for (int32_t i = plan->window_length; i < length; ++i) STORE(z + i * LANES, (V){});
  if (length % 2 == 0) return;
  // Samples of an odd length can't be paired: each becomes an element.
  for (int32_t i = length - 1; i >= 0; --i) {
    STORE(z + i * ELEMENT, LOAD(z + i * LANES));
    STORE(z + i * ELEMENT + LANES, (V){});
  }
}
