// The instruction sets the kernels are compiled for, and the table of kernels of each. A set is one
// file that gives CK_SET and includes set.inc; dispatch.c chooses a table once.

#ifndef CKERNELS_SETS_H
#define CKERNELS_SETS_H

#include "CKernels.h"

#include <string.h>

#if defined(__x86_64__)
#define CK_IS_X86 1
#include <immintrin.h>
#else
#define CK_IS_X86 0
#endif

#if defined(__aarch64__)
#define CK_IS_ARM 1
#include <arm_neon.h>
#else
#define CK_IS_ARM 0
#endif

typedef struct {
  const char *name;
#define CK_KERNEL(name, parameters, arguments) void(*name) parameters;
#include "kernels.def"
#undef CK_KERNEL
} CKTable;

extern const CKTable ck_tablePortable;
#if CK_IS_X86
extern const CKTable ck_tableAVX2;
extern const CKTable ck_tableAVX512;
#elif CK_IS_ARM
extern const CKTable ck_tableNEON;
#endif

#endif
