package dev.ocispec.image;

import dev.ocispec.report.internal.ForeignText;

/** The user or group that an image names can't be found in its root filesystem. */
public final class ImageUserException extends ImageException {
  private static final long serialVersionUID = 1;

  /** What the image says. */
  private final String user;

  ImageUserException(String user, String reason) {
    super("config.User \"" + ForeignText.shown(user) + "\": " + reason);
    this.user = user;
  }

  /** {@return what the image says in {@code config.User}} */
  public String user() {
    return user;
  }
}
