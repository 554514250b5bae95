package dev.ocispec.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What one build can be told. What is not set is as the service's options say. */
public final class BuildOptions {
  private Duration timeout;
  private boolean keep;
  private boolean attest;
  private Optional<Path> outputFolder = Optional.empty();
  private BuildListener listener = BuildListener.none();

  BuildOptions(BuildServiceOptions defaults) {
    timeout = defaults.timeout();
    keep = defaults.isKept();
  }

  /**
   * How long the build may take, from its beginning until its outputs are read, without the time
   * that it waits for others; more than 0. When it passes, the build ends as {@link
   * BuildStatus#TIMED_OUT}.
   *
   * @throws IllegalArgumentException when it is not more than 0
   */
  public BuildOptions timeout(Duration limit) {
    timeout = BuildServiceOptions.positive(limit);
    return this;
  }

  /** Whether the bundle is left on disk, see {@link BuildResult#folder()}. */
  public BuildOptions keep(boolean value) {
    keep = value;
    return this;
  }

  /**
   * Where the outputs of a build that succeeds are moved to, each at its path below this folder,
   * which is made when it is not there. Default: they are removed with the build.
   */
  public BuildOptions outputFolder(Path folder) {
    outputFolder = Optional.of(folder.toAbsolutePath());
    return this;
  }

  /**
   * Whether the sandbox is observed from inside before the command runs, see {@link
   * BuildResult#attestation()}. Default: {@code false}.
   */
  public BuildOptions attest(boolean value) {
    attest = value;
    return this;
  }

  /** Who hears how the build goes; default nobody. */
  public BuildOptions listener(BuildListener value) {
    listener = value;
    return this;
  }

  Duration timeout() {
    return timeout;
  }

  boolean isKept() {
    return keep;
  }

  boolean isAttested() {
    return attest;
  }

  Optional<Path> outputFolder() {
    return outputFolder;
  }

  BuildListener listener() {
    return listener;
  }
}
