package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.InputUnavailableException;
import dev.ocispec.bundle.OutputPlacementException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.UnsupportedBuildException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong has its status and reason, and leaves nothing; the fixture looks. */
@Tag("runtime")
class BuildFaultIT extends BuildFixture {
  @ParameterizedTest
  @CsvSource({"RUNC, /no/such/command", "RUNC, nosuch", "CRUN, /no/such/command", "CRUN, nosuch"})
  void aCommandThatDoesNotExistIsAFailedBuild(TestRuntime runtime, String command)
      throws Exception {
    BuildRequest request =
        BuildRequest.builder().commandArgs(command).scratchPaths("build").build();
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      BuildResult result = await(service.start(request));

      assertThat(result.status()).isEqualTo(BuildStatus.FAILED);
      assertThat(result.reason().orElseThrow()).contains(command);
      assertThat(result.exitCode()).isEmpty();
      assertThat(result.signal()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void exitCodesAndSignalsAreTheCommandsOwn(TestRuntime runtime) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      BuildResult seven = await(service.start(request("exit 7")));
      BuildResult killed = await(service.start(request("kill -9 $$")));

      assertThat(seven.status()).isEqualTo(BuildStatus.FAILED);
      assertThat(seven.exitCode()).hasValue(7);
      assertThat(seven.reason()).contains("the command exited with code 7");
      assertThat(killed.status()).isEqualTo(BuildStatus.FAILED);
      assertThat(killed.exitCode()).hasValue(137);
      assertThat(killed.signal().orElseThrow().number()).isEqualTo(9);
      assertThat(killed.reason()).contains("the command was killed by SIGKILL");
    }
  }

  @Test
  void anOutputThatIsNotThereIsToldAndTheOthersAreStillListed() throws Exception {
    BuildResult result =
        build(request("echo > one", r -> r.addOutputs("build/one", "build/two", "build/three")));

    assertThat(result.status()).isEqualTo(BuildStatus.OUTPUT_MISSING);
    assertThat(result.exitCode()).hasValue(0);
    assertThat(result.reason().orElseThrow()).contains("build/two, build/three");
    assertThat(result.outputs()).extracting(BuildOutput::path).containsExactly("build/one");
  }

  @Test
  void anOutputBehindALinkToTheHostIsMissing() throws Exception {
    Path secret = Files.createDirectory(folder.path().resolve("secret"));
    Files.writeString(secret.resolve("out"), "secret");

    BuildResult result =
        build(
            request("ln -s " + secret + " link", r -> r.addOutputs("build/link/out")),
            b -> b.outputFolder(folder.path().resolve("out")));

    assertThat(result.status()).isEqualTo(BuildStatus.OUTPUT_MISSING);
    assertThat(folder.path().resolve("out")).doesNotExist();
  }

  @Test
  void anOutputOutsideScratchPathsIsRefusedBeforeAnythingStarts() {
    assertThatThrownBy(() -> build(request("echo", r -> r.addOutputs("etc/out"))))
        .hasCauseInstanceOf(OutputPlacementException.class);
  }

  @Test
  void anInputThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () -> build(request("echo", r -> r.addInput("a", folder.path().resolve("absent")))))
        .hasCauseInstanceOf(InputUnavailableException.class);
  }

  @Test
  void anotherKindOfMachineIsRefused() {
    assertThatThrownBy(
            () -> build(request("echo", r -> r.constraints(c -> c.system("vax-netbsd")))))
        .hasCauseInstanceOf(UnsupportedBuildException.class);
  }

  @Test
  void anOutputThatIsThereAlreadyIsRefusedAndStays() throws Exception {
    Path out = folder.path().resolve("out");
    Path mine = Files.createDirectories(out.resolve("build")).resolve("f");
    Files.writeString(mine, "mine");

    assertThatThrownBy(
            () ->
                build(request("echo > f", r -> r.addOutputs("build/f")), b -> b.outputFolder(out)))
        .hasCauseInstanceOf(OutputExistsException.class)
        .hasMessageContaining(mine + " already exists");
    assertThat(mine).hasContent("mine");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void theDeadlineEndsABuildThatIgnoresSignals(TestRuntime runtime) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      BuildResult result =
          await(
              service.start(
                  request("trap '' TERM INT; while :; do sleep 1; done"),
                  b -> b.timeout(Duration.ofSeconds(2))));

      assertThat(result.status()).isEqualTo(BuildStatus.TIMED_OUT);
      assertThat(result.reason())
          .contains(
              "not done within 2000 ms, so it was killed; BuildOptions.timeout (--timeout) sets"
                  + " that limit");
      assertThat(result.exitCode()).isEmpty();
      assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void theDeadlineHoldsAlsoForReadingTheOutputs() throws Exception {
    BuildResult result =
        build(
            request("truncate -s 200G big", r -> r.addOutputs("build/big").addRefscanNeedles("x")),
            b -> b.timeout(Duration.ofSeconds(2)));

    assertThat(result.status()).isEqualTo(BuildStatus.TIMED_OUT);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestRuntime.class,
      names = {"RUNC", "CRUN"})
  void aCancelledBuildHasItsResultWhenItIsGone(TestRuntime runtime) throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(runtime)))) {
      CountDownLatch begun = new CountDownLatch(1);
      Build build =
          service.start(request("echo begun; sleep 100"), b -> b.listener(new Begun(begun)));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(build.cancel()).isTrue();
      assertThat(build.cancel()).isFalse();

      assertThat(await(build).status()).isEqualTo(BuildStatus.CANCELLED);
      folder.assertNothingRuns();
      assertThat(builds).isEmptyDirectory();
    }
  }

  @Test
  void cancellingTheFutureCancelsTheBuild() throws Exception {
    try (BuildService service = open()) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<BuildResult> future =
          service.submit(request("echo begun; sleep 100"), b -> b.listener(new Begun(begun)));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(future.cancel(true)).isTrue();

      assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aBuildThatWaitsForItsTurnIsCancelledWithoutRunning() throws Exception {
    try (BuildService service = open(o -> o.runtime(runtime(TestRuntime.RUNC)).concurrency(1))) {
      CountDownLatch begun = new CountDownLatch(1);
      Build first =
          service.start(request("echo begun; sleep 100"), b -> b.listener(new Begun(begun)));
      Build second = service.start(request("echo never"));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      second.cancel();
      first.cancel();

      assertThat(await(first).status()).isEqualTo(BuildStatus.CANCELLED);
      assertThat(await(second).status()).isEqualTo(BuildStatus.CANCELLED);
    }
  }

  @Test
  void aMissingRuntimeIsARuntimeError() throws Exception {
    try (BuildService service = open(o -> o.runtime(OciRuntime.of(Path.of("/no/such/runtime"))))) {
      BuildResult result = await(service.start(request("echo")));

      assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
      assertThat(result.reason().orElseThrow()).contains("/no/such/runtime");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crash       | kill -SEGV $$                                                    | RUNTIME_ERROR
          fail        | echo 'no luck' >&2; exit 3                                       | RUNTIME_ERROR
          garbage     | head -c 100000 /dev/urandom; exit 0                              | RUNTIME_ERROR
          silence     | exit 0                                                           | RUNTIME_ERROR
          hang        | sleep 1000                                                       | TIMED_OUT
          hang-run    | case "$*" in *' run '*) sleep 1000;; *) exec runc "$@";; esac     | TIMED_OUT
          crash-run   | case "$*" in *' run '*) kill -KILL $$;; *) exec runc "$@";; esac  | RUNTIME_ERROR
          lie-run     | case "$*" in *' run '*) exit 0;; *) exec runc "$@";; esac         | RUNTIME_ERROR
          lose-run    | case "$*" in *' run '*) runc "$@" >/dev/null 2>&1 & sleep 1; kill -KILL $$;; *) exec runc "$@";; esac | RUNTIME_ERROR
          stubborn    | trap '' TERM; (trap '' TERM; sleep 1000) & while :; do sleep 1; done | TIMED_OUT
          """)
  void aRuntimeThatMisbehavesIsToldApartFromTheCommand(
      String name, String script, BuildStatus status) throws Exception {
    Path runtime =
        TestRuntime.script(folder.path(), name, "#!/bin/sh\n# " + folder.path() + "\n" + script);
    try (BuildService service = open(o -> o.runtime(OciRuntime.of(runtime)))) {
      BuildResult result =
          await(service.start(request("sleep 1000"), b -> b.timeout(Duration.ofSeconds(3))));

      assertThat(result.status()).as(result.toJson()).isEqualTo(status);
      assertThat(result.exitCode()).isEmpty();
    }
  }

  @Test
  void aFullDiskInTheBuildFailsTheCommand() throws Exception {
    Path small = smallDisk("16m");
    try (BuildService service =
        BuildService.open(
            URI.create("oci://" + small + "/builds"), o -> o.runtime(runtime(TestRuntime.RUNC)))) {
      BuildResult result =
          await(service.start(request("head -c 99999999 /dev/zero > f || exit 9")));

      assertThat(result.exitCode()).as(result.toJson()).hasValue(9);
    } finally {
      unmount(small);
    }
  }

  @ParameterizedTest
  @CsvSource({"24k, No space left on device", "68k, runc run"})
  void aDiskWithoutRoomForBundleOrStateIsAnErrorOfTheHost(String size, String reason)
      throws Exception {
    Path small = smallDisk(size);
    try (BuildService service =
        BuildService.open(
            URI.create("oci://" + small + "/builds"), o -> o.runtime(runtime(TestRuntime.RUNC)))) {
      BuildResult result = await(service.start(request("echo")));

      assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
      assertThat(result.reason().orElseThrow()).contains(reason);
      assertThat(small.resolve("builds")).isEmptyDirectory();
    } finally {
      unmount(small);
    }
  }

  @Test
  void aDiskWithoutRoomForTheOutputsGetsNoneAndTheyStayInTheBundle() throws Exception {
    Path small = smallDisk("1m");
    try {
      BuildResult result =
          build(
              request(
                  "mkdir o; head -c 100 /dev/zero > o/a; head -c 9999999 /dev/zero > o/b;"
                      + " chmod 555 o",
                  r -> r.addOutputs("build/o")),
              b -> b.outputFolder(small.resolve("out")));

      assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
      assertThat(result.reason().orElseThrow()).contains("No space left on device");
      assertThat(small.resolve("out")).isEmptyDirectory();
      Path bundle = result.folder().orElseThrow();
      assertThat(result.reason().orElseThrow())
          .endsWith("the outputs not yet moved are kept in " + bundle);
      assertThat(result.outputs().get(0).hostPath().orElseThrow().resolve("b")).hasSize(9999999);
      Bundle.remove(Objects.requireNonNull(bundle.getParent()), HostFacts.detect());
    } finally {
      unmount(small);
    }
  }

  @Test
  void outputsAreCopiedToAnotherFileSystemAsTheyAre() throws Exception {
    Path small = smallDisk("1m");
    try {
      BuildResult result =
          build(
              request(
                  "mkdir -p o/d; echo text > o/d/f; chmod 755 o/d/f; ln -s d/f o/l; chmod 555 o/d",
                  r -> r.addOutputs("build/o")),
              b -> b.outputFolder(small.resolve("out")));

      Path out = small.resolve("out/build/o");
      assertThat(result.outputs().get(0).hostPath()).contains(out);
      assertThat(out.resolve("d/f")).hasContent("text").isExecutable();
      assertThat(Files.readSymbolicLink(out.resolve("l"))).isEqualTo(Path.of("d/f"));
      assertThat((int) Files.getAttribute(out.resolve("d"), "unix:mode") & 0777).isEqualTo(0555);
    } finally {
      unmount(small);
    }
  }

  private Path smallDisk(String size) throws Exception {
    Path small = Files.createDirectory(folder.path().resolve("small"));
    command("mount", "-t", "tmpfs", "-o", "mode=711,size=" + size, "tmpfs", small.toString());
    return small;
  }

  private static void unmount(Path small) throws Exception {
    command("umount", small.toString());
  }

  private static void command(String... line) throws Exception {
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor())
        .as(List.of(line).toString())
        .isZero();
  }

  /** Tells that the command has printed something. */
  private record Begun(CountDownLatch latch) implements BuildListener {
    @Override
    public void stdout(byte[] bytes) {
      latch.countDown();
    }
  }
}
