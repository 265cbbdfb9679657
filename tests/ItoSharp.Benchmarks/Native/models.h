// The steps of the benchmark's equations, operation by operation those that the generator emits for Benchmarks' declarations.
#pragma once
#include "functions.h"

// Euler and Maruyama on dS = mu S dt + sigma S dW; constants: mu h, sigma sqrt(h).
template <class F>
struct Gbm {
  static constexpr int components = 1, noises = 1, columns = 0;
  static constexpr bool heavy = false;
  INLINE void step(const F* k, const F*, F* x, const F* z) { x[0] = fma_(x[0], fma_(k[1], z[0], k[0]), x[0]); }
};

// Full truncation Euler on Heston; constants: mu h, kappa h, theta, sqrt(h), xi sqrt(h), rho, sqrt(1 - rho^2).
template <class F>
struct Heston {
  static constexpr int components = 2, noises = 2, columns = 0;
  static constexpr bool heavy = false;
  INLINE void step(const F* k, const F*, F* x, const F* z) {
    F v = greatest(x[1], F(0));
    F root = sqrt_(v);
    F w = fma_(k[6], z[1], k[5] * z[0]);
    F s = fma_(x[0], fma_(root * k[3], z[0], k[0]), x[0]);
    x[1] = fma_(root * k[4], w, fma_(k[1], k[2] - v, x[1]));
    x[0] = s;
  }
};

// The score of a mixture of eight normal laws in the plane, all of one variance v at a time; row: 1 / (2 v), then for each
// component its mean's two coordinates and its weight's logarithm, then the factors of x, of the pull and of the noise.
template <class F>
INLINE void pull(const F* row, const F* x, F& px, F& py) {
  F e[8];
#pragma GCC unroll 8
  for (int k = 0; k < 8; k++) {
    F dx = x[0] - row[1 + 3 * k], dy = x[1] - row[2 + 3 * k];
    e[k] = fma_(-fma_(dx, dx, dy * dy), row[0], row[3 + 3 * k]);
  }
  F top = e[0];
#pragma GCC unroll 8
  for (int k = 1; k < 8; k++) top = greatest(top, e[k]);
  F sum = 0, sx = 0, sy = 0;
#pragma GCC unroll 8
  for (int k = 0; k < 8; k++) {
    F w = exp_(e[k] - top);
    sum += w;
    sx = fma_(w, row[1 + 3 * k], sx);
    sy = fma_(w, row[2 + 3 * k], sy);
  }
  px = sx / sum - x[0];
  py = sy / sum - x[1];
}

template <class F>
struct MixtureSde {
  static constexpr int components = 2, noises = 2, columns = 28;
  static constexpr bool heavy = true;
  INLINE void step(const F*, const F* row, F* x, const F* z) {
    F px, py;
    pull(row, x, px, py);
    x[0] = fma_(row[27], z[0], fma_(row[26], px, fma_(row[25], x[0], x[0])));
    x[1] = fma_(row[27], z[1], fma_(row[26], py, fma_(row[25], x[1], x[1])));
  }
};

template <class F>
struct MixtureOde {
  static constexpr int components = 2, noises = 0, columns = 28;
  static constexpr bool heavy = true;
  INLINE void step(const F*, const F* row, F* x, const F*) {
    F px, py;
    pull(row, x, px, py);
    x[0] = fma_(row[26], px, fma_(row[25], x[0], x[0]));
    x[1] = fma_(row[26], py, fma_(row[25], x[1], x[1]));
  }
};
