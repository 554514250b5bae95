package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Builds in a folder of their own, of which nothing must be left. */
abstract class BuildFixture {
  TestFolder folder;
  Path builds;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make(); // Before anything can skip the test: it is removed after it.
    builds = folder.path().resolve("builds");
    Needs.rootAndRunc();
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
      if (builds.toFile().exists()) {
        assertThat(builds).isEmptyDirectory();
      }
    } finally {
      folder.remove();
    }
  }

  OciRuntime runtime(TestRuntime kind) {
    return kind.in(folder.path().resolve("runtime"));
  }

  BuildService open(Consumer<BuildServiceOptions> options) {
    return BuildService.open(
        URI.create("oci://" + builds), o -> options.accept(o.sandbox(sandbox())));
  }

  /** The usual sandbox, with a shell that has the commands of the scripts built in. */
  static Sandbox sandbox() {
    return Sandbox.standard().shell(Needs.busybox());
  }

  BuildService open() {
    return open(o -> o.runtime(runtime(TestRuntime.RUNC)));
  }

  static BuildRequest request(String script, UnaryOperator<BuildRequest.Builder> edit) {
    return edit.apply(
            BuildRequest.builder()
                .commandArgs("/bin/sh", "-c", script)
                .workingDir("build")
                .scratchPaths("build")
                .inputsDir("inputs")
                .constraints(c -> c.provideBinSh(true)))
        .build();
  }

  static BuildRequest request(String script) {
    return request(script, builder -> builder);
  }

  static BuildResult await(Build build) throws Exception {
    return build.result().get(60, TimeUnit.SECONDS);
  }

  /** Runs one build by a service of its own. */
  BuildResult build(BuildRequest request, Consumer<BuildOptions> options) throws Exception {
    try (BuildService service = open()) {
      return await(service.start(request, options));
    }
  }

  BuildResult build(BuildRequest request) throws Exception {
    return build(request, options -> {});
  }
}
