/*
 * Both ends of attempts to get through a network.
 *
 * "serve NAME [ADDRESS]" answers with NAME on port 7777, TCP and UDP, at every address, and at an abstract
 * socket; with ADDRESS, also every question for a name at 127.0.0.53. It ends when its input does.
 *
 * "try WAY/ADDRESS/PORT..." prints for each attempt the answer, or the number of the error, or "silent". A way is
 * tcp, udp or abstract, or bound-tcp or bound-udp for a socket that names the interface tap0.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char abstract_name[] = "ocispec-network-test";

static socklen_t abstract(struct sockaddr_un *address) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  memcpy(address->sun_path + 1, abstract_name, strlen(abstract_name));
  return offsetof(struct sockaddr_un, sun_path) + 1 + strlen(abstract_name);
}

static int need(int result, const char *what) {
  if (result < 0) {
    perror(what);
    exit(1);
  }
  return result;
}

static int streams(void) {
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(7777)};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(7777)};
  int fd = socket(AF_INET6, SOCK_STREAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&six, sizeof six) < 0) {
    fd = need(socket(AF_INET, SOCK_STREAM, 0), "socket");
    need(bind(fd, (struct sockaddr *)&four, sizeof four), "bind");
  }
  need(listen(fd, 16), "listen");
  return fd;
}

static int datagrams(const char *address, int port) {
  int fd = need(socket(AF_INET, SOCK_DGRAM, 0), "socket"), on = 1;
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, address, &place.sin_addr);
  need(setsockopt(fd, IPPROTO_IP, IP_FREEBIND, &on, sizeof on), "IP_FREEBIND");
  need(setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on), "IP_PKTINFO");
  need(bind(fd, (struct sockaddr *)&place, sizeof place), "bind");
  return fd;
}

/* Makes the answer of the question: an address for type A, nothing for other types. */
static size_t answer(unsigned char *message, size_t length, const char *address) {
  size_t end = 12;
  while (end < length && message[end]) end += message[end] + 1;
  end += 5;
  if (length < 12 || end > length || length > 400) return 0;
  int wanted = message[end - 3] == 1 && message[end - 4] == 0;
  message[2] = 0x81;
  message[3] = 0x80;
  memset(message + 6, 0, 6);
  message[7] = wanted;
  if (!wanted) return end;
  const unsigned char record[] = {0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4};
  memcpy(message + end, record, sizeof record);
  inet_pton(AF_INET, address, message + end + sizeof record);
  return end + sizeof record + 4;
}

static int serve(const char *name, const char *address) {
  struct sockaddr_un un;
  socklen_t length = abstract(&un);
  int local = need(socket(AF_UNIX, SOCK_STREAM, 0), "socket");
  need(bind(local, (struct sockaddr *)&un, length), "bind");
  need(listen(local, 16), "listen");
  struct pollfd all[] = {{0, POLLIN, 0},
                         {streams(), POLLIN, 0},
                         {local, POLLIN, 0},
                         {datagrams("0.0.0.0", 7777), POLLIN, 0},
                         {address ? datagrams("127.0.0.53", 53) : -1, POLLIN, 0}};
  puts("ready");
  fflush(stdout);
  while (poll(all, 5, -1) >= 0 && !all[0].revents) {
    for (int i = 1; i < 3; i++) {
      if (!all[i].revents) continue;
      int fd = accept(all[i].fd, NULL, NULL);
      if (write(fd, name, strlen(name)) < 0) perror("write");
      close(fd);
    }
    for (int i = 3; i < 5; i++) {
      if (!all[i].revents) continue;
      unsigned char text[512], control[256];
      struct sockaddr_storage from;
      struct iovec part = {text, sizeof text};
      struct msghdr message = {&from, sizeof from, &part, 1, control, sizeof control, 0};
      ssize_t got = recvmsg(all[i].fd, &message, 0);
      if (got < 0) continue;
      if (i == 3) part.iov_base = (void *)name;
      part.iov_len = i == 3 ? strlen(name) : answer(text, got, address);
      /* What was told of the question makes the answer come from the address that was asked. */
      if (sendmsg(all[i].fd, &message, 0) < 0) perror("sendmsg");
    }
  }
  return 0;
}

/* What came of one attempt: 0 and the answer, or the number of an error, or -1 for silence. */
static int attempt(char *way, char *address, char *port, char *text, size_t size) {
  struct sockaddr_un un;
  struct sockaddr *to = (struct sockaddr *)&un;
  socklen_t length = abstract(&un);
  int stream = !strstr(way, "udp");
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(port))};
  if (inet_pton(AF_INET, address, &four.sin_addr) == 1) {
    to = (struct sockaddr *)&four;
    length = sizeof four;
  } else if (inet_pton(AF_INET6, address, &six.sin6_addr) == 1) {
    to = (struct sockaddr *)&six;
    length = sizeof six;
  }
  int fd = socket(to->sa_family, stream ? SOCK_STREAM : SOCK_DGRAM, 0);
  if (fd < 0) return errno;
  if (!strncmp(way, "bound", 5) && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "tap0", 5)) return errno;
  struct timeval patience = {.tv_sec = 10};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect(fd, to, length) < 0 || (!stream && send(fd, "?", 1, 0) < 0)) {
    return errno == EINPROGRESS ? -1 : errno;
  }
  ssize_t got = recv(fd, text, size - 1, 0);
  int error = errno;
  close(fd);
  if (got < 0) return error == EAGAIN ? -1 : error;
  text[got] = 0;
  return 0;
}

int main(int count, char **words) {
  if (count >= 3 && !strcmp(words[1], "serve")) return serve(words[2], count > 3 ? words[3] : NULL);
  for (int i = 2; i < count; i++) {
    char text[64], copy[128];
    snprintf(copy, sizeof copy, "%s", words[i]);
    char *way = strtok(copy, "/"), *address = strtok(NULL, "/"), *port = strtok(NULL, "/");
    int error = attempt(way, address, port, text, sizeof text);
    if (error > 0) snprintf(text, sizeof text, "error %d", error);
    printf("%s %s\n", words[i], error < 0 ? "silent" : text);
    fflush(stdout);
  }
  return 0;
}
