package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A build whose outputs are all promised may fetch them; any other build has no network. */
@Tag("runtime")
class FixedOutputNetworkIT extends CabledFixture {
  private static final String ATTEMPT = "tcp/" + CabledHost.OUTSIDE + "/7777";

  /** What the server outside says, and the end of the line. */
  private static final String FETCH =
      "/inputs/network try " + ATTEMPT + " | tee /dev/stderr | sed 's/.* //' > out";

  private static final String OUTSIDE =
      "sha256:92a214fa61579091222f97eaf8e9bf11c1a728af5a077a3b5568231b6dc5be43";

  private static List<String> promise(String digest, String... others) {
    List<String> options = new ArrayList<>(List.of(others));
    options.addAll(List.of("--output", "build/out", "--expect", "build/out=" + digest));
    return options;
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, crun", "CI, runc"})
  void whatIsFetchedIsAsPromised(TestUser user, String runtime) {
    JavaProgram.Result result = build(user, runtime, promise(OUTSIDE), FETCH);

    assertThat(result.out()).as(result.err()).contains("\"status\":\"succeeded\"");
    assertThat(result.out()).contains("\"contentDigest\":\"" + OUTSIDE + "\"");
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "CI, crun"})
  void whatIsFetchedIsSomethingElse(TestUser user, String runtime) {
    String expected = "sha256:" + "1".repeat(64);

    JavaProgram.Result result = build(user, runtime, promise(expected), FETCH);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .as(result.err())
        .contains(
            "\"status\":\"failed\"",
            "\"reasonCode\":\"digest-mismatch\"",
            "build/out: expected " + expected + ", found " + OUTSIDE);
  }

  @ParameterizedTest(name = "{0} with {1} {2}")
  @CsvSource({"ROOT, crun, --net=none", "CI, runc, --output=build/unpromised"})
  void nothingIsReachedByABuildThatIsToHaveNoNetwork(TestUser user, String runtime, String option) {
    JavaProgram.Result result =
        build(
            user,
            runtime,
            promise("sha256:" + "1".repeat(64), option),
            ": > unpromised; /inputs/network try tcp/127.0.0.1/7777 >&2; " + FETCH);

    assertThat(answers(result.err()))
        .as(result.err())
        .isEqualTo(Map.of(ATTEMPT, "error 101", "tcp/127.0.0.1/7777", REFUSED));
    assertThat(result.out()).contains("\"reasonCode\":\"digest-mismatch\"");
  }
}
