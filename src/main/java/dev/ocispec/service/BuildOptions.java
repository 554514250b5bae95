package dev.ocispec.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Options of one build. Anything not set is taken from the service's options. */
public interface BuildOptions {
  /** How much of a log stays in a result by default: 64 KiB. */
  int DEFAULT_LOG_TAIL = 64 * 1024;

  /**
   * How long the build may take, from its beginning until its outputs are read, without the time
   * that it waits for others; more than 0, else the build is refused. When it passes, the build
   * ends as {@link BuildStatus#TIMED_OUT}.
   *
   * @param limit how long the build may take
   * @return these options
   */
  BuildOptions timeout(Duration limit);

  /**
   * Whether the bundle is left on disk, see {@link BuildResult#folder()}.
   *
   * @param value whether the bundle is left
   * @return these options
   */
  BuildOptions keep(boolean value);

  /**
   * Where the outputs of a build that succeeds are moved to, each at its path below this folder,
   * which is created if it does not exist. Default: they are removed with the build.
   *
   * @param folder a folder of the host
   * @return these options
   */
  BuildOptions outputFolder(Path folder);

  /**
   * Whether the sandbox is observed from inside before the command runs, see {@link
   * BuildResult#attestation()}. Default: {@code false}.
   *
   * @param value whether the sandbox is observed
   * @return these options
   */
  BuildOptions attest(boolean value);

  /**
   * How many bytes, from the end of what the command prints, stay in the result, see {@link
   * BuildResult#logTail()}. Default: {@link #DEFAULT_LOG_TAIL}.
   *
   * @param bytes 0 or more, else the build is refused
   * @return these options
   */
  BuildOptions logTail(int bytes);

  /**
   * What is done with the sandbox of a command that failed, before it is removed: a shell opened in
   * it, for instance. It is called on the build's thread, after the deadline, and changes nothing
   * of the result; what it throws, the build throws. Default: nothing.
   *
   * @param inspector is given the way into the sandbox, which ends when it returns
   * @return these options
   */
  BuildOptions afterFailure(Consumer<SandboxEntry> inspector);

  /**
   * Who follows the build's progress; nobody by default.
   *
   * @param value the listener
   * @return these options
   */
  BuildOptions listener(BuildListener value);
}
