// DRM/KMS through libdrm, and a screen in memory.
