package dev.ocispec.runtime;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The deadline of a call passed. The runtime process was killed; a container that the call was
 * making or running was killed and removed. A container that was merely waited for goes on. The
 * message names the method that sets the limit.
 */
public final class RuntimeTimedOutException extends RuntimeFailureException {
  private static final long serialVersionUID = 1L;

  private final transient Duration timeout;
  private final transient CapturedOutput stdout;
  private final transient CapturedOutput stderr;

  RuntimeTimedOutException(
      String what,
      CallReport call,
      Deadline deadline,
      CapturedOutput stdout,
      CapturedOutput stderr) {
    super(what + " within " + described(deadline), call);
    this.timeout = deadline.limit();
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** The limit and what sets it. */
  private static String described(Deadline deadline) {
    String limit = seconds(deadline.limit());
    return deadline.setBy().isEmpty()
        ? limit
        : limit + ", a limit that " + deadline.setBy() + " sets";
  }

  /** With at most three decimals: {@code 10 s}, {@code 0.25 s}. */
  private static String seconds(Duration duration) {
    String seconds =
        BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    return seconds + " s";
  }

  /** {@return how long the call was allowed to take} */
  public Duration timeout() {
    return timeout;
  }

  /** {@return what was written to standard output until then} */
  public CapturedOutput stdout() {
    return stdout;
  }

  /** {@return what was written to standard error until then} */
  public CapturedOutput stderr() {
    return stderr;
  }
}
