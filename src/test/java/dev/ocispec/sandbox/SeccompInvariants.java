package dev.ocispec.sandbox;

import static dev.ocispec.sandbox.SeccompEvaluation.ALLOW;

import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.LinuxSeccompArch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Promises about system calls. */
final class SeccompInvariants {
  private static final String PERMISSION = "1";
  private static final String NO_CALL = "38";

  private static final List<String> DANGEROUS =
      List.of(
          "add_key",
          "bpf",
          "delete_module",
          "finit_module",
          "fsopen",
          "init_module",
          "io_uring_enter",
          "io_uring_register",
          "io_uring_setup",
          "ioperm",
          "iopl",
          "kexec_file_load",
          "kexec_load",
          "keyctl",
          "mount",
          "mount_setattr",
          "move_mount",
          "name_that_no_kernel_has",
          "open_by_handle_at",
          "open_tree",
          "perf_event_open",
          "pivot_root",
          "reboot",
          "request_key",
          "setns",
          "settimeofday",
          "socketcall",
          "swapon",
          "syslog",
          "umount2",
          "unshare",
          "userfaultfd");

  private static final List<String> ORDINARY =
      List.of(
          "brk",
          "close",
          "execve",
          "exit_group",
          "futex",
          "getpid",
          "mmap",
          "ptrace",
          "read",
          "rename",
          "rt_sigaction",
          "stat",
          "unlink",
          "vfork",
          "wait4",
          "write");

  private static final long MODES = 0777 | 01000;

  /** Names of calls with the number of arguments before their permission bits. */
  private static final Map<String, Integer> WITH_MODES =
      Map.of(
          "chmod",
          1,
          "fchmod",
          1,
          "creat",
          1,
          "mknod",
          1,
          "fchmodat",
          2,
          "fchmodat2",
          2,
          "mknodat",
          2);

  private SeccompInvariants() {}

  static List<String> deniedByDefault(SandboxCase c) {
    Optional<LinuxSeccomp> filter = c.linux().seccomp();
    return filter
            .filter(f -> f.defaultAction().equals(LinuxSeccompAction.SCMP_ACT_ERRNO))
            .filter(f -> f.defaultErrnoRet().orElse(0) == 38)
            .isPresent()
        ? List.of()
        : List.of("the filter lets through what it does not know");
  }

  static List<String> dangerous(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (String name : DANGEROUS) {
      String answer = answer(c, name, 0, 0, 0, 0);
      if (!answer.equals(PERMISSION) && !answer.equals(NO_CALL)) {
        found.add(name + ": " + answer);
      }
    }
    boolean chroot =
        c.sandbox().capabilities().stream().anyMatch(cap -> cap.text().equals("CAP_SYS_CHROOT"));
    if (!answer(c, "chroot").equals(chroot ? ALLOW : PERMISSION)) {
      found.add("chroot: " + answer(c, "chroot"));
    }
    for (String name : List.of("socket", "socketpair")) {
      // The kernel's ciphers, the hypervisor, and the same with something in the upper half, which
      // the kernel does not look at.
      for (long family : List.of(38L, 40L, 1L << 32 | 38, 1L << 32 | 40, -1L)) {
        expect(c, found, PERMISSION, name, family, 0, 0, 0);
      }
    }
    return found;
  }

  static List<String> ordinary(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (String name : ORDINARY) {
      expect(c, found, ALLOW, name);
    }
    for (long family : List.of(1, 2, 10, 16, 17)) {
      expect(c, found, ALLOW, "socket", family, 0, 0);
    }
    for (long personality : List.of(0L, 8L, 0xFFFF_FFFFL)) {
      expect(c, found, ALLOW, "personality", personality);
    }
    // Threads and children.
    expect(c, found, ALLOW, "clone", clone(c, 0x3D0F00));
    expect(c, found, ALLOW, "clone", clone(c, 17));
    WITH_MODES.forEach((name, before) -> expect(c, found, ALLOW, name, modes(before, MODES)));
    expect(c, found, ALLOW, "open", 0, 0, 07777);
    expect(c, found, ALLOW, "open", 0, 0100 | 01, 0644);
    expect(c, found, ALLOW, "openat", 0, 0, 02000000, 07777);
    expect(c, found, ALLOW, "openat", 0, 0, 020200000, 0600);
    return found;
  }

  static List<String> namespaces(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (int bit : new int[] {17, 25, 26, 27, 28, 29, 30}) {
      expect(c, found, PERMISSION, "clone", clone(c, 1L << bit | 17));
    }
    // Its flags lie in memory, where the filter can't see them.
    expect(c, found, NO_CALL, "clone3", 0, 0);
    return found;
  }

  static List<String> setIdFiles(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (long bit : List.of(04000, 02000)) {
      WITH_MODES.forEach(
          (name, before) -> expect(c, found, PERMISSION, name, modes(before, bit | 0755)));
      for (long flags : List.of(0100L, 0101L, 020200000L, 020200002L)) {
        expect(c, found, PERMISSION, "open", 0, flags, bit | 0755);
        expect(c, found, PERMISSION, "openat", 0, 0, flags, bit | 0755);
      }
    }
    expect(c, found, NO_CALL, "openat2", 0, 0, 0, 0);
    return found;
  }

  /** Device nodes, that for a deleted file included, which needs no privilege. */
  static List<String> deviceNodes(SandboxCase c) {
    List<String> found = new ArrayList<>();
    for (long kind : List.of(0020000L, 0060000L)) {
      expect(c, found, PERMISSION, "mknod", 0, kind | 0644, 0);
      expect(c, found, PERMISSION, "mknodat", 0, 0, kind | 0644, 0);
    }
    for (long kind : List.of(0L, 0100000L, 0010000L, 0140000L)) {
      expect(c, found, ALLOW, "mknod", 0, kind | 0644, 0);
      expect(c, found, ALLOW, "mknodat", 0, 0, kind | 0644, 0);
    }
    for (long others : List.of(0L, 1L, 2L)) {
      expect(c, found, ALLOW, "renameat2", 0, 0, 0, 0, others);
      expect(c, found, PERMISSION, "renameat2", 0, 0, 0, 0, 4 | others);
    }
    return found;
  }

  static List<String> architectures(SandboxCase c) {
    List<LinuxSeccompArch> names =
        c.linux().seccomp().map(LinuxSeccomp::architectures).orElse(List.of());
    String expected =
        switch (c.host().architecture()) {
          case "x86_64" -> "SCMP_ARCH_X86_64";
          case "aarch64" -> "SCMP_ARCH_AARCH64";
          case "riscv64" -> "SCMP_ARCH_RISCV64";
          case "s390x" -> "SCMP_ARCH_S390X";
          default -> "";
        };
    boolean right =
        expected.isEmpty()
            ? c.linux().seccomp().isPresent() && names.isEmpty()
            : names.contains(LinuxSeccompArch.of(expected));
    return right ? List.of() : List.of("architectures: " + names);
  }

  /** The arguments of clone with the flags where the processor has them. */
  private static long[] clone(SandboxCase c, long flags) {
    boolean s390 = c.host().architecture().equals("s390x");
    return s390 ? new long[] {0, flags} : new long[] {flags, 0};
  }

  private static long[] modes(int before, long mode) {
    long[] arguments = new long[before + 2];
    arguments[before] = mode;
    return arguments;
  }

  private static void expect(
      SandboxCase c, List<String> found, String wanted, String name, long... arguments) {
    String answer = answer(c, name, arguments);
    if (!answer.equals(wanted)) {
      found.add(
          name + " " + List.of(boxed(arguments)) + ": expected " + wanted + ", found " + answer);
    }
  }

  private static Long[] boxed(long... values) {
    Long[] boxed = new Long[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }

  private static String answer(SandboxCase c, String name, long... arguments) {
    return SeccompEvaluation.answer(c.linux().seccomp(), name, arguments);
  }
}
