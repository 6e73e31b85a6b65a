#include <jansson.h>
#include <jose/jose.h>
#include <jose/openssl.h>
#include <openssl/evp.h>
