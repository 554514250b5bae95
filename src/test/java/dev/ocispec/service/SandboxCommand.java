package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestUser;
import dev.ocispec.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line's {@code sandbox run} in a process of its own, by a user of the host. */
final class SandboxCommand {
  private final Process process;
  private final Path output;

  private SandboxCommand(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it with a busybox as shell and a builds folder of its own.
   *
   * @param folder a new folder, which becomes the user's
   * @param inherited variables of the environment besides those of this process
   */
  static SandboxCommand start(
      TestUser user,
      String runtime,
      Path folder,
      Map<String, String> inherited,
      List<String> options) {
    try {
      Files.createDirectory(folder);
      Files.setAttribute(folder, "unix:uid", (int) user.uid());
      List<String> line = line(user.prefix(runtime), runtime, folder, options);
      Path output = Files.createFile(folder.resolveSibling(folder.getFileName() + ".log"));
      ProcessBuilder builder = new ProcessBuilder(line).directory(new File("/"));
      builder.environment().put("XDG_RUNTIME_DIR", "/run/user/" + user.uid());
      builder.environment().putAll(inherited);
      return new SandboxCommand(
          builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs it to its end, likewise.
   *
   * @param prefix what makes it the user's
   */
  static JavaProgram.Result run(
      List<String> prefix, String runtime, Path folder, List<String> options) {
    return JavaProgram.run(line(prefix, runtime, folder, options), 60);
  }

  private static List<String> line(
      List<String> prefix, String runtime, Path folder, List<String> options) {
    List<String> arguments =
        new ArrayList<>(List.of("sandbox", "run", "--runtime", runtime, "--shell"));
    arguments.addAll(
        List.of(Needs.busybox().toString(), "--builds", folder.resolve("builds").toString()));
    arguments.addAll(options);
    List<String> line = new ArrayList<>(prefix);
    line.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), arguments));
    return line;
  }

  /** What it has printed so far: the build's log, remarks and result. */
  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a build that succeeds; gives all that was printed. */
  String succeeded() throws InterruptedException {
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(printed()).isTrue();
    assertThat(printed()).contains("\"status\":\"succeeded\"");
    assertThat(process.exitValue()).isZero();
    return printed();
  }

  /** Ends it if it still runs. */
  void stop() {
    process.destroy();
  }
}
