package dev.ocispec.cdi;

import dev.ocispec.spec.LinuxDeviceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A folder that tests write files about devices to, and a host that they may rely on. */
final class CdiFolder {
  private static final Map<String, HostDeviceNode> NODES =
      Map.of(
          "/dev/null", new HostDeviceNode(LinuxDeviceType.C, 1, 3),
          "/dev/zero", new HostDeviceNode(LinuxDeviceType.C, 1, 5),
          "/dev/full", new HostDeviceNode(LinuxDeviceType.C, 1, 7),
          "/dev/sda", new HostDeviceNode(LinuxDeviceType.B, 8, 0),
          "/dev/fifo", new HostDeviceNode(LinuxDeviceType.P, 0, 0));

  private final Path path;

  CdiFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** Writes a file; quotes may be single ones. */
  CdiFolder with(String name, String content) {
    try {
      Files.createDirectories(path);
      Files.writeString(path.resolve(name), content.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Writes a file with the device {@code vendor.com/gpu=0}, which makes these changes. */
  CdiFolder changing(String edits) {
    return with("vendor.json", file("1.0.0", "0", edits));
  }

  static String file(String version, String device, String edits) {
    return "{'cdiVersion':'%s','kind':'vendor.com/gpu','devices':[{'name':'%s','containerEdits':{%s}}]}"
        .formatted(version, device, edits);
  }

  /** The device in a configuration, on the host of the tests. */
  Spec inject(Spec spec) {
    return Cdi.load(path).onHost(CdiFolder::onHost).inject(spec, "vendor.com/gpu=0");
  }

  /** Also has a regular file. */
  static Optional<HostDeviceNode> onHost(String file) throws IOException {
    if (file.equals("/etc/passwd")) {
      return Optional.empty();
    }
    if (!NODES.containsKey(file)) {
      throw new NoSuchFileException(file);
    }
    return Optional.ofNullable(NODES.get(file));
  }
}
