#include "sets.h"

// What the compiler makes of the kernels for the oldest CPU of the architecture: SSE2, NEON.
#define CK_SET Portable
#define CK_SET_TEXT "portable"
#define CK_VECTOR_BYTES 16
#define CK_FUSES 0
#include "set.inc"
