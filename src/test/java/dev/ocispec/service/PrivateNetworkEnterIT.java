package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who looks into the sandbox of a build with a private network has such a network, too. */
@Tag("runtime")
class PrivateNetworkEnterIT extends CabledFixture {
  private static final String TRY = "/inputs/network try " + String.join(" ", REACHED.keySet());

  private JavaProgram.Result enter(TestUser user, String runtime, Path kept, String script) {
    List<String> command =
        List.of(
            "sandbox",
            "enter",
            "--runtime",
            runtime,
            "--builds",
            builds().toString(),
            kept.toString(),
            "--",
            "/bin/sh",
            "-c",
            script);
    return JavaProgram.run(host().line(user, runtime, "true", command), LIMIT_SECONDS);
  }

  private Path kept() throws IOException {
    try (Stream<Path> all = Files.list(builds())) {
      return all.filter(path -> path.getFileName().toString().startsWith("build-"))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, crun", "CI, runc"})
  void eachCommandInAKeptBuildHasANetworkOfItsOwn(TestUser user, String runtime) throws Exception {
    JavaProgram.Result failed =
        build(user, runtime, List.of("--net", "private", "--keep"), "exit 3");
    assertThat(failed.code()).as(failed.err()).isEqualTo(1);
    Path kept = kept();

    for (int code : List.of(7, 8)) {
      JavaProgram.Result entered = enter(user, runtime, kept, TRY + "; exit " + code);

      assertThat(entered.code()).as(entered.err()).isEqualTo(code);
      assertThat(answers(entered.out())).isEqualTo(REACHED);
    }
    assertThat(builds().toFile().list()).containsExactly(kept.getFileName().toString());
    assertThat(kept.toFile().list()).containsExactly("bundle");
  }
}
