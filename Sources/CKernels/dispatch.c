#include "sets.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static const CKTable *tables[3];
static int tableCount;
static const CKTable *_Atomic chosen;

// Before main, hence once and before any thread. The widest set that the CPU has, unless
// CLIENTELE_KERNELS names another that it has.
__attribute__((constructor)) static void choose(void) {
  tables[tableCount++] = &ck_tablePortable;
#if CK_IS_X86
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    tables[tableCount++] = &ck_tableAVX2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
      tables[tableCount++] = &ck_tableAVX512;
  }
#elif CK_IS_ARM
  tables[tableCount++] = &ck_tableNEON;
#endif
  chosen = tables[tableCount - 1];
  const char *wish = getenv("CLIENTELE_KERNELS");
  if (wish) ckUseSet(wish);
}

int ckSetCount(void) { return tableCount; }

const char *ckSetName(int index) {
  return index >= 0 && index < tableCount ? tables[index]->name : NULL;
}

const char *ckSetInUse(void) { return chosen->name; }

int ckUseSet(const char *name) {
  for (int i = 0; i < tableCount; i++) {
    if (strcmp(tables[i]->name, name) == 0) {
      chosen = tables[i];
      return 1;
    }
  }
  return 0;
}

#define CK_KERNEL(name, parameters, arguments) \
  void ck##name parameters { atomic_load_explicit(&chosen, memory_order_relaxed)->name arguments; }
#include "kernels.def"
