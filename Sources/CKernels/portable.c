#include "CKernels.h"
#include "sets.h"

// Every function that takes or returns a vector is inlined: no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

#define CK_NAME(name) ck_##name##Portable
#include "kernels.inc"
