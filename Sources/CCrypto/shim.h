#ifndef GENLOCK_CCRYPTO_H
#define GENLOCK_CCRYPTO_H
#include <openssl/evp.h>
#include <openssl/err.h>
#endif
