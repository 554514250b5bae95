package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Eventually;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A sandbox is observed in the build's own container, before the build's command starts there. */
@Tag("runtime")
class InsideObservationIT extends BuildFixture {
  /** A runtime that notes each container, and puts something before the probe's script. */
  private static final String MEDDLING =
      """
      #!/bin/sh
      bundle=
      previous=
      for argument; do
        [ "$previous" = --bundle ] && bundle=$argument
        previous=$argument
      done
      if [ -n "$bundle" ]; then
        echo container >> FOLDER/containers
        for probe in "$bundle"/init/*/observe; do
          [ -f "$probe" ] && [ -f FOLDER/planted ] && {
            cat FOLDER/planted "$probe" > FOLDER/new
            cat FOLDER/new > "$probe"
          }
        done
        [ -f FOLDER/unreachable ] && rm -f "$bundle"/init/*/end
        : > FOLDER/ready
      fi
      exec RUNTIME "$@"
      """;

  private final StringBuffer log = new StringBuffer();

  private OciRuntime meddling(TestRuntime kind, String planted) throws Exception {
    if (!planted.isEmpty()) {
      Files.writeString(folder.path().resolve("planted"), planted + "\n");
    }
    return OciRuntime.of(
        TestRuntime.script(
            folder.path(),
            "meddling",
            MEDDLING
                .replace("FOLDER", folder.path().toString())
                .replace("RUNTIME", runtime(kind).executable().toString())));
  }

  private BuildResult build(
      TestRuntime kind, String planted, BuildRequest request, Consumer<BuildOptions> options)
      throws Exception {
    OciRuntime runtime = meddling(kind, planted);
    try (BuildService service = open(o -> o.runtime(runtime))) {
      return await(
          service.start(
              request,
              b -> {
                b.attest(true).listener(new Heard(log));
                options.accept(b);
              }));
    }
  }

  private List<String> containers() throws Exception {
    return Files.readAllLines(folder.path().resolve("containers"));
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void bothTakeOneContainer(TestRuntime kind) throws Exception {
    BuildResult result = build(kind, "", request("echo it ran; exit 3"), b -> {});

    assertThat(result.attestation().orElseThrow().broken()).isEmpty();
    assertThat(result.exitCode()).as(result.toJson()).hasValue(3);
    assertThat(log).hasToString("it ran\n");
    assertThat(containers()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void withoutFirstProcessTheProbeHasAContainerOfItsOwn(TestRuntime kind) throws Exception {
    OciRuntime runtime = meddling(kind, "");
    Sandbox without = sandbox().firstProcess(false);
    try (BuildService service = open(o -> o.runtime(runtime).sandbox(without))) {
      BuildResult result =
          await(service.start(request("exit 3"), b -> b.attest(true).listener(new Heard(log))));

      assertThat(result.attestation().orElseThrow().broken()).isEmpty();
      assertThat(result.exitCode()).as(result.toJson()).hasValue(3);
      assertThat(containers()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void soItHasWhereTheFirstProcessCannotReachTheHost(TestRuntime kind) throws Exception {
    Files.createFile(folder.path().resolve("unreachable"));

    BuildResult result = build(kind, "", request("echo it ran; exit 3"), b -> {});

    assertThat(result.attestation().orElseThrow().broken()).isEmpty();
    assertThat(result.exitCode()).as(result.toJson()).hasValue(3);
    assertThat(log).hasToString("it ran\n");
    assertThat(containers()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void theCommandFindsNothingOfIt(TestRuntime kind) throws Exception {
    String script =
        "echo $$ /.ocispec/* /.ocispec/.[!.]* /build/* /build/.[!.]*;"
            + " [ -r /proc/1/fd ] && ls /proc/1/fd; ls -l /proc/$$/fd 2>/dev/null | grep socket;"
            + " for p in /proc/[0-9]*; do echo ${p#/proc/}; done | sort -n | head -n 2";

    BuildResult result = build(kind, "", request(script), b -> {});

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
    assertThat(log)
        .hasToString(
            "32 /.ocispec/end /.ocispec/init /.ocispec/.[!.]* /build/* /build/.[!.]*\n1\n32\n");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RUNC | echo garbage; exit 0                  | the probe did not get to its end
          CRUN | exit 3                                | the probe ended with code 3
          RUNC | kill -9 $$                            | the probe was killed by signal 9
          CRUN | while :; do echo "$PWD $0 $IFS"; done | the probe said more than it may
          RUNC | printf '\\000'; exit 0                | the probe was cut off
          """)
  void aProbeThatDoesNotLookAroundIsAReason(TestRuntime kind, String planted, String reason)
      throws Exception {
    BuildResult result = build(kind, planted, request("echo it ran"), b -> {});

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.RUNTIME_ERROR);
    assertThat(result.reasonCode()).contains(ReasonCode.SANDBOX);
    assertThat(result.reason().orElseThrow())
        .startsWith("cannot observe the sandbox: " + reason)
        .hasSizeLessThan(700);
    assertThat(result.attestation()).isEmpty();
    assertThat(result.usage()).isEmpty();
    assertThat(log).isEmpty();
    assertThat(containers()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void aTimeThatIsUpMeanwhileEndsIt(TestRuntime kind) throws Exception {
    BuildResult result =
        build(
            kind,
            "while :; do :; done",
            request("echo it ran"),
            b -> b.timeout(Duration.ofSeconds(3)).keep(true));

    assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.TIMED_OUT);
    Path kept = result.folder().orElseThrow();
    assertThat(kept.resolve("init").toFile().listFiles()[0].list()).containsExactly("init");
    new ProcessBuilder("rm", "-r", kept.getParent().toString()).start().waitFor();
    assertThat(log).isEmpty();
    folder.assertNothingRuns();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void itCanBeCancelledMeanwhile(TestRuntime kind) throws Exception {
    OciRuntime runtime = meddling(kind, "while :; do :; done");
    CountDownLatch observing = new CountDownLatch(1);
    BuildListener listener =
        new Heard(log) {
          @Override
          public void phase(BuildPhase phase) {
            assertThat(phase).isNotEqualTo(BuildPhase.RUNNING);
            if (phase == BuildPhase.ATTESTING) {
              observing.countDown();
            }
          }
        };
    try (BuildService service = open(o -> o.runtime(runtime))) {
      Build build = service.start(request("echo it ran"), b -> b.attest(true).listener(listener));
      assertThat(observing.await(30, TimeUnit.SECONDS)).isTrue();
      Path ready = folder.path().resolve("ready");
      assertThat(Eventually.holds(Duration.ofSeconds(30), () -> Files.exists(ready))).isTrue();
      TimeUnit.MILLISECONDS.sleep(500); // In the probe, or still on the way into the container.

      assertThat(build.cancel()).isTrue();

      assertThat(await(build).status()).isEqualTo(BuildStatus.CANCELLED);
    }
    assertThat(log).isEmpty();
    folder.assertNothingRuns();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void whatTheProbeUsedIsNotTheCommands(TestRuntime kind) throws Exception {
    String busy = "i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done";

    BuildResult result = build(kind, busy, request(":"), b -> {});

    BuildUsage usage = result.usage().orElseThrow();
    assertThat(usage.user().orElseThrow()).isLessThan(Duration.ofMillis(250));
    assertThat(usage.wall()).isEqualTo(result.duration());
  }

  /** Keeps what the command prints. */
  private static class Heard implements BuildListener {
    private final StringBuffer log;

    Heard(StringBuffer log) {
      this.log = log;
    }

    @Override
    public void stdout(byte[] bytes) {
      log.append(new String(bytes));
    }

    @Override
    public void stderr(byte[] bytes) {
      log.append(new String(bytes));
    }
  }
}
