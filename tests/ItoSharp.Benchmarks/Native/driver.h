// Paths of an equation with the same noise as the library's: Philox 4x32-10, key = seed, counter = (call, path).
//
// Of the forms that g++ vectorises this is the fastest that we found (measured on GBM in float: the whole trajectory in one
// vectorised loop takes 1.3 times as long, 32-bit words 1.3 times, because of their widening products): blocks of paths whose
// arrays stay in the first cache, one call of Philox at a time, in 64-bit words of which 32 bits count.
#pragma once
#include "functions.h"

constexpr int block = 256;

INLINE void philox(uint64_t seed, uint64_t path, uint64_t call, uint64_t& c0, uint64_t& c1, uint64_t& c2, uint64_t& c3) {
  c0 = (uint32_t)call, c1 = call >> 32, c2 = (uint32_t)path, c3 = path >> 32;
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
#pragma GCC unroll 10
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = 0xD2511F53ull * (uint32_t)c0, p1 = 0xCD9E8D57ull * (uint32_t)c2;
    c0 = (p1 >> 32) ^ c1 ^ k0;
    c2 = (p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

template <class F>
struct Call;

template <>
struct Call<float> {
  static constexpr int normals = 4;
  using Words = uint32_t[4][block];
  INLINE void words(uint64_t seed, uint64_t path, uint64_t call, Words& w) {
#pragma omp simd
    for (int i = 0; i < block; i++) {
      uint64_t c0, c1, c2, c3;
      philox(seed, path + i, call, c0, c1, c2, c3);
      w[0][i] = (uint32_t)c0;
      w[1][i] = (uint32_t)c1;
      w[2][i] = (uint32_t)c2;
      w[3][i] = (uint32_t)c3;
    }
  }
  INLINE void make(const Words& w, int i, float* z) {
    ::normals<float>(w[0][i], w[1][i], z[0], z[1]);
    ::normals<float>(w[2][i], w[3][i], z[2], z[3]);
  }
};

template <>
struct Call<double> {
  static constexpr int normals = 2;
  using Words = uint64_t[2][block];
  INLINE void words(uint64_t seed, uint64_t path, uint64_t call, Words& w) {
#pragma omp simd
    for (int i = 0; i < block; i++) {
      uint64_t c0, c1, c2, c3;
      philox(seed, path + i, call, c0, c1, c2, c3);
      w[0][i] = c0 & 0xFFFFFFFFu | c1 << 32;
      w[1][i] = c2 & 0xFFFFFFFFu | c3 << 32;
    }
  }
  INLINE void make(const Words& w, int i, double* z) { ::normals<double>(w[0][i], w[1][i], z[0], z[1]); }
};

// Steps of path i of a block.
template <class F, class M, int steps>
INLINE void advance(const F* constants, const F* row, F (*x)[block], const F* z, int i) {
  F y[M::components];
#pragma GCC unroll 4
  for (int c = 0; c < M::components; c++) y[c] = x[c][i];
#pragma GCC unroll 4
  for (int s = 0; s < steps; s++) M::step(constants, row + s * M::columns, y, z + s * M::noises);
#pragma GCC unroll 4
  for (int c = 0; c < M::components; c++) x[c][i] = y[c];
}

// One step with the normals of an array.
template <class F, class M>
INLINE void advance(const F* constants, const F* row, F (*x)[block], F (*noise)[block], int i) {
  F z[M::noises + 1];
#pragma GCC unroll 4
  for (int c = 0; c < M::noises; c++) z[c] = noise[c][i];
  advance<F, M, 1>(constants, row, x, z, i);
}

// All steps that one call serves.
template <class F, class M>
INLINE void serve(const F* constants, const F* row, F (*x)[block], const typename Call<F>::Words& w, int i) {
  F z[Call<F>::normals];
  Call<F>::make(w, i, z);
  advance<F, M, Call<F>::normals / M::noises>(constants, row, x, z, i);
}

// One call's normals into an array. (An array declared in the vectorised loop itself would stop g++.)
template <class F>
INLINE void store(const typename Call<F>::Words& w, F (*noise)[block], int i) {
  F z[Call<F>::normals];
  Call<F>::make(w, i, z);
#pragma GCC unroll 4
  for (int c = 0; c < Call<F>::normals; c++) noise[c][i] = z[c];
}

// Model: components, noises, columns (of the table, a row a step), heavy (whether a step by itself fills the registers: its normals
// then come from an array, which is faster for it and slower for the others), and
// step(const F* constants, const F* row, F* state, const F* normals). The steps are a multiple of those that one call of Philox serves.
template <class F, template <class> class Model>
static void run(uint64_t seed, uint64_t first, int64_t paths, int steps, const F* constants, const F* table, const F* start, F* end) {
  using M = Model<F>;
  alignas(64) F x[M::components][block];
  alignas(64) typename Call<F>::Words w;
  alignas(64) F z[Call<F>::normals][block];
  for (int64_t from = 0; from < paths; from += block) {
    for (int c = 0; c < M::components; c++)
      for (int i = 0; i < block; i++) x[c][i] = start[c];
    if constexpr (M::noises == 0) {
      for (int n = 0; n < steps; n++) {
#pragma omp simd
        for (int i = 0; i < block; i++) advance<F, M>(constants, table + n * M::columns, x, z, i);
      }
    } else {
      constexpr int in_call = Call<F>::normals / M::noises;
      for (int n = 0; n < steps; n += in_call) {
        Call<F>::words(seed, first + from, n / in_call, w);
        if constexpr (M::heavy) {
#pragma omp simd
          for (int i = 0; i < block; i++) store<F>(w, z, i);
          for (int s = 0; s < in_call; s++) {
#pragma omp simd
            for (int i = 0; i < block; i++) advance<F, M>(constants, table + (n + s) * M::columns, x, z + s * M::noises, i);
          }
        } else {
#pragma omp simd
          for (int i = 0; i < block; i++) serve<F, M>(constants, table + n * M::columns, x, w, i);
        }
      }
    }
    int live = paths - from < block ? (int)(paths - from) : block;
    for (int c = 0; c < M::components; c++)
      for (int i = 0; i < live; i++) end[c * paths + from + i] = x[c][i];
  }
}
