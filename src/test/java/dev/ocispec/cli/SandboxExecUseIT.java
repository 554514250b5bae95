package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.JsonTrees;
import dev.ocispec.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A command in place is seen from inside, limited and measured, whoever starts it. */
@Tag("runtime")
class SandboxExecUseIT extends ExecFixture {
  private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exit 137";

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void itIsObservedAndMeasured(TestUser user, String runtime) throws Exception {
    giveTo(user);
    Path stats = place().resolve("stats.json");

    JavaProgram.Result result =
        run(
            user,
            runtime,
            "",
            List.of("PATH=/usr/bin:/bin", "B=2", "HOME=/h", "A=\u00e4"),
            List.of("--attest", "--stats", stats.toString(), "--processes", "100"),
            BUSY);

    assertThat(result.code()).as(result.err()).isEqualTo(137);
    assertThat(result.err()).isEmpty();
    JsonNode used = JsonTrees.of(Files.readString(stats));
    assertThat(used.get("userMillis").asLong()).isBetween(20L, used.get("wallMillis").asLong());
    assertThat(used.get("maxProcessMemoryBytes").asLong()).isBetween(100_000L, 1L << 28);
    assertThat(used.get("maxMemoryBytes").asLong()).isPositive();
    assertThat(work().toFile().list()).containsExactlyInAnyOrder("input", "sub");
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, crun"})
  void theLimitThatEndedItIsNamed(TestUser user, String runtime) throws Exception {
    giveTo(user);

    JavaProgram.Result result =
        run(
            user,
            runtime,
            "",
            List.of("PATH=/usr/bin:/bin", "HOME=/"),
            List.of("--log-size", "1K"),
            "while :; do echo more and more; done");

    assertThat(result.code()).as(result.err()).isEqualTo(137);
    assertThat(result.out()).hasSize(1024);
    assertThat(result.err())
        .startsWith("ocispec: the command printed more than 1024 bytes, so it was killed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"--disk=1M", "--output-size=1M", "--normalise=0"})
  void whatHasNoMeaningInPlaceIsRefused(String option) throws Exception {
    giveTo(TestUser.ROOT);

    JavaProgram.Result result =
        run(TestUser.ROOT, "runc", "", List.of("PATH=/bin"), List.of(option), "true");

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains(option.substring(0, option.indexOf('=')));
  }
}
