// HTTPS to the collector by libcurl.
