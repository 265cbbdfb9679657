// Sums of values and of squares of every column, a few thousand of each, which the host adds up.
#pragma once

// partial: [column][value, square][thread].
extern "C" __global__ void sums(const float* __restrict__ end, double* __restrict__ partial, u64 paths, int columns, u64 threads) {
  u64 thread = (u64)blockIdx.x * blockDim.x + threadIdx.x;
  if (thread >= threads) return;
  for (int c = 0; c < columns; c++) {
    double sum = 0, squares = 0;
    for (u64 i = thread; i < paths; i += threads) {
      double x = end[c * paths + i];
      sum += x;
      squares += x * x;
    }
    partial[(2 * c) * threads + thread] = sum;
    partial[(2 * c + 1) * threads + thread] = squares;
  }
}
