package dev.ocispec.preset;

import dev.ocispec.rule.internal.UnixFile;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceCgroup;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which devices a container has. */
public final class DeviceOptions {
  /** Reading, writing and making the device file. */
  public static final String ALL_ACCESS = "rwm";

  private static final int PERMISSIONS = 0777;
  private static final Pattern RULE =
      Pattern.compile("([acb]) ([0-9]{1,9}|\\*):([0-9]{1,9}|\\*) ([rwm]{1,3})");
  private static final long EVERY = -1;

  private DeviceOptions() {}

  /**
   * {@return a device, and the rule of its control group that lets the container use it}
   *
   * @param device the device; one at the same path is replaced
   * @param access what the container may do: some of {@code r} (read), {@code w} (write) and {@code
   *     m} (make the device file)
   */
  public static ContainerOption device(LinuxDevice device, String access) {
    return new DeviceGrant(device, access);
  }

  /**
   * {@return a device of this host, with its numbers, permissions and owner as they are now; read,
   * write and mknod}
   *
   * @param path the device; a symbolic link is followed
   * @throws IllegalArgumentException when it is not a device
   * @throws UncheckedIOException when it can't be looked at
   */
  public static ContainerOption hostDevice(Path path) {
    return device(onHost(path, path.toString()), ALL_ACCESS);
  }

  /**
   * {@return what a device of this host is like}
   *
   * @param path the device; a symbolic link is followed
   * @param containerPath where the container has it
   * @throws IllegalArgumentException when it is not a device
   * @throws UncheckedIOException when it can't be looked at
   */
  public static LinuxDevice onHost(Path path, String containerPath) {
    try {
      Path real = path.toRealPath();
      UnixFile file = UnixFile.of(real);
      if (file.deviceType().isEmpty()) {
        throw new IllegalArgumentException("expected a device, found another file at " + path);
      }
      Map<String, Object> owner = Files.readAttributes(real, "unix:uid,gid");
      return LinuxDevice.builder()
          .path(containerPath)
          .type(file.deviceType())
          .major(file.major())
          .minor(file.minor())
          .fileMode(file.mode() & PERMISSIONS)
          .uid(number(owner, "uid"))
          .gid(number(owner, "gid"))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return a rule of the control group for devices, after those that there are}
   *
   * @param rule the rule
   */
  public static ContainerOption rule(LinuxDeviceCgroup rule) {
    return new DeviceRule(rule);
  }

  /**
   * {@return a rule of the control group for devices, after those that there are}
   *
   * @param rule for instance {@code c 10:* rwm}: what it is, its numbers, and what the container
   *     may do
   * @throws IllegalArgumentException when it is not of that form
   */
  public static ContainerOption rule(String rule) {
    Matcher parts = RULE.matcher(rule);
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected a rule like c 10:* rwm, found " + rule);
    }
    return rule(
        LinuxDeviceCgroup.builder()
            .allow(true)
            .type(parts.group(1))
            .major(number(parts.group(2)))
            .minor(number(parts.group(3)))
            .access(parts.group(4))
            .build());
  }

  /** {@return a rule of the control group that lets the container use every device} */
  public static ContainerOption allDevices() {
    return rule(LinuxDeviceCgroup.builder().allow(true).access(ALL_ACCESS).build());
  }

  private static long number(String digits) {
    return digits.equals("*") ? EVERY : Long.parseLong(digits);
  }

  private static long number(Map<String, Object> facts, String name) {
    return Integer.toUnsignedLong((int) Objects.requireNonNull(facts.get(name)));
  }

  /** A device that a container has. */
  record DeviceGrant(LinuxDevice device, String access) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      Spec with = SpecEdits.linux(spec, linux -> linux.putDevice(device));
      return rule(allowing()).applyTo(with);
    }

    /** The rule that lets the container use it. */
    LinuxDeviceCgroup allowing() {
      LinuxDeviceCgroup.Builder rule = LinuxDeviceCgroup.builder().allow(true).access(access);
      // An unbuffered character device and a character device are one thing to the kernel.
      String type = device.type().toString();
      rule.type(LinuxDeviceCgroupType.of(type.equals("u") ? "c" : type));
      device.major().ifPresent(rule::major);
      device.minor().ifPresent(rule::minor);
      return rule.build();
    }
  }

  /** A rule of the control group for devices. */
  record DeviceRule(LinuxDeviceCgroup rule) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.resources(spec, resources -> resources.addDevice(rule));
    }
  }
}
