// Functions of one value: rectifier, sigmoid, tanh, swish, and the gate of two of them.

// e^x to 2 ulp for |x| ≤ 87, which x is held to (Cephes, expf); NaN stays.
INLINE V EK(exponential)(V x) {
  const V high = (V){} + 87.0f, low = (V){} - 87.0f;
  x = EK(select)(x > high, high, x);
  x = EK(select)(x < low, low, x);
  const V shifted = x * 1.44269504088896341f + 12582912.0f;
  const V whole = shifted - 12582912.0f;
  const V r = (x - whole * 0.693359375f) - whole * -2.12194440e-4f;
  V p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  const EK(eight_words) power = ((EK(eight_words))shifted << 23) + (127 << 23);
  return p * (V)power;
}

INLINE V EK(sigmoid)(V x) { return 1.0f / (1.0f + EK(exponential)(-x)); }

// Odd series near 0, where 2 · sigmoid(2x) - 1 would lose digits.
INLINE V EK(tangent)(V x) {
  const V far = 1.0f - 2.0f / (EK(exponential)(x + x) + 1.0f);
  const V s = x * x;
  V p = s * -5.70498872745e-3f + 2.06390887954e-2f;
  p = p * s - 5.37397155531e-2f;
  p = p * s + 1.33314422036e-1f;
  p = p * s - 3.33332819422e-1f;
  const V near = p * s * x + x;
  const V bound = (V){} + 0.390625f;
  return EK(select)(s < bound, near, far);
}

// The share of a normal distribution below x, to 2e-7 (Abramowitz and Stegun, 7.1.26).
INLINE V EK(normal_share)(V x) {
  const V zero = {};
  const V z = EK(select)(x < zero, -x, x) * 0.70710678118654752f;
  const V t = 1.0f / (z * 0.3275911f + 1.0f);
  V p = t * 1.061405429f - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  const V tail = p * t * EK(exponential)(-z * z) * 0.5f;
  return EK(select)(x < zero, tail, 1.0f - tail);
}

INLINE V EK(value)(ek_function function, V x) {
  const V clip = (V){} + ek_clip;
  switch (function) {
    case ek_gelu: return x * EK(normal_share)(x);
    case ek_clipped_rectifier: return EK(select)(x > clip, clip, EK(rectified)(x));
    case ek_sigmoid: return EK(sigmoid)(x);
    case ek_tanh: return EK(tangent)(x);
    case ek_swish: return x * EK(sigmoid)(x);
    default: return EK(rectified)(x);
  }
}

INLINE V EK(slope)(ek_function function, V x, V y) {
  const V zero = {}, one = zero + 1.0f;
  switch (function) {
    case ek_gelu:
      return EK(normal_share)(x) + x * EK(exponential)(x * x * -0.5f) * 0.39894228040143268f;
    case ek_clipped_rectifier:
      return EK(select)((y > zero) & (y < zero + ek_clip), one, zero);
    case ek_sigmoid: return y * (1.0f - y);
    case ek_tanh: return 1.0f - y * y;
    case ek_swish: {
      const V s = EK(sigmoid)(x);
      return s + y * (1.0f - s);
    }
    default: return EK(select)(y > zero, one, zero);
  }
}

// Up to eight values, zeros after the last.
INLINE V EK(load_some)(const float *x, int64_t count) {
  V value = {};
  if (count >= 8) return LOAD(x);
  for (int64_t i = 0; i < count; ++i) value[i] = x[i];
  return value;
}

INLINE void EK(store_some)(float *x, int64_t count, V value) {
  if (count >= 8) {
    STORE(x, value);
    return;
  }
  for (int64_t i = 0; i < count; ++i) x[i] = value[i];
}

static void EK(add)(const float *x, float factor, int64_t count, float *y) {
  int64_t i = 0;
  for (; i + 8 <= count; i += 8) STORE(y + i, LOAD(y + i) + LOAD(x + i) * factor);
  for (; i < count; ++i) y[i] += x[i] * factor;
}

static void EK(mask)(const float *y, int64_t count, float *dy) {
  const V zero = {};
  int64_t i = 0;
  for (; i + 8 <= count; i += 8) STORE(dy + i, EK(select)(LOAD(y + i) > zero, LOAD(dy + i), zero));
  for (; i < count; ++i)
    if (!(y[i] > 0)) dy[i] = 0;
}

static void EK(apply)(ek_function function, const float *x, int64_t count, float *y) {
  for (int64_t i = 0; i < count; i += 8)
    EK(store_some)(y + i, count - i, EK(value)(function, EK(load_some)(x + i, count - i)));
}

static void EK(apply_gradient)(ek_function function, const float *x, const float *y,
                               const float *dy, int64_t count, float *dx) {
  for (int64_t i = 0; i < count; i += 8) {
    const int64_t left = count - i;
    const V slope =
        EK(slope)(function, EK(load_some)(x + i, left), EK(load_some)(y + i, left));
    EK(store_some)(dx + i, left, EK(load_some)(dy + i, left) * slope);
  }
}

static void EK(gate)(float *x, int64_t rows, int32_t columns, float *y) {
  for (int64_t row = 0; row < rows; ++row, x += 2 * columns, y += columns)
    for (int32_t j = 0; j < columns; j += 8) {
      const int64_t left = columns - j;
      const V filter = EK(tangent)(EK(load_some)(x + j, left));
      const V gate = EK(sigmoid)(EK(load_some)(x + columns + j, left));
      EK(store_some)(x + j, left, filter);
      EK(store_some)(x + columns + j, left, gate);
      EK(store_some)(y + j, left, filter * gate);
    }
}

static void EK(gate_gradient)(const float *x, const float *dy, int64_t rows, int32_t columns,
                              float *dx) {
  for (int64_t row = 0; row < rows;
       ++row, x += 2 * columns, dx += 2 * columns, dy += columns)
    for (int32_t j = 0; j < columns; j += 8) {
      const int64_t left = columns - j;
      const V filter = EK(load_some)(x + j, left);
      const V gate = EK(load_some)(x + columns + j, left);
      const V g = EK(load_some)(dy + j, left);
      EK(store_some)(dx + j, left, g * gate * (1.0f - filter * filter));
      EK(store_some)(dx + columns + j, left, g * filter * gate * (1.0f - gate));
    }
}
