package dev.ocispec.sandbox;

import dev.ocispec.spec.Capability;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** What a {@link Sandbox} was told; there the members are explained. */
@Value.Immutable
// The sandbox wants the copying methods of the implementation.
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = false,
    jdkOnly = true)
interface SandboxOptions {
  SandboxProfile profile();

  Optional<Boolean> rootless();

  Optional<Path> shell();

  SandboxLimits limits();

  Optional<BuildIds> buildIds();

  boolean terminal();

  List<Capability> capabilities();

  Set<String> emulatedSystems();

  static ImmutableSandboxOptions of(SandboxProfile profile) {
    return ImmutableSandboxOptions.builder()
        .profile(profile)
        .limits(SandboxLimits.DEFAULT)
        .terminal(false)
        .build();
  }
}
