package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.Shared;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a build sees of the machine is what its request calls the system. */
@Tag("runtime")
class SystemSeenIT extends BuildFixture {
  @ParameterizedTest(name = "{0}, rootless {1}: {2} is {3}")
  @CsvSource({
    "RUNC, false, i686-linux, i686",
    "RUNC, true, i686-linux, i686",
    "CRUN, false, i686-linux, i686",
    "CRUN, true, i686-linux, i686",
    "RUNC, false, x86_64-linux, x86_64",
    "CRUN, false, x86_64-linux, x86_64",
    "RUNC, false, '', x86_64",
  })
  void unameSaysWhatTheRequestDoes(
      TestRuntime runtime, boolean rootless, String system, String machine) throws Exception {
    Shared.require(
        HostFacts.detect().architecture().equals("x86_64"), "needs a processor of kind x86_64");
    String domain = machine.equals("i686") ? "8" : "0";
    BuildRequest request =
        request(
            "/inputs/busybox uname -m",
            r -> r.addInput("busybox", Needs.busybox()).constraints(c -> c.system(system)));
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(runtime))
                    .sandbox(sandbox().rootless(rootless))
                    .facts(r -> BuildServiceIT.withLentIds(HostFacts.detect(r.hostPaths()))))) {
      BuildResult result =
          await(service.start(request, b -> b.attest(runtime == TestRuntime.RUNC)));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(result.logTail().lines()).last().isEqualTo(machine);
      result
          .attestation()
          .ifPresent(
              seen ->
                  assertThat(seen.checks())
                      .contains(new AttestationCheck("personality", true, domain, domain)));
    }
  }
}
