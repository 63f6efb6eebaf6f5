// Rows of weights times lane arrays.

static void EK(bands)(const ek_sparse_rows *rows, const void *input, void *output) {
  const int32_t count = rows->count, *first = rows->first, *offsets = rows->offsets;
  const REAL *w = rows->weights, *values = input;
  REAL *y = output;
  for (int32_t row = 0; row < count; ++row, y += LANES) {
    const REAL *x = values + (int64_t)first[row] * LANES;
    const REAL *const end = (const REAL *)rows->weights + offsets[row + 1];
    V even = {}, odd = {};
    for (; w + 2 <= end; w += 2, x += 2 * LANES) {
      even += LOAD(x) * w[0];
      odd += LOAD(x + LANES) * w[1];
    }
    if (w < end) even += LOAD(x) * *w++;
    STORE(y, even + odd);
  }
}

static void EK(fold)(void *values, int32_t count) {
  REAL *a = values, *b = a + (int64_t)(count - 1) * LANES;
  for (; a < b; a += LANES, b -= LANES) {
    const V x = LOAD(a), y = LOAD(b);
    STORE(a, x + y);
    STORE(b, x - y);
  }
}

// `blocks` blocks of rows at once, for as many sums as keep the adders busy.
INLINE void EK(rows)(const REAL *matrix, int blocks, int32_t rows, int32_t columns,
                     const REAL *input, REAL *output, int64_t step) {
  V sums[2 * ek_block] = {};
  const REAL *m = matrix;
  const int64_t block = (int64_t)columns * ek_block;
  for (int32_t c = 0; c < columns; ++c, m += ek_block, input += LANES) {
    const V x = LOAD(input);
    for (int r = 0; r < ek_block; ++r) sums[r] += x * m[r];
    if (blocks == 2)
      for (int r = 0; r < ek_block; ++r) sums[ek_block + r] += x * m[block + r];
  }
  for (int32_t r = 0; r < blocks * ek_block && r < rows; ++r) STORE(output + r * step, sums[r]);
}

static void EK(product)(const void *matrix, int32_t rows, int32_t columns, const void *input,
                        void *output, int32_t step) {
  const REAL *m = matrix;
  REAL *y = output;
  const int64_t stride = (int64_t)step * LANES;
  for (; rows > ek_block; rows -= 2 * ek_block) {
    EK(rows)(m, 2, rows, columns, input, y, stride);
    m += (int64_t)columns * 2 * ek_block;
    y += stride * 2 * ek_block;
  }
  if (rows > 0) EK(rows)(m, 1, rows, columns, input, y, stride);
}
