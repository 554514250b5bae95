package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxSeccompArch;
import java.util.List;
import java.util.Optional;

/** What differs between processors in the filter of system calls. */
enum SeccompArchitecture {
  X86_64(
      List.of("x86_64"),
      // 32-bit programs run, as i686-linux is one of the systems of such a machine; that any 64-bit
      // program can make their calls too is why every rule has to hold for both. x32 is left out:
      // nothing is built for it, and it would be a third set of calls.
      List.of(LinuxSeccompArch.SCMP_ARCH_X86_64, LinuxSeccompArch.SCMP_ARCH_X86),
      "arch_prctl",
      "modify_ldt"),
  X86(List.of("i386", "i586", "i686"), List.of(LinuxSeccompArch.SCMP_ARCH_X86), "modify_ldt"),
  AARCH64(
      List.of("aarch64"),
      List.of(LinuxSeccompArch.SCMP_ARCH_AARCH64, LinuxSeccompArch.SCMP_ARCH_ARM),
      "arm_fadvise64_64",
      "arm_sync_file_range",
      "breakpoint",
      "cacheflush",
      "set_tls",
      "sync_file_range2"),
  ARM(
      List.of("armv6l", "armv7l", "armv8l"),
      List.of(LinuxSeccompArch.SCMP_ARCH_ARM),
      "arm_fadvise64_64",
      "arm_sync_file_range",
      "breakpoint",
      "cacheflush",
      "set_tls",
      "sync_file_range2"),
  PPC64LE(
      List.of("ppc64le"),
      List.of(LinuxSeccompArch.SCMP_ARCH_PPC64LE),
      "swapcontext",
      "sync_file_range2"),
  S390X(
      List.of("s390x"),
      List.of(LinuxSeccompArch.SCMP_ARCH_S390X, LinuxSeccompArch.SCMP_ARCH_S390),
      "s390_guarded_storage",
      "s390_pci_mmio_read",
      "s390_pci_mmio_write",
      "s390_runtime_instr"),
  RISCV64(List.of("riscv64"), List.of(LinuxSeccompArch.SCMP_ARCH_RISCV64), "riscv_flush_icache"),
  LOONGARCH64(List.of("loongarch64"), List.of(LinuxSeccompArch.SCMP_ARCH_LOONGARCH64));

  private final List<String> machines;
  private final List<LinuxSeccompArch> names;
  private final List<String> ownCalls;

  SeccompArchitecture(List<String> machines, List<LinuxSeccompArch> names, String... ownCalls) {
    this.machines = machines;
    this.names = names;
    this.ownCalls = List.of(ownCalls);
  }

  /** The architecture of a processor that {@code uname -m} calls {@code machine}. */
  static Optional<SeccompArchitecture> of(String machine) {
    for (SeccompArchitecture architecture : values()) {
      if (architecture.machines.contains(machine)) {
        return Optional.of(architecture);
      }
    }
    return Optional.empty();
  }

  /** How the filter calls it, with the older ones whose programs run on it. */
  List<LinuxSeccompArch> names() {
    return names;
  }

  /** The harmless calls that only it has. */
  List<String> ownCalls() {
    return ownCalls;
  }

  /** Which argument of clone holds the flags. */
  int cloneFlagsIndex() {
    return this == S390X ? 1 : 0;
  }
}
