package dev.ocispec.service;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Runs commands and builds on a host that a cable joins to what is outside of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CabledFixture {
  /** What an attempt says when nobody listens there, and when no program may send there. */
  static final String REFUSED = "error 111";

  static final String FORBIDDEN = "error 1";

  /** What a private network lets be reached, and what came of all else that is tried. */
  static final Map<String, String> REACHED =
      Map.of(
          "tcp/" + CabledHost.OUTSIDE + "/7777",
          "outside",
          "tcp/" + CabledHost.ADDRESS + "/7777",
          FORBIDDEN,
          "bound-udp/127.0.0.1/7777",
          FORBIDDEN,
          "abstract/x/0",
          REFUSED);

  /** No stage of a test takes as long, on a slow machine either. */
  static final int LIMIT_SECONDS = 120;

  private TestFolder folder;
  private CabledHost host;

  @BeforeAll
  final void makeHost() throws Exception {
    Needs.rootAndRunc();
    host = CabledHost.make();
  }

  @BeforeEach
  final void makeFolder() {
    folder = TestFolder.make();
  }

  @AfterEach
  final void nothingIsLeft() throws Exception {
    try {
      host.assertNothingForwards();
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  @AfterAll
  final void removeHost() throws Exception {
    if (host != null) {
      host.close();
    }
  }

  final TestFolder folder() {
    return folder;
  }

  final CabledHost host() {
    return host;
  }

  final Path builds() {
    return folder.path().resolve("builds");
  }

  /** The command line of a build that can try to reach something. */
  final List<String> line(
      TestUser user, String runtime, String preparation, List<String> options, String script) {
    List<String> command = new ArrayList<>(List.of("sandbox", "run", "--runtime", runtime));
    command.addAll(List.of("--shell", Needs.busybox().toString()));
    command.addAll(List.of("--input", "network=" + host.program(), "--builds"));
    command.add(builds().toString());
    command.addAll(options);
    command.addAll(List.of("--", "/bin/sh", "-c", script));
    return host.line(user, runtime, preparation, command);
  }

  final JavaProgram.Result build(
      TestUser user, String runtime, String preparation, List<String> options, String script) {
    folder.giveTo(user);
    return JavaProgram.run(line(user, runtime, preparation, options, script), LIMIT_SECONDS);
  }

  final JavaProgram.Result build(
      TestUser user, String runtime, List<String> options, String script) {
    return build(user, runtime, "true", options, script);
  }

  /** A preparation that puts a script of the shell in the place of a program. */
  final String instead(String program, String script) throws IOException {
    Path other = folder.path().resolve("instead-of-" + program);
    Files.writeString(other, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
    return "mount --bind " + other + " \"$(command -v " + program + ")\"";
  }

  /** What came of each attempt, as the output of a command tells. */
  static Map<String, String> answers(String said) {
    Map<String, String> answers = new LinkedHashMap<>();
    said.lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words[0].matches("(bound-)?(tcp|udp|abstract)/.*"))
        .forEach(words -> answers.put(words[0], words[1]));
    return answers;
  }
}
