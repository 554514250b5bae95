package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.Machine;
import dev.ocispec.spec.LinuxPersonality;
import dev.ocispec.spec.LinuxPersonalityDomain;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel says of the machine, where the request asks for a system of 32 bits on a
 * processor of 64: with the personality LINUX32 {@code uname} names the smaller one, by which
 * programs find out what to build for. What an emulator runs is told by the emulator: an arm64
 * processor without 32-bit programs refuses the personality.
 */
final class SystemPersonality {
  /** By processor of 64 bits, as uname names it, the systems of 32 that its kernel also runs. */
  private static final Map<String, Set<String>> SMALLER =
      Map.of(
          "x86_64", Set.of("i686-linux", "i586-linux", "i486-linux", "i386-linux"),
          "aarch64", Set.of("armv8l-linux", "armv7l-linux", "armv6l-linux", "armv5tel-linux"),
          "s390x", Set.of("s390-linux"),
          "ppc64", Set.of("powerpc-linux"),
          "mips64", Set.of("mips-linux", "mipsel-linux"));

  private SystemPersonality() {}

  static Optional<LinuxPersonality> of(PlanContext context) {
    String architecture = context.host().architecture();
    return context
        .request()
        .constraints()
        .system()
        .filter(SMALLER.getOrDefault(architecture, Set.of())::contains)
        .filter(system -> !isEmulated(system, context.host()))
        .map(system -> LinuxPersonality.builder().domain(LinuxPersonalityDomain.LINUX32).build());
  }

  private static boolean isEmulated(String system, HostFacts host) {
    return host.systems().contains(system)
        && !Machine.systems(host.architecture()).contains(system);
  }
}
