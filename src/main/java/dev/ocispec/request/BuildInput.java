package dev.ocispec.request;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One input of a build.
 *
 * @param name its name below the folder for inputs, a single path component
 * @param source file or folder of the host that it comes from; empty when something else provides
 *     it
 */
public record BuildInput(String name, Optional<Path> source) {
  /**
   * Checks that nothing is null, and takes an empty path as none; the name is checked with the
   * request that it is part of.
   *
   * @param name its name below the folder for inputs, a single path component
   * @param source file or folder of the host that it comes from; empty when something else provides
   *     it
   */
  public BuildInput {
    Objects.requireNonNull(name, "name");
    source = source.filter(path -> !path.toString().isEmpty());
  }
}
