#include <jansson.h>
#include <jose/jose.h>
