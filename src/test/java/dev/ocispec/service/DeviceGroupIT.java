package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that only a group may open, like /dev/kvm: here another node of /dev/null. */
@Tag("runtime")
class DeviceGroupIT extends BuildFixture {
  private static final int GROUP = 2_345;

  private final Path device = Path.of("/dev", "ocispec-test-" + ProcessHandle.current().pid());
  private final List<Finding> remarks = new ArrayList<>();

  @BeforeEach
  void makeDevice() throws Exception {
    Needs.program("mknod");
    Process mknod =
        new ProcessBuilder("mknod", "--mode=0660", device.toString(), "c", "1", "3").start();
    Shared.require(mknod.waitFor() == 0, "needs the right to make device nodes");
    Files.setAttribute(device, "unix:gid", GROUP);
  }

  @AfterEach
  void removeDevice() throws IOException {
    Files.deleteIfExists(device);
  }

  private BuildResult run(TestRuntime kind, boolean rootless, String script) throws Exception {
    BuildRequest request =
        request(script, r -> r.constraints(c -> c.availableReadOnlyPaths(device.toString())));
    BuildListener listener =
        new BuildListener() {
          @Override
          public void remark(Finding remark) {
            remarks.add(remark);
          }
        };
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(kind))
                    .sandbox(sandbox().rootless(rootless))
                    .facts(r -> BuildServiceIT.withLentIds(HostFacts.detect(r.hostPaths()))))) {
      // Some crun drops flags of mounts with a user namespace, which an attestation refuses.
      return await(service.start(request, b -> b.attest(!rootless).listener(listener)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void rootGivesTheBuildTheGroup(TestRuntime kind) throws Exception {
    BuildResult result = run(kind, false, "id -G && echo text > " + device);

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(result.logTail().strip().split(" ")).contains(Integer.toString(GROUP));
    assertThat(result.attestation().orElseThrow().checks())
        .contains(new AttestationCheck("groups", true, "" + GROUP, "" + GROUP));
    assertThat(remarks).noneMatch(remark -> remark.rule().equals("sandbox-device"));
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void inAUserNamespaceItStaysShutAndARemarkSaysWhy(TestRuntime kind) throws Exception {
    BuildResult result =
        run(kind, true, "if (echo text > " + device + ") 2>/dev/null; then exit 3; fi");

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(remarks)
        .filteredOn(remark -> remark.rule().equals("sandbox-device"))
        .singleElement()
        .satisfies(
            remark ->
                assertThat(remark.message())
                    .startsWith("the build can't open " + device + " for reading and writing")
                    .contains("it belongs to 0:" + GROUP + " with mode 0660")
                    .contains("a user namespace keeps it from other groups"));
  }
}
