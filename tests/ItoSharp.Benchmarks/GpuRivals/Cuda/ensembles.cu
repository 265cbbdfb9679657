// A thread takes a path over all its steps, its state in registers, and leaves the end: [component][path].
#include "noise.cuh"
#include "models.cuh"
#include "sums.cuh"

template <class Model>
__device__ __forceinline__ void path_of(float* end, const float* constants, const float* table, const float* start, u64 seed, u64 paths,
                                        int steps) {
  u64 path = (u64)blockIdx.x * blockDim.x + threadIdx.x;
  if (path >= paths) return;
  const Model model(constants);
  float x[Model::size];
#pragma unroll
  for (int c = 0; c < Model::size; c++) x[c] = start[c];
  constexpr int noises = Model::noises * Model::together;
  for (int n = 0; n < steps; n += Model::together) {
    float z[noises + 1];
    fill<noises>(seed, path, (u64)(n / Model::together) * (noises / 4), z);
#pragma unroll
    for (int s = 0; s < Model::together; s++) model.step(x, z + s * Model::noises, table + (n + s) * Model::columns);
  }
#pragma unroll
  for (int c = 0; c < Model::size; c++) end[c * paths + path] = x[c];
}

#define ENTRY(name, model)                                                                                                          \
  extern "C" __global__ void name(float* __restrict__ end, const float* __restrict__ constants, const float* __restrict__ table,     \
                                  const float* __restrict__ start, u64 seed, u64 paths, int steps) {                                 \
    path_of<model>(end, constants, table, start, seed, paths, steps);                                                                \
  }

ENTRY(gbm, Gbm)
ENTRY(heston, Heston)
ENTRY(lorenz_sde, NoisyLorenz)
ENTRY(mixture_sde, Mixture)
ENTRY(lorenz_ode, LorenzTsit5)
