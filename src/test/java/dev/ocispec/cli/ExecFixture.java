package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs commands in place through the command line, in a folder that is empty of anything else. */
abstract class ExecFixture {
  private TestFolder folder;
  private Path work;

  @BeforeEach
  final void makeFolder() throws Exception {
    folder = TestFolder.make();
    Needs.root();
    work = Files.createDirectory(folder.path().resolve("work"));
    Files.writeString(work.resolve("input"), "given\n");
    Files.createDirectory(work.resolve("sub"));
  }

  @AfterEach
  final void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
      if (Files.exists(folder.path().resolve("builds"))) {
        assertThat(folder.path().resolve("builds")).isEmptyDirectory();
      }
    } finally {
      folder.remove();
    }
  }

  /** Where everything of a test is. */
  final Path place() {
    return folder.path();
  }

  /** The folder that commands work in. */
  final Path work() {
    return work;
  }

  final void giveTo(TestUser user) throws Exception {
    folder.giveTo(user);
    for (String path : List.of("work", "work/input", "work/sub")) {
      Files.setAttribute(folder.path().resolve(path), "unix:uid", (int) user.uid());
    }
  }

  final JavaProgram.Result run(
      TestUser user,
      String runtime,
      String input,
      List<String> environment,
      List<String> options,
      String script)
      throws Exception {
    List<String> line = line(user, runtime, environment, options);
    line.addAll(List.of("/bin/sh", "-c", script));
    return run(line, input);
  }

  final JavaProgram.Result run(List<String> line, String input) throws Exception {
    Process process = new ProcessBuilder(line).directory(work.toFile()).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return JavaProgram.awaitEnd(process);
  }

  /** The command line up to the command, with nothing in the environment but what is said. */
  final List<String> line(
      TestUser user, String runtime, List<String> environment, List<String> options) {
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(List.of("env", "-i"));
    line.addAll(environment);
    List<String> arguments = new ArrayList<>(List.of("sandbox", "exec", "--runtime"));
    arguments.add("/usr/bin/" + runtime);
    arguments.addAll(List.of("--builds", folder.path().resolve("builds").toString()));
    arguments.addAll(options);
    arguments.add("--");
    line.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), arguments));
    return line;
  }
}
