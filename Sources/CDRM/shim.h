#include <errno.h>
#include <fcntl.h>
#include <xf86drm.h>
#include <xf86drmMode.h>
#include <drm_fourcc.h>
#include <linux/fb.h>
#include <sys/ioctl.h>
#include <unistd.h>

// A macro over shifts, which Swift does not see.
static const uint32_t SHIM_DRM_FORMAT_XRGB8888 = DRM_FORMAT_XRGB8888;

// ioctl is variadic, and its requests are macros. Framebuffers: linux/fb.h.
static inline int shim_fb_variable(int fd, struct fb_var_screeninfo *found) { return ioctl(fd, FBIOGET_VSCREENINFO, found); }
static inline int shim_fb_set_variable(int fd, struct fb_var_screeninfo *wanted) { return ioctl(fd, FBIOPUT_VSCREENINFO, wanted); }
static inline int shim_fb_fixed(int fd, struct fb_fix_screeninfo *found) { return ioctl(fd, FBIOGET_FSCREENINFO, found); }
static inline int shim_fb_blank(int fd, unsigned long level) { return ioctl(fd, FBIOBLANK, level); }
