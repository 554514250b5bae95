package dev.ocispec.rule;

import java.util.Optional;
import java.util.Set;

/**
 * What rules ask of the host that a container is to run on. {@code LocalHost.view()} in {@code
 * dev.ocispec.host} answers for this machine; write your own for another one.
 *
 * <p>Every answer may be missing: a rule says nothing about what can't be found out. All paths are
 * absolute paths of the host.
 */
public interface HostView {
  /** {@return whether the runtime is started by a user other than root; empty when not known} */
  default Optional<Boolean> rootless() {
    return Optional.empty();
  }

  /**
   * {@return the version of control groups through which resources are limited: 2 where the unified
   * hierarchy is the only one, else 1; empty when not known}
   */
  default Optional<Integer> cgroupVersion() {
    return Optional.empty();
  }

  /**
   * {@return the controllers through which containers of this user can be limited, for instance
   * {@code memory}; empty when not known}
   */
  default Optional<Set<String>> cgroupControllers() {
    return Optional.empty();
  }

  /**
   * {@return what is at a path, symbolic links followed; empty when not known}
   *
   * @param path an absolute path
   */
  default Optional<HostFile> file(String path) {
    return Optional.empty();
  }

  /**
   * {@return the type of the namespace that a path stands for, as {@code linux.namespaces} spells
   * it; an empty text when the path stands for none; empty when not known}
   *
   * @param path an absolute path, for instance {@code /proc/1/ns/net}
   */
  default Optional<String> namespaceType(String path) {
    return Optional.empty();
  }

  /**
   * {@return the content of a small file, for instance below {@code /proc} or {@code /sys}; empty
   * when it can't be read}
   *
   * @param path an absolute path
   */
  default Optional<String> read(String path) {
    return Optional.empty();
  }
}
