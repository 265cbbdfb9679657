// The library's elementary functions and normals in C++, operation by operation those of
// generators/ItoSharp.Symbolics/Lanes/LaneFunctions.fs: without contraction both give the same bits.
#pragma once
#include <cstdint>
#include <cstring>

// A loop with a call in it is not vectorised, so nothing is left to the compiler's taste.
#define INLINE __attribute__((always_inline)) static inline

template <class F>
struct Format;

template <>
struct Format<float> {
  using Word = uint32_t;
  static constexpr int mantissa = 23, spare = 9, half_turn = 30;
  static constexpr Word unit = 0x3F800000u, root_half = 0x3F3504F3u, fraction = 0x007FFFFFu, large = 0x4B000000u;
  static constexpr Word shifter_bits = 0x4B400000u, offset = 512, bias = 127;
  static constexpr float shifter = 12582912.0f, large_and_bias = 8388608.0f + 127.0f;
};

template <>
struct Format<double> {
  using Word = uint64_t;
  static constexpr int mantissa = 52, spare = 12, half_turn = 62;
  static constexpr Word unit = 0x3FF0000000000000u, root_half = 0x3FE6A09E667F3BCDu, fraction = 0x000FFFFFFFFFFFFFu;
  static constexpr Word large = 0x4330000000000000u, shifter_bits = 0x4338000000000000u, offset = 4096, bias = 1023;
  static constexpr double shifter = 6755399441055744.0, large_and_bias = 4503599627370496.0 + 1023.0;
};

template <class To, class From>
INLINE To bits(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

INLINE float fma_(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
INLINE double fma_(double a, double b, double c) { return __builtin_fma(a, b, c); }
INLINE float sqrt_(float a) { return __builtin_sqrtf(a); }
INLINE double sqrt_(double a) { return __builtin_sqrt(a); }

// What vector units do: the second where either is no number.
template <class F>
INLINE F least(F a, F b) { return a < b ? a : b; }
template <class F>
INLINE F greatest(F a, F b) { return a > b ? a : b; }

template <class F>
INLINE F horner(F, F sum) { return sum; }
template <class F, class... Rest>
INLINE F horner(F x, F sum, F next, Rest... rest) { return horner(x, fma_(sum, x, next), rest...); }

INLINE float exp_tail(float r) {
  return horner<float>(r, 1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f);
}

INLINE double exp_tail(double r) {
  return horner<double>(r, 1.6059043836821613e-10, 2.08767569878681e-09, 2.505210838544172e-08, 2.755731922398589e-07,
                        2.7557319223985893e-06, 2.48015873015873e-05, 0.0001984126984126984, 0.001388888888888889,
                        0.008333333333333333, 0.041666666666666664, 0.16666666666666666, 0.5);
}

// By the whole polynomial: float, and double where any bits will do.
template <class F>
INLINE F exp_by_series(F x) {
  using Word = typename Format<F>::Word;
  constexpr bool single = sizeof(F) == 4;
  F bounded = least(F(single ? 89.0 : 710.0), greatest(F(single ? -104.0 : -746.0), x));
  F shifted = fma_(bounded, F(single ? 1.4426950216293335 : 1.4426950408889634), Format<F>::shifter);
  F k = shifted - Format<F>::shifter;
  F high = fma_(-k, F(single ? 0.6931471824645996 : 0.6931471805599453), bounded);
  F low = k * F(single ? -1.9046542121259336e-09 : 2.3190468138462996e-17);
  F r = high - low;
  F lost = high - r - low;
  F square = r * r;
  F series = exp_tail(r);
  F value = F(1) + (r + fma_(square, series, lost));
  Word moved = bits<Word>(shifted) - Format<F>::shifter_bits + Format<F>::offset;
  Word first = moved >> 1;
  Word second = moved - first;
  constexpr Word centre = Format<F>::offset / 2 - Format<F>::bias;
  return value * bits<F>((first - centre) << Format<F>::mantissa) * bits<F>((second - centre) << Format<F>::mantissa);
}

INLINE float exp_(float x) { return exp_by_series(x); }

constexpr double eighth_powers[8] = {1.0,
                                     1.0905077326652577,
                                     1.189207115002721,
                                     1.2968395546510096,
                                     1.4142135623730951,
                                     1.5422108254079407,
                                     1.681792830507429,
                                     1.8340080864093424};

INLINE double exp_by_table(double x) {
  double bounded = least(710.0, greatest(-746.0, x));
  double shifted = fma_(bounded, 1.4426950408889634, 844424930131968.0);
  double k = shifted - 844424930131968.0;
  double high = fma_(-k, 0.6931471805599453, bounded);
  double r = fma_(-k, 2.3190468138462996e-17, high);
  double series = horner<double>(r, 0.00019840565909371536, 0.0013889780494650745, 0.00833333337111216, 0.041666666570112164,
                                 0.16666666666663726, 0.5000000000000296);
  double growth = fma_(r * r, series, r);
  uint64_t word = bits<uint64_t>(shifted);
  double power = eighth_powers[word & 7];
  double value = fma_(power, growth, power);
  uint64_t moved = (word - 0x4308000000000000u + 8 * 4096) >> 3;
  uint64_t first = moved >> 1;
  uint64_t second = moved - first;
  constexpr uint64_t centre = 4096 / 2 - 1023;
  return value * bits<double>((first - centre) << 52) * bits<double>((second - centre) << 52);
}

#ifdef EXP_BY_SERIES
INLINE double exp_(double x) { return exp_by_series(x); }
#else
INLINE double exp_(double x) { return exp_by_table(x); }
#endif

INLINE float log_rest(float f, float k) {
  float square = f * f;
  float p = horner<float>(f, 7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f,
                          -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f);
  float tail = fma_(k, -1.9046542121259336e-09f, p * square * f);
  tail = fma_(-0.5f, square, tail);
  return fma_(k, 0.6931471824645996f, f + tail);
}

INLINE double log_rest(double f, double k) {
  double s = f / (2.0 + f);
  double z = s * s;
  double r = horner<double>(z, 1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01, 2.222219843214978396e-01,
                            2.857142874366239149e-01, 3.999999999940941908e-01, 6.666666666666735130e-01);
  double half_square = 0.5 * f * f;
  double rest = fma_(s, fma_(r, z, half_square), k * 1.90821492927058770002e-10);
  return fma_(k, 6.93147180369123816490e-01, f - (half_square - rest));
}

// log of a positive normal number.
template <class F>
INLINE F log_of_normal(F x) {
  using Word = typename Format<F>::Word;
  Word b = bits<Word>(x) + (Format<F>::unit - Format<F>::root_half);
  F k = bits<F>((b >> Format<F>::mantissa) | Format<F>::large) - Format<F>::large_and_bias;
  F f = bits<F>((b & Format<F>::fraction) + Format<F>::root_half) - F(1);
  return log_rest(f, k);
}

INLINE float sine_series(float z) { return horner<float>(z, -1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f); }
INLINE double sine_series(double z) {
  return horner<double>(z, 1.58969099521155010221e-10, -2.50507602534068634195e-08, 2.75573137070700676789e-06,
                        -1.98412698298579493134e-04, 8.33333333332248946124e-03, -1.66666666666666324348e-01);
}
INLINE float cosine_series(float z) {
  return horner<float>(z, 2.443315711809948e-005f, -1.388731625493765e-003f, 4.166664568298827e-002f);
}
INLINE double cosine_series(double z) {
  return horner<double>(z, -1.13596475577881948265e-11, 2.08757232129817482790e-09, -2.75573143513906633035e-07,
                        2.48015872894767294178e-05, -1.38888888888741095749e-03, 4.16666666666666019037e-02);
}

// Two words of random bits to two normals, by Box and Muller.
template <class F>
INLINE void normals(typename Format<F>::Word low, typename Format<F>::Word high, F& first, F& second) {
  using Word = typename Format<F>::Word;
  F uniform = F(2) - bits<F>((low >> Format<F>::spare) | Format<F>::unit);
  F radius = sqrt_(F(-2) * log_of_normal(uniform));
  F turn = bits<F>((high >> Format<F>::spare) | Format<F>::unit) - F(1);
  F shifted = fma_(F(4), turn, Format<F>::shifter);
  Word n = bits<Word>(shifted);
  F rest = fma_(F(-0.25), shifted - Format<F>::shifter, turn);
  F angle = F(6.283185307179586) * rest;
  F square = angle * angle;
  F sine = fma_(sine_series(square) * square, angle, angle);
  F half_square = F(0.5) * square;
  F top = F(1) - half_square;
  F slip = F(1) - top - half_square;
  F cosine = top + fma_(square * square, cosine_series(square), slip);
  bool even = (n & 1) == 0;
  first = radius * bits<F>(bits<Word>(even ? cosine : sine) ^ (((n + 1) & 2) << Format<F>::half_turn));
  second = radius * bits<F>(bits<Word>(even ? sine : cosine) ^ ((n & 2) << Format<F>::half_turn));
}
