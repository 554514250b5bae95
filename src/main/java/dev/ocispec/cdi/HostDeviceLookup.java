package dev.ocispec.cdi;

import dev.ocispec.rule.internal.UnixFile;
import dev.ocispec.spec.LinuxDeviceType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what device nodes the host has, for files that leave type and numbers to it. */
@FunctionalInterface
public interface HostDeviceLookup {
  /**
   * {@return the device node at a path; empty when something else is there, a symbolic link for
   * instance}
   *
   * @param path the path on the host
   * @throws IOException when nothing is there, or it can't be looked at
   */
  Optional<HostDeviceNode> at(String path) throws IOException;

  /** {@return the lookup on the machine that this program runs on} */
  static HostDeviceLookup ofThisHost() {
    return path -> {
      UnixFile file = UnixFile.of(Path.of(path));
      return switch (file.deviceType()) {
        case "" -> Optional.empty();
        case "p" -> Optional.of(new HostDeviceNode(LinuxDeviceType.P, 0, 0));
        default ->
            Optional.of(
                new HostDeviceNode(
                    LinuxDeviceType.of(file.deviceType()), file.major(), file.minor()));
      };
    };
  }
}
