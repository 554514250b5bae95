package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompArch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which system calls something can be had of the kernel under a filter: by a call of its own,
 * and by calls that stand for several and hide which of them is meant.
 */
final class SystemCallRoutes {
  private static final Set<String> SOCKETCALL =
      Set.of(
          "accept",
          "accept4",
          "bind",
          "connect",
          "getpeername",
          "getsockname",
          "getsockopt",
          "listen",
          "recv",
          "recvfrom",
          "recvmmsg",
          "recvmsg",
          "send",
          "sendmmsg",
          "sendmsg",
          "sendto",
          "setsockopt",
          "shutdown",
          "socket",
          "socketpair");

  static final Set<String> IPC =
      Set.of(
          "msgctl",
          "msgget",
          "msgrcv",
          "msgsnd",
          "semctl",
          "semget",
          "semop",
          "semtimedop",
          "shmat",
          "shmctl",
          "shmdt",
          "shmget");

  /** What rings can be told to do, of what a filter is to keep a build from. */
  private static final Set<String> RINGS = Set.of("openat2", "renameat2", "socket");

  /** The calls that stand for others, by the architecture's name in a filter. */
  private static final Map<String, Map<String, Set<String>>> MULTIPLEXERS =
      Map.of(
          "SCMP_ARCH_X86", Map.of("socketcall", SOCKETCALL, "ipc", IPC),
          "SCMP_ARCH_S390", Map.of("socketcall", SOCKETCALL, "ipc", IPC),
          "SCMP_ARCH_S390X", Map.of("socketcall", SOCKETCALL, "ipc", IPC),
          "SCMP_ARCH_PPC64LE",
              Map.of("socketcall", SOCKETCALL, "ipc", IPC, "multiplexer", Set.of()),
          "SCMP_ARCH_ARM", Map.of("syscall", Set.of()),
          "SCMP_ARCH_X86_64", Map.of(),
          "SCMP_ARCH_AARCH64", Map.of(),
          "SCMP_ARCH_RISCV64", Map.of(),
          "SCMP_ARCH_LOONGARCH64", Map.of());

  private final LinuxSeccomp filter;

  SystemCallRoutes(LinuxSeccomp filter) {
    this.filter = filter;
  }

  /** The calls through which {@code name} can be called with these arguments. */
  Set<String> to(LinuxSeccompArch architecture, String name, long... arguments) {
    Set<String> routes = new TreeSet<>();
    if (isAllowed(name, arguments)) {
      routes.add(name);
    }
    multiplexers(architecture)
        .forEach(
            (multiplexer, members) -> {
              if (members.contains(name) && isAllowed(multiplexer)) {
                routes.add(multiplexer);
              }
            });
    if (RINGS.contains(name) && isAllowed("io_uring_enter", 0, 0, 0, 0, 0, 0)) {
      routes.add("io_uring_enter");
    }
    return routes;
  }

  /** What a call stands for that is not allowed by itself whatever its arguments. */
  Set<String> hiddenBy(LinuxSeccompArch architecture, String multiplexer) {
    Set<String> hidden = new TreeSet<>(multiplexers(architecture).get(multiplexer));
    List<String> allowed = SeccompEvaluation.allowedNames(filter);
    allowed.forEach(hidden::remove);
    return hidden;
  }

  /** The calls that stand for others and that the filter allows. */
  Set<String> allowedMultiplexers(LinuxSeccompArch architecture) {
    Set<String> allowed = new TreeSet<>();
    multiplexers(architecture).keySet().stream().filter(this::isAllowed).forEach(allowed::add);
    return allowed;
  }

  /** The calls that stand for others, whether the filter allows them or not. */
  static Set<String> multiplexersOf(LinuxSeccompArch architecture) {
    return multiplexers(architecture).keySet();
  }

  private static Map<String, Set<String>> multiplexers(LinuxSeccompArch architecture) {
    return Optional.ofNullable(MULTIPLEXERS.get(architecture.text())).orElseThrow();
  }

  private boolean isAllowed(String name, long... arguments) {
    return SeccompEvaluation.answer(Optional.of(filter), name, arguments)
        .equals(SeccompEvaluation.ALLOW);
  }
}
