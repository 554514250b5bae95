package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.JavaProgram;
import dev.ocispec.Needs;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.TreeFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What fuse-overlayfs serves for a build goes with the next service when its own was killed. */
@Tag("runtime")
class AbandonedOverlayIT extends BuildFixture {
  private static final TreeFacts SERVED = TreeFacts.NONE.with(OverlayKind.FUSE);

  /** Builds in an overlay until it is killed. */
  static final class Builder {
    private Builder() {}

    public static void main(String[] args) {
      BuildRequest request =
          request(
              "echo changed >> /inputs/src/file && echo ready && sleep 600",
              r -> r.addInput("src", Path.of(args[1])).constraints(c -> c.overlays("inputs/src")));
      try (BuildService service =
          BuildService.open(
              URI.create("oci://" + args[0]),
              o ->
                  o.runtime(TestRuntime.RUNC.in(Path.of(args[2])))
                      .sandbox(sandbox())
                      .facts(
                          r ->
                              HostFacts.detect(r.hostPaths()).toBuilder().trees(SERVED).build()))) {
        service
            .start(request, b -> b.listener(BuildListener.lines(System.out::println)))
            .result()
            .join();
      }
    }
  }

  @Test
  void theNextServiceUnmountsWhatAKilledOneLeft() throws Exception {
    Needs.program("fuse-overlayfs");
    Path source = Files.createDirectory(folder.path().resolve("src"));
    Files.writeString(source.resolve("file"), "first\n");
    Process killed =
        new ProcessBuilder(
                JavaProgram.commandLine(
                    List.of(),
                    Builder.class.getName(),
                    List.of(
                        builds.toString(),
                        source.toString(),
                        folder.path().resolve("other").toString())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(killed.getInputStream()))) {
      assertThat(lines.readLine()).isEqualTo("ready");
      assertThat(servedMounts()).isEqualTo(1);
    } finally {
      killed.destroyForcibly();
    }
    assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();

    try (BuildService next = open()) {
      assertThat(await(next.start(request("exit 0"))).status()).isEqualTo(BuildStatus.SUCCEEDED);
    }

    assertThat(servedMounts()).isZero();
    assertThat(source.resolve("file")).hasContent("first");
  }

  private long servedMounts() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
        .filter(line -> line.contains(builds.toString()) && line.contains("fuse-overlayfs"))
        .count();
  }
}
