// The Linux calls that Swift's Glibc module leaves out.
//
// Without _GNU_SOURCE: it changes types of the C library (fd_set, the address
// arguments of sockets), and a file that sees them by this module and by Glibc
// or Foundation no longer compiles. What only GNU declares stands at the end.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/netlink.h>
#include <poll.h>
#include <pwd.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef __USE_GNU
// What SO_PEERCRED gives.
struct ucred {
    pid_t pid;
    uid_t uid;
    gid_t gid;
};
extern int accept4(int socket, struct sockaddr *address, socklen_t *size, int flags);
extern int pipe2(int ends[2], int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);
#endif

// errno is a macro over a function; Swift sees neither.
static inline int shim_errno(void) { return errno; }

// open is variadic.
static inline int shim_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }

// A global that anybody may write: Swift does not take it as it stands.
extern char **environ;
static inline char **shim_environ(void) { return environ; }

// The C library of Debian 12 has no functions for these.
static inline int shim_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
static inline int shim_pidfd_getfd(int pidfd, int descriptor) { return (int)syscall(SYS_pidfd_getfd, pidfd, descriptor, 0); }

// A cast.
static inline void *shim_map_failed(void) { return MAP_FAILED; }

// Sockets take pointers to every kind of address.
static inline int shim_bind(int socket, const void *address, socklen_t size) { return bind(socket, (const struct sockaddr *)address, size); }
static inline int shim_connect(int socket, const void *address, socklen_t size) { return connect(socket, (const struct sockaddr *)address, size); }
static inline int shim_accept(int socket, int flags) { return accept4(socket, NULL, NULL, flags); }
static inline ssize_t shim_recvfrom(int socket, void *bytes, size_t limit, int flags, void *address, socklen_t *size)
{
    return recvfrom(socket, bytes, limit, flags, (struct sockaddr *)address, size);
}
