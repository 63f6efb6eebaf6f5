// Dropout and the optimizers' steps.

// A hash of 32 bits (Wellons' lowbias32), as good as random for the share that is dropped.
INLINE uint32_t EK(hash)(uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ (x >> 16);
}

static void EK(dropout)(const float *x, int64_t count, float rate, uint64_t key, uint64_t first,
                        float *y) {
  const float scale = 1.0f / (1.0f - rate);
  const uint32_t limit = (uint32_t)((double)rate * 4294967295.0);
  const uint32_t low = (uint32_t)key ^ (uint32_t)(first >> 32) * 0x9e3779b9u;
  const uint32_t high = (uint32_t)(key >> 32), start = (uint32_t)first;
  for (int64_t i = 0; i < count; ++i) {
    const uint32_t bits = EK(hash)(EK(hash)(start + (uint32_t)i + low) ^ high);
    y[i] = bits < limit ? 0.0f : x[i] * scale;
  }
}

INLINE V EK(root)(V x) {
  V root;
#if defined(__clang__)
  root = __builtin_elementwise_sqrt(x);
#else
  for (int i = 0; i < 8; ++i) root[i] = __builtin_sqrtf(x[i]);
#endif
  return root;
}

static void EK(adam)(const ek_adam *s, int64_t count, const float *gradient, float *first,
                     float *second, float *weights) {
  const float b1 = s->first_decay, b2 = s->second_decay, epsilon = s->epsilon;
  const float keep = 1.0f - s->rate * s->weight_decay, step = s->rate / s->first_correction;
  const float correction = 1.0f / s->second_correction;
  for (int64_t i = 0; i < count; i += 8) {
    const int64_t left = count - i;
    const V g = EK(load_some)(gradient + i, left);
    const V m = EK(load_some)(first + i, left) * b1 + g * (1.0f - b1);
    const V v = EK(load_some)(second + i, left) * b2 + g * g * (1.0f - b2);
    const V w = EK(load_some)(weights + i, left);
    EK(store_some)(first + i, left, m);
    EK(store_some)(second + i, left, v);
    EK(store_some)(weights + i, left, w * keep - m * step / (EK(root)(v * correction) + epsilon));
  }
}

static void EK(momentum)(int64_t count, float rate, float momentum, int32_t looks_ahead,
                         float weight_decay, const float *gradient, float *velocity,
                         float *weights) {
  for (int64_t i = 0; i < count; i += 8) {
    const int64_t left = count - i;
    const V g = EK(load_some)(gradient + i, left);
    const V v = EK(load_some)(velocity + i, left) * momentum + g;
    const V step = looks_ahead ? g + v * momentum : v;
    const V w = EK(load_some)(weights + i, left);
    EK(store_some)(velocity + i, left, v);
    EK(store_some)(weights + i, left, w - (step + w * weight_decay) * rate);
  }
}

static double EK(dot)(const float *x, const float *y, int64_t count) {
  double total = 0;
  for (int64_t from = 0; from < count; from += 512) {
    const int64_t to = from + 512 < count ? from + 512 : count;
    V sums[2] = {};
    int64_t i = from;
    for (; i + 16 <= to; i += 16) {
      sums[0] += LOAD(x + i) * LOAD(y + i);
      sums[1] += LOAD(x + i + 8) * LOAD(y + i + 8);
    }
    const V sum = sums[0] + sums[1];
    for (int j = 0; j < 8; ++j) total += sum[j];
    for (; i < to; ++i) total += (double)x[i] * y[i];
  }
  return total;
}

static double EK(square_sum)(const float *x, int64_t count) { return EK(dot)(x, x, count); }
