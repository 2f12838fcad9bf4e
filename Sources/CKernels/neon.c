#include "sets.h"

// Every 64-bit ARM has NEON: beside the portable set, which is compiled to it too, this one names the
// instructions that the compiler does not find.
#if CK_IS_ARM
#define CK_SET NEON
#define CK_SET_TEXT "neon"
#define CK_VECTOR_BYTES 16
#define CK_FUSES 1
#include "set.inc"
#endif
