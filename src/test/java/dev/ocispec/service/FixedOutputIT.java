package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Outputs whose digest was promised. */
@Tag("runtime")
class FixedOutputIT extends BuildFixture {
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static BuildRequest writing(String text, String digest) {
    return request(
        "printf %s '" + text + "' > o; printf x > p",
        r ->
            r.addOutputs("build/o", "build/p")
                .addOutputDigest("build/o", digest)
                .constraints(c -> c.network(BuildNetwork.NONE)));
  }

  @Test
  void anOutputThatIsAsPromisedIsMovedAndSaysSo() throws Exception {
    Path out = folder.path().resolve("out");
    BuildResult result = build(writing("abc", ABC), b -> b.outputFolder(out));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(out.resolve("build/o")).hasContent("abc");
    assertThat(result.toJson()).contains("\"contentDigest\":\"" + ABC + "\"");
    assertThat(result.outputs().get(1).contentDigest()).isEmpty();
  }

  @Test
  void anOutputThatDiffersFailsTheBuildAndNothingIsMoved() throws Exception {
    Path out = folder.path().resolve("out");
    String expected = "sha256:" + "1".repeat(64);
    BuildResult result = build(writing("abc", expected), b -> b.outputFolder(out));

    assertThat(result.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).contains(ReasonCode.DIGEST_MISMATCH);
    assertThat(result.reason())
        .contains(
            "the command exited with code 0, but the outputs are not as promised: build/o: expected"
                + " "
                + expected
                + ", found "
                + ABC);
    assertThat(result.exitCode()).hasValue(0);
    assertThat(result.outputs().get(0).contentDigest()).contains(ABC);
    assertThat(result.outputs()).allMatch(output -> output.hostPath().isEmpty());
    assertThat(out).doesNotExist();
  }

  @Test
  void aFolderIsPromisedAsAnArchive() throws Exception {
    BuildRequest empty =
        request(
            "mkdir o",
            r ->
                r.addOutputs("build/o")
                    .addOutputDigest(
                        "build/o", "nar:sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=")
                    .constraints(c -> c.network(BuildNetwork.NONE)));

    assertThat(build(empty).status()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(
            build(empty.toBuilder().commandArgs("/bin/sh", "-c", "mkdir o; echo > o/f").build())
                .reasonCode())
        .contains(ReasonCode.DIGEST_MISMATCH);
  }

  @Test
  void aMissingOutputIsToldBeforeOneThatDiffers() throws Exception {
    BuildResult result =
        build(
            request(
                "printf abd > o",
                r -> r.addOutputs("build/o", "build/q").addOutputDigest("build/o", ABC)));

    assertThat(result.reasonCode()).contains(ReasonCode.OUTPUT_MISSING);
  }
}
