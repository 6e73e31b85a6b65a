#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <libevdev/libevdev-uinput.h>
#include <libevdev/libevdev.h>
#include <linux/input.h>
