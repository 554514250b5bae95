package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.request.BuildLimits;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import dev.ocispec.service.ReasonCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Builds of every kind of end on Bazel's worker, against the same builds right here. */
@Tag("runtime")
class EngineOutcomesIT {
  private static final String ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final Duration SHORT = Duration.ofSeconds(6);

  private final Map<String, BuildRequest> requests = new LinkedHashMap<>();
  private TestFolder folder;
  private BazelWorker worker;
  private BuildService remote;
  private BuildService local;

  @BeforeEach
  void start() throws IOException {
    folder = TestFolder.make();
    Needs.rootAndRunc();
    BazelWorker.require();
    worker = BazelWorker.start(folder.path());
    Path ocispec =
        BazelWorker.ocispec(
            folder.path().resolve("ocispec"), folder.path().resolve("worker-builds"));
    remote =
        BuildService.open(
            worker.address(), o -> o.concurrency(2).engine(e -> e.command(ocispec.toString())));
    local =
        BuildService.open(
            URI.create("oci://" + folder.path().resolve("builds")), o -> o.concurrency(2));
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      if (local != null) {
        remote.close();
        local.close();
        worker.close();
        folder.assertNothingRuns();
      }
    } finally {
      folder.remove();
    }
  }

  private static BuildRequest request(String script, Consumer<BuildRequest.Builder> more) {
    BuildRequest.Builder request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c", script)
            .workingDir("build")
            .scratchPaths("build")
            .inputsDir("inputs")
            .outputs("build/out")
            .refscanNeedles("needle", "absent")
            .constraints(c -> c.provideBinSh(true));
    more.accept(request);
    return request.build();
  }

  private void add(String name, String script) {
    add(name, script, r -> {});
  }

  private void add(String name, String script, Consumer<BuildRequest.Builder> more) {
    requests.put(name, request(script, more));
  }

  private static Consumer<BuildRequest.Builder> limited(UnaryOperator<BuildLimits.Builder> limits) {
    return r -> r.constraints(c -> c.limits(limits));
  }

  private void addAll() throws IOException {
    Path input = Files.createDirectory(folder.path().resolve("input"));
    Files.writeString(input.resolve("text"), "see needle\n");
    Files.createSymbolicLink(input.resolve("link"), Path.of("text"));

    add("file", "echo needle > out");
    add(
        "tree",
        "mkdir -p out/a/b; echo '#!/bin/sh' > out/a/run; chmod +x out/a/run; ln -s a/run out/link;"
            + " ln -s /nowhere out/dangling; mkdir out/empty");
    add("large", "head -c 20000000 /dev/zero > out");
    add("input", "cp -R /inputs/in out", r -> r.addInput("in", input));
    add("one file", "cp /inputs/one out", r -> r.addInput("one", input.resolve("text")));
    add(
        "environment",
        "{ echo $COLOUR; cat /etc/settings; } > out",
        r -> r.putEnvironment("COLOUR", "blue").addAdditionalFile("etc/settings", "set\n"));
    add("normalised", "mkdir out; umask 077; date > /dev/null; echo > out/f", r -> r.normalise(1));
    add("promised", "printf abc > out", r -> r.addOutputDigest("build/out", ABC));
    add("several", "echo 1 > out; echo 2 > other", r -> r.addOutputs("build/other"));
    add("exit code", "echo told >&2; exit 7");
    add("exit code of a signal", "exit 137");
    add("signal", "kill -KILL $$");
    add("timeout", "sleep 1000");
    add("no output", "true");
    add("one output missing", "echo 1 > out", r -> r.addOutputs("build/other"));
    add("no program", "", r -> r.commandArgs("no-such-program"));
    add("no programs", "", r -> r.commandArgs("/etc/hosts"));
    add("other digest", "printf abd > out", r -> r.addOutputDigest("build/out", ABC));
    add("pipe as output", "mkfifo out");
    add("memory", "tail /dev/zero", limited(l -> l.memory(64 << 20)));
    add(
        "processes",
        "i=0; while [ $i -lt 50 ]; do sleep 3 & i=$((i + 1)); done; wait",
        limited(l -> l.processes(20)));
    add("disk", "head -c 3000000 /dev/zero > out", limited(l -> l.disk(1 << 20)));
    add("log", "head -c 100000 /dev/zero", limited(l -> l.logBytes(1_000)));
    add("size", "head -c 100000 /dev/zero > out", limited(l -> l.outputBytes(1_000)));
  }

  private static CompletableFuture<BuildResult> submit(
      BuildService service, String name, BuildRequest request) {
    Duration timeout = name.equals("timeout") ? SHORT : Duration.ofSeconds(120);
    return service.submit(request, o -> o.attest(true).timeout(timeout));
  }

  /** What has to be the same wherever a build runs. */
  private record Essence(
      BuildStatus status,
      Optional<ReasonCode> reason,
      String end,
      List<String> outputs,
      Optional<String> attestation) {
    static Essence of(BuildResult result) {
      return new Essence(
          result.status(),
          result.reasonCode(),
          result.exitCode() + " " + result.signal(),
          result.outputs().stream()
              .map(
                  out ->
                      out.path()
                          + " "
                          + out.references()
                          + " "
                          + out.digest().orElse("-")
                          + " "
                          + out.contentDigest().orElse("-"))
              .toList(),
          result
              .attestation()
              .map(
                  seen ->
                      seen.holds()
                          + " "
                          + seen.checks().stream().map(AttestationCheck::name).toList()));
    }
  }

  @Test
  void buildsEndAsTheyDoHereAndWhatSucceededDoesNotRunAgain() throws Exception {
    addAll();
    Map<String, CompletableFuture<BuildResult>> there = new LinkedHashMap<>();
    Map<String, CompletableFuture<BuildResult>> here = new LinkedHashMap<>();
    requests.forEach((name, request) -> there.put(name, submit(remote, name, request)));
    requests.forEach((name, request) -> here.put(name, submit(local, name, request)));

    Set<BuildStatus> statuses = new TreeSet<>();
    Set<String> succeeded = new TreeSet<>();
    for (String name : requests.keySet()) {
      BuildResult at = there.get(name).get(600, TimeUnit.SECONDS);
      assertThat(Essence.of(at))
          .as(name + ": " + at.reason())
          .isEqualTo(Essence.of(here.get(name).get(600, TimeUnit.SECONDS)));
      assertThat(at.cached()).as(name).isFalse();
      statuses.add(at.status());
      if (at.isSuccess()) {
        succeeded.add(name);
      }
    }
    assertThat(requests).hasSizeGreaterThan(20);
    assertThat(succeeded).hasSize(9);
    assertThat(statuses).contains(BuildStatus.SUCCEEDED, BuildStatus.FAILED, BuildStatus.TIMED_OUT);

    for (String name : succeeded) {
      BuildResult again = submit(remote, name, requests.get(name)).get(120, TimeUnit.SECONDS);
      assertThat(again.cached()).as(name).isTrue();
      assertThat(Essence.of(again)).isEqualTo(Essence.of(there.get(name).get()));
    }
  }
}
