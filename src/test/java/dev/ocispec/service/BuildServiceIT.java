package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("runtime")
class BuildServiceIT extends BuildFixture {
  @ParameterizedTest(name = "{0}, rootless {1}, network {2}")
  @CsvSource({
    "RUNC, false, false", "RUNC, false, true", "RUNC, true, false", "RUNC, true, true",
    "CRUN, false, false", "CRUN, false, true", "CRUN, true, false", "CRUN, true, true"
  })
  void rootBuildsWithAndWithoutUserNamespace(TestRuntime runtime, boolean rootless, boolean network)
      throws Exception {
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(runtime))
                    .sandbox(sandbox().rootless(rootless))
                    .facts(r -> withLentIds(HostFacts.detect(r.hostPaths()))))) {
      Path out = folder.path().resolve("out");
      BuildResult result =
          await(
              service.start(
                  request(
                      "id -u; umask 077; mkdir d; echo text > d/f; ls -ld d",
                      r ->
                          r.addOutputs("build/d")
                              .constraints(c -> c.networkAccess(network))
                              .addAdditionalFile("build/given", "given")),
                  b -> b.outputFolder(out)));

      assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(out.resolve("build/d/f")).hasContent("text");
      assertThat(Files.getAttribute(out.resolve("build/d/f"), "unix:uid")).isEqualTo(0);
    }
  }

  static HostFacts withLentIds(HostFacts facts) {
    return facts.toBuilder()
        .subordinateUids(List.of(new IdRange(2_000_000, 65_536)))
        .subordinateGids(List.of(new IdRange(2_000_000, 65_536)))
        .build();
  }

  @Test
  void theHostIsAskedOnceForEachBuild() throws Exception {
    List<BuildRequest> asked = Collections.synchronizedList(new ArrayList<>());
    BuildRequest first = request("exit 0");
    BuildRequest second = request("exit 1");
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(TestRuntime.RUNC))
                    .facts(
                        r -> {
                          asked.add(r);
                          return HostFacts.detect(r.hostPaths());
                        }))) {
      assertThat(asked).as("before a build").isEmpty();
      await(service.start(first, b -> b.attest(true)));
      assertThat(asked).containsExactly(first);
      await(service.start(second));
      assertThat(asked).containsExactly(first, second);
    }
  }

  @Test
  void noMoreThanThePermittedNumberRunsAtOnceAndAllAreBuilt() throws Exception {
    Concurrency concurrency = new Concurrency();
    try (BuildService service = open(o -> o.runtime(runtime(TestRuntime.RUNC)).concurrency(4))) {
      List<CompletableFuture<BuildResult>> results =
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      service.submit(
                          request("echo " + i + " > n", r -> r.addOutputs("build/n")),
                          b ->
                              b.listener(concurrency.listener())
                                  .outputFolder(folder.path().resolve("out-" + i))))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        BuildResult result = results.get(i).get(120, TimeUnit.SECONDS);
        assertThat(result.status()).as(result.toJson()).isEqualTo(BuildStatus.SUCCEEDED);
        assertThat(result.outputs().get(0).hostPath().orElseThrow()).hasContent(i + "\n");
      }
    }
    assertThat(concurrency.most()).isEqualTo(4);
  }

  /** Counts the builds between their first and last phase. */
  private static final class Concurrency {
    private int now;
    private int most;

    synchronized void add(int change) {
      now += change;
      most = Math.max(most, now);
    }

    synchronized int most() {
      return most;
    }

    BuildListener listener() {
      return new BuildListener() {
        @Override
        public void phase(BuildPhase phase) {
          if (phase == BuildPhase.PREPARING) {
            add(1);
          } else if (phase == BuildPhase.CLEANING) {
            add(-1);
          }
        }
      };
    }
  }

  @Test
  void listenersHearPhasesAndTheLog() throws Exception {
    List<BuildPhase> phases = Collections.synchronizedList(new ArrayList<>());
    StringBuffer out = new StringBuffer();
    StringBuffer err = new StringBuffer();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void phase(BuildPhase phase) {
            phases.add(phase);
          }

          @Override
          public void stdout(byte[] bytes) {
            out.append(new String(bytes));
          }

          @Override
          public void stderr(byte[] bytes) {
            err.append(new String(bytes));
          }
        };

    build(request("echo one; echo two >&2"), b -> b.listener(listener).attest(true));

    assertThat(phases)
        .containsExactly(
            BuildPhase.PREPARING,
            BuildPhase.ATTESTING,
            BuildPhase.RUNNING,
            BuildPhase.COLLECTING,
            BuildPhase.CLEANING);
    assertThat(out).hasToString("one\n");
    assertThat(err).hasToString("two\n");
  }

  @Test
  void whatAListenerThrowsFailsTheFutureAndLeavesNothing() {
    BuildListener listener =
        new BuildListener() {
          @Override
          public void stdout(byte[] bytes) {
            throw new IllegalStateException("listener's own");
          }
        };

    assertThatThrownBy(() -> build(request("echo one"), b -> b.listener(listener)))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("listener's own");
  }

  @Test
  void aKeptBundleIsTheCallersAndCanBeRemovedByHand() throws Exception {
    BuildResult result =
        build(
            request("umask 077; mkdir d; echo x > d/f; chmod 711 d/f; exit 3"), b -> b.keep(true));

    Path bundle = result.folder().orElseThrow();
    assertThat(result.status()).isEqualTo(BuildStatus.FAILED);
    assertThat(bundle.resolve("config.json")).exists();
    assertThat(bundle.getParent()).isDirectoryContaining(path -> path.equals(bundle));
    try (var files = Files.walk(bundle)) {
      for (Path path : files.toList()) {
        assertThat(Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).isEqualTo(0);
        if (path.endsWith("d/f")) {
          assertThat((int) Files.getAttribute(path, "unix:mode") & 07777).isEqualTo(0711);
        }
      }
    }
    assertThat(Files.list(bundle.getParent()).toList()).containsExactly(bundle);
    assertThat(new ProcessBuilder("rm", "-r", bundle.getParent().toString()).start().waitFor())
        .isZero();
  }

  @Test
  void aKeptBundleSurvivesTheNextService() throws Exception {
    Path bundle = build(request(":"), b -> b.keep(true)).folder().orElseThrow();

    open().close();

    assertThat(bundle.resolve("config.json")).exists();
    assertThat(new ProcessBuilder("rm", "-r", bundle.getParent().toString()).start().waitFor())
        .isZero();
  }

  @Test
  void inputsFromElsewhereAreThereForTheRunAndReleasedAfterwards() throws Exception {
    Path store = Files.createDirectory(folder.path().resolve("store"));
    List<String> released = Collections.synchronizedList(new ArrayList<>());
    InputProvider provider =
        name -> {
          Path path = Files.writeString(store.resolve(name), "content of " + name);
          return new ProvidedInput() {
            @Override
            public Path path() {
              return path;
            }

            @Override
            public void close() throws IOException {
              Files.delete(path);
              released.add(name);
            }
          };
        };
    StringBuffer log = new StringBuffer();
    try (BuildService service = open(o -> o.runtime(runtime(TestRuntime.RUNC)).inputs(provider))) {
      BuildResult result =
          await(
              service.start(
                  request("cat /inputs/a; exit 1", r -> r.addInput("a").addInput("b")),
                  b -> b.listener(new Log(log))));

      assertThat(result.exitCode()).hasValue(1);
    }
    assertThat(log).hasToString("content of a");
    assertThat(released).containsExactly("b", "a");
  }

  @Test
  void anInputThatCantBeProvidedFailsTheBuildAndReleasesTheOthers() throws Exception {
    List<String> released = Collections.synchronizedList(new ArrayList<>());
    Path file = Files.createFile(folder.path().resolve("file"));
    InputProvider provider =
        name -> {
          if (name.equals("b")) {
            throw new IOException("not in the store");
          }
          return new ProvidedInput() {
            @Override
            public Path path() {
              return file;
            }

            @Override
            public void close() {
              released.add(name);
            }
          };
        };
    try (BuildService service = open(o -> o.runtime(runtime(TestRuntime.RUNC)).inputs(provider))) {
      assertThatThrownBy(
              () -> await(service.start(request(":", r -> r.addInput("a").addInput("b")))))
          .hasRootCauseMessage("not in the store")
          .cause()
          .hasMessage("input b: not provided: not in the store");
    }
    assertThat(released).containsExactly("a");
  }

  @Test
  void aProvidedLinkIsRefusedSinceItCouldShowAnything() throws Exception {
    Path link = Files.createSymbolicLink(folder.path().resolve("link"), Path.of("/etc"));
    try (BuildService service =
        open(o -> o.runtime(runtime(TestRuntime.RUNC)).inputs(name -> ProvidedInput.of(link)))) {
      assertThatThrownBy(() -> await(service.start(request(":", r -> r.addInput("a")))))
          .hasMessageContaining("not a symbolic link");
    }
  }

  @Test
  void aClosedServiceCancelsWhatRunsAndTakesNothingMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    BuildService service = open();
    Build running =
        service.start(
            request("echo begun; sleep 100"),
            b ->
                b.listener(
                    new BuildListener() {
                      @Override
                      public void stdout(byte[] bytes) {
                        begun.countDown();
                      }
                    }));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    service.close();
    service.close();

    assertThat(await(running).status()).isEqualTo(BuildStatus.CANCELLED);
    assertThatThrownBy(() -> service.start(request(":")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the build service is closed");
  }

  @Test
  void twoServicesUseOneFolderWithoutDisturbingEachOther() throws Exception {
    try (BuildService one = open();
        BuildService two = open()) {
      String command = "echo on; sleep 1; echo x > f";
      CountDownLatch running = new CountDownLatch(2);
      BuildListener listener = BuildListener.lines(line -> running.countDown());
      Build first =
          one.start(request(command, r -> r.addOutputs("build/f")), b -> b.listener(listener));
      Build second =
          two.start(request(command, r -> r.addOutputs("build/f")), b -> b.listener(listener));
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      open().close();

      assertThat(await(first).status()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(await(second).status()).isEqualTo(BuildStatus.SUCCEEDED);
    }
  }

  @Test
  void referencesAreFoundAndOutputsWithoutFolderHaveNoPlace() throws Exception {
    BuildResult result =
        build(
            request(
                "mkdir o; echo xx-needle-1 > o/f; ln -s /needle-2 o/l; touch o/needle-3",
                r ->
                    r.addOutputs("build/o", "build/o/f")
                        .addRefscanNeedles("needle-3", "needle-2", "needle-1", "needle-4")));

    assertThat(result.outputs())
        .extracting(BuildOutput::path, BuildOutput::hostPath, BuildOutput::references)
        .containsExactly(
            tuple("build/o", Optional.empty(), List.of("needle-3", "needle-2", "needle-1")),
            tuple("build/o/f", Optional.empty(), List.of("needle-1")));
    assertThat(result.outputs().get(0).leavingLinks())
        .containsExactly(new LeavingLink("build/o/l", "/needle-2"));
  }

  @Test
  void anOutputBelowAnotherMovesWithIt() throws Exception {
    Path out = folder.path().resolve("out");
    BuildResult result =
        build(
            request(
                "mkdir o; echo text > o/f; chmod 555 o", r -> r.addOutputs("build/o/f", "build/o")),
            b -> b.outputFolder(out));

    assertThat(result.outputs())
        .extracting(output -> output.hostPath().orElseThrow())
        .containsExactly(out.resolve("build/o/f"), out.resolve("build/o"));
    assertThat(out.resolve("build/o/f")).hasContent("text");
    assertThat((int) Files.getAttribute(out.resolve("build/o"), "unix:mode") & 0777)
        .isEqualTo(0555);
  }

  /** Collects what the command prints. */
  private record Log(StringBuffer text) implements BuildListener {
    @Override
    public void stdout(byte[] bytes) {
      text.append(new String(bytes));
    }
  }
}
