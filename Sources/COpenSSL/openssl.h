/* The only door to libcrypto: fingerprints of input files. A system library, because building a
   cryptographic package from source would take longer than building everything else. */
#ifndef CLIENTELE_OPENSSL_H
#define CLIENTELE_OPENSSL_H

#include <openssl/evp.h>

#endif
