package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Weight;
import dev.ocispec.spec.LinuxDevice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a device is good for.
 *
 * @param name what it is called
 * @param weight how much access to it counts
 * @param permits what one can do with it, to follow "it can"
 */
public record DeviceMeaning(String name, Weight weight, String permits) {
  private static final DeviceMeaning BLOCK =
      new DeviceMeaning(
          "a block device", ISOLATION, "read and write what is on it past its file permissions");

  private static final Map<String, DeviceMeaning> BY_NUMBER = new HashMap<>();
  private static final Map<String, DeviceMeaning> BY_PATH = new HashMap<>();

  static {
    for (String usual : "3 null,5 zero,7 full,8 random,9 urandom".split(",")) {
      add("c 1:" + usual.substring(0, 1), "/dev/" + usual.substring(2), PLAIN, "do no harm");
    }
    add("c 5:0", "/dev/tty", PLAIN, "use its own terminal");
    add("c 5:1", "/dev/console", PLAIN, "use its own console");
    add("c 5:2", "/dev/ptmx", PLAIN, "make pseudo terminals");
    add("c 136:*", "/dev/pts", PLAIN, "use pseudo terminals");
    add("c 1:1", "/dev/mem", ISOLATION, "read and write the host's physical memory");
    add("c 1:2", "/dev/kmem", ISOLATION, "read and write the memory of the host's kernel");
    add("c 1:4", "/dev/port", ISOLATION, "use the host's I/O ports");
    add("c 1:11", "/dev/kmsg", NOTABLE, "read and write the host's kernel log");
    add("c 4:*", "/dev/tty0", NOTABLE, "use the host's virtual consoles and serial lines");
    add("c 10:130", "/dev/watchdog", NOTABLE, "trip the watchdog, which reboots the host");
    add("c 10:196", "/dev/vfio/vfio", ISOLATION, "drive hardware of the host directly");
    add("c 10:200", "/dev/net/tun", NOTABLE, "make network tunnels");
    add("c 10:223", "/dev/uinput", ISOLATION, "send key strokes and mouse moves to the host");
    add("c 10:229", "/dev/fuse", NOTABLE, "serve file systems of its own (FUSE)");
    add("c 10:232", "/dev/kvm", NOTABLE, "run virtual machines on the host's hardware");
    add("c 10:234", "/dev/btrfs-control", NOTABLE, "manage the host's Btrfs volumes");
    add("c 10:236", "/dev/mapper/control", ISOLATION, "change the host's mapped block devices");
    add("c 10:237", "/dev/loop-control", NOTABLE, "make loop devices");
    add("c 10:238", "/dev/vhost-net", NOTABLE, "move packets of virtual machines in the kernel");
    add("c 13:*", "/dev/input", ISOLATION, "read the host's keyboards and mice");
    add("c 21:*", "/dev/sg0", ISOLATION, "send raw commands to the host's disks");
    add("c 29:*", "/dev/fb0", NOTABLE, "read the host's screen and draw on it");
    add("c 81:*", "/dev/video0", NOTABLE, "use cameras");
    add("c 116:*", "/dev/snd", NOTABLE, "play and record sound");
    add("c 189:*", "/dev/bus/usb", ISOLATION, "send raw transfers to the host's USB devices");
    add("c 195:*", "/dev/nvidia0", NOTABLE, "use the graphics processor and its kernel driver");
    add("c 202:*", "/dev/cpu", ISOLATION, "change registers of the processors (MSR)");
    add("c 226:*", "/dev/dri", NOTABLE, "use the graphics processor and its kernel driver");
    add("c 1:all", "/dev/mem", ISOLATION, "read and write the host's physical memory");
    add("c 5:all", "/dev/tty", PLAIN, "use terminals");
    add(
        "c 10:all",
        "/dev/misc",
        ISOLATION,
        "use whatever driver has a miscellaneous device: KVM, VFIO, FUSE, tunnels, mapped disks");
    add("b 7:*", "/dev/loop0", NOTABLE, "use loop devices, those of the host included");
  }

  private static void add(String number, String path, Weight weight, String permits) {
    DeviceMeaning meaning = new DeviceMeaning(path, weight, permits);
    BY_NUMBER.put(number, meaning);
    BY_PATH.putIfAbsent(path, meaning);
  }

  /** The meaning of a device by its numbers. */
  public static Optional<DeviceMeaning> of(String type, OptionalLong major, OptionalLong minor) {
    String kind = type.equals("u") ? "c" : type;
    String first = kind + " " + (major.isPresent() ? major.getAsLong() : "*") + ":";
    DeviceMeaning all = BY_NUMBER.get(first + "all");
    if (minor.isEmpty() && all != null) {
      return Optional.of(all);
    }
    Optional<DeviceMeaning> known =
        Optional.ofNullable(BY_NUMBER.get(first + (minor.isPresent() ? minor.getAsLong() : "*")));
    return known
        .or(() -> Optional.ofNullable(BY_NUMBER.get(first + "*")))
        .or(() -> kind.equals("b") ? Optional.of(BLOCK) : Optional.empty());
  }

  /** The meaning of a device that a document names; empty for a pipe and for an unknown one. */
  public static Optional<DeviceMeaning> of(LinuxDevice device) {
    String type = device.type().text();
    if (type.equals("p")) {
      return Optional.empty();
    }
    return of(type, device.major(), device.minor()).or(() -> at(device.path()));
  }

  /** What it is that a document names, and what it can do with it, to follow "it gets". */
  public static String describe(LinuxDevice device) {
    String path = Words.path(device.path());
    String what =
        switch (device.type().text()) {
          case "p" -> "the named pipe " + path;
          case "b" -> "the block device " + path + numbers(device);
          case "c", "u" -> "the device " + path + numbers(device);
          default -> path + " of the unknown type " + Words.quoted(device.type().text());
        };
    return what
        + of(device)
            .filter(meaning -> meaning.weight != PLAIN)
            .map(meaning -> ", with which it can " + meaning.permits)
            .orElse("");
  }

  private static String numbers(LinuxDevice device) {
    return device.major().isPresent() && device.minor().isPresent()
        ? " (" + device.major().getAsLong() + ":" + device.minor().getAsLong() + ")"
        : "";
  }

  /** The meaning of a device by its path on the host; the folder's where the path has none. */
  public static Optional<DeviceMeaning> at(String path) {
    for (String at = path; at.length() > "/dev".length(); at = HostPathMeaning.parent(at)) {
      DeviceMeaning known = BY_PATH.get(at);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}
