// What the benchmark loads: every equation in float and double.
#include "driver.h"
#include "models.h"

#define EXPORT(name, type, model)                                                                                                    \
  extern "C" void name(uint64_t seed, uint64_t first, int64_t paths, int steps, const type* constants, const type* table,          \
                       const type* start, type* end) {                                                                              \
    run<type, model>(seed, first, paths, steps, constants, table, start, end);                                                      \
  }

EXPORT(gbm_float, float, Gbm)
EXPORT(gbm_double, double, Gbm)
EXPORT(heston_float, float, Heston)
EXPORT(heston_double, double, Heston)
EXPORT(mixture_sde_float, float, MixtureSde)
EXPORT(mixture_sde_double, double, MixtureSde)
EXPORT(mixture_ode_float, float, MixtureOde)
EXPORT(mixture_ode_double, double, MixtureOde)
