package dev.ocispec.cdi;

import dev.ocispec.spec.LinuxDeviceType;
import java.util.Objects;

/**
 * A device node of the host.
 *
 * @param type its kind: {@code c}, {@code b}, or {@code p} for a FIFO
 * @param major number of the driver; 0 for a FIFO
 * @param minor number of the device at its driver; 0 for a FIFO
 */
public record HostDeviceNode(LinuxDeviceType type, long major, long minor) {
  /**
   * Checks that there is a type.
   *
   * @param type its kind
   * @param major number of the driver
   * @param minor number of the device at its driver
   */
  public HostDeviceNode {
    Objects.requireNonNull(type, "type");
  }
}
