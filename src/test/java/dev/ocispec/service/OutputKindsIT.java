package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.FileKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a build leaves is its own doing, also when it can't be an output. */
@Tag("runtime")
class OutputKindsIT extends BuildFixture {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPipeIsNoOutput(boolean attest) throws Exception {
    BuildResult result =
        build(
            request("mkfifo p; echo > f", r -> r.addOutputs("build/p", "build/f", "build/g")),
            b -> b.attest(attest));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.OUTPUT_MISSING);
    assertThat(result.exitCode()).hasValue(0);
    assertThat(result.reason())
        .contains(
            "the command exited with code 0 but did not leave build/g, or left it behind a"
                + " symbolic link, and left no file, folder or link as output: build/p is a named"
                + " pipe");
    assertThat(result.outputs()).extracting(BuildOutput::path).containsExactly("build/f");
  }

  @Test
  void aPipeInAnOutputIsMovedWithItButHasNoDigest() throws Exception {
    Path out = folder.path().resolve("out");
    BuildResult moved =
        build(
            request("mkdir o; mkfifo o/p", r -> r.addOutputs("build/o")), b -> b.outputFolder(out));
    BuildResult attested =
        build(request("mkdir o; mkfifo o/p", r -> r.addOutputs("build/o")), b -> b.attest(true));

    assertThat(moved.status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(FileKind.of(out.resolve("build/o/p"))).isEqualTo(FileKind.PIPE);
    assertThat(attested.status()).as(attested.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(attested.reason())
        .contains(
            "the command exited with code 0, but the output build/o has a named pipe at p, which"
                + " has no digest");
  }

  @Test
  void aDeepOutputIsSearchedGivenADigestAndCopiedToAnotherFileSystem() throws Exception {
    Path out = Files.createTempDirectory(Path.of("/dev/shm"), "ocispec-test");
    String deep = String.join("/", IntStream.range(0, 1900).mapToObj(i -> "d").toList());
    try {
      BuildResult result =
          build(
              request(
                  "mkdir -p o/" + deep + "; echo needle > o/" + deep + "/f",
                  r -> r.addOutputs("build/o").addRefscanNeedles("needle")),
              b -> b.outputFolder(out).attest(true));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(result.outputs().get(0).references()).isEqualTo(List.of("needle"));
      assertThat(result.outputs().get(0).digest()).isPresent();
      assertThat(out.resolve("build/o").resolve(deep).resolve("f")).hasContent("needle");
    } finally {
      assertThat(new ProcessBuilder("rm", "-rf", out.toString()).start().waitFor()).isZero();
    }
  }

  @Test
  void outputsThatMeetSomethingInTheEndAreKeptWithTheBundle() throws Exception {
    Path out = folder.path().resolve("out");
    BuildListener meanwhile =
        new BuildListener() {
          @Override
          public void phase(BuildPhase phase) {
            if (phase == BuildPhase.COLLECTING) {
              assertThat(out.resolve("build").toFile().mkdirs()).isTrue();
              assertThat(out.resolve("build/f").toFile().mkdir()).isTrue();
            }
          }
        };

    BuildResult result =
        build(
            request("echo ours > f", r -> r.addOutputs("build/f")),
            b -> b.outputFolder(out).listener(meanwhile));

    Path bundle = result.folder().orElseThrow();
    Path kept = result.outputs().get(0).hostPath().orElseThrow();
    assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
    assertThat(result.exitCode()).hasValue(0);
    assertThat(result.reason())
        .contains(
            "can't move the outputs to "
                + out
                + ": "
                + out.resolve("build/f")
                + ": already exists; the outputs not yet moved are kept in "
                + bundle);
    assertThat(kept.startsWith(bundle)).isTrue();
    assertThat(kept).hasContent("ours");
    assertThat(out.resolve("build/f")).isEmptyDirectory();
    Bundle.remove(bundle.getParent(), HostFacts.detect());
  }
}
