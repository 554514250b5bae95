package dev.ocispec.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a build requires of the machine it runs on, and what it is allowed to use.
 *
 * <p>Nothing is granted unless it is asked for: without constraints a build has no network, no
 * {@code /bin/sh} and no path of the host.
 */
public interface BuildConstraints extends RequestJacksonRefusal {
  /**
   * {@return the kind of machine, for instance {@code x86_64-linux}; empty for any}
   *
   * <p>Spelled as Nix does: processor, hyphen, operating system.
   */
  Optional<String> system();

  /** {@return memory in bytes that must be available; 0, the default, for no requirement} */
  long minMemory();

  /**
   * {@return absolute host paths that the build sees read-only at the same path, for instance
   * {@code /dev/kvm}; none by default}
   */
  List<String> availableReadOnlyPaths();

  /**
   * {@return which network the build has} Empty, the default, for none; but when every output's
   * digest is promised ({@link BuildRequest#outputDigests()}), for {@link BuildNetwork#PRIVATE}
   * where the host can give it.
   */
  Optional<BuildNetwork> network();

  /** {@return whether the build shares the host's network; false by default} */
  default boolean networkAccess() {
    return network().filter(network -> network == BuildNetwork.HOST).isPresent();
  }

  /** {@return whether there is a {@code /bin/sh}; false by default} */
  boolean provideBinSh();

  /**
   * {@return the folder of the host that the container's root file system comes from, for instance
   * an unpacked image; empty, the default, for a root that holds only what the sandbox and the
   * request put there} The build sees it read-only, unless {@link #overlays()} say otherwise, and
   * never changes it.
   */
  Optional<Path> rootFs();

  /**
   * {@return folders that the build can change although what they show stays as it is: changes go
   * to a folder of the bundle that lies above} Each is a path relative to the container's root at
   * or in an input, one of {@link #availableReadOnlyPaths()} or the root file system; {@code /}
   * stands for all of the latter. None by default.
   */
  List<String> overlays();

  /** {@return whether there is a root file system from the host, or an overlay} */
  default boolean needsTrees() {
    return rootFs().isPresent() || !overlays().isEmpty();
  }

  /** {@return what the build is to be kept below; none is set by default} */
  BuildLimits limits();

  /** {@return a builder with nothing set} */
  static Builder builder() {
    return ImmutableBuildConstraints.builder();
  }

  /** {@return a builder that starts from this value} */
  default Builder toBuilder() {
    return ImmutableBuildConstraints.builder().from(this);
  }

  /** Collects constraints. They are checked with the request that they become part of. */
  interface Builder {
    /**
     * Sets the kind of machine, for instance {@code x86_64-linux}.
     *
     * @param value the kind of machine; an empty text for any
     * @return this builder
     */
    Builder system(String value);

    /**
     * Sets the kind of machine; empty for any.
     *
     * @param value the kind of machine, or empty
     * @return this builder
     */
    Builder system(Optional<String> value);

    /**
     * Accepts any kind of machine.
     *
     * @return this builder
     */
    default Builder clearSystem() {
      return system(Optional.empty());
    }

    /**
     * Sets the memory in bytes that must be available; 0 for no requirement.
     *
     * @param bytes the memory in bytes that must be available
     * @return this builder
     */
    Builder minMemory(long bytes);

    /**
     * Replaces the host's paths that are seen read-only.
     *
     * @param paths the host's paths that are seen read-only
     * @return this builder
     */
    default Builder availableReadOnlyPaths(String... paths) {
      return availableReadOnlyPaths(List.of(paths));
    }

    /**
     * Replaces the host's paths that are seen read-only.
     *
     * @param paths the host's paths that are seen read-only
     * @return this builder
     */
    Builder availableReadOnlyPaths(Iterable<String> paths);

    /**
     * Appends paths of the host that are seen read-only.
     *
     * @param paths paths of the host that are seen read-only
     * @return this builder
     */
    Builder addAvailableReadOnlyPaths(String... paths);

    /**
     * Sets which network the build has.
     *
     * @param value the network; {@link BuildNetwork#NONE} holds whatever is promised of outputs
     * @return this builder
     */
    Builder network(BuildNetwork value);

    /**
     * Sets which network the build has; empty for the default.
     *
     * @param value the network, or empty
     * @return this builder
     */
    Builder network(Optional<? extends BuildNetwork> value);

    /**
     * Sets whether the build shares the host's network: the same as {@link #network(BuildNetwork)}
     * with {@link BuildNetwork#HOST}, or as setting no network.
     *
     * @param value whether the build shares the host's network
     * @return this builder
     */
    default Builder networkAccess(boolean value) {
      return network(value ? Optional.of(BuildNetwork.HOST) : Optional.empty());
    }

    /**
     * Sets whether there is a {@code /bin/sh}.
     *
     * @param value whether there is a {@code /bin/sh}
     * @return this builder
     */
    Builder provideBinSh(boolean value);

    /**
     * Sets the folder of the host that the root file system comes from.
     *
     * @param folder an absolute path of the host
     * @return this builder
     */
    Builder rootFs(Path folder);

    /**
     * Sets the folder of the host that the root file system comes from; empty for none.
     *
     * @param folder an absolute path of the host, or empty
     * @return this builder
     */
    Builder rootFs(Optional<? extends Path> folder);

    /**
     * Replaces the folders that the build can change although what they show stays as it is.
     *
     * @param paths paths relative to the container's root, or {@code /}
     * @return this builder
     */
    default Builder overlays(String... paths) {
      return overlays(List.of(paths));
    }

    /**
     * Replaces the folders that the build can change although what they show stays as it is.
     *
     * @param paths paths relative to the container's root, or {@code /}
     * @return this builder
     */
    Builder overlays(Iterable<String> paths);

    /**
     * Appends folders that the build can change although what they show stays as it is.
     *
     * @param paths paths relative to the container's root, or {@code /}
     * @return this builder
     */
    Builder addOverlays(String... paths);

    /**
     * Sets what the build is to be kept below.
     *
     * @param value the limits
     * @return this builder
     */
    Builder limits(BuildLimits value);

    /**
     * Sets what the build is to be kept below.
     *
     * @param edit sets limits on a new builder
     * @return this builder
     */
    default Builder limits(UnaryOperator<BuildLimits.Builder> edit) {
      return limits(edit.apply(BuildLimits.builder()).build());
    }

    /**
     * Makes the value; the builder can be reused.
     *
     * @return the constraints
     */
    BuildConstraints build();
  }
}
