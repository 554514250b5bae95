package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Capability;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.immutables.value.Value;

/** What Immutables makes {@link Sandbox} of: the members' bounds, and what is done with them. */
@Value.Immutable
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value",
    with = "*")
abstract class SandboxValue implements Sandbox {
  static Sandbox of(SandboxProfile profile) {
    return ImmutableSandbox.builder()
        .profile(profile)
        .limits(SandboxLimits.DEFAULT)
        .terminal(false)
        .firstProcess(true)
        .build();
  }

  @Override
  @Value.NaturalOrder
  public abstract SortedSet<String> emulatedSystems();

  @Value.Check
  SandboxValue checked() {
    shell()
        .filter(path -> !path.isAbsolute())
        .ifPresent(
            path -> {
              throw new IllegalArgumentException("expected an absolute path, found " + path);
            });
    Set<Capability> refused = CapabilityRules.notGrantable(capabilities());
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "expected capabilities among " + CapabilityRules.GRANTABLE + ", found " + refused);
    }
    List<Capability> sorted = CapabilityRules.sorted(capabilities());
    return sorted.equals(capabilities())
        ? this
        : ImmutableSandbox.builder().from(this).capabilities(sorted).build();
  }

  @Override
  public SandboxPlan plan(BuildRequest request, HostFacts host) {
    boolean userNamespace = rootless().orElse(ConfinementRules.needsUserNamespace(host));
    return switch (profile()) {
      case TVIX -> TvixProfile.plan(request, userNamespace, shell());
      case STANDARD -> StandardProfile.plan(request, host, this, userNamespace);
    };
  }

  @Override
  public SandboxPlan plan(InPlaceCommand command, HostFacts host) {
    if (profile() != SandboxProfile.STANDARD) {
      throw new IllegalStateException(
          "expected the profile standard for a command in place, found " + profile().text());
    }
    return InPlaceRules.plan(command, host, this);
  }
}
