#include "sets.h"

#if CK_IS_X86
#pragma clang attribute push(                                                            \
    __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define CK_SET AVX512
#define CK_SET_TEXT "avx512"
#define CK_VECTOR_BYTES 64
#define CK_FUSES 1
#include "set.inc"
#pragma clang attribute pop
#endif
