package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox that does not hold is found out from inside, and the command is not run in it. */
@Tag("runtime")
class AttestationIT extends BuildFixture {
  /** A runtime that changes the bundle's specification before it does what it is told. */
  private static final String TREACHEROUS =
      """
      #!/bin/sh
      bundle=
      previous=
      for argument; do
        [ "$previous" = --bundle ] && bundle=$argument
        previous=$argument
      done
      [ -z "$bundle" ] || sed -i 'EDIT' "$bundle/config.json"
      exec RUNTIME "$@"
      """;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          root-read-only           | s/"readonly": true/"readonly": false/
          no-new-privileges        | s/"noNewPrivileges": true/"noNewPrivileges": false/
          hostname                 | s/"hostname": "localhost"/"hostname": "other"/
          limit-nofile             | s/: 1024/: 2048/
          seccomp-filter           | s/"seccomp"/"nothing"/
          masked /proc/keys        | s/"maskedPaths"/"nothing"/
          read-only /proc/sys      | s/"readonlyPaths"/"nothing"/
          no-network               | s/"type": "network"/"type": "network", "path": "\\/proc\\/self\\/ns\\/net"/
          first-process            | s/"type": "pid"/"type": "pid", "path": "\\/proc\\/self\\/ns\\/pid"/
          mount /inputs/src        | s/"rro"/"rw"/;s/"ro"/"rw"/
          mount /tmp               | s/"nosuid",//
          capabilities-bounding    | s/"capabilities": {}/"capabilities": {"bounding": ["CAP_CHOWN"]}/
          user                     | s/"uid": [0-9]*/"uid": 1234/
          group                    | s/"gid": [0-9]*/"gid": 1234/
          no-host-files            | s/"mounts": \\[/"mounts": [{"destination":"\\/host","type":"bind","source":"\\/etc","options":["bind","ro"]},/
          no-other-mounts          | s/"mounts": \\[/"mounts": [{"destination":"\\/etc","type":"bind","source":"\\/etc","options":["bind","ro"]},/
          writable /build          | s/"rw"/"ro"/
          """)
  void aBrokenPromiseIsNamed(String name, String edit) throws Exception {
    Path input = Files.createDirectory(folder.path().resolve("src"));
    OciRuntime real = runtime(TestRuntime.RUNC);
    Path script =
        TestRuntime.script(
            folder.path(),
            "treacherous",
            TREACHEROUS.replace("EDIT", edit).replace("RUNTIME", real.executable().toString()));
    StringBuffer log = new StringBuffer();
    try (BuildService service = open(o -> o.runtime(OciRuntime.of(script)))) {
      BuildResult result =
          await(
              service.start(
                  request("echo run", r -> r.addInput("src", input)),
                  b -> b.attest(true).listener(listener(log))));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.RUNTIME_ERROR);
      assertThat(result.reason().orElseThrow())
          .startsWith("the sandbox does not hold, so the command was not run: ")
          .contains(name);
      assertThat(result.attestation().orElseThrow().broken())
          .extracting(AttestationCheck::name)
          .contains(name);
      assertThat(result.outputs()).isEmpty();
    }
    assertThat(log).isEmpty();
  }

  private static BuildListener listener(StringBuffer log) {
    return new BuildListener() {
      @Override
      public void stdout(byte[] bytes) {
        log.append(new String(bytes));
      }
    };
  }

  @Test
  void withoutShellInTheSandboxTheProbeBringsItsOwnAndLeavesNoTrace() throws Exception {
    Path busybox = HostFacts.detect().staticShell().orElseThrow();
    StringBuffer log = new StringBuffer();
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/inputs/busybox", "find", "/", "-xdev", "-name", "*probe*")
            .inputsDir("inputs")
            .addInput("busybox", busybox)
            .addScratchPaths("build")
            .build();

    BuildResult result = build(request, b -> b.attest(true).listener(listener(log)));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(result.attestation().orElseThrow().holds()).isTrue();
    assertThat(log).isEmpty();
  }

  @Test
  void theDocumentCarriesTheSpecificationsDigestAndThoseOfTheOutputs() throws Exception {
    BuildResult result =
        build(
            request("echo text > f", r -> r.addOutputs("build/f")), b -> b.attest(true).keep(true));

    JsonNode document = JsonMapper.shared().readTree(result.toJson());
    Path config = result.folder().orElseThrow().resolve("config.json");
    assertThat(document.at("/attestation/specDigest").asString())
        .isEqualTo(Json.digest(Json.read(config, Spec.class)));
    assertThat(document.at("/attestation/holds").asBoolean()).isTrue();
    assertThat(document.at("/attestation/observed/status").toString()).contains("NoNewPrivs:\\t1");
    assertThat(document.at("/attestation/observed/mounts").size()).isGreaterThan(10);
    assertThat(document.at("/outputs/0/digest").asString()).matches("sha256:[0-9a-f]{64}");
    new ProcessBuilder("rm", "-r", config.getParent().getParent().toString()).start().waitFor();
  }

  /** It drops those of absolute sources, which only a probe in a container of its own is given. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void flagsThatSomeCrunDropsWithAUserNamespaceAreMissed(boolean firstProcess) throws Exception {
    OciRuntime crun = runtime(TestRuntime.CRUN);
    boolean drops = crun.version().version().startsWith("1.8") && !firstProcess;
    try (BuildService service =
        open(
            o ->
                o.runtime(crun)
                    .sandbox(sandbox().rootless(true).firstProcess(firstProcess))
                    .facts(
                        r ->
                            HostFacts.detect(r.hostPaths()).toBuilder()
                                .subordinateUids(List.of(new IdRange(2_000_000, 1000)))
                                .subordinateGids(List.of(new IdRange(2_000_000, 1000)))
                                .build()))) {
      BuildResult result = await(service.start(request(":"), b -> b.attest(true)));

      assertThat(result.attestation().orElseThrow().broken())
          .extracting(AttestationCheck::name)
          .isEqualTo(drops ? List.of("mount /build") : List.of());
    }
  }
}
