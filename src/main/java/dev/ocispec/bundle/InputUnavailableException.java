package dev.ocispec.bundle;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An input or another path of the host that is to be mounted can't be had. */
public final class InputUnavailableException extends BundleException {
  private static final long serialVersionUID = 1L;

  private final String input;
  private final transient Optional<Path> source;

  /** An exception about the input {@code input}, which {@code source} was to provide. */
  public InputUnavailableException(String input, Optional<Path> source, String found) {
    this(input, source, found, null);
  }

  /** The same with what caused it. */
  public InputUnavailableException(
      String input, Optional<Path> source, String found, @Nullable Throwable cause) {
    super("input " + input + source.map(path -> " from " + path).orElse("") + ": " + found, cause);
    this.input = input;
    this.source = source;
  }

  /** The input's name, or the path in the container. */
  public String input() {
    return input;
  }

  /** The host's path, if there is one. */
  public Optional<Path> source() {
    return source;
  }
}
