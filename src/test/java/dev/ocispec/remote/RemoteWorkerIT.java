package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.Build;
import dev.ocispec.service.BuildListener;
import dev.ocispec.service.BuildOptions;
import dev.ocispec.service.BuildPhase;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Builds on Bazel's worker, which runs them with real containers. */
@Tag("runtime")
class RemoteWorkerIT {
  private TestFolder folder;
  private BazelWorker worker;
  private BuildService remote;

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
            worker.address(), o -> o.engine(e -> e.command(ocispec.toString()).attempts(3)));
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      if (remote != null) {
        remote.close();
        worker.close();
        folder.assertNothingRuns();
        assertThat(folder.path().resolve("worker-builds").toFile().list())
            .as("builds left on the worker")
            .isNullOrEmpty();
      }
    } finally {
      folder.remove();
    }
  }

  private static BuildRequest request(String script) {
    return BuildRequest.builder()
        .commandArgs("/bin/sh", "-c", script)
        .workingDir("build")
        .scratchPaths("build")
        .inputsDir("inputs")
        .outputs("build/out")
        .refscanNeedles("needle", "absent")
        .constraints(c -> c.provideBinSh(true))
        .build();
  }

  private static BuildResult run(
      BuildService service, BuildRequest request, Consumer<BuildOptions> options) throws Exception {
    return service
        .submit(request, o -> options.accept(o.attest(true).timeout(Duration.ofSeconds(120))))
        .get(300, TimeUnit.SECONDS);
  }

  @Test
  void outputsArriveWholeAndAreTakenFromTheCacheTheNextTime() throws Exception {
    BuildRequest request =
        request(
            "mkdir -p out/a/b; echo '#!/bin/sh' > out/a/run; chmod +x out/a/run; ln -s a/run"
                + " out/link; ln -s /nowhere out/dangling; mkdir out/empty");

    BuildResult first = run(remote, request, o -> o.outputFolder(folder.path().resolve("first")));

    assertThat(first.reason()).isEmpty();
    Path tree = folder.path().resolve("first/build/out");
    assertThat(tree.resolve("a/run")).isExecutable();
    assertThat(Files.readSymbolicLink(tree.resolve("dangling"))).isEqualTo(Path.of("/nowhere"));
    assertThat(tree.resolve("empty")).isEmptyDirectory();

    BuildResult again = run(remote, request, o -> o.outputFolder(folder.path().resolve("again")));

    assertThat(again.cached()).isTrue();
    assertThat(again.isSuccess()).isTrue();
    assertThat(OutputDigest.of(folder.path().resolve("again/build/out")))
        .isEqualTo(OutputDigest.of(tree));
  }

  @Test
  void inputsArriveWhole() throws Exception {
    Path source = Files.createDirectory(folder.path().resolve("source"));
    for (int i = 0; i < 2_000; i++) {
      Path part = Files.createDirectories(source.resolve("part" + i % 50));
      Files.writeString(part.resolve("file" + i), "contents of " + i);
    }
    Files.write(source.resolve("large"), new byte[200 << 20]);
    Files.createDirectories(source.resolve("deep/".repeat(100)));
    Files.createSymbolicLink(source.resolve("part1/link"), Path.of("../large"));
    Path program = Files.writeString(source.resolve("run"), "#!/bin/sh\necho ran\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    BuildRequest request =
        request("/inputs/src/run && cp -R /inputs/src out").toBuilder()
            .addInput("src", source)
            .build();

    BuildResult result = run(remote, request, o -> o.outputFolder(folder.path().resolve("result")));

    assertThat(result.reason()).isEmpty();
    assertThat(OutputDigest.of(folder.path().resolve("result/build/out")))
        .isEqualTo(OutputDigest.of(source));
  }

  @Test
  void anEngineThatDiesInTheMiddleIsToldAsSuch() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Build build =
        remote.start(
            request("sleep 30"),
            o ->
                o.listener(
                    new BuildListener() {
                      @Override
                      public void phase(BuildPhase phase) {
                        running.countDown();
                      }
                    }));
    assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(3_000);

    worker.kill();

    BuildResult result = build.result().get(60, TimeUnit.SECONDS);
    assertThat(result.status()).isEqualTo(BuildStatus.RUNTIME_ERROR);
    assertThat(result.reasonCode().orElseThrow().id()).startsWith("engine-");
    assertThat(result.outputs()).isEmpty();
  }

  @Test
  void cancellingLeavesNothingBehind() throws Exception {
    Build build = remote.start(request("sleep 100"));
    Thread.sleep(5_000);

    build.cancel();

    assertThat(build.result().get(30, TimeUnit.SECONDS).status()).isEqualTo(BuildStatus.CANCELLED);
  }
}
