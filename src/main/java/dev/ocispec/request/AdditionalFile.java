package dev.ocispec.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A file that is written before the build starts. In a scratch path it belongs to the build, which
 * can change it; anywhere else it lies in the container's read-only root folder and belongs to the
 * container's root. Nothing else in the request may be at or below its path.
 */
public final class AdditionalFile implements RequestJacksonRefusal {
  private final String path;
  private final byte[] contents;

  private AdditionalFile(String path, byte[] contents) {
    this.path = Objects.requireNonNull(path, "path");
    this.contents = contents;
  }

  /**
   * {@return a file with these bytes, which are copied}
   *
   * @param path where the file is written, relative to the container's root
   * @param contents the file's bytes
   */
  public static AdditionalFile of(String path, byte[] contents) {
    return new AdditionalFile(path, contents.clone());
  }

  /**
   * {@return a file with the text's UTF-8 bytes}
   *
   * @param path where the file is written, relative to the container's root
   * @param contents the file's text
   */
  public static AdditionalFile of(String path, String contents) {
    return new AdditionalFile(path, contents.getBytes(StandardCharsets.UTF_8));
  }

  /** {@return the path it is written to: relative to the container's root, like a scratch path} */
  public String path() {
    return path;
  }

  /** {@return a copy of its bytes} */
  public byte[] contents() {
    return contents.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AdditionalFile that
        && path.equals(that.path)
        && Arrays.equals(contents, that.contents);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(contents);
  }

  /** Path and size. */
  @Override
  public String toString() {
    return path + " (" + contents.length + " bytes)";
  }
}
