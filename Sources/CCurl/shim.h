#include <curl/curl.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <time.h>

// curl_easy_setopt and curl_easy_getinfo are variadic; these are the shapes used.
static inline CURLcode shim_set_long(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode shim_set_pointer(CURL *curl, CURLoption option, const void *value) {
    return curl_easy_setopt(curl, option, value);
}

// The bytes are copied by libcurl.
static inline CURLcode shim_set_blob(CURL *curl, CURLoption option, const void *bytes, size_t length) {
    struct curl_blob blob = {(void *)bytes, length, CURL_BLOB_COPY};
    return curl_easy_setopt(curl, option, &blob);
}

// With CURLOPT_NOSIGNAL libcurl leaves SIGPIPE to the program.
static inline CURLcode shim_global_init(void) {
    signal(SIGPIPE, SIG_IGN);
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURLcode shim_set_progress(CURL *curl, curl_xferinfo_callback progress, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
    return code ? code : curl_easy_setopt(curl, CURLOPT_XFERINFODATA, context);
}

typedef size_t (*shim_write)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode shim_set_write(CURL *curl, shim_write write, void *context) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, write);
    return code ? code : curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
}

static inline CURLcode shim_get_status(CURL *curl, long *status) {
    return curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
}

// Certificates are judged at *time, never at the machine's wall clock.
static CURLcode shim_judge_at(CURL *curl, void *context, void *time) {
    (void)curl;
    X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param((SSL_CTX *)context), *(const time_t *)time);
    return CURLE_OK;
}

// `time` must live as long as the handle; it is read at every handshake.
static inline CURLcode shim_set_verification_time(CURL *curl, const time_t *time) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, (void *)time);
    return code ? code : curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, shim_judge_at);
}
