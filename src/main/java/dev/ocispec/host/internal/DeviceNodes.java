package dev.ocispec.host.internal;

import dev.ocispec.host.DeviceNumber;
import dev.ocispec.host.DeviceOwner;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.report.internal.IoReason;
import dev.ocispec.rule.internal.UnixFile;
import dev.ocispec.spec.LinuxDeviceCgroupType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds device nodes. */
final class DeviceNodes {
  private static final int TYPE = 0170000;
  private static final int CHARACTER = 0020000;
  private static final int BLOCK = 0060000;
  private static final int PERMISSIONS = 07777;
  private static final int DEPTH = 3;

  private DeviceNodes() {}

  /** The nodes in a folder and a few levels below it, by path. */
  static Map<String, DeviceNumber> below(HostFiles files, String folder) {
    Map<String, DeviceNumber> nodes = new LinkedHashMap<>();
    collect(files, folder, DEPTH, nodes);
    return nodes;
  }

  private static void collect(
      HostFiles files, String folder, int depth, Map<String, DeviceNumber> nodes) {
    for (String name : files.names(folder)) {
      String path = folder + "/" + name;
      at(files, path).ifPresent(device -> nodes.put(path, device));
      if (depth > 1 && files.isFolder(path)) {
        collect(files, path, depth - 1, nodes);
      }
    }
  }

  /** The device at a path, symbolic links followed; empty when it is none. */
  static Optional<DeviceNumber> at(HostFiles files, String path) {
    try {
      Map<String, Object> facts = Files.readAttributes(files.at(path), "unix:mode,rdev");
      int type = (int) Objects.requireNonNull(facts.get("mode")) & TYPE;
      long device = (long) Objects.requireNonNull(facts.get("rdev"));
      return type == CHARACTER || type == BLOCK
          ? Optional.of(number(type == CHARACTER, device))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      files.note(
          "cannot inspect " + ForeignText.shown(path) + ": " + ForeignText.shown(IoReason.of(e)));
    } catch (IllegalArgumentException e) {
      files.note("cannot inspect " + ForeignText.shown(path) + ": " + HostFiles.NO_NAME);
    }
    return Optional.empty();
  }

  /** Whom the device at a path belongs to, symbolic links followed; empty when it can't be seen. */
  static Optional<DeviceOwner> owner(HostFiles files, String path) {
    try {
      Map<String, Object> facts = Files.readAttributes(files.at(path), "unix:mode,uid,gid");
      return Optional.of(
          new DeviceOwner(
              Integer.toUnsignedLong((int) Objects.requireNonNull(facts.get("uid"))),
              Integer.toUnsignedLong((int) Objects.requireNonNull(facts.get("gid"))),
              (int) Objects.requireNonNull(facts.get("mode")) & PERMISSIONS));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // That it can't be inspected was noted when it was found.
    }
  }

  /** Takes the kernel's number apart. */
  static DeviceNumber number(boolean character, long device) {
    UnixFile file = new UnixFile(0, device);
    return new DeviceNumber(
        character ? LinuxDeviceCgroupType.C : LinuxDeviceCgroupType.B, file.major(), file.minor());
  }
}
