package dev.ocispec.host;

import dev.ocispec.report.OciException;
import dev.ocispec.report.internal.ForeignText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program of the host that prepares or removes bundles is missing, failed or did not end. */
public final class HostCommandException extends OciException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 500;

  private final transient List<String> command;

  /**
   * {@code found} is what went wrong, the command being the subject; of long text the middle is
   * left out.
   *
   * @param command the command and its arguments
   * @param found what went wrong, with the command as its subject
   * @param cause what caused it, or {@code null}
   */
  public HostCommandException(List<String> command, String found, @Nullable Throwable cause) {
    super(
        "the command \""
            + ForeignText.withoutMiddle(String.join(" ", command), LONGEST)
            + "\" "
            + ForeignText.withoutMiddle(found, LONGEST),
        cause);
    this.command = List.copyOf(command);
  }

  /** {@return the program and its arguments} */
  public List<String> command() {
    return command;
  }
}
