// A filter for each channel, through tables of offsets.

// Eight channels with all of their taps in registers.
INLINE void EK(few_taps)(const ek_depthwise *s, const int taps, int32_t channel, const float *a,
                         float *c) {
  const V zero = {};
  V weights[9];
  int64_t offsets[9];
  for (int k = 0; k < taps; ++k) {
    weights[k] = LOAD(s->weights + (int64_t)k * s->channels + channel);
    offsets[k] = s->tap_offsets[k] + channel;
  }
  const V bias = s->bias ? LOAD(s->bias + channel) : zero;
  const int32_t *const row_offsets = s->row_offsets, *const out_offsets = s->out_offsets;
  const int32_t rows = s->rows, rectifies = s->rectifies;
  for (int32_t i = 0; i < rows; ++i) {
    const float *const row = a + row_offsets[i];
    V even = bias, odd = zero;
#pragma clang loop unroll(full)
    for (int k = 0; k < taps; ++k) {
      if (k % 2) odd += LOAD(row + offsets[k]) * weights[k];
      else even += LOAD(row + offsets[k]) * weights[k];
    }
    V y = even + odd;
    if (rectifies) y = EK(rectified)(y);
    STORE(c + out_offsets[i] + channel, y);
  }
}

// 8 · `vectors` channels, any number of taps.
INLINE void EK(many_taps)(const ek_depthwise *s, const int vectors, int32_t channel,
                          const float *a, float *c) {
  for (int32_t i = 0; i < s->rows; ++i) {
    const float *const row = a + s->row_offsets[i] + channel;
    const float *w = s->weights + channel;
    V sums[4] = {};
    for (int32_t k = 0; k < s->taps; ++k, w += s->channels)
      for (int v = 0; v < vectors; ++v)
        sums[v] += LOAD(row + s->tap_offsets[k] + 8 * v) * LOAD(w + 8 * v);
    for (int v = 0; v < vectors; ++v) {
      V y = s->bias ? sums[v] + LOAD(s->bias + channel + 8 * v) : sums[v];
      if (s->rectifies) y = EK(rectified)(y);
      STORE(c + s->out_offsets[i] + channel + 8 * v, y);
    }
  }
}

static void EK(depthwise)(const ek_depthwise *s, const float *a, float *c) {
  const int32_t channels = s->channels;
  int32_t channel = 0;
  if (s->taps == 9) {
    for (; channel + 8 <= channels; channel += 8) EK(few_taps)(s, 9, channel, a, c);
  } else if (s->taps == 3) {
    for (; channel + 8 <= channels; channel += 8) EK(few_taps)(s, 3, channel, a, c);
  } else {
    for (; channel + 32 <= channels; channel += 32) EK(many_taps)(s, 4, channel, a, c);
    for (; channel + 8 <= channels; channel += 8) EK(many_taps)(s, 1, channel, a, c);
  }
  for (; channel < channels; ++channel)
    for (int32_t i = 0; i < s->rows; ++i) {
      const float *const row = a + s->row_offsets[i] + channel;
      float y = s->bias ? s->bias[channel] : 0;
      for (int32_t k = 0; k < s->taps; ++k)
        y += row[s->tap_offsets[k]] * s->weights[(int64_t)k * channels + channel];
      c[s->out_offsets[i] + channel] = s->rectifies && y < 0 ? 0 : y;
    }
}

// The gradient of `taps` taps from `first` on, of eight channels.
INLINE void EK(tap_gradient)(const ek_depthwise *s, const int taps, int32_t first,
                             int32_t channel, const float *a, const float *c) {
  V sums[9] = {};
  int64_t offsets[9];
  for (int k = 0; k < taps; ++k) offsets[k] = s->tap_offsets[first + k] + channel;
  const int32_t *const row_offsets = s->row_offsets, *const out_offsets = s->out_offsets;
  const int32_t rows = s->rows;
  for (int32_t i = 0; i < rows; ++i) {
    const float *const row = a + row_offsets[i];
    const V dy = LOAD(c + out_offsets[i] + channel);
#pragma clang loop unroll(full)
    for (int k = 0; k < taps; ++k) sums[k] += LOAD(row + offsets[k]) * dy;
  }
  for (int k = 0; k < taps; ++k) {
    float *const w = s->weights + (int64_t)(first + k) * s->channels + channel;
    STORE(w, LOAD(w) + sums[k]);
  }
}

static void EK(depthwise_gradient)(const ek_depthwise *s, const float *a, const float *c) {
  const int32_t channels = s->channels, taps = s->taps;
  int32_t channel = 0;
  for (; channel + 8 <= channels; channel += 8) {
    int32_t k = 0;
    for (; k + 9 <= taps; k += 9) EK(tap_gradient)(s, 9, k, channel, a, c);
    for (; k + 3 <= taps; k += 3) EK(tap_gradient)(s, 3, k, channel, a, c);
    for (; k < taps; ++k) EK(tap_gradient)(s, 1, k, channel, a, c);
  }
  for (; channel < channels; ++channel)
    for (int32_t k = 0; k < taps; ++k) {
      float sum = 0;
      for (int32_t i = 0; i < s->rows; ++i)
        sum += a[s->row_offsets[i] + s->tap_offsets[k] + channel] *
               c[s->out_offsets[i] + channel];
      s->weights[(int64_t)k * channels + channel] += sum;
    }
}
