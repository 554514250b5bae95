package dev.ocispec.image;

import dev.ocispec.report.OciException;

/** An image, or the folder that it is in, is not as it has to be. */
public abstract class ImageException extends OciException {
  private static final long serialVersionUID = 1;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
