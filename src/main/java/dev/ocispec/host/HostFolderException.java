package dev.ocispec.host;

import dev.ocispec.report.OciException;
import java.io.IOException;
import java.nio.file.Path;

/** A folder of the host is needed and can't be read, or is no folder. */
public final class HostFolderException extends OciException {
  private static final long serialVersionUID = 1L;

  private final transient Path folder;

  HostFolderException(Path folder, String reason, IOException cause) {
    super("expected a folder that can be read, found " + folder + ": " + reason, cause);
    this.folder = folder;
  }

  /** {@return the folder} */
  public Path folder() {
    return folder;
  }
}
