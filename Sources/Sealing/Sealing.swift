// Signatures and digests by José and OpenSSL.
