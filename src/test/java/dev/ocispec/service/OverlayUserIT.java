package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.bundle.OutputDigest;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlays of ordinary users, with subordinate ids and without. */
@Tag("runtime")
class OverlayUserIT {
  private static final String CHANGES =
      "cd /inputs/src && echo x >> file && echo y > new && rm other && mv deep moved";

  @ParameterizedTest
  @ValueSource(strings = {"ci", "ci2"})
  void theBuildOfAnOrdinaryUserChangesWhatItSees(String user) throws Exception {
    Needs.rootAndRunc();
    Shared.require(
        Files.readString(Path.of("/etc/passwd")).contains("\n" + user + ":"),
        "needs the user " + user);
    TestFolder folder = TestFolder.make();
    try {
      Path source = Files.createDirectories(folder.path().resolve("src"));
      Files.createDirectories(source.resolve("deep"));
      Files.writeString(source.resolve("file"), "first\n");
      Files.writeString(source.resolve("other"), "other\n");
      Files.writeString(source.resolve("deep/a"), "a\n");
      String before = OutputDigest.of(source);
      List<String> line = new ArrayList<>(List.of("runuser", "-u", user, "--", "env"));
      line.add("XDG_RUNTIME_DIR=/run/user/" + id(user));
      line.addAll(List.of("java", "-cp", System.getProperty("java.class.path")));
      line.addAll(List.of("dev.ocispec.cli.Main", "sandbox", "run", "--runtime", "runc"));
      line.addAll(List.of("--shell", Needs.busybox().toString()));
      line.addAll(List.of("--input", "src=" + source, "--overlay", "inputs/src"));
      line.addAll(List.of("--output", "inputs/src/file", "--output", "inputs/src/moved"));
      line.addAll(List.of("--", "/bin/sh", "-c", CHANGES));

      Process run =
          new ProcessBuilder(line).redirectErrorStream(true).directory(new File("/")).start();
      String text = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(text).contains("\"status\":\"succeeded\"", "are copied before it starts");
      assertThat(run.exitValue()).isZero();
      assertThat(OutputDigest.of(source)).isEqualTo(before);
    } finally {
      folder.remove();
    }
  }

  private static String id(String user) throws Exception {
    Process id = new ProcessBuilder("id", "-u", user).start();
    return new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
