package dev.ocispec.host.internal;

import dev.ocispec.report.internal.ForeignText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A path has more bytes than the kernel takes. */
final class PathTooLongException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 120;

  PathTooLongException(Path path, int length, IOException cause) {
    super(
        path.toString(),
        null,
        "the path "
            + ForeignText.withoutMiddle(path.toString(), SHOWN)
            + " has "
            + length
            + " bytes, and the host takes no more than "
            + FileTree.LONGEST_PATH);
    initCause(cause);
  }
}
