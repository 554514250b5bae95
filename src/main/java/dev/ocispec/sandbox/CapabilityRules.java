package dev.ocispec.sandbox;

import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxCapabilities;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which capabilities a build has. */
final class CapabilityRules {
  /** Profile {@code tvix}, without user namespace. */
  static final List<Capability> TVIX_ROOTFUL =
      List.of(Capability.CAP_AUDIT_WRITE, Capability.CAP_KILL);

  /** Profile {@code tvix}, with user namespace. */
  static final List<Capability> TVIX_ROOTLESS =
      List.of(
          Capability.CAP_AUDIT_WRITE,
          Capability.CAP_CHOWN,
          Capability.CAP_DAC_OVERRIDE,
          Capability.CAP_FOWNER,
          Capability.CAP_FSETID,
          Capability.CAP_KILL,
          Capability.CAP_MKNOD,
          Capability.CAP_NET_BIND_SERVICE,
          Capability.CAP_NET_RAW,
          Capability.CAP_SETFCAP,
          Capability.CAP_SETGID,
          Capability.CAP_SETPCAP,
          Capability.CAP_SETUID,
          Capability.CAP_SYS_CHROOT);

  /**
   * What profile {@code standard} gives when it is told to; nothing otherwise. All of these only
   * reach what the build's own user namespace owns.
   */
  static final List<Capability> GRANTABLE =
      List.of(
          Capability.CAP_CHOWN,
          Capability.CAP_DAC_OVERRIDE,
          Capability.CAP_FOWNER,
          Capability.CAP_FSETID,
          Capability.CAP_KILL,
          Capability.CAP_NET_BIND_SERVICE,
          Capability.CAP_SETFCAP,
          Capability.CAP_SETGID,
          Capability.CAP_SETPCAP,
          Capability.CAP_SETUID,
          Capability.CAP_SYS_CHROOT);

  /** An object that names none, which runtimes take for none. */
  private static final LinuxCapabilities NONE = LinuxCapabilities.builder().build();

  private CapabilityRules() {}

  /** Those of {@code asked} that are never given. */
  static Set<Capability> notGrantable(Collection<Capability> asked) {
    Set<Capability> rest = new LinkedHashSet<>(asked);
    GRANTABLE.forEach(rest::remove);
    return rest;
  }

  /** The capabilities by name, each once. */
  static List<Capability> sorted(Collection<Capability> capabilities) {
    return capabilities.stream()
        .distinct()
        .sorted((one, other) -> one.text().compareTo(other.text()))
        .toList();
  }

  /** The same capabilities in all five sets, as tvix-build has it. */
  static LinuxCapabilities tvix(boolean userNamespace) {
    List<Capability> all = userNamespace ? TVIX_ROOTLESS : TVIX_ROOTFUL;
    return LinuxCapabilities.builder()
        .bounding(all)
        .effective(all)
        .inheritable(all)
        .permitted(all)
        .ambient(all)
        .build();
  }

  /**
   * What the sandbox was told to give, to a build that is root in its own user namespace; for any
   * other user an empty object, which runtimes take for none, while they read its absence as they
   * like.
   */
  static LinuxCapabilities standard(PlanContext context, BuildIdentity identity) {
    List<Capability> asked = context.sandbox().capabilities();
    if (asked.isEmpty()) {
      return NONE;
    }
    if (!context.userNamespace() || identity.ids().uid() != 0) {
      context
          .findings()
          .refuse(
              SandboxRule.CAPABILITIES,
              "",
              "capabilities are only useful to root in a user namespace, found user "
                  + identity.ids()
                  + (context.userNamespace() ? "" : " without a user namespace"),
              "ask for a user namespace and for build ids 0:0, or for no capabilities");
    }
    return LinuxCapabilities.builder().bounding(asked).effective(asked).permitted(asked).build();
  }
}
