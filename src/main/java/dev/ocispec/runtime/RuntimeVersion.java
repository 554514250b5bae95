package dev.ocispec.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The version that a runtime reports.
 *
 * @param name the program, for instance {@code runc}
 * @param version its version, for instance {@code 1.1.5+ds1}
 * @param specVersion the version of the runtime specification that it names; what it does may be
 *     more or less. Empty when it names none
 * @param commit the source revision; empty when it names none
 * @param lines all that it prints
 */
public record RuntimeVersion(
    String name,
    String version,
    Optional<String> specVersion,
    Optional<String> commit,
    List<String> lines) {

  /**
   * Copies the list.
   *
   * @param name the program, for instance {@code runc}
   * @param version its version, for instance {@code 1.1.5+ds1}
   * @param specVersion the version of the runtime specification that it names; what it does may be
   *     more or less. Empty when it names none
   * @param commit the source revision; empty when it names none
   * @param lines all that it prints
   */
  public RuntimeVersion {
    lines = List.copyOf(lines);
  }
}
