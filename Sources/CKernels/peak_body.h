// ek_peak of one build. EK_CHAINS vectors fill the registers but for two; none waits for another.

static int64_t EK_BUILD(peak)(int64_t rounds, float *result) {
  typedef float vector __attribute__((vector_size(32)));
  // The caller's number keeps the compiler from knowing the results.
  const vector factor = (vector){} + *result, term = 1 - factor;
  vector sums[EK_CHAINS];
  for (int k = 0; k < EK_CHAINS; ++k) sums[k] = factor * (float)k;
  for (int64_t i = 0; i < rounds; ++i)
    for (int k = 0; k < EK_CHAINS; ++k) sums[k] = sums[k] * factor + term;
  vector sum = {};
  for (int k = 0; k < EK_CHAINS; ++k) sum += sums[k];
  *result = sum[0];
  return rounds * EK_CHAINS * 8 * 2;
}
