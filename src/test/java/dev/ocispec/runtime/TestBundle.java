package dev.ocispec.runtime;

import dev.ocispec.Needs;
import dev.ocispec.json.Json;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bundle with busybox as its whole root filesystem. */
final class TestBundle {
  private final Path folder;

  private TestBundle(Path folder) {
    this.folder = folder;
  }

  static TestBundle in(Path folder, String... args) {
    Path busybox = Needs.busybox();
    try {
      Path bin = Files.createDirectories(folder.resolve("rootfs/bin"));
      Files.createDirectories(folder.resolve("rootfs/proc"));
      Files.createDirectories(folder.resolve("rootfs/dev"));
      Files.copy(busybox, bin.resolve("busybox"));
      for (String applet : List.of("sh", "sleep", "cat", "dd", "yes", "head", "stty", "tty")) {
        Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
      }
      Files.writeString(bin.resolve("text"), "no program\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestBundle bundle = new TestBundle(folder);
    bundle.write(bundle.spec(args));
    return bundle;
  }

  Path folder() {
    return folder;
  }

  Spec spec(String... args) {
    return Spec.builder()
        .ociVersion("1.0.2")
        .root(r -> r.path("rootfs").readonly(true))
        .process(p -> p.cwd("/").args(args).addEnv("PATH=/bin").user(u -> u.uid(0).gid(0)))
        .addMount(m -> m.destination("/proc").type("proc").source("proc"))
        .addMount(m -> m.destination("/dev").type("tmpfs").source("tmpfs").addOptions("size=64k"))
        .linux(
            l ->
                l.addNamespace(n -> n.type(LinuxNamespaceType.PID))
                    .addNamespace(n -> n.type(LinuxNamespaceType.MOUNT))
                    .addNamespace(n -> n.type(LinuxNamespaceType.IPC))
                    .addNamespace(n -> n.type(LinuxNamespaceType.UTS))
                    .addNamespace(n -> n.type(LinuxNamespaceType.NETWORK)))
        .build();
  }

  /** The same on a terminal, which takes a place for terminals. */
  Spec terminalSpec(String... args) {
    return spec(args).toBuilder()
        .process(p -> p.terminal(true))
        .addMount(
            m ->
                m.destination("/dev/pts")
                    .type("devpts")
                    .source("devpts")
                    .options("newinstance", "ptmxmode=0666", "mode=0620"))
        .build();
  }

  /** Writes the configuration, and its arguments once more, a line each, for the fake runtime. */
  TestBundle write(Spec spec) {
    try {
      Files.write(folder.resolve("args"), spec.process().map(p -> p.args()).orElse(List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return write(
        new String(Json.unchecked().toBytes(spec), java.nio.charset.StandardCharsets.UTF_8));
  }

  TestBundle write(String config) {
    try {
      Files.writeString(folder.resolve("config.json"), config);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
