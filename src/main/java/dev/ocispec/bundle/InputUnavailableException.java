package dev.ocispec.bundle;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An input or another path of the host to be mounted is not available. */
public final class InputUnavailableException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** The input's name. */
  private final String input;

  private final transient Optional<Path> source;

  /**
   * An exception about the input {@code input}, which {@code source} was to provide.
   *
   * @param input the input's name
   * @param source where it was to come from; empty when the request does not say
   * @param found what went wrong
   */
  public InputUnavailableException(String input, Optional<Path> source, String found) {
    this(input, source, found, null);
  }

  /**
   * The same with what caused it.
   *
   * @param input the input's name
   * @param source where it was to come from; empty when the request does not say
   * @param found what went wrong
   * @param cause what caused it, or {@code null}
   */
  public InputUnavailableException(
      String input, Optional<Path> source, String found, @Nullable Throwable cause) {
    super("input " + input + source.map(path -> " from " + path).orElse("") + ": " + found, cause);
    this.input = input;
    this.source = source;
  }

  /** {@return the input's name, or the path in the container} */
  public String input() {
    return input;
  }

  /** {@return the host's path, if there is one} */
  public Optional<Path> source() {
    return source;
  }
}
