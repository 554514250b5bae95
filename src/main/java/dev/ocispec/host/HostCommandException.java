package dev.ocispec.host;

import dev.ocispec.report.OciException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program of the host that prepares or removes bundles is missing, failed or did not end. */
public final class HostCommandException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> command;

  public HostCommandException(List<String> command, String found, @Nullable Throwable cause) {
    super("the command \"" + String.join(" ", command) + "\" " + found, cause);
    this.command = List.copyOf(command);
  }

  /** The program and its arguments. */
  public List<String> command() {
    return command;
  }
}
