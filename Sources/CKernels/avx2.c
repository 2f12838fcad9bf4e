#include "CKernels.h"
#include "sets.h"

#if CK_HAS_AVX2
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define CK_NAME(name) ck_##name##AVX2
#include "kernels.inc"
#pragma clang attribute pop
#endif
