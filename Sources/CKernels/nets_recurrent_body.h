// One step of the recurrent cells, of one clip; equations and order of gates as PyTorch's, but for
// GRU's names: reset, update, candidate.

static void EK(lstm)(float *pre, const float *cell_before, int32_t n, float *cell,
                     float *hidden) {
  for (int32_t j = 0; j < n; j += 8) {
    const int64_t left = n - j;
    float *const at = pre + j;
    const V input = EK(sigmoid)(EK(load_some)(at, left));
    const V forget = EK(sigmoid)(EK(load_some)(at + n, left));
    const V candidate = EK(tangent)(EK(load_some)(at + 2 * n, left));
    const V output = EK(sigmoid)(EK(load_some)(at + 3 * n, left));
    V c = input * candidate;
    if (cell_before) c += forget * EK(load_some)(cell_before + j, left);
    EK(store_some)(at, left, input);
    EK(store_some)(at + n, left, forget);
    EK(store_some)(at + 2 * n, left, candidate);
    EK(store_some)(at + 3 * n, left, output);
    EK(store_some)(cell + j, left, c);
    EK(store_some)(hidden + j, left, output * EK(tangent)(c));
  }
}

static void EK(lstm_gradient)(const float *gates, const float *cell_before, const float *cell,
                              const float *d_hidden, int32_t n, float *d_cell, float *d_pre) {
  const V zero = {};
  for (int32_t j = 0; j < n; j += 8) {
    const int64_t left = n - j;
    const float *const at = gates + j;
    const V input = EK(load_some)(at, left), forget = EK(load_some)(at + n, left);
    const V candidate = EK(load_some)(at + 2 * n, left);
    const V output = EK(load_some)(at + 3 * n, left);
    const V before = cell_before ? EK(load_some)(cell_before + j, left) : zero;
    const V c = EK(tangent)(EK(load_some)(cell + j, left));
    const V dh = EK(load_some)(d_hidden + j, left);
    const V dc = EK(load_some)(d_cell + j, left) + dh * output * (1.0f - c * c);
    float *const to = d_pre + j;
    EK(store_some)(to, left, dc * candidate * input * (1.0f - input));
    EK(store_some)(to + n, left, dc * before * forget * (1.0f - forget));
    EK(store_some)(to + 2 * n, left, dc * input * (1.0f - candidate * candidate));
    EK(store_some)(to + 3 * n, left, dh * c * output * (1.0f - output));
    EK(store_some)(d_cell + j, left, dc * forget);
  }
}

static void EK(gru)(float *pre, const float *recurrent, const float *before, int32_t n,
                    float *hidden) {
  const V zero = {};
  for (int32_t j = 0; j < n; j += 8) {
    const int64_t left = n - j;
    float *const at = pre + j;
    const float *const from = recurrent + j;
    const V reset = EK(sigmoid)(EK(load_some)(at, left) + EK(load_some)(from, left));
    const V update = EK(sigmoid)(EK(load_some)(at + n, left) + EK(load_some)(from + n, left));
    const V candidate = EK(tangent)(EK(load_some)(at + 2 * n, left) +
                                    reset * EK(load_some)(from + 2 * n, left));
    const V h = before ? EK(load_some)(before + j, left) : zero;
    EK(store_some)(at, left, reset);
    EK(store_some)(at + n, left, update);
    EK(store_some)(at + 2 * n, left, candidate);
    EK(store_some)(hidden + j, left, candidate + update * (h - candidate));
  }
}

static void EK(gru_gradient)(const float *gates, const float *recurrent, const float *before,
                             int32_t n, float *d_hidden, float *d_pre, float *d_recurrent) {
  const V zero = {};
  for (int32_t j = 0; j < n; j += 8) {
    const int64_t left = n - j;
    const float *const at = gates + j;
    const V reset = EK(load_some)(at, left), update = EK(load_some)(at + n, left);
    const V candidate = EK(load_some)(at + 2 * n, left);
    const V h = before ? EK(load_some)(before + j, left) : zero;
    const V dh = EK(load_some)(d_hidden + j, left);
    const V d_candidate = dh * (1.0f - update) * (1.0f - candidate * candidate);
    const V d_reset =
        d_candidate * EK(load_some)(recurrent + 2 * n + j, left) * reset * (1.0f - reset);
    const V d_update = dh * (h - candidate) * update * (1.0f - update);
    EK(store_some)(d_pre + j, left, d_reset);
    EK(store_some)(d_pre + n + j, left, d_update);
    EK(store_some)(d_pre + 2 * n + j, left, d_candidate);
    EK(store_some)(d_recurrent + j, left, d_reset);
    EK(store_some)(d_recurrent + n + j, left, d_update);
    EK(store_some)(d_recurrent + 2 * n + j, left, d_candidate * reset);
    EK(store_some)(d_hidden + j, left, dh * update);
  }
}
