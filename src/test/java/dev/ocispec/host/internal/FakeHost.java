package dev.ocispec.host.internal;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with the files of a host that detection reads. */
final class FakeHost {
  private final Path root;

  FakeHost(Path root) {
    this.root = root;
  }

  /** A host with the usual files, where this user runs. */
  static FakeHost usual(Path root, long uid, long gid) {
    FakeHost host = new FakeHost(root);
    host.file(
        "/proc/self/status",
        "Name:\tjava\nUid:\t0\t%d\t0\t0\nGid:\t0\t%d\t0\t0\n".formatted(uid, gid));
    host.file("/proc/self/mountinfo", "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n");
    host.file("/proc/meminfo", "MemTotal:        2048 kB\nMemFree:  1 kB\n");
    host.file("/proc/sys/kernel/arch", "x86_64\n");
    host.file("/etc/passwd", "root:x:0:0::/root:/bin/sh\nci:x:1001:1002::/home/ci:/bin/sh\n");
    for (String namespace :
        new String[] {
          "cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "user", "uts"
        }) {
      host.file("/proc/self/ns/" + namespace, "");
    }
    return host;
  }

  FakeHost file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  FakeHost file(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program, which is static unless it names an interpreter. */
  FakeHost program(String path, boolean isStatic) {
    file(path, ElfImage.program(true, true, isStatic));
    root.resolve(path.substring(1)).toFile().setExecutable(true);
    return this;
  }

  FakeHost link(String path, String target) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.createSymbolicLink(file, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeHost folder(String path) {
    root.resolve(path.substring(1)).toFile().mkdirs();
    return this;
  }

  HostFacts facts() {
    return HostDetection.of(root).facts();
  }

  HostFacts facts(BuildRequest request) {
    return HostDetection.of(root).facts(request.hostPaths());
  }

  HostFiles files() {
    return new HostFiles(root);
  }
}
