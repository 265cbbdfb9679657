// The equations' steps. A model has size components, noises, columns (of the table, a row a step) and together, the steps whose normals
// are whole calls of Philox; it reads its constants once.
#pragma once

// Constants: mu h, sigma sqrt(h).
struct Gbm {
  static constexpr int size = 1, noises = 1, columns = 0, together = 4;
  float growth, volatility;
  __device__ __forceinline__ Gbm(const float* k) : growth(1.0f + k[0]), volatility(k[1]) {}
  __device__ __forceinline__ void step(float* x, const float* z, const float*) const { x[0] *= fmaf(volatility, z[0], growth); }
};

// Full truncation; constants: sqrt(h), mu h, kappa h, rho xi sqrt(h), sqrt(1 - rho^2) xi sqrt(h), theta.
struct Heston {
  static constexpr int size = 2, noises = 2, columns = 0, together = 2;
  float root, growth, pull, common, own, level;
  __device__ __forceinline__ Heston(const float* k)
      : root(k[0]), growth(1.0f + k[1]), pull(k[2]), common(k[3]), own(k[4]), level(k[5]) {}
  __device__ __forceinline__ void step(float* x, const float* z, const float*) const {
    float v = fmaxf(x[1], 0.0f);
    float deviation = sqrtf(v);
    x[0] *= fmaf(deviation * root, z[0], growth);
    x[1] = fmaf(deviation, fmaf(common, z[0], own * z[1]), fmaf(pull, level - v, x[1]));
  }
};

// A noise of its own in every component; constants: sigma, rho, beta, h, noise sqrt(h).
struct NoisyLorenz {
  static constexpr int size = 3, noises = 3, columns = 0, together = 4;
  float sigma, rho, beta, h, noise;
  __device__ __forceinline__ NoisyLorenz(const float* k) : sigma(k[0]), rho(k[1]), beta(k[2]), h(k[3]), noise(k[4]) {}
  __device__ __forceinline__ void step(float* x, const float* z, const float*) const {
    float dx = sigma * (x[1] - x[0]);
    float dy = fmaf(x[0], rho - x[2], -x[1]);
    float dz = fmaf(x[0], x[1], -beta * x[2]);
    x[0] = fmaf(x[0] * noise, z[0], fmaf(h, dx, x[0]));
    x[1] = fmaf(x[1] * noise, z[1], fmaf(h, dy, x[1]));
    x[2] = fmaf(x[2] * noise, z[2], fmaf(h, dz, x[2]));
  }
};

// The reverse equation of eight normal laws in the plane; constant: h; a row: alpha, beta / 2, the factor of the pull, -1 / (2 v), alpha
// times the negated coordinates of each mean, the factor of the noise.
struct Mixture {
  static constexpr int size = 2, noises = 2, columns = 21, together = 2;
  float h;
  __device__ __forceinline__ Mixture(const float* k) : h(k[0]) {}
  __device__ __forceinline__ void step(float* x, const float* z, const float* row) const {
    const float weight[8] = {0.2f, 0.05f, 0.1f, 0.15f, 0.1f, 0.2f, 0.05f, 0.15f};
    const float across[8] = {1.7f, -1.2f, 0.1f, 0.9f, -1.8f, 1.3f, -0.4f, -0.7f};
    const float up[8] = {0.2f, 1.1f, -1.9f, 1.4f, -0.3f, -1.0f, 1.6f, -0.8f};
    float sum = 0.0f, sx = 0.0f, sy = 0.0f;
#pragma unroll
    for (int i = 0; i < 8; i++) {
      float dx = x[0] + row[4 + 2 * i], dy = x[1] + row[5 + 2 * i];
      float e = weight[i] * __expf(row[3] * fmaf(dx, dx, dy * dy));
      sum += e;
      sx = fmaf(across[i], e, sx);
      sy = fmaf(up[i], e, sy);
    }
    float mean = __fdividef(row[0], sum);
    float fx = fmaf(row[1], x[0], -row[2] * (x[0] - mean * sx));
    float fy = fmaf(row[1], x[1], -row[2] * (x[1] - mean * sy));
    x[0] = fmaf(row[20], z[0], fmaf(h, fx, x[0]));
    x[1] = fmaf(row[20], z[1], fmaf(h, fy, x[1]));
  }
};

// Lorenz's equations by Tsitouras' fifth order, steps of equal length; constants: sigma, rho, beta, h.
struct LorenzTsit5 {
  static constexpr int size = 3, noises = 0, columns = 0, together = 1;
  float sigma, rho, beta, h;
  __device__ __forceinline__ LorenzTsit5(const float* k) : sigma(k[0]), rho(k[1]), beta(k[2]), h(k[3]) {}
  __device__ __forceinline__ void slope(const float* x, float* f) const {
    f[0] = sigma * (x[1] - x[0]);
    f[1] = fmaf(x[0], rho - x[2], -x[1]);
    f[2] = fmaf(x[0], x[1], -beta * x[2]);
  }
  __device__ __forceinline__ void step(float* x, const float*, const float*) const {
    const float a[6][6] = {
        {0.161f},
        {-0.008480655492356989f, 0.335480655492357f},
        {2.8971530571054935f, -6.359448489975075f, 4.3622954328695815f},
        {5.325864828439257f, -11.748883564062828f, 7.4955393428898365f, -0.09249506636175525f},
        {5.86145544294642f, -12.92096931784711f, 8.159367898576159f, -0.071584973281401f, -0.028269050394068383f},
        {0.09646076681806523f, 0.01f, 0.4798896504144996f, 1.379008574103742f, -3.290069515436081f, 2.324710524099774f}};
    float k[6][3], y[3];
    slope(x, k[0]);
#pragma unroll
    for (int stage = 0; stage < 6; stage++) {
#pragma unroll
      for (int c = 0; c < 3; c++) {
        float sum = a[stage][0] * k[0][c];
#pragma unroll
        for (int j = 1; j <= stage; j++) sum = fmaf(a[stage][j], k[j][c], sum);
        y[c] = fmaf(h, sum, x[c]);
      }
      if (stage < 5) slope(y, k[stage + 1]);
    }
    for (int c = 0; c < 3; c++) x[c] = y[c];
  }
};
