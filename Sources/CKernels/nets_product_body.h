// A matrix product whose left side is read through two tables of offsets: rows may be places in a
// picture and depth the taps of a filter, or the other way round for the gradient of its weights.

enum {
  EK(tile_rows) = 6,
  // Depth of a panel that stays in the first cache beside the rows that meet it.
  EK(depth_block) = 256,
};

typedef struct {
  const float *rows[EK(tile_rows)];
  const int32_t *depth_offsets;
  const float *panel;
  int32_t depth;
} EK(tile);

// `rows` × 8 · `vectors` sums, from row `top` and column 8 · `left` of the tile on.
INLINE void EK(sums)(const EK(tile) *tile, int top, int rows, int left, int vectors, float *out) {
  V sums[EK(tile_rows)][2] = {};
  const float *a[EK(tile_rows)];
  for (int r = 0; r < rows; ++r) a[r] = tile->rows[top + r];
  const int32_t *const offsets = tile->depth_offsets;
  const float *b = tile->panel + 8 * left;
  const int64_t depth = tile->depth;
  for (int64_t k = 0; k < depth; ++k, b += ek_panel) {
    const int64_t offset = offsets[k];
    V columns[2];
    for (int v = 0; v < vectors; ++v) columns[v] = LOAD(b + 8 * v);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; ++r)
      for (int v = 0; v < vectors; ++v) sums[r][v] += columns[v] * a[r][offset];
  }
  for (int r = 0; r < rows; ++r)
    for (int v = 0; v < vectors; ++v)
      STORE(out + (top + r) * ek_panel + 8 * (left + v), sums[r][v]);
}

// One row, as four sums that don't wait for each other.
INLINE void EK(row_sums)(const EK(tile) *tile, float *out) {
  V sums[4][2] = {};
  const float *const a = tile->rows[0];
  const int32_t *const offsets = tile->depth_offsets;
  const float *b = tile->panel;
  const int64_t depth = tile->depth;
  int64_t k = 0;
  for (; k + 4 <= depth; k += 4, b += 4 * ek_panel)
    for (int u = 0; u < 4; ++u)
      for (int v = 0; v < 2; ++v)
        sums[u][v] += LOAD(b + u * ek_panel + 8 * v) * a[offsets[k + u]];
  for (; k < depth; ++k, b += ek_panel)
    for (int v = 0; v < 2; ++v) sums[0][v] += LOAD(b + 8 * v) * a[offsets[k]];
  for (int v = 0; v < 2; ++v)
    STORE(out + 8 * v, (sums[0][v] + sums[1][v]) + (sums[2][v] + sums[3][v]));
}

INLINE void EK(tile_sums)(const EK(tile) *tile, int32_t rows, int32_t columns, float *out) {
  if (rows == 1) {
    EK(row_sums)(tile, out);
#if EK_FEW_REGISTERS
  } else {
    for (int top = 0; top < EK(tile_rows); top += 3) {
      EK(sums)(tile, top, 3, 0, 1, out);
      if (columns > 8) EK(sums)(tile, top, 3, 1, 1, out);
    }
#else
  } else if (columns > 8) {
    EK(sums)(tile, 0, EK(tile_rows), 0, 2, out);
  } else {
    EK(sums)(tile, 0, EK(tile_rows), 0, 1, out);
#endif
  }
}

// What becomes of the sums of a row once they are there.
typedef struct {
  int32_t columns, accumulates, rectifies;
  const float *bias;
} EK(finish);

INLINE void EK(finish_eight)(const EK(finish) *finish, int32_t j, const float *sums, float *c) {
  V y = LOAD(sums + j);
  if (finish->accumulates) y += LOAD(c + j);
  if (finish->bias) y += LOAD(finish->bias + j);
  if (finish->rectifies) y = EK(rectified)(y);
  STORE(c + j, y);
}

INLINE void EK(finish_four)(const EK(finish) *finish, int32_t j, const float *sums, float *c) {
  const EK(loose_four) zero = {};
  EK(loose_four) y = *(const EK(loose_four) *)(sums + j);
  if (finish->accumulates) y += *(const EK(loose_four) *)(c + j);
  if (finish->bias) y += *(const EK(loose_four) *)(finish->bias + j);
  if (finish->rectifies) y = (EK(loose_four))(~(y < zero) & (EK(four_words))y);
  *(EK(loose_four) *)(c + j) = y;
}

INLINE void EK(finish_row)(const EK(finish) *finish, const float *sums, float *c) {
  const int32_t columns = finish->columns;
  int32_t j = 0;
  for (; j + 8 <= columns; j += 8) EK(finish_eight)(finish, j, sums, c);
  if (j + 4 <= columns) {
    EK(finish_four)(finish, j, sums, c);
    j += 4;
  }
  for (; j < columns; ++j) {
    float y = sums[j];
    if (finish->accumulates) y += c[j];
    if (finish->bias) y += finish->bias[j];
    c[j] = finish->rectifies && y < 0 ? 0 : y;
  }
}

static void EK(product)(const ek_product *p, const float *a, float *c) {
  const int32_t rows = p->rows, columns = p->columns, depth = p->depth;
  const int32_t *const row_offsets = p->row_offsets, *const out_offsets = p->out_offsets;
  const int64_t panel_size = (int64_t)depth * ek_panel;
  float sums[EK(tile_rows) * ek_panel] __attribute__((aligned(64)));
  for (int32_t k = 0; k == 0 || k < depth; k += EK(depth_block)) {
    const int32_t block = depth - k < EK(depth_block) ? depth - k : EK(depth_block);
    const int is_last = k + block == depth;
    for (int32_t left = 0; left < columns; left += ek_panel) {
      EK(tile) tile = {.depth_offsets = p->depth_offsets + k, .depth = block};
      tile.panel = p->panels + left / ek_panel * panel_size + (int64_t)k * ek_panel;
      EK(finish) finish = {
          .columns = columns - left < ek_panel ? columns - left : ek_panel,
          .accumulates = k > 0 || p->accumulates,
          .rectifies = is_last && p->rectifies,
          .bias = k == 0 && !p->accumulates && p->bias ? p->bias + left : 0,
      };
      for (int32_t top = 0; top < rows; top += EK(tile_rows)) {
        const int32_t live = rows - top < EK(tile_rows) ? rows - top : EK(tile_rows);
        for (int r = 0; r < EK(tile_rows); ++r)
          tile.rows[r] = a + row_offsets[top + (r < live ? r : live - 1)];
        EK(tile_sums)(&tile, live, finish.columns, sums);
        for (int32_t r = 0; r < live; ++r)
          EK(finish_row)(&finish, sums + r * ek_panel, c + out_offsets[top + r] + left);
      }
    }
  }
}

static void EK(pack)(const float *source, const int32_t *depth_offsets, int32_t depth,
                     int32_t columns, int32_t column_stride, float *panels) {
  for (int32_t left = 0; left < columns; left += ek_panel) {
    const int32_t live = columns - left < ek_panel ? columns - left : ek_panel;
    const float *const first = source + (int64_t)left * column_stride;
    for (int32_t k = 0; k < depth; ++k, panels += ek_panel) {
      const float *const x = first + depth_offsets[k];
      for (int32_t j = 0; j < live; ++j) panels[j] = x[(int64_t)j * column_stride];
      for (int32_t j = live; j < ek_panel; ++j) panels[j] = 0;
    }
  }
}
