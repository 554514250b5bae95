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
  private static final int FOLDER = 0040000;
  private static final int PERMISSIONS = 07777;
  private static final int DEPTH = 3;

  private DeviceNodes() {}

  /**
   * A node.
   *
   * @param number its number
   * @param owner whom it belongs to
   */
  record Node(DeviceNumber number, DeviceOwner owner) {}

  /** The nodes in a folder and a few levels below it, by path. */
  static Map<String, Node> below(HostFiles files, String folder) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    collect(files, folder, DEPTH, nodes);
    return nodes;
  }

  private static void collect(HostFiles files, String folder, int depth, Map<String, Node> nodes) {
    for (String name : files.names(folder)) {
      String path = folder + "/" + name;
      Optional<Map<String, Object>> facts = facts(files, path);
      facts.flatMap(DeviceNodes::node).ifPresent(device -> nodes.put(path, device));
      boolean leadsToFolder = facts.filter(known -> type(known) == FOLDER).isPresent();
      if (depth > 1 && leadsToFolder && files.isFolder(path)) {
        collect(files, path, depth - 1, nodes);
      }
    }
  }

  /** The device at a path, symbolic links followed; empty when it is none. */
  static Optional<Node> at(HostFiles files, String path) {
    return facts(files, path).flatMap(DeviceNodes::node);
  }

  /** What a path leads to, asked for once, since there are hundreds; empty when nothing. */
  private static Optional<Map<String, Object>> facts(HostFiles files, String path) {
    try {
      return Optional.of(Files.readAttributes(files.at(path), "unix:mode,rdev,uid,gid"));
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

  private static Optional<Node> node(Map<String, Object> facts) {
    int type = type(facts);
    if (type != CHARACTER && type != BLOCK) {
      return Optional.empty();
    }
    DeviceOwner owner =
        new DeviceOwner(
            Integer.toUnsignedLong(number(facts, "uid")),
            Integer.toUnsignedLong(number(facts, "gid")),
            number(facts, "mode") & PERMISSIONS);
    long device = (long) Objects.requireNonNull(facts.get("rdev"));
    return Optional.of(new Node(number(type == CHARACTER, device), owner));
  }

  private static int type(Map<String, Object> facts) {
    return number(facts, "mode") & TYPE;
  }

  private static int number(Map<String, Object> facts, String name) {
    return (int) Objects.requireNonNull(facts.get(name));
  }

  /** Takes the kernel's number apart. */
  static DeviceNumber number(boolean character, long device) {
    UnixFile file = new UnixFile(0, device);
    return new DeviceNumber(
        character ? LinuxDeviceCgroupType.C : LinuxDeviceCgroupType.B, file.major(), file.minor());
  }
}
