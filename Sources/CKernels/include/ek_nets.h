// The hot loops of NeuralNetworks: one matrix product through tables of offsets, which is also every
// convolution and its gradients; depthwise convolution, normalization, gates, optimizers.
//
// A clip's values are [time][frequency][channels], channels side by side. Nothing here allocates or
// keeps state, and nothing reads outside of what the tables name.
#ifndef EK_NETS_H
#define EK_NETS_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Columns of a panel of packed weights.
enum { ek_panel = 16 };

/// c[out[i] + j] = bias[j] + Σ_k a[row[i] + depth[k]] · b[k][j], for `rows` i and `columns` j.
typedef struct {
  int32_t rows, columns, depth;
  /// [rows], where a row begins in a.
  const int32_t *row_offsets;
  /// [depth], what is added to that.
  const int32_t *depth_offsets;
  /// [rows], where a row begins in c.
  const int32_t *out_offsets;
  /// [columns / ek_panel rounded up][depth][ek_panel], zeros after the last column.
  const float *panels;
  /// [columns], or NULL for zeros.
  const float *_Nullable bias;
  /// Whether the result is added to what c holds; bias is not read then.
  int32_t accumulates;
  /// Whether what is below 0 becomes 0.
  int32_t rectifies;
} ek_product;

/// c[out[i] + j] = bias[j] + Σ_k a[row[i] + tap[k] + j] · weights[k][j], each channel j by itself.
typedef struct {
  int32_t rows, channels, taps;
  /// [rows], where a row begins in a.
  const int32_t *row_offsets;
  /// [taps], what is added to that.
  const int32_t *tap_offsets;
  /// [rows], where a row begins in c.
  const int32_t *out_offsets;
  /// [taps][channels]; receives sums in `depthwise_gradient`.
  float *weights;
  /// [channels], or NULL for zeros.
  const float *_Nullable bias;
  /// Whether what is below 0 becomes 0.
  int32_t rectifies;
} ek_depthwise;

/// Functions of one value.
typedef enum : int32_t {
  ek_rectifier = 0,
  ek_sigmoid = 1,
  ek_tanh = 2,
  ek_swish = 3,
  /// x times the share of a normal distribution below it.
  ek_gelu = 4,
  /// Not above ek_clip.
  ek_clipped_rectifier = 5,
} ek_function;

/// Where ek_clipped_rectifier ends.
#define ek_clip 20.0f

/// The numbers of one step of AdamW.
typedef struct {
  float rate, first_decay, second_decay, epsilon;
  /// What weights lose, of the rate.
  float weight_decay;
  /// 1 - first_decay^t and 1 - second_decay^t.
  float first_correction, second_correction;
} ek_adam;

/// One build of the kernels.
typedef struct {
  void (*_Nonnull product)(const ek_product *product, const float *a, float *c);
  /// Panels of the matrix whose element (k, j) is source[depth_offsets[k] + j · column_stride].
  void (*_Nonnull pack)(const float *source, const int32_t *depth_offsets, int32_t depth,
                        int32_t columns, int32_t column_stride, float *panels);
  void (*_Nonnull depthwise)(const ek_depthwise *shape, const float *a, float *c);
  /// weights[k][j] += Σ_i a[row[i] + tap[k] + j] · c[out[i] + j].
  void (*_Nonnull depthwise_gradient)(const ek_depthwise *shape, const float *a, const float *c);

  /// sums[j] += Σ x, squares[j] += Σ x², over rows of `columns`.
  void (*_Nonnull moments)(const float *x, int64_t rows, int32_t columns, double *sums,
                           double *squares);
  /// y = x · scale[j] + shift[j], not below 0 if it rectifies.
  void (*_Nonnull scale)(const float *x, int64_t rows, int32_t columns, const float *scale,
                         const float *shift, int32_t rectifies, float *y);
  /// sums[j] += Σ dy, products[j] += Σ dy · (x - mean[j]); where y is given, dy becomes 0 where y is
  /// not above 0.
  void (*_Nonnull scale_sums)(float *dy, const float *_Nullable y, const float *x, int64_t rows,
                              int32_t columns, const float *mean, double *sums, double *products);
  /// dx = dy · scale[j] + x · slope[j] + shift[j].
  void (*_Nonnull scale_gradient)(const float *dy, const float *x, int64_t rows, int32_t columns,
                                  const float *scale, const float *slope, const float *shift,
                                  float *dx);
  /// sums[j] += Σ x, over rows of `columns`.
  void (*_Nonnull column_sums)(const float *x, int64_t rows, int32_t columns, float *sums);

  /// y = max over `taps` rows of a window; offsets is [rows][taps].
  void (*_Nonnull max_pool)(const float *x, const int32_t *offsets, int32_t rows, int32_t taps,
                            int32_t channels, float *y);
  /// Adds dy to the first of the window that is y.
  void (*_Nonnull max_pool_gradient)(const float *x, const float *y, const float *dy,
                                     const int32_t *offsets, int32_t rows, int32_t taps,
                                     int32_t channels, float *dx);

  /// y += factor · x.
  void (*_Nonnull add)(const float *x, float factor, int64_t count, float *y);
  /// dy becomes 0 where y is not above 0.
  void (*_Nonnull mask)(const float *y, int64_t count, float *dy);
  /// y = f(x).
  void (*_Nonnull apply)(ek_function function, const float *x, int64_t count, float *y);
  /// dx = dy · f'(x), with y = f(x).
  void (*_Nonnull apply_gradient)(ek_function function, const float *x, const float *y,
                                  const float *dy, int64_t count, float *dx);
  /// y = tanh(x[0 ..< n]) · sigmoid(x[n ..< 2n]) of each row; x keeps both factors.
  void (*_Nonnull gate)(float *x, int64_t rows, int32_t columns, float *y);
  /// dx of that, from the kept factors.
  void (*_Nonnull gate_gradient)(const float *x, const float *dy, int64_t rows, int32_t columns,
                                 float *dx);
  /// One step of LSTM: pre holds [input, forget, candidate, output][n] and keeps their values.
  void (*_Nonnull lstm)(float *pre, const float *_Nullable cell_before, int32_t n, float *cell,
                        float *hidden);
  /// d_hidden, d_cell (replaced by that of the step before) → d_pre.
  void (*_Nonnull lstm_gradient)(const float *gates, const float *_Nullable cell_before,
                                 const float *cell, const float *d_hidden, int32_t n,
                                 float *d_cell, float *d_pre);
  /// One step of GRU: pre holds [reset, update, candidate][n] of the input, recurrent the same of
  /// the state (bias included); pre keeps the values, and recurrent the candidate's part.
  void (*_Nonnull gru)(float *pre, const float *recurrent, const float *_Nullable before, int32_t n,
                       float *hidden);
  /// d_hidden (replaced by its direct share for the step before) → d_pre and d_recurrent.
  void (*_Nonnull gru_gradient)(const float *gates, const float *recurrent,
                                const float *_Nullable before, int32_t n, float *d_hidden,
                                float *d_pre, float *d_recurrent);

  /// Each row becomes its softmax, of scale · x.
  void (*_Nonnull softmax)(float *x, int64_t rows, int32_t columns, float scale);
  /// dy becomes the gradient of what softmax was given; y is what it gave.
  void (*_Nonnull softmax_gradient)(const float *y, int64_t rows, int32_t columns, float scale,
                                    float *dy);
  /// y = (x - mean) / √(variance + epsilon) · scale[j] + shift[j], of each row by itself; kept
  /// takes [rows][2], the mean and what is multiplied by.
  void (*_Nonnull row_normalize)(const float *x, int64_t rows, int32_t columns, float epsilon,
                                 const float *scale, const float *shift, float *kept, float *y);
  /// dx of that; adds to d_scale and d_shift.
  void (*_Nonnull row_normalize_gradient)(const float *x, const float *kept, const float *dy,
                                          int64_t rows, int32_t columns, const float *scale,
                                          float *d_scale, float *d_shift, float *_Nullable dx);

  /// y[i] = x[i] / (1 - rate) or 0, by a hash of key and first + i.
  void (*_Nonnull dropout)(const float *x, int64_t count, float rate, uint64_t key, uint64_t first,
                           float *y);
  void (*_Nonnull adam)(const ek_adam *step, int64_t count, const float *gradient, float *first,
                        float *second, float *weights);
  /// velocity = momentum · velocity + gradient; weights -= rate · (step + decay · weights), where step
  /// is velocity, or gradient + momentum · velocity if it looks ahead (Nesterov).
  void (*_Nonnull momentum)(int64_t count, float rate, float momentum, int32_t looks_ahead,
                            float weight_decay,
                            const float *gradient, float *velocity, float *weights);
  /// Σ x².
  double (*_Nonnull square_sum)(const float *x, int64_t count);
  /// Σ x · y.
  double (*_Nonnull dot)(const float *x, const float *y, int64_t count);
} ek_net_kernels;

/// The build that runs on any processor of this architecture.
const ek_net_kernels *ek_nets_baseline(void);
/// The AVX2 and FMA build, or NULL where the processor can't run it.
const ek_net_kernels *_Nullable ek_nets_wide(void);
/// The fastest build that the processor can run.
const ek_net_kernels *ek_nets_best(void);

#pragma clang assume_nonnull end

#endif
