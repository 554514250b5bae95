package dev.ocispec.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * How a process in a container ended.
 *
 * @param exitCode its exit code, 0 to 255
 * @param signal the signal that killed it, which runtimes report as the exit code 128 + n; a
 *     process that exits with the same code cannot be distinguished from it
 * @param duration from the call of the runtime to its end
 * @param stdout the end of its standard output
 * @param stderr the end of its standard error
 */
public record RunResult(
    int exitCode,
    Optional<Signal> signal,
    Duration duration,
    CapturedOutput stdout,
    CapturedOutput stderr) {

  static RunResult of(RuntimeCall.Ended ended) {
    return new RunResult(
        ended.exitCode(),
        Signal.ofExitCode(ended.exitCode()),
        ended.duration(),
        ended.stdout(),
        ended.stderr());
  }

  /** {@return whether the exit code is 0} */
  public boolean isSuccess() {
    return exitCode == 0;
  }

  /** {@return what was kept of the standard output, as UTF-8} */
  public String stdoutText() {
    return stdout.text();
  }

  /** {@return what was kept of the standard error, as UTF-8} */
  public String stderrText() {
    return stderr.text();
  }
}
