/*
 * Tries from inside a build what the filter of system calls must not let through, in every way that
 * an x86-64 processor has for it: 64-bit calls, and 32-bit calls of a 64-bit program.
 *
 * Each line is "<call> <way>: <errno>"; 0 is success. Linked statically and not as a
 * position-independent program, so that its data lies where a 32-bit call can point to. The last
 * line says whether the kernel has 32-bit calls at all; without them none is tried.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static unsigned int words[6];
static sigjmp_buf before;
static int has32;
static char target[64];
static char origin[64];

static long raw32(long number, long a, long b, long c, long d, long e) {
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
                   : "memory", "r8", "r9", "r10", "r11");
  return (int)result;
}

static long call32(long number, long a, long b, long c, long d, long e) {
  return has32 ? raw32(number, a, b, c, d, e) : -ENOSYS;
}

static void absent(int signal) {
  (void)signal;
  siglongjmp(before, 1);
}

/* A kernel without 32-bit calls answers with a signal. */
static void find32(void) {
  signal(SIGSEGV, absent);
  if (sigsetjmp(before, 1) == 0) {
    has32 = raw32(20, 0, 0, 0, 0, 0) > 0;
  }
  signal(SIGSEGV, SIG_DFL);
}

static void tell(const char *name, const char *way, long result) {
  printf("%s %s: %ld\n", name, way, result < 0 ? -result : 0);
  fflush(stdout);
}

static void native(const char *name, const char *way, long result) {
  tell(name, way, result < 0 ? -errno : result);
}

static long multiplexed(int which, int family, int type) {
  words[0] = family;
  words[1] = type;
  words[2] = 0;
  words[3] = (unsigned int)(long)target;
  return call32(102, which, (long)words, 0, 0, 0);
}

static void sockets(const char *name, int family, int type) {
  native(name, "socket", syscall(SYS_socket, (long)family, type, 0));
  native(name, "upper", syscall(SYS_socket, 1L << 32 | family, type, 0));
  native(name, "pair", syscall(SYS_socketpair, (long)family, type, 0, words));
  tell(name, "socket32", call32(359, family, type, 0, 0, 0));
  tell(name, "pair32", call32(360, family, type, 0, (long)words, 0));
  tell(name, "socketcall", multiplexed(1, family, type));
  tell(name, "socketcall-pair", multiplexed(8, family, type));
}

static char *place(char *buffer, const char *name) {
  snprintf(buffer, 64, "/build/%s", name);
  return buffer;
}

static void node(const char *name, unsigned int mode, unsigned int device) {
  static int count;
  char file[32];
  snprintf(file, sizeof file, "n%d", count++);
  native(name, "mknod", syscall(SYS_mknod, place(target, file), mode, device));
  unlink(target);
  native(name, "mknodat", syscall(SYS_mknodat, AT_FDCWD, target, mode, device));
  unlink(target);
  tell(name, "mknod32", call32(14, (long)target, mode, device, 0, 0));
  unlink(target);
  tell(name, "mknodat32", call32(297, AT_FDCWD, (long)target, mode, device, 0));
  unlink(target);
}

static void renamed(const char *name, unsigned int flags) {
  close(open(place(origin, "from"), O_CREAT | O_WRONLY, 0644));
  native(name, "renameat2",
         syscall(SYS_renameat2, AT_FDCWD, origin, AT_FDCWD, place(target, "to"), flags));
  close(open(origin, O_CREAT | O_WRONLY, 0644));
  tell(name, "renameat2-32",
       call32(353, AT_FDCWD, (long)origin, AT_FDCWD, (long)target, flags));
}

static void forbidden(const char *name, long number64, long number32) {
  if (number64 >= 0) {
    native(name, "call", syscall(number64, 0, 0, 0, 0, 0));
  }
  tell(name, "call32", call32(number32, 0, 0, 0, 0, 0));
}

int main(void) {
  find32();
  sockets("unix", 1, 1);
  sockets("inet", 2, 1);
  sockets("netlink", 16, 3);
  sockets("packet", 17, 3);
  sockets("alg", 38, 5);
  sockets("vsock", 40, 1);
  sockets("key", 15, 3);
  node("whiteout", 0020644, 0);
  node("character", 0020644, 0x103);
  node("block", 0060644, 0x800);
  node("pipe", 0010644, 0);
  node("file", 0100644, 0);
  node("set-id", 0104755, 0);
  renamed("rename", 0);
  renamed("rename-whiteout", 4);
  forbidden("add_key", SYS_add_key, 286);
  forbidden("keyctl", SYS_keyctl, 288);
  forbidden("io_uring_setup", 425, 425);
  forbidden("mount", SYS_mount, 21);
  forbidden("umount", -1, 22);
  forbidden("unshare", SYS_unshare, 310);
  forbidden("setns", SYS_setns, 346);
  forbidden("bpf", SYS_bpf, 357);
  forbidden("userfaultfd", SYS_userfaultfd, 374);
  forbidden("perf_event_open", SYS_perf_event_open, 336);
  forbidden("vm86", -1, 166);
  tell("clone-user", "call32", call32(120, 0x10000011, 0, 0, 0, 0));
  tell("clone3", "call32", call32(435, 0, 0, 0, 0, 0));
  tell("set-id-open", "call32", call32(5, (long)place(target, "s"), 0101, 04755, 0, 0));
  tell("set-id-creat", "call32", call32(8, (long)target, 04755, 0, 0, 0));
  tell("set-id-chmod", "call32", call32(15, (long)place(target, "to"), 04755, 0, 0, 0));
  tell("ipc-shmget", "call32", call32(117, 23, 0, 4096, 01600, 0));
  printf("32-bit calls: %s\n", has32 ? "tried" : "the kernel has none");
  return 0;
}
