// A call on Heston's model and its derivatives by start and parameters, back over the steps of a path: states at the begin of every
// sixteen steps are kept, and sixteen steps at a time are run again before they are gone back. Up to 256 steps, a multiple of 16.
#include "noise.cuh"
#include "sums.cuh"

constexpr int segment = 16;
constexpr int most_segments = 16;

// Constants: mu, kappa, theta, xi, rho, h, strike. end: [value, S, V, Mu, Kappa, Theta, Xi, Rho][path].
extern "C" __global__ void heston_gradient(float* __restrict__ end, const float* __restrict__ constants, const float* __restrict__ table,
                                           const float* __restrict__ start, u64 seed, u64 paths, int steps) {
  u64 path = (u64)blockIdx.x * blockDim.x + threadIdx.x;
  if (path >= paths) return;
  const float mu = constants[0], kappa = constants[1], theta = constants[2], xi = constants[3], rho = constants[4], h = constants[5];
  const float strike = constants[6], root = sqrtf(h), growth = fmaf(mu, h, 1.0f), other = sqrtf(1.0f - rho * rho);
  float kept[most_segments][2];
  float s = start[0], v = start[1];
  for (int part = 0; part < steps / segment; part++) {
    kept[part][0] = s, kept[part][1] = v;
#pragma unroll
    for (int n = 0; n < segment; n += 2) {
      float z[4];
      fill<4>(seed, path, (u64)(part * segment + n) / 2, z);
#pragma unroll
      for (int i = 0; i < 2; i++) {
        float held = fmaxf(v, 0.0f), deviation = sqrtf(held) * root;
        s *= fmaf(deviation, z[2 * i], growth);
        v = fmaf(xi * deviation, fmaf(rho, z[2 * i], other * z[2 * i + 1]), fmaf(kappa * h, theta - held, v));
      }
    }
  }
  float payoff = fmaxf(s - strike, 0.0f);
  float by_s = s > strike ? 1.0f : 0.0f, by_v = 0.0f;
  float by_mu = 0.0f, by_kappa = 0.0f, by_theta = 0.0f, by_xi = 0.0f, by_rho = 0.0f;
  const float lean = rho / other;
  for (int part = steps / segment - 1; part >= 0; part--) {
    float z[2 * segment], before[segment][2];
    s = kept[part][0], v = kept[part][1];
#pragma unroll
    for (int n = 0; n < segment; n++) {
      if (n % 2 == 0) fill<4>(seed, path, (u64)(part * segment + n) / 2, z + 2 * n);
      before[n][0] = s, before[n][1] = v;
      float held = fmaxf(v, 0.0f), deviation = sqrtf(held) * root;
      s *= fmaf(deviation, z[2 * n], growth);
      v = fmaf(xi * deviation, fmaf(rho, z[2 * n], other * z[2 * n + 1]), fmaf(kappa * h, theta - held, v));
    }
#pragma unroll
    for (int n = segment - 1; n >= 0; n--) {
      const float price = before[n][0], variance = before[n][1], first = z[2 * n], second = z[2 * n + 1];
      float held = fmaxf(variance, 0.0f), deviation = sqrtf(held);
      float mixed = fmaf(rho, first, other * second);
      by_mu = fmaf(by_s * price, h, by_mu);
      by_kappa = fmaf(by_v * h, theta - held, by_kappa);
      by_theta = fmaf(by_v, kappa * h, by_theta);
      by_xi = fmaf(by_v * deviation * root, mixed, by_xi);
      by_rho = fmaf(by_v * xi * deviation * root, first - lean * second, by_rho);
      float by_deviation = root * fmaf(by_s * price, first, by_v * xi * mixed);
      float by_held = variance > 0.0f ? __fdividef(0.5f * by_deviation, deviation) - by_v * kappa * h : 0.0f;
      by_s *= fmaf(deviation * root, first, growth);
      by_v += by_held;
    }
  }
  const float columns[8] = {payoff, by_s, by_v, by_mu, by_kappa, by_theta, by_xi, by_rho};
#pragma unroll
  for (int c = 0; c < 8; c++) end[c * paths + path] = columns[c];
}
