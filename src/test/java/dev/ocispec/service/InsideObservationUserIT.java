package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds of root and of ordinary users are observed from inside, and nothing is left of that. */
@Tag("runtime")
class InsideObservationUserIT {
  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    Needs.rootAndRunc();
  }

  @AfterEach
  void removeFolder() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  @ParameterizedTest
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void theCommandFindsItsFoldersAsTheyWereMade(TestUser user, String runtime) {
    folder.giveTo(user);

    JavaProgram.Result result =
        SandboxCommand.run(
            user.prefix(runtime),
            runtime,
            folder.path(),
            List.of("--attest", "--", "/bin/sh", "-c", "echo $$ /.ocispec/*; ls -A .; exit 3"));

    assertThat(result.out())
        .as(result.err())
        .contains("\"logTail\":\"32 /.ocispec/end /.ocispec/init\\n\"")
        .contains("\"holds\":true")
        .contains("\"exitCode\":3");
    assertThat(result.code()).isEqualTo(1);
    assertThat(folder.path().resolve("builds")).isEmptyDirectory();
  }
}
