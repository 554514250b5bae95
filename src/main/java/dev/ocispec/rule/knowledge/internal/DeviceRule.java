package dev.ocispec.rule.knowledge.internal;

import dev.ocispec.rule.Weight;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.LinuxDeviceCgroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an element of {@code linux.resources.devices} allows or forbids. */
public final class DeviceRule {
  private final LinuxDeviceCgroup rule;
  private final String type;
  private final String access;

  private DeviceRule(LinuxDeviceCgroup rule) {
    this.rule = rule;
    String stated = rule.type().map(value -> value.text()).orElse("");
    this.type = stated.isEmpty() ? "a" : stated;
    this.access = rule.access().filter(text -> !text.isEmpty()).orElse("rwm");
  }

  /** The meaning of an element. */
  public static DeviceRule of(LinuxDeviceCgroup rule) {
    return new DeviceRule(rule);
  }

  private static OptionalLong number(OptionalLong number) {
    return number.isPresent() && number.getAsLong() >= 0 ? number : OptionalLong.empty();
  }

  private boolean isWild() {
    return type.equals("a") || number(rule.major()).isEmpty();
  }

  /** Whether it is about every device, and every way to use it. */
  public boolean isForAll() {
    boolean numbered = number(rule.major()).isPresent() || number(rule.minor()).isPresent();
    return type.equals("a")
        && !numbered
        && access.contains("r")
        && access.contains("w")
        && access.contains("m");
  }

  /** Whether it lets device files be made but not opened. */
  private boolean isMakingOnly() {
    return !access.contains("r") && !access.contains("w");
  }

  private Optional<DeviceMeaning> meaning() {
    return isWild()
        ? Optional.empty()
        : DeviceMeaning.of(type, number(rule.major()), number(rule.minor()));
  }

  /** Whether it allows no more than what every container may have. */
  public boolean isHarmless() {
    return meaning().filter(meaning -> meaning.weight() == Weight.PLAIN).isPresent();
  }

  /** How much it counts. */
  public Weight weight(ContainerView container) {
    if (!rule.allow() || isMakingOnly()) {
      return Weight.PLAIN;
    }
    Weight weight =
        isWild()
            ? container.sharesHostIds() ? Weight.ISOLATION : Weight.NOTABLE
            : meaning().map(DeviceMeaning::weight).orElse(Weight.NOTABLE);
    return weight == Weight.ISOLATION && needsFile(container) ? Weight.NOTABLE : weight;
  }

  /** Whether it is about many devices, and the container can't make a device file for each. */
  private boolean needsFile(ContainerView container) {
    boolean many = isWild() || number(rule.minor()).isEmpty();
    return many && !container.holdsOnHost("CAP_MKNOD");
  }

  /** How much it counts that a container has no rule for devices at all. */
  public static Weight weightOfNone(ContainerView container) {
    if (!container.sharesHostIds()) {
      return Weight.PLAIN;
    }
    return container.holdsOnHost("CAP_MKNOD") ? Weight.ISOLATION : Weight.NOTABLE;
  }

  /** Whether it is about that device alone. */
  public boolean isAbout(LinuxDevice device) {
    return device.major().isPresent()
        && type.equals(device.type().text())
        && number(rule.major()).equals(device.major())
        && number(rule.minor()).equals(device.minor());
  }

  /** The device by its usual path, or by its numbers. */
  public String name() {
    return meaning().map(DeviceMeaning::name).orElse(numbers());
  }

  private String numbers() {
    boolean one = number(rule.major()).isPresent() && number(rule.minor()).isPresent();
    String kind = (type.equals("b") ? "block device" : "character device") + (one ? " " : "s ");
    return kind + numberText(rule.major()) + ":" + numberText(rule.minor());
  }

  private static String numberText(OptionalLong number) {
    return number(number).isPresent() ? String.valueOf(number.getAsLong()) : "*";
  }

  private String devices() {
    if (type.equals("a")) {
      return isForAll() || number(rule.major()).isEmpty()
          ? "all devices of the host"
          : "devices " + numberText(rule.major()) + ":" + numberText(rule.minor());
    }
    if (number(rule.major()).isEmpty()) {
      return type.equals("b")
          ? "all block devices of the host"
          : "all character devices of the host";
    }
    return meaning()
        .filter(m -> m.name().startsWith("/") && number(rule.minor()).isPresent())
        .map(m -> m.name() + " (" + numbers() + ")")
        .orElse("the " + numbers());
  }

  private String ways() {
    List<String> ways = new ArrayList<>();
    if (access.contains("r")) {
      ways.add("read");
    }
    if (access.contains("w")) {
      ways.add("write");
    }
    if (access.contains("m")) {
      ways.add(ways.isEmpty() ? "make, but not open, device files for" : "make");
    }
    return ways.isEmpty() ? "do nothing with" : Words.list(ways);
  }

  /** What it says of that container, to follow "a rule". */
  public String textIn(ContainerView container) {
    return text()
        + (rule.allow()
                && !isMakingOnly()
                && !isHarmless()
                && container.sharesHostIds()
                && needsFile(container)
            ? "; without CAP_MKNOD it can make no device files, but only open those that it finds"
            : "");
  }

  /** What it lets do, without what that is good for, to follow "a rule". */
  public String shortText() {
    return "lets it " + ways() + " " + devices();
  }

  /** What it says, to follow "a rule". */
  public String text() {
    if (!rule.allow()) {
      return "forbids it to " + ways() + " " + devices();
    }
    boolean disks = type.equals("a") && isWild() && !isMakingOnly();
    return "lets it "
        + ways()
        + " "
        + devices()
        + (disks
            ? ", its disks and memory included"
            : isMakingOnly() || isHarmless()
                ? ""
                : meaning().map(m -> ", with which it can " + m.permits()).orElse(""));
  }
}
