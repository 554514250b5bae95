package dev.ocispec.attestation.internal;

import dev.ocispec.spec.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets of capabilities as the kernel shows them: a number with one bit for each. */
public final class CapabilityBits {
  /** In the kernel's order, from bit 0. */
  private static final List<Capability> BITS =
      List.of(
          Capability.CAP_CHOWN,
          Capability.CAP_DAC_OVERRIDE,
          Capability.CAP_DAC_READ_SEARCH,
          Capability.CAP_FOWNER,
          Capability.CAP_FSETID,
          Capability.CAP_KILL,
          Capability.CAP_SETGID,
          Capability.CAP_SETUID,
          Capability.CAP_SETPCAP,
          Capability.CAP_LINUX_IMMUTABLE,
          Capability.CAP_NET_BIND_SERVICE,
          Capability.CAP_NET_BROADCAST,
          Capability.CAP_NET_ADMIN,
          Capability.CAP_NET_RAW,
          Capability.CAP_IPC_LOCK,
          Capability.CAP_IPC_OWNER,
          Capability.CAP_SYS_MODULE,
          Capability.CAP_SYS_RAWIO,
          Capability.CAP_SYS_CHROOT,
          Capability.CAP_SYS_PTRACE,
          Capability.CAP_SYS_PACCT,
          Capability.CAP_SYS_ADMIN,
          Capability.CAP_SYS_BOOT,
          Capability.CAP_SYS_NICE,
          Capability.CAP_SYS_RESOURCE,
          Capability.CAP_SYS_TIME,
          Capability.CAP_SYS_TTY_CONFIG,
          Capability.CAP_MKNOD,
          Capability.CAP_LEASE,
          Capability.CAP_AUDIT_WRITE,
          Capability.CAP_AUDIT_CONTROL,
          Capability.CAP_SETFCAP,
          Capability.CAP_MAC_OVERRIDE,
          Capability.CAP_MAC_ADMIN,
          Capability.CAP_SYSLOG,
          Capability.CAP_WAKE_ALARM,
          Capability.CAP_BLOCK_SUSPEND,
          Capability.CAP_AUDIT_READ,
          Capability.CAP_PERFMON,
          Capability.CAP_BPF,
          Capability.CAP_CHECKPOINT_RESTORE);

  private CapabilityBits() {}

  /** The bits of these capabilities; unknown ones have none. */
  public static long of(List<Capability> capabilities) {
    long bits = 0;
    for (Capability capability : capabilities) {
      int bit = BITS.indexOf(capability);
      bits |= bit < 0 ? 0 : 1L << bit;
    }
    return bits;
  }

  /** Sixteen hexadecimal digits; empty for anything else. */
  public static Optional<Long> parse(String digits) {
    return digits.matches("[0-9a-f]{16}")
        ? Optional.of(Long.parseUnsignedLong(digits, 16))
        : Optional.empty();
  }

  /** The names of the bits, in the form of a list. */
  public static String names(long bits) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((bits >>> bit & 1) != 0) {
        names.add(bit < BITS.size() ? BITS.get(bit).text() : "bit " + bit);
      }
    }
    return names.toString();
  }
}
