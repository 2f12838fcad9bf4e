#include "sets.h"

#if CK_IS_X86
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define CK_SET AVX2
#define CK_SET_TEXT "avx2"
#define CK_VECTOR_BYTES 32
#define CK_FUSES 1
#include "set.inc"
#pragma clang attribute pop
#endif
