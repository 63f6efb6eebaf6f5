// Rows that are a distribution, and rows that are normalized by themselves.

INLINE float EK(sum_of)(V x) {
  float sum = 0;
  for (int i = 0; i < 8; ++i) sum += x[i];
  return sum;
}

static void EK(softmax)(float *x, int64_t rows, int32_t columns, float scale) {
  for (int64_t row = 0; row < rows; ++row, x += columns) {
    float peak = x[0];
    for (int32_t j = 1; j < columns; ++j)
      if (x[j] > peak) peak = x[j];
    V sums = {};
    for (int32_t j = 0; j < columns; j += 8) {
      const int64_t left = columns - j;
      EK(store_some)(x + j, left, EK(exponential)((EK(load_some)(x + j, left) - peak) * scale));
      sums += EK(load_some)(x + j, left);
    }
    const float share = 1.0f / EK(sum_of)(sums);
    for (int32_t j = 0; j < columns; j += 8)
      EK(store_some)(x + j, columns - j, EK(load_some)(x + j, columns - j) * share);
  }
}

static void EK(softmax_gradient)(const float *y, int64_t rows, int32_t columns, float scale,
                                 float *dy) {
  for (int64_t row = 0; row < rows; ++row, y += columns, dy += columns) {
    V products = {};
    for (int32_t j = 0; j < columns; j += 8)
      products += EK(load_some)(y + j, columns - j) * EK(load_some)(dy + j, columns - j);
    const float mean = EK(sum_of)(products);
    for (int32_t j = 0; j < columns; j += 8) {
      const int64_t left = columns - j;
      const V slope = (EK(load_some)(dy + j, left) - mean) * scale;
      EK(store_some)(dy + j, left, EK(load_some)(y + j, left) * slope);
    }
  }
}

static void EK(row_normalize)(const float *x, int64_t rows, int32_t columns, float epsilon,
                              const float *scale, const float *shift, float *kept, float *y) {
  for (int64_t row = 0; row < rows; ++row, x += columns, y += columns, kept += 2) {
    double sum = 0, squares = 0;
    for (int32_t j = 0; j < columns; ++j) sum += x[j];
    const double mean = sum / columns;
    for (int32_t j = 0; j < columns; ++j) squares += (x[j] - mean) * (x[j] - mean);
    kept[0] = (float)mean;
    kept[1] = (float)(1.0 / __builtin_sqrt(squares / columns + epsilon));
    for (int32_t j = 0; j < columns; ++j) y[j] = (x[j] - kept[0]) * kept[1] * scale[j] + shift[j];
  }
}

static void EK(row_normalize_gradient)(const float *x, const float *kept, const float *dy,
                                       int64_t rows, int32_t columns, const float *scale,
                                       float *d_scale, float *d_shift, float *dx) {
  for (int64_t row = 0; row < rows; ++row, x += columns, dy += columns, kept += 2) {
    double sum = 0, products = 0;
    for (int32_t j = 0; j < columns; ++j) {
      const float normal = (x[j] - kept[0]) * kept[1];
      sum += dy[j] * scale[j];
      products += dy[j] * scale[j] * normal;
      d_scale[j] += dy[j] * normal;
      d_shift[j] += dy[j];
    }
    if (!dx) continue;
    const float mean = (float)(sum / columns), product = (float)(products / columns);
    for (int32_t j = 0; j < columns; ++j) {
      const float normal = (x[j] - kept[0]) * kept[1];
      dx[j] = (dy[j] * scale[j] - mean - normal * product) * kept[1];
    }
    dx += columns;
  }
}
