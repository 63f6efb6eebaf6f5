// Loops over floats that are no lane arrays.

static void EK(maximum)(float *values, const float *others, int64_t count) {
  for (int64_t i = 0; i < count; ++i) values[i] = values[i] > others[i] ? values[i] : others[i];
}

static void EK(extent)(const float *samples, int64_t count, float *lowest, float *highest,
                       double *square_sum) {
  const V limit = (V){} + 1e12f;
  V least = (V){} + 1e12f, most = (V){} - 1e12f;
  double sum = 0;
  for (int64_t i = 0; i < count;) {
    // Short runs are summed in single precision, and the runs in double.
    V squares = {};
    const int64_t stop = count - i > 2048 ? i + 2048 : count;
    for (; i < stop; i += LANES) {
      const int64_t live = count - i < LANES ? count - i : LANES;
      V x = (V){} + samples[i];
      if (live == LANES) x = *(const EK(loose) *)(samples + i);
      else
        for (int64_t k = 0; k < live; ++k) x[k] = samples[i + k];
      x = CLEAN(x, limit);
      const W lower = x < least, higher = x > most;
      least = (V)(((W)x & lower) | ((W)least & ~lower));
      most = (V)(((W)x & higher) | ((W)most & ~higher));
      if (live == LANES) squares += x * x;
      else
        for (int64_t k = 0; k < live; ++k) sum += (double)x[k] * x[k];
    }
    for (int k = 0; k < LANES; ++k) sum += squares[k];
  }
  float low = least[0], high = most[0];
  for (int k = 1; k < LANES; ++k) {
    low = least[k] < low ? least[k] : low;
    high = most[k] > high ? most[k] : high;
  }
  *lowest = low;
  *highest = high;
  *square_sum = sum;
}
