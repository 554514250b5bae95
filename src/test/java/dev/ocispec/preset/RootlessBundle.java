package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestUser;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A bundle with busybox as its root that the ordinary user runs. */
final class RootlessBundle {
  private final Path folder;

  /** What a runtime did. */
  record Outcome(int code, String output) {
    boolean ran() {
      return code == 0;
    }

    /** The end of what it said, which has the reason. */
    String reason() {
      String[] lines = output.strip().split("\n");
      return lines[lines.length - 1].replaceAll(".*msg=", "");
    }
  }

  /** A bundle in a folder that is empty so far. */
  RootlessBundle(Path folder) throws IOException {
    this.folder = folder;
    Path bin = Files.createDirectories(rootfs().resolve("bin"));
    Files.copy(Needs.busybox(), bin.resolve("busybox"));
    for (String applet : List.of("sh", "true", "cat", "id")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
    Files.createDirectories(folder.resolve("state"));
    for (String name : List.of("folder", "upper", "work")) {
      Files.createDirectories(folder.resolve("host").resolve(name));
    }
    Files.createFile(folder.resolve("host/file"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    giveToUser(folder);
  }

  /** Gives what lies in a folder to the user. */
  void giveToUser(Path part) throws IOException {
    UserPrincipal user =
        folder
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(TestUser.CI.user());
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        Files.setOwner(file, user);
      }
    }
  }

  Path rootfs() {
    return folder.resolve("bundle/rootfs");
  }

  /** An empty folder of the host. */
  Path emptyFolder() {
    return folder.resolve("host/folder");
  }

  /** An empty file of the host. */
  Path emptyFile() {
    return folder.resolve("host/file");
  }

  /** What the runtime makes of the configuration when the user runs it. */
  Outcome run(String runtime, Spec spec) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("bundle/config.json"), Json.unchecked().toString(spec));
    Files.setPosixFilePermissions(
        folder.resolve("bundle/config.json"), PosixFilePermissions.fromString("rw-r--r--"));
    List<String> command = new ArrayList<>(TestUser.CI.prefix(runtime));
    command.addAll(
        List.of(
            runtime,
            "--root",
            folder.resolve("state").toString(),
            "run",
            "--bundle",
            folder.resolve("bundle").toString(),
            "rootless-" + UUID.randomUUID()));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", runtime).isTrue();
    return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
  }
}
