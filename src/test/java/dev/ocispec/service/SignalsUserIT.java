package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same for ordinary users: outside, in a build and in place commands end alike. */
@Tag("runtime")
class SignalsUserIT {
  private static final String CODES = "0 1 2 126 127 128 130 255";
  private static final List<Integer> SIGNALS = List.of(1, 2, 3, 6, 9, 10, 13, 15, 18, 34, 64);

  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    Needs.root();
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void everyEndIsTheSame(TestUser user, String runtime) throws Exception {
    folder.giveTo(user);
    Path builds = folder.path().resolve("builds");
    Path work = Files.createDirectory(folder.path().resolve("work"));
    Files.setAttribute(work, "unix:uid", (int) user.uid());
    String signals = SIGNALS.stream().map(String::valueOf).collect(Collectors.joining(" "));
    List<String> line = new ArrayList<>(user.prefix(runtime));
    line.addAll(
        JavaProgram.commandLine(
            List.of(),
            EndedCommands.class.getName(),
            List.of(
                runtime,
                builds.toString(),
                work.toString(),
                CODES,
                signals,
                "exit 137",
                "kill -2 $$; exit 3",
                "kill -9 $$; exit 3",
                "kill -34 $$; exit 3")));

    JavaProgram.Result result = JavaProgram.run(line);

    assertThat(result.out())
        .as(result.err())
        .isEqualTo(
            """
            compared 30
            caught [1, 2, 3, 6, 10, 13, 15, 18, 34, 64], then 137 by signal 9
            exit 137: outside 137, in a build 137, in place 137
            kill -2 $$; exit 3: outside 130, in a build 130 by signal 2, in place 130 by signal 2
            kill -9 $$; exit 3: outside 137, in a build 137 by signal 9, in place 137 by signal 9
            kill -34 $$; exit 3: outside 162, in a build 162 by signal 34, in place 162 by signal 34
            """);
    assertThat(builds).isEmptyDirectory();
  }
}
