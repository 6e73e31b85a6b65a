#include <errno.h>
#include <fcntl.h>
#include <xf86drm.h>
#include <xf86drmMode.h>
#include <drm_fourcc.h>

// A macro over shifts, which Swift does not see.
static const uint32_t SHIM_DRM_FORMAT_XRGB8888 = DRM_FORMAT_XRGB8888;
