package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.request.BuildLimits;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.SandboxLimits;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits of a build, as they are seen and felt inside. */
@Tag("runtime")
class BuildLimitIT extends BuildFixture {
  private BuildResult build(TestRuntime runtime, SandboxLimits limits, BuildRequest request)
      throws Exception {
    try (BuildService service =
        open(o -> o.runtime(runtime(runtime)).sandbox(sandbox().limits(limits)))) {
      return await(service.start(request));
    }
  }

  private BuildResult build(String script, UnaryOperator<BuildLimits.Builder> limits)
      throws Exception {
    return build(
        request(
            script,
            r -> r.constraints(c -> c.provideBinSh(true).limits(limits)).addOutputs("build/out")));
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void openFilesAndSizesAreSeenInside(TestRuntime runtime) throws Exception {
    BuildResult result =
        build(
            runtime,
            SandboxLimits.DEFAULT
                .withOpenFiles(5000)
                .withTemporarySpace(8 << 20)
                .withSharedMemory(4 << 20)
                .withSharedMemoryExec(true),
            request(
                "ulimit -Sn; ulimit -Hn; df -k /tmp /dev/shm | while read a b c; do echo $b; done;"
                    + " echo '#!/bin/sh' > /dev/shm/x; echo 'echo ran' >> /dev/shm/x;"
                    + " chmod +x /dev/shm/x; /dev/shm/x"));

    assertThat(result.logTail()).isEqualTo("1024\n5000\n1K-blocks\n8192\n4096\nran\n");
  }

  @Test
  void nothingRunsInSharedMemoryUnlessThatIsAsked() throws Exception {
    BuildResult result =
        build(request("echo 'echo ran' > /dev/shm/x; chmod +x /dev/shm/x; /dev/shm/x"));

    assertThat(result.exitCode()).hasValue(126);
    assertThat(result.logTail()).contains("Permission denied");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void aFloodOfOutputEndsTheBuild(TestRuntime runtime) throws Exception {
    BuildResult result =
        build(
            runtime,
            SandboxLimits.DEFAULT.withLogBytes(10_000),
            request("while :; do echo 0123456789; done"));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).contains(ReasonCode.LOG_LIMIT);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "printed more than 10000 bytes, so it was killed; SandboxLimits.logBytes (--log-size)"
                + " sets that limit");
    assertThat(result.logTail()).hasSizeBetween(9_000, 10_000).startsWith("0123456789\n");
  }

  @Test
  void justAsMuchOutputAsIsAllowedIsNoFlood() throws Exception {
    BuildResult result = build("echo 012345678; echo > out", l -> l.logBytes(10));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(result.logTail()).isEqualTo("012345678\n");
  }

  @Test
  void outputsLargerThanAllowedFailTheBuild() throws Exception {
    BuildResult result =
        build(
            "mkdir out; echo 0123456789 > out/a; echo 0123456789 > out/b", l -> l.outputBytes(21));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).contains(ReasonCode.OUTPUT_LIMIT);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "the command exited with code 0, but its outputs have 22 bytes, more than the limit of"
                + " 21 that SandboxLimits.outputBytes (--output-size) sets");
    assertThat(build("echo 0123456789 > out", l -> l.outputBytes(11)).isSuccess()).isTrue();
  }

  @Test
  void aRequestCanOnlyLowerWhatItsSandboxAllows() throws Exception {
    BuildRequest request =
        request(
            "ulimit -Hn",
            r -> r.constraints(c -> c.provideBinSh(true).limits(l -> l.openFiles(3000))));

    assertThat(build(TestRuntime.RUNC, SandboxLimits.DEFAULT, request).logTail())
        .isEqualTo("3000\n");
    assertThat(
            build(TestRuntime.RUNC, SandboxLimits.DEFAULT.withOpenFiles(2000), request).logTail())
        .isEqualTo("2000\n");
  }
}
