package dev.ocispec.cdi;

import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Several files of one folder describe the same device, so that neither goes before the other. */
public final class CdiConflictException extends CdiException {
  private static final long serialVersionUID = 1;

  private final transient CdiDeviceName device;
  private final transient List<Path> files;

  CdiConflictException(CdiDeviceName device, List<Path> files) {
    super(
        device
            + ": expected one description, found "
            + files.size()
            + " in one folder: "
            + files.stream()
                .map(file -> ForeignText.oneLine(file.toString()))
                .collect(Collectors.joining(", "))
            + "; remove all but one, or describe the device in a folder that comes later");
    this.device = device;
    this.files = List.copyOf(files);
  }

  /** {@return the device} */
  public CdiDeviceName device() {
    return device;
  }

  /** {@return the files that describe it, by name} */
  public List<Path> files() {
    return files;
  }
}
