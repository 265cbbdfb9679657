// Philox 4x32-10 and normals by Box and Muller with CUDA's own fast functions: written for speed, of no use to anybody's bits.
#pragma once

typedef unsigned int u32;
typedef unsigned long long u64;

// Four words of random bits, of counter (call, path) and key seed.
__device__ __forceinline__ void philox(u64 seed, u64 path, u64 call, u32* words) {
  u32 a = (u32)call, b = (u32)(call >> 32), c = (u32)path, d = (u32)(path >> 32);
  u32 key0 = (u32)seed, key1 = (u32)(seed >> 32);
#pragma unroll
  for (int round = 0; round < 10; round++) {
    u32 high0 = __umulhi(0xD2511F53u, a), low0 = 0xD2511F53u * a;
    u32 high1 = __umulhi(0xCD9E8D57u, c), low1 = 0xCD9E8D57u * c;
    a = high1 ^ b ^ key0;
    b = low1;
    c = high0 ^ d ^ key1;
    d = low0;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
  words[0] = a, words[1] = b, words[2] = c, words[3] = d;
}

// Two words to two normals. The logarithm is approximate and may be above 0 next to 1: its magnitude is taken.
__device__ __forceinline__ void normals(u32 first, u32 second, float* z) {
  float uniform = fmaf((float)first, 2.3283064365e-10f, 1.1641532183e-10f);
  float radius = sqrtf(fabsf(2.0f * __logf(uniform)));
  float sine, cosine;
  __sincosf(1.4629180793e-9f * (float)second, &sine, &cosine);
  z[0] = radius * cosine;
  z[1] = radius * sine;
}

// Count normals, a multiple of 4, from a call on.
template <int count>
__device__ __forceinline__ void fill(u64 seed, u64 path, u64 call, float* z) {
#pragma unroll
  for (int i = 0; i < count; i += 4) {
    u32 words[4];
    philox(seed, path, call + i / 4, words);
    normals(words[0], words[1], z + i);
    normals(words[2], words[3], z + i + 2);
  }
}
