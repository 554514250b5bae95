package dev.ocispec.cdi;

import dev.ocispec.report.internal.ForeignText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No file describes a device that was asked for. */
public final class CdiDeviceNotFoundException extends CdiException {
  private static final long serialVersionUID = 1;

  // More names than this say nothing to a reader.
  private static final int SHOWN = 20;

  private final transient List<CdiDeviceName> devices;
  private final transient List<CdiDeviceName> available;
  private final transient List<CdiException> problems;

  CdiDeviceNotFoundException(
      List<CdiDeviceName> devices,
      List<Path> folders,
      List<CdiDeviceName> available,
      List<CdiException> problems) {
    super(message(devices, folders, available, problems));
    this.devices = List.copyOf(devices);
    this.available = List.copyOf(available);
    this.problems = List.copyOf(problems);
  }

  private static String message(
      List<CdiDeviceName> devices,
      List<Path> folders,
      List<CdiDeviceName> available,
      List<CdiException> problems) {
    StringBuilder text =
        new StringBuilder(names(devices.stream()))
            .append(": no file in ")
            .append(
                folders.stream()
                    .map(folder -> ForeignText.oneLine(folder.toString()))
                    .collect(Collectors.joining(", ")))
            .append(devices.size() == 1 ? " describes this device" : " describes these devices");
    if (!available.isEmpty()) {
      text.append("; there are ").append(names(available.stream().limit(SHOWN)));
      if (available.size() > SHOWN) {
        text.append(" and ").append(available.size() - SHOWN).append(" more");
      }
    }
    problems.forEach(problem -> text.append("\nnot counted: ").append(problem.getMessage()));
    return text.toString();
  }

  private static String names(Stream<CdiDeviceName> devices) {
    return devices.map(CdiDeviceName::toString).collect(Collectors.joining(", "));
  }

  /** {@return the devices that were asked for and are not there} */
  public List<CdiDeviceName> devices() {
    return devices;
  }

  /** {@return the devices that there are} */
  public List<CdiDeviceName> available() {
    return available;
  }

  /** {@return what was wrong with files that may describe the device} */
  public List<CdiException> problems() {
    return problems;
  }
}
