package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Weight;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a device is good for.
 *
 * @param name what it is called
 * @param weight how much access to it counts
 * @param opens what access to it opens
 */
public record DeviceMeaning(String name, Weight weight, String opens) {
  private static final DeviceMeaning BLOCK =
      new DeviceMeaning(
          "a block device",
          ISOLATION,
          "whoever reads or writes it goes past the permissions of the file system on it");

  private static final Map<String, DeviceMeaning> BY_NUMBER = new HashMap<>();
  private static final Map<String, DeviceMeaning> BY_PATH = new HashMap<>();

  static {
    for (String usual : "3 null,5 zero,7 full,8 random,9 urandom".split(",")) {
      add("c 1:" + usual.substring(0, 1), "/dev/" + usual.substring(2), PLAIN, "harmless");
    }
    add("c 5:0", "/dev/tty", PLAIN, "its own terminal");
    add("c 5:1", "/dev/console", PLAIN, "its own console");
    add("c 5:2", "/dev/ptmx", PLAIN, "pseudo terminals");
    add("c 136:*", "/dev/pts", PLAIN, "pseudo terminals");
    add("c 1:1", "/dev/mem", ISOLATION, "the host's physical memory");
    add("c 1:2", "/dev/kmem", ISOLATION, "the host's kernel memory");
    add("c 1:4", "/dev/port", ISOLATION, "the host's I/O ports");
    add("c 1:11", "/dev/kmsg", NOTABLE, "the host's kernel log");
    add("c 4:*", "/dev/tty0", NOTABLE, "the host's virtual consoles and serial lines");
    add("c 10:130", "/dev/watchdog", NOTABLE, "the watchdog, which can reboot the host");
    add("c 10:196", "/dev/vfio/vfio", ISOLATION, "hardware driven from user space");
    add("c 10:200", "/dev/net/tun", NOTABLE, "network tunnels");
    add("c 10:223", "/dev/uinput", ISOLATION, "key strokes and mouse moves on the host");
    add("c 10:229", "/dev/fuse", NOTABLE, "file systems served by a program of its own (FUSE)");
    add("c 10:232", "/dev/kvm", NOTABLE, "virtual machines on the host's hardware");
    add("c 10:234", "/dev/btrfs-control", NOTABLE, "the host's Btrfs volumes");
    add("c 10:236", "/dev/mapper/control", ISOLATION, "the host's mapped block devices");
    add("c 10:237", "/dev/loop-control", NOTABLE, "new loop devices");
    add("c 10:238", "/dev/vhost-net", NOTABLE, "network for virtual machines");
    add("c 13:*", "/dev/input", ISOLATION, "the host's keyboards and mice");
    add("c 21:*", "/dev/sg0", ISOLATION, "the host's SCSI devices, with raw commands");
    add("c 29:*", "/dev/fb0", NOTABLE, "the host's screen");
    add("c 81:*", "/dev/video0", NOTABLE, "cameras");
    add("c 116:*", "/dev/snd", NOTABLE, "sound and microphones");
    add("c 189:*", "/dev/bus/usb", ISOLATION, "the host's USB devices, with raw transfers");
    add("c 195:*", "/dev/nvidia0", NOTABLE, "the graphics processor and its driver");
    add("c 202:*", "/dev/cpu", ISOLATION, "the processors' model-specific registers");
    add("c 226:*", "/dev/dri", NOTABLE, "the graphics processor and its driver");
    add("b 7:*", "/dev/loop0", NOTABLE, "loop devices, those that the host uses included");
  }

  private static void add(String number, String path, Weight weight, String opens) {
    DeviceMeaning meaning = new DeviceMeaning(path, weight, opens);
    BY_NUMBER.put(number, meaning);
    BY_PATH.put(path, meaning);
  }

  /** The meaning of a device by its numbers. */
  public static Optional<DeviceMeaning> of(String type, OptionalLong major, OptionalLong minor) {
    String kind = type.equals("u") ? "c" : type;
    String first = kind + " " + (major.isPresent() ? major.getAsLong() : "*") + ":";
    Optional<DeviceMeaning> known =
        Optional.ofNullable(BY_NUMBER.get(first + (minor.isPresent() ? minor.getAsLong() : "*")));
    return known
        .or(() -> Optional.ofNullable(BY_NUMBER.get(first + "*")))
        .or(() -> kind.equals("b") ? Optional.of(BLOCK) : Optional.empty());
  }

  /** The meaning of a device by its path on the host; the folder's where the path has none. */
  public static Optional<DeviceMeaning> at(String path) {
    for (String at = path; at.length() > "/dev".length(); at = HostPaths.parent(at)) {
      DeviceMeaning known = BY_PATH.get(at);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}
