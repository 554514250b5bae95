package dev.ocispec.host.internal;

import dev.ocispec.spec.LinuxNamespaceType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of machines by the name of their processor. */
public final class Machine {
  /** The files for name resolution that a container with network may need. */
  public static final List<String> RESOLVER_FILES =
      List.of("/etc/hosts", "/etc/resolv.conf", "/etc/services");

  /** The namespaces that a sandbox may ask for. */
  public static final Set<LinuxNamespaceType> NAMESPACES =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  LinuxNamespaceType.PID,
                  LinuxNamespaceType.IPC,
                  LinuxNamespaceType.UTS,
                  LinuxNamespaceType.MOUNT,
                  LinuxNamespaceType.CGROUP,
                  LinuxNamespaceType.NETWORK,
                  LinuxNamespaceType.USER)));

  // The processor in uname's words, then the systems that it runs by itself, in Nix's words.
  private static final Map<String, List<String>> SYSTEMS =
      Map.ofEntries(
          Map.entry("x86_64", List.of("x86_64-linux", "i686-linux")),
          Map.entry("i686", List.of("i686-linux")),
          Map.entry("i586", List.of("i586-linux")),
          Map.entry("aarch64", List.of("aarch64-linux")),
          Map.entry("armv7l", List.of("armv7l-linux", "armv6l-linux")),
          Map.entry("armv6l", List.of("armv6l-linux")),
          Map.entry("ppc64le", List.of("powerpc64le-linux")),
          Map.entry("s390x", List.of("s390x-linux")),
          Map.entry("riscv64", List.of("riscv64-linux")),
          Map.entry("loongarch64", List.of("loongarch64-linux")));

  // The processors in QEMU's words, where they differ from uname's.
  private static final Map<String, String> EMULATED = Map.of("arm", "armv7l", "i386", "i686");

  private Machine() {}

  /** The systems of a processor that QEMU calls {@code processor}. */
  public static Set<String> emulated(String processor) {
    return systems(EMULATED.getOrDefault(processor, processor));
  }

  /** The systems that a processor runs by itself; for one not in the table its own name. */
  public static Set<String> systems(String architecture) {
    return new LinkedHashSet<>(
        SYSTEMS.getOrDefault(architecture, List.of(architecture + "-linux")));
  }
}
