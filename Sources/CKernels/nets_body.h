// The bodies of ek_net_kernels; included once for each build, with EK(name) naming what is defined.

#define INLINE static inline __attribute__((always_inline))

// Vectors are only passed between functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float EK(eight) __attribute__((vector_size(32)));
typedef float EK(loose_eight) __attribute__((vector_size(32), aligned(4)));
typedef int32_t EK(eight_words) __attribute__((vector_size(32)));
typedef float EK(loose_four) __attribute__((vector_size(16), aligned(4)));
typedef int32_t EK(four_words) __attribute__((vector_size(16)));

#define V EK(eight)
#define LOAD(address) (*(const EK(loose_eight) *)(address))
#define STORE(address, value) (*(EK(loose_eight) *)(address) = (value))

// a where the mask is set, else b.
INLINE V EK(select)(EK(eight_words) mask, V a, V b) {
  return (V)((mask & (EK(eight_words))a) | (~mask & (EK(eight_words))b));
}

// 0 for what is below; NaN stays.
INLINE V EK(rectified)(V x) {
  const V zero = {};
  return (V)(~(x < zero) & (EK(eight_words))x);
}

#include "nets_product_body.h"
#include "nets_depthwise_body.h"
#include "nets_rows_body.h"
#include "nets_functions_body.h"
#include "nets_recurrent_body.h"
#include "nets_attention_body.h"
#include "nets_steps_body.h"

static const ek_net_kernels EK(net_kernels) = {
    EK(product),       EK(pack),
    EK(depthwise),     EK(depthwise_gradient),
    EK(moments),       EK(scale),
    EK(scale_sums),    EK(scale_gradient),
    EK(column_sums),   EK(max_pool),
    EK(max_pool_gradient), EK(add),
    EK(mask),          EK(apply),
    EK(apply_gradient), EK(gate),
    EK(gate_gradient), EK(lstm),
    EK(lstm_gradient), EK(gru),
    EK(gru_gradient),  EK(softmax),
    EK(softmax_gradient), EK(row_normalize),
    EK(row_normalize_gradient), EK(dropout),
    EK(adam),          EK(momentum),
    EK(square_sum),    EK(dot),
};
