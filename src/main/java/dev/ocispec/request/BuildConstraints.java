package dev.ocispec.request;

import java.util.List;
import java.util.Optional;

/**
 * What a build asks of the machine it runs on, and what it is allowed.
 *
 * <p>A builder sets nothing that was not asked for: without constraints a build has no network, no
 * {@code /bin/sh} and no path of the host.
 */
public interface BuildConstraints {
  /**
   * The kind of machine, for instance {@code x86_64-linux}; empty when any will do.
   *
   * <p>Spelled as Nix does: processor, hyphen, operating system.
   */
  Optional<String> system();

  /** Memory in bytes that must be at hand; 0, the default, when nothing is asked. */
  long minMemory();

  /**
   * Absolute paths of the host that are seen read-only under the same path, for instance {@code
   * /dev/kvm}; none by default.
   */
  List<String> availableReadOnlyPaths();

  /** Whether the build shares the host's network; false by default. */
  boolean networkAccess();

  /** Whether there is a {@code /bin/sh}; false by default. */
  boolean provideBinSh();

  /** A builder with nothing set. */
  static Builder builder() {
    return ImmutableBuildConstraints.builder();
  }

  /** A builder that holds all of this value. */
  default Builder toBuilder() {
    return ImmutableBuildConstraints.builder().from(this);
  }

  /** Collects constraints. They are checked with the request that they become part of. */
  interface Builder {
    /** Sets the kind of machine, for instance {@code x86_64-linux}. */
    Builder system(String value);

    /** Sets the kind of machine; any will do when it is empty. */
    Builder system(Optional<String> value);

    /** Makes any kind of machine do. */
    default Builder clearSystem() {
      return system(Optional.empty());
    }

    /** Sets the memory in bytes that must be at hand; 0 asks for nothing. */
    Builder minMemory(long bytes);

    /** Replaces the host's paths that are seen read-only. */
    default Builder availableReadOnlyPaths(String... paths) {
      return availableReadOnlyPaths(List.of(paths));
    }

    /** Replaces the host's paths that are seen read-only. */
    Builder availableReadOnlyPaths(Iterable<String> paths);

    /** Appends paths of the host that are seen read-only. */
    Builder addAvailableReadOnlyPaths(String... paths);

    /** Sets whether the build shares the host's network. */
    Builder networkAccess(boolean value);

    /** Sets whether there is a {@code /bin/sh}. */
    Builder provideBinSh(boolean value);

    /** Makes the value; the builder can be used further. */
    BuildConstraints build();
  }
}
