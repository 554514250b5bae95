package dev.ocispec.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestUser;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.io.File;
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

/**
 * Bundles with busybox as their root that the ordinary user runs, a new one for each run: the mount
 * points that a runtime makes for one configuration are in the way of the next.
 */
final class RootlessBundle {
  private static final long DEADLINE_SECONDS = 20;

  private final Path folder;
  private int runs;

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
    Files.copy(Needs.busybox(), folder.resolve("busybox"));
    Files.createDirectory(folder.resolve("state-" + TestUser.CI));
    for (String name : List.of("folder", "upper", "work")) {
      Files.createDirectories(folder.resolve("host").resolve(name));
    }
    Files.createFile(folder.resolve("host/file"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    giveToUser(folder);
  }

  private void giveToUser(Path part) throws IOException {
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

  /** An empty folder of the host. */
  Path emptyFolder() {
    return folder.resolve("host/folder");
  }

  /** An empty file of the host. */
  Path emptyFile() {
    return folder.resolve("host/file");
  }

  private Path newBundle(Spec spec) throws IOException {
    runs++;
    Path bundle = Files.createDirectory(folder.resolve("bundle-" + runs));
    Path bin = Files.createDirectories(bundle.resolve("rootfs/bin"));
    Files.createLink(bin.resolve("busybox"), folder.resolve("busybox"));
    for (String applet : List.of("sh", "true", "cat", "id")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
    Files.writeString(bundle.resolve("config.json"), Json.unchecked().toString(spec));
    Files.setPosixFilePermissions(
        bundle.resolve("config.json"), PosixFilePermissions.fromString("rw-r--r--"));
    giveToUser(bundle);
    return bundle;
  }

  /** What the runtime makes of the configuration when the ordinary user runs it. */
  Outcome run(String runtime, Spec spec) throws IOException, InterruptedException {
    return run(TestUser.CI, runtime, spec);
  }

  /**
   * Whether the runtime refuses to the ordinary user what it has refused once, two times more: what
   * is refused is refused each time, but crun at times loses the end of a hook that ends at once.
   */
  boolean refusesAgain(String runtime, Spec spec) throws IOException, InterruptedException {
    return !run(runtime, spec).ran() && !run(runtime, spec).ran();
  }

  /** What the runtime makes of the configuration when root runs it. */
  Outcome runAsRoot(String runtime, Spec spec) throws IOException, InterruptedException {
    return run(TestUser.ROOT, runtime, spec);
  }

  private Outcome run(TestUser user, String runtime, Spec spec)
      throws IOException, InterruptedException {
    Path bundle = newBundle(spec);
    String state = folder.resolve("state-" + user).toString();
    String id = "rootless-" + UUID.randomUUID();
    List<String> command = new ArrayList<>(user.prefix(runtime));
    command.addAll(List.of(runtime, "--root", state));
    Path output = folder.resolve("output");
    Process process =
        started(command, List.of("run", "--bundle", bundle.toString(), id), output.toFile());
    if (process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      return new Outcome(
          process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }
    Process delete =
        started(command, List.of("delete", "--force", id), folder.resolve("delete").toFile());
    assertThat(delete.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("delete ends").isTrue();
    process.destroyForcibly().waitFor();
    return new Outcome(-1, "did not end");
  }

  private Process started(List<String> runtime, List<String> arguments, File output)
      throws IOException {
    List<String> command = new ArrayList<>(runtime);
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(output)
        .start();
  }
}
