// The steps of the benchmark's equations, operation by operation those that the generator emits for Benchmarks' declarations.
#pragma once
#include "functions.h"

// Euler and Maruyama on dS = mu S dt + sigma S dW; constants: mu h, sigma sqrt(h).
template <class F>
struct Gbm {
  static constexpr int components = 1, noises = 1, columns = 0;
  static constexpr bool heavy = false;
  INLINE void step(const F* k, const F*, F* x, const F* z) { x[0] = fma_(x[0] * k[1], z[0], fma_(x[0], k[0], x[0])); }
};

// Full truncation Euler on Heston; constants: sqrt(h), mu h, kappa h, rho xi sqrt(h), sqrt(1 - rho^2) xi sqrt(h), theta.
template <class F>
struct Heston {
  static constexpr int components = 2, noises = 2, columns = 0;
  static constexpr bool heavy = false;
  INLINE void step(const F* k, const F*, F* x, const F* z) {
    F v = greatest(F(0), x[1]);
    F root = sqrt_(v);
    F s = fma_(x[0] * k[0] * root, z[0], fma_(x[0], k[1], x[0]));
    x[1] = fma_(k[4] * root, z[1], fma_(k[3] * root, z[0], fma_(k[2], k[5] - v, x[1])));
    x[0] = s;
  }
};

// The drift of a mixture of eight normal laws in the plane, all of one variance v at a time, over a row of the table: alpha,
// beta / 2, the factor of the pull, -1 / (2 v), alpha times the negated coordinates of each mean, the factor of the noise. The
// components come in the order in which the generator adds them.
template <class F>
INLINE void drift(const F* row, const F* x, F& fx, F& fy) {
  constexpr int order[8] = {4, 0, 5, 6, 3, 2, 7, 1};
  constexpr F weights[8] = {0.1, 0.2, 0.2, 0.05, 0.15, 0.1, 0.15, 0.05};
  constexpr F across[8] = {-0.18, 0.34, 0.26, -0.02, 0.135, 0.01, -0.105, -0.06};
  constexpr F up[8] = {-0.03, 0.04, -0.2, 0.08, 0.21, -0.19, -0.12, 0.055};
  F sum, sx, sy;
#pragma GCC unroll 8
  for (int i = 0; i < 8; i++) {
    F dx = x[0] + row[4 + 2 * order[i]], dy = x[1] + row[5 + 2 * order[i]];
    F e = exp_(row[3] * (dx * dx + dy * dy));
    sum = i == 0 ? e * weights[i] : fma_(e, weights[i], sum);
    sx = i == 0 ? e * across[i] : fma_(e, across[i], sx);
    sy = i == 0 ? e * up[i] : fma_(e, up[i], sy);
  }
  F one = F(1) / sum;
  fx = fma_(-row[2], fma_(-one * row[0], sx, x[0]), x[0] * row[1]);
  fy = fma_(-row[2], fma_(-one * row[0], sy, x[1]), x[1] * row[1]);
}

// Euler and Maruyama on the reverse equation; constant: h.
template <class F>
struct MixtureSde {
  static constexpr int components = 2, noises = 2, columns = 21;
  static constexpr bool heavy = true;
  INLINE void step(const F* k, const F* row, F* x, const F* z) {
    F fx, fy;
    drift(row, x, fx, fy);
    x[0] = fma_(row[20], z[0], fma_(fx, k[0], x[0]));
    x[1] = fma_(row[20], z[1], fma_(fy, k[0], x[1]));
  }
};

// Euler on the probability flow; constant: h.
template <class F>
struct MixtureOde {
  static constexpr int components = 2, noises = 0, columns = 21;
  static constexpr bool heavy = true;
  INLINE void step(const F* k, const F* row, F* x, const F*) {
    F fx, fy;
    drift(row, x, fx, fy);
    x[0] = fma_(k[0], fx, x[0]);
    x[1] = fma_(k[0], fy, x[1]);
  }
};
