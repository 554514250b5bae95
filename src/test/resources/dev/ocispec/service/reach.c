/* What a build can reach of another one; prints only what it reaches, and a line when it is done.
   reach NUMBER: signals and traces every process up to that number. The first process, itself and
   its parent are the build's own.
   reach hold: has shared memory, a queue and an abstract socket until it is killed.
   reach shared: looks for those. */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define KEY 0x0c15bec1

static const char name[] = "ocispec-builds-apart";
static struct sockaddr_un address = {AF_UNIX};

static socklen_t size(void) {
  memcpy(address.sun_path + 1, name, sizeof name);
  return offsetof(struct sockaddr_un, sun_path) + 1 + sizeof name;
}

static int hold(void) {
  int end = socket(AF_UNIX, SOCK_STREAM, 0);
  if (shmget(KEY, 4096, IPC_CREAT | 0666) < 0 || msgget(KEY, IPC_CREAT | 0666) < 0) return 1;
  if (bind(end, (struct sockaddr *) &address, size()) != 0 || listen(end, 1) != 0) return 2;
  printf("held\n");
  fflush(stdout);
  pause();
  return 0;
}

static int shared(void) {
  int end = socket(AF_UNIX, SOCK_STREAM, 0);
  if (shmget(KEY, 0, 0) >= 0 || errno != ENOENT) printf("reaches memory\n");
  if (msgget(KEY, 0) >= 0 || errno != ENOENT) printf("reaches a queue\n");
  if (connect(end, (struct sockaddr *) &address, size()) == 0 || errno != ECONNREFUSED)
    printf("reaches a socket\n");
  printf("looked\n");
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 2) return 9;
  if (strcmp(argv[1], "hold") == 0) return hold();
  if (strcmp(argv[1], "shared") == 0) return shared();
  long last = atol(argv[1]);
  long tried = 0;
  for (long number = 2; number <= last; number++) {
    if (number == getpid() || number == getppid()) continue;
    tried++;
    if (kill(number, 0) == 0 || errno != ESRCH) printf("signals %ld\n", number);
    if (ptrace(PTRACE_SEIZE, number, 0, 0) == 0 || errno != ESRCH) printf("traces %ld\n", number);
  }
  printf("tried %ld\n", tried);
  return 0;
}
