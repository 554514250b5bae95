package dev.ocispec.rule;

import java.util.Optional;
import java.util.Set;

/**
 * What rules ask of the host that a container is to run on. {@code
 * dev.ocispec.host.LocalHost.view()} answers for this machine; tests write their own.
 *
 * <p>Every answer may be missing: a rule says nothing about what can't be found out.
 */
public interface HostView {
  /** {@return whether the runtime runs as a user other than root} */
  boolean rootless();

  /** {@return the version of the host's control groups, 1 or 2; empty when it has none} */
  Optional<Integer> cgroupVersion();

  /**
   * {@return whether something exists at a path of the host; empty when that can't be told}
   *
   * @param path an absolute path
   */
  Optional<Boolean> exists(String path);

  /**
   * {@return whether a path of the host is a file that the caller may execute; empty when that
   * can't be told}
   *
   * @param path an absolute path
   */
  Optional<Boolean> executable(String path);

  /** {@return the file systems that the kernel knows; empty when that can't be told} */
  Optional<Set<String>> filesystems();

  /**
   * {@return the content of a small file of the host, for instance below {@code /proc} or {@code
   * /sys}; empty when it can't be read}
   *
   * @param path an absolute path
   */
  Optional<String> read(String path);
}
