package dev.ocispec.image;

import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;

/** A folder is no image layout, or something in it can't be read or is not what it should be. */
public final class ImageLayoutException extends ImageException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 200;

  private final transient Path file;

  ImageLayoutException(Path file, String expected, String found) {
    super(message(file, expected, found));
    this.file = file;
  }

  ImageLayoutException(Path file, String expected, String found, Exception cause) {
    super(message(file, expected, found), cause);
    this.file = file;
  }

  /** A document in the layout is no JSON, or not of its type; the cause says where. */
  ImageLayoutException(Path file, UnreadableDocumentException cause) {
    super(cause.from(file.toString()).getMessage(), cause);
    this.file = file;
  }

  /** {@return the file or folder that is wrong} */
  public Path file() {
    return file;
  }

  private static String message(Path file, String expected, String found) {
    return ForeignText.oneLine(file.toString())
        + ": expected "
        + expected
        + ", found "
        + ForeignText.withoutMiddle(found, LONGEST);
  }
}
