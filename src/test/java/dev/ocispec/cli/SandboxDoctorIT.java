package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.JsonTrees;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.service.SandboxPromise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The doctor says what holds, what does not, and what to do. */
@Tag("runtime")
class SandboxDoctorIT {
  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
      assertThat(folder.path().resolve("builds").toFile().list()).isNullOrEmpty();
    } finally {
      folder.remove();
    }
  }

  private JavaProgram.Result doctor(TestUser user, String preparation, String... more) {
    folder.giveTo(user);
    List<String> line =
        new ArrayList<>(List.of("unshare", "-m", "sh", "-c", preparation + " && exec \"$@\"", "_"));
    line.addAll(user.prefix("crun"));
    List<String> arguments =
        new ArrayList<>(
            List.of("sandbox", "doctor", "--builds", folder.path().resolve("builds").toString()));
    arguments.addAll(List.of(more));
    line.addAll(JavaProgram.commandLine(List.of(), Main.class.getName(), arguments));
    return JavaProgram.run(line);
  }

  private static Map<String, String> verdicts(JavaProgram.Result result) {
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode promise : JsonTrees.of(result.out()).get("promises")) {
      String verdict = promise.get("verdict").asString();
      verdicts.put(promise.get("promise").asString(), verdict);
      assertThat(promise.has("remedy")).as(promise.toString()).isEqualTo(!verdict.equals("kept"));
    }
    return verdicts;
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({"ROOT, runc", "ROOT, crun", "CI, runc", "CI, crun", "CI2, runc", "CI2, crun"})
  void everyPromiseHasAVerdict(TestUser user, String runtime) {
    JavaProgram.Result result = doctor(user, "true", "--format", "json", "--runtime", runtime);

    // Without ids of its own a build has the caller's, and then nothing limits its processes
    // either.
    assertThat(result.code())
        .as(result.out() + result.err())
        .isEqualTo(user == TestUser.CI2 ? 1 : 0);
    Map<String, String> verdicts = verdicts(result);
    assertThat(verdicts.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(SandboxPromise.values()).map(SandboxPromise::id).toList());
    assertThat(verdicts)
        .containsEntry("host-files", "kept")
        .containsEntry("inputs", "kept")
        .containsEntry("network", "kept")
        .containsEntry("privileges", "kept")
        .containsEntry("kernel-controls", "kept")
        .containsEntry("names", "kept")
        .containsEntry("promised-outputs", "kept")
        .containsEntry("after-build", "kept")
        .containsEntry("ids", user == TestUser.CI2 ? "not-kept" : "kept")
        .containsEntry("devices", user == TestUser.ROOT ? "kept" : "in-part")
        .containsEntry("next-build", user == TestUser.CI2 ? "in-part" : "kept");
  }

  @Test
  void whereNoBuildRunsNothingIsKept() {
    JavaProgram.Result result =
        doctor(
            TestUser.CI,
            "mount --bind -r /proc/sys /proc/sys",
            "--format",
            "json",
            "--runtime",
            "runc");

    assertThat(result.code()).as(result.out() + result.err()).isEqualTo(1);
    assertThat(verdicts(result)).containsEntry("host-files", "not-kept");
    assertThat(result.out()).contains("no build runs: ").contains("[sandbox-proc]");
  }

  @Test
  void theTextNamesTheRemedies() {
    JavaProgram.Result result = doctor(TestUser.CI2, "true", "--runtime", "runc");

    assertThat(result.out())
        .startsWith("/usr/")
        .contains("  kept      the host's files: seen from inside: 3 checks hold\n")
        .contains(
            "            remedy: give the user subordinate ids in /etc/subuid and /etc/subgid");
  }

  @Test
  void withoutARuntimeItCantTell() {
    assertThat(doctor(TestUser.ROOT, "true", "--runtime", "/nonexistent/runc").code()).isEqualTo(4);
  }
}
