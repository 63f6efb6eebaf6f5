// The hot loops of Acoustics: eight frames at once, one frame in each SIMD lane.
//
// A "lane array" of n values is n * 8 floats, [n][8 lanes], aligned to 64 bytes. Nothing here
// allocates, and a frame's result is the same in every lane and beside any other frames.
#ifndef EK_SIGNAL_H
#define EK_SIGNAL_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Frames worked on together.
enum { ek_lanes = 8 };

/// The tables of one transform length; all of them belong to the caller.
typedef struct {
  /// Length of the transform, a power of two, at least 16.
  int32_t transform_length;
  /// Samples a frame takes, at most transform_length; zeros follow them.
  int32_t window_length;
  /// [window_length], the window times one half.
  const float *window;
  /// For each radix-4 stage of length L = M, M/4, … ≥ 8 with M = transform_length / 2, and each
  /// j < L/4: the real and imaginary parts of e^(-2πi·j/L), its square and its cube.
  const float *twiddles;
  /// [M/2 + 1][2], e^(-2πi·k/transform_length).
  const float *split_twiddles;
  /// [M], where output k of the complex transform lies (bit reversal), in floats.
  const uint32_t *order;
} ek_spectrum_plan;

/// Rows of weights over runs of neighbouring inputs.
typedef struct {
  int32_t count;
  /// [count], the first input of a row.
  const int32_t *first;
  /// [count + 1], where the weights of a row begin.
  const int32_t *offsets;
  const float *weights;
} ek_sparse_rows;

/// One build of the kernels.
typedef struct {
  /// |X|² of eight frames: power is a lane array of transform_length / 2 + 1, scratch one of
  /// transform_length. NaN, infinite and absurd samples (beyond ±1e12) count as 0.
  void (*_Nonnull power)(const ek_spectrum_plan *plan, const float *const _Nonnull *_Nonnull frames,
                         float *scratch, float *power);
  /// Sparse rows times a lane array.
  void (*_Nonnull bands)(const ek_sparse_rows *rows, const float *input, float *output);
  /// A dense matrix [rows][columns] times a lane array of `columns`.
  void (*_Nonnull product)(const float *matrix, int32_t rows, int32_t columns, const float *input,
                           float *output);
  /// values[i] = scale · ln(max(values[i] · multiplier, floor)) for any count; floor is normal.
  void (*_Nonnull level)(float *values, int64_t count, float multiplier, float floor, float scale);
  /// Writes the first `live` lanes of a lane array as rows of `count` values.
  void (*_Nonnull unlace)(const float *lanes, int32_t count, int32_t live,
                          float *const _Nonnull *_Nonnull rows);
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
