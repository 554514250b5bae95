package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.request.BuildLimits;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a build may write to its folders. */
@Tag("runtime")
class DiskLimitIT extends BuildFixture {
  private static BuildRequest limited(String script, UnaryOperator<BuildLimits.Builder> limits) {
    return request(script, r -> r.constraints(c -> c.provideBinSh(true).limits(limits)));
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void whoWritesMoreThanAllowedIsEnded(TestRuntime runtime) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      BuildResult result =
          await(
              service.start(
                  limited(
                      "head -c 3000000 /dev/zero > a; sleep 60", limits -> limits.disk(2 << 20))));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
      assertThat(result.reasonCode()).contains(ReasonCode.DISK_FULL);
      assertThat(result.reason().orElseThrow())
          .startsWith("its writable folders held 3")
          .endsWith("more than the limit of 2097152 that SandboxLimits.disk (--disk) sets");
      assertThat(result.exitCode()).isEmpty();
    }
  }

  @Test
  void soIsWhoMakesMoreFilesThanAllowed() throws Exception {
    BuildResult result =
        build(
            limited(
                "mkdir d; for i in 1 2 3 4 5; do : > d/$i; done; sleep 60", l -> l.diskFiles(5)));

    assertThat(result.reasonCode()).as(result.toJson()).contains(ReasonCode.DISK_FULL);
    assertThat(result.reason().orElseThrow())
        .isEqualTo(
            "its writable folders held 6 files and folders, more than the limit of 5 that"
                + " SandboxLimits.diskFiles (--disk-files) sets");
  }

  @Test
  void whoSucceedsWithTooMuchBeforeAnyoneLooksFails() throws Exception {
    BuildResult result = build(limited(": > a; : > b", l -> l.diskFiles(1)));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.FAILED);
    assertThat(result.reasonCode()).contains(ReasonCode.DISK_FULL);
    assertThat(result.reason().orElseThrow()).startsWith("the command exited with code 0, but its");
  }

  @Test
  void whatIsAllowedAndHolesInFilesAreNoFault() throws Exception {
    BuildResult result =
        build(
            limited(
                ": > a; ln a b; ln a c; dd if=/dev/zero of=a bs=1 count=1 seek=1000000000"
                    + " 2> /dev/null",
                l -> l.disk(1 << 20).diskFiles(1)));

    assertThat(result.isSuccess()).as(result.toJson()).isTrue();
  }
}
