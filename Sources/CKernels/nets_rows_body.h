// Loops over rows of channels: sums for normalization, the scaling itself, pooling.

// Sums of floats are added to doubles before they lose much.
enum { EK(rows_together) = 64 };

// Calls BODY(j, wide) for eight channels at a time and then for one at a time.
#define EACH_BLOCK                                                                       \
  for (int64_t from = 0; from < rows; from += EK(rows_together))                         \
    for (int64_t to = from + EK(rows_together) < rows ? from + EK(rows_together) : rows; to; to = 0)

INLINE void EK(add_to_doubles)(V sum, double *sums) {
  for (int i = 0; i < 8; ++i) sums[i] += sum[i];
}

static void EK(moments)(const float *x, int64_t rows, int32_t columns, double *sums,
                        double *squares) {
  EACH_BLOCK {
    int32_t j = 0;
    for (; j + 8 <= columns; j += 8) {
      V sum = {}, square = {};
      const float *row = x + from * columns + j;
      for (int64_t i = from; i < to; ++i, row += columns) {
        const V value = LOAD(row);
        sum += value;
        square += value * value;
      }
      EK(add_to_doubles)(sum, sums + j);
      EK(add_to_doubles)(square, squares + j);
    }
    for (; j < columns; ++j) {
      float sum = 0, square = 0;
      const float *row = x + from * columns + j;
      for (int64_t i = from; i < to; ++i, row += columns) {
        sum += *row;
        square += *row * *row;
      }
      sums[j] += sum;
      squares[j] += square;
    }
  }
}

static void EK(scale)(const float *x, int64_t rows, int32_t columns, const float *scale,
                      const float *shift, int32_t rectifies, float *y) {
  for (int64_t i = 0; i < rows; ++i, x += columns, y += columns) {
    int32_t j = 0;
    for (; j + 8 <= columns; j += 8) {
      V value = LOAD(x + j) * LOAD(scale + j) + LOAD(shift + j);
      if (rectifies) value = EK(rectified)(value);
      STORE(y + j, value);
    }
    for (; j < columns; ++j) {
      const float value = x[j] * scale[j] + shift[j];
      y[j] = rectifies && value < 0 ? 0 : value;
    }
  }
}

static void EK(scale_sums)(float *dy, const float *y, const float *x, int64_t rows,
                           int32_t columns, const float *mean, double *sums, double *products) {
  const V zero = {};
  EACH_BLOCK {
    int32_t j = 0;
    for (; j + 8 <= columns; j += 8) {
      V sum = {}, product = {};
      const V middle = LOAD(mean + j);
      for (int64_t i = from; i < to; ++i) {
        const int64_t at = i * columns + j;
        V g = LOAD(dy + at);
        if (y) {
          g = EK(select)(LOAD(y + at) > zero, g, zero);
          STORE(dy + at, g);
        }
        sum += g;
        product += g * (LOAD(x + at) - middle);
      }
      EK(add_to_doubles)(sum, sums + j);
      EK(add_to_doubles)(product, products + j);
    }
    for (; j < columns; ++j) {
      float sum = 0, product = 0;
      for (int64_t i = from; i < to; ++i) {
        const int64_t at = i * columns + j;
        if (y && !(y[at] > 0)) dy[at] = 0;
        sum += dy[at];
        product += dy[at] * (x[at] - mean[j]);
      }
      sums[j] += sum;
      products[j] += product;
    }
  }
}

static void EK(scale_gradient)(const float *dy, const float *x, int64_t rows, int32_t columns,
                               const float *scale, const float *slope, const float *shift,
                               float *dx) {
  for (int64_t i = 0; i < rows; ++i, dy += columns, x += columns, dx += columns) {
    int32_t j = 0;
    for (; j + 8 <= columns; j += 8)
      STORE(dx + j,
            LOAD(dy + j) * LOAD(scale + j) + (LOAD(x + j) * LOAD(slope + j) + LOAD(shift + j)));
    for (; j < columns; ++j) dx[j] = dy[j] * scale[j] + (x[j] * slope[j] + shift[j]);
  }
}

static void EK(column_sums)(const float *x, int64_t rows, int32_t columns, float *sums) {
  for (int64_t i = 0; i < rows; ++i, x += columns) {
    int32_t j = 0;
    for (; j + 8 <= columns; j += 8) STORE(sums + j, LOAD(sums + j) + LOAD(x + j));
    for (; j < columns; ++j) sums[j] += x[j];
  }
}

static void EK(max_pool)(const float *x, const int32_t *offsets, int32_t rows, int32_t taps,
                         int32_t channels, float *y) {
  for (int32_t i = 0; i < rows; ++i, offsets += taps, y += channels) {
    int32_t j = 0;
    for (; j + 8 <= channels; j += 8) {
      V most = LOAD(x + offsets[0] + j);
      for (int32_t k = 1; k < taps; ++k) {
        const V value = LOAD(x + offsets[k] + j);
        most = EK(select)(value > most, value, most);
      }
      STORE(y + j, most);
    }
    for (; j < channels; ++j) {
      float most = x[offsets[0] + j];
      for (int32_t k = 1; k < taps; ++k)
        if (x[offsets[k] + j] > most) most = x[offsets[k] + j];
      y[j] = most;
    }
  }
}

static void EK(max_pool_gradient)(const float *x, const float *y, const float *dy,
                                  const int32_t *offsets, int32_t rows, int32_t taps,
                                  int32_t channels, float *dx) {
  const V zero = {};
  for (int32_t i = 0; i < rows; ++i, offsets += taps, y += channels, dy += channels) {
    int32_t j = 0;
    for (; j + 8 <= channels; j += 8) {
      const V most = LOAD(y + j);
      V left = LOAD(dy + j);
      for (int32_t k = 0; k < taps; ++k) {
        float *const place = dx + offsets[k] + j;
        const EK(eight_words) is_most = LOAD(x + offsets[k] + j) == most;
        STORE(place, LOAD(place) + EK(select)(is_most, left, zero));
        left = EK(select)(is_most, zero, left);
      }
    }
    for (; j < channels; ++j)
      for (int32_t k = 0; k < taps; ++k)
        if (x[offsets[k] + j] == y[j]) {
          dx[offsets[k] + j] += dy[j];
          break;
        }
  }
}

#undef EACH_BLOCK
