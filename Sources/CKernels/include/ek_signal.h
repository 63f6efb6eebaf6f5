// The hot loops of Acoustics: several frames at once, one frame in each SIMD lane.
//
// A "lane array" of n values is n * lanes reals, [n][lanes], aligned to 64 bytes. Reals are floats
// in eight lanes or doubles in four, by the table of kernels; `void` stands for either. Nothing
// here allocates, and a frame's result is the same in every lane and beside any other frames.
#ifndef EK_SIGNAL_H
#define EK_SIGNAL_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Frames that a caller gives at once: a multiple of the lanes of every precision.
enum { ek_lanes = 8 };
/// Rows that lie together in a matrix.
enum { ek_block = 4 };
/// The largest radix of a stage.
enum { ek_largest_radix = 61 };

/// One pass of a complex transform over blocks of radix * span elements.
typedef struct {
  /// 2, 4 or 8, or an odd number up to ek_largest_radix; 2 and 8 need a span of 1.
  int32_t radix;
  /// Elements from one input of a butterfly to the next.
  int32_t span;
  /// [span][radix - 1][2], e^(-2πi·j·k/(radix·span)) of place j and output k = 1, 2, …; not read
  /// for radix 2, 4 and 8 with a span of 1.
  const void *twiddles;
  /// [radix][2], e^(-2πi·k/radix), of odd radices.
  const void *roots;
} ek_stage;

/// A complex transform in place; its outputs lie in the order of reversed digits.
typedef struct {
  /// Elements: the product of the radices.
  int32_t length;
  int32_t stage_count;
  const ek_stage *_Nullable stages;
} ek_transform;

/// A transform of any length as a convolution with a chirp (Bluestein, 1970).
typedef struct {
  /// The transform of the convolution, at least twice as long, less one.
  ek_transform transform;
  /// [transform.length], where its output k lies, in reals.
  const uint32_t *order;
  /// [length][2], c[n] = e^(-πi·n²/length).
  const void *chirp;
  /// [transform.length][2], the spectrum of 1/c, wrapped around, over transform.length.
  const void *spectrum;
} ek_convolution;

/// The tables of one transform; all of them belong to the caller.
typedef struct {
  /// Length of the transform, at least 2.
  int32_t transform_length;
  /// Samples a frame takes, at most transform_length; zeros follow them.
  int32_t window_length;
  /// Samples beyond ±limit count as 0, and NaN; at least 2.
  float limit;
  /// Whether the two that follow are applied, and energies can be asked for.
  int32_t is_conditioned;
  /// Whether a frame's mean is subtracted.
  int32_t removes_mean;
  /// x[i] -= pre_emphasis * x[i - 1], and x[0] -= pre_emphasis * x[0].
  double pre_emphasis;
  /// [window_length], the window; times one half for an even transform_length.
  const void *window;
  /// Factor of the power of the bins that are their own mirror images: the first and, for an even
  /// transform_length, the last.
  double edge_gain;
  /// The complex transform: of transform_length / 2 elements, or transform_length if that is odd.
  ek_transform transform;
  /// Takes the place of the stages of `transform`, whose length is kept, when it is there.
  const ek_convolution *_Nullable convolution;
  /// [transform.length], where output k lies, in reals.
  const uint32_t *order;
  /// [transform_length / 4 + 1][2], e^(-2πi·k/transform_length); even lengths only.
  const void *split_twiddles;
} ek_spectrum_plan;

/// Rows of weights over runs of neighboring inputs.
typedef struct {
  int32_t count;
  /// [count], the first input of a row.
  const int32_t *first;
  /// [count + 1], where the weights of a row begin.
  const int32_t *offsets;
  const void *weights;
} ek_sparse_rows;

/// The kernels of one precision.
typedef struct {
  /// Frames worked on together, in the lanes of a vector.
  int32_t lanes;
  /// |X|² of as many frames as there are lanes: power is a lane array of transform_length / 2 + 1,
  /// scratch one of transform_length, twice that if it is odd, 4 * convolution->transform.length
  /// if there is one. Powers are rounded to float. energy, if not NULL, receives one value of each
  /// lane: the sum of squares before pre-emphasis; only of a conditioned plan.
  void (*_Nonnull power)(const ek_spectrum_plan *plan, const float *const _Nonnull *_Nonnull frames,
                         void *scratch, void *power, void *_Nullable energy);
  /// The transform of 2 * transform->length vectors: the real and imaginary parts of elements.
  void (*_Nonnull transform)(const ek_transform *transform, void *elements);
  /// Square roots of a lane array.
  void (*_Nonnull root)(void *values, int32_t count);
  /// Sparse rows times a lane array.
  void (*_Nonnull bands)(const ek_sparse_rows *rows, const void *input, void *output);
  /// Replaces x[i] and x[count - 1 - i] by their sum and the first less the second, for
  /// i < count / 2.
  void (*_Nonnull fold)(void *values, int32_t count);
  /// A matrix times a lane array of `columns`; row r is written as value r * step of the output.
  /// The matrix is [rows / ek_block rounded up][columns][ek_block], zeros after the last row.
  void (*_Nonnull product)(const void *matrix, int32_t rows, int32_t columns, const void *input,
                           void *output, int32_t step);
  /// values[i] = scale · ln(max(values[i] · multiplier, floor)) for any count of reals at any
  /// address; floor is a normal number.
  void (*_Nonnull level)(void *values, int64_t count, double multiplier, double floor,
                         double scale);
  /// Writes the first `live` lanes of a lane array as rows of `count` floats.
  void (*_Nonnull unlace)(const void *values, int32_t count, int32_t live,
                          float *const _Nonnull *_Nonnull rows);
} ek_lane_kernels;

/// One build of the kernels.
typedef struct {
  /// Eight lanes of floats.
  const ek_lane_kernels *floats;
  /// Four lanes of doubles.
  const ek_lane_kernels *doubles;
  /// values[i] = max(values[i], others[i]).
  void (*_Nonnull maximum)(float *values, const float *others, int64_t count);
  /// Lowest, highest and sum of squares of count ≥ 1 samples; NaN and infinities count as 0.
  void (*_Nonnull extent)(const float *samples, int64_t count, float *lowest, float *highest,
                          double *square_sum);
} ek_signal_kernels;

/// The build that runs on any processor of this architecture.
const ek_signal_kernels *ek_signal_baseline(void);
/// The AVX2 and FMA build, or NULL where the processor can't run it.
const ek_signal_kernels *_Nullable ek_signal_wide(void);
/// The fastest build that the processor can run.
const ek_signal_kernels *ek_signal_best(void);

#pragma clang assume_nonnull end

#endif
