package dev.ocispec.service;

import dev.ocispec.report.OciException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An engine failed a build. It ends as {@link BuildStatus#RUNTIME_ERROR} with this message, or as
 * {@link BuildStatus#TIMED_OUT} if that is why.
 */
public final class EngineException extends OciException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  private final ReasonCode code;

  /**
   * A failure.
   *
   * @param code what kind of failure it is
   * @param message who was asked for what, what was found, and what to do about it
   * @param cause what it was found by; null when there is nothing more to tell
   */
  public EngineException(ReasonCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** {@return what kind of failure it is} */
  public ReasonCode code() {
    return code;
  }
}
