package dev.ocispec.image;

import java.nio.file.Path;

/** A folder is no image layout, or something in it can't be read or is not what it should be. */
public final class ImageLayoutException extends ImageException {
  private static final long serialVersionUID = 1;

  private final transient Path file;

  ImageLayoutException(Path file, String expected, String found) {
    super(file + ": expected " + expected + ", found " + found);
    this.file = file;
  }

  ImageLayoutException(Path file, Exception cause) {
    super(file + ": " + cause.getMessage(), cause);
    this.file = file;
  }

  /** {@return the file or folder that is wrong} */
  public Path file() {
    return file;
  }
}
