package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Needs;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the additional files of a request go in its bundle. */
@Tag("unit")
class BundleAdditionalFilesTest {
  @TempDir Path temporary;

  private Path folder;
  private Path input;
  private HostFacts facts;

  @BeforeEach
  void prepare() throws IOException {
    Needs.root();
    Needs.busybox();
    facts = HostFacts.detect();
    folder = temporary.resolve("bundle");
    input = Files.writeString(temporary.resolve("input"), "text");
  }

  private static BuildRequest request(UnaryOperator<BuildRequest.Builder> edit) {
    return edit.apply(
            BuildRequest.builder()
                .commandArgs("/bin/sh", "-c", "true")
                .workingDir("build")
                .scratchPaths("build", "nix/store")
                .inputsDir("nix/store")
                .constraints(c -> c.provideBinSh(true)))
        .build();
  }

  private Bundle create(UnaryOperator<BuildRequest.Builder> edit) {
    return Bundle.create(folder, request(edit), Sandbox.standard(), facts);
  }

  @Test
  void anAdditionalFileOutsideScratchPathsIsInTheRootAndRootsOwn() throws IOException {
    HostFacts lent =
        facts.toBuilder()
            .subordinateUids(List.of(new IdRange(300_000, 1000)))
            .subordinateGids(List.of(new IdRange(400_000, 1000)))
            .build();
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    BuildRequest request =
        request(r -> r.addAdditionalFile("etc/x.conf", "text").addAdditionalFile("a/b/c", "more"));
    SandboxPlan plan = Sandbox.standard().rootless(true).plan(request, lent);

    Bundle.create(folder, request, plan, lent);

    for (String name : List.of("etc/x.conf", "a/b/c", "a", "etc/passwd")) {
      assertThat(uid(folder.resolve("root").resolve(name)))
          .as(name)
          .isEqualTo(plan.identity().hostRootUid().orElseThrow());
    }
    assertThat(folder.resolve("root/etc/x.conf")).hasContent("text");
    assertThat(mode(folder.resolve("root/etc/x.conf"))).isEqualTo(0644);
    assertThat(mode(folder.resolve("root/a"))).isEqualTo(0755);
  }

  @Test
  void anAdditionalFileThatASpecificationHidesIsRefused() {
    BuildRequest request =
        BuildRequest.builder().commandArgs("/x").addAdditionalFile("srv/a/b", "").build();
    for (String hidden : List.of("/srv", "/srv/a", "/srv/a/b", "/srv/a/b/c")) {
      Spec edited =
          Sandbox.standard().spec(request, facts).toBuilder()
              .putMount(m -> m.destination(hidden).type("tmpfs").source("tmpfs"))
              .build();
      assertThatThrownBy(() -> Bundle.create(folder, request, edited, facts))
          .isInstanceOf(OutputPlacementException.class)
          .hasMessageStartingWith(
              "additional file srv/a/b: expected a place that nothing is mounted on or below");
    }
  }

  @Test
  void anAdditionalFileIsNoFileThatEveryBuildHas() {
    for (String path : List.of("etc/passwd", "etc", "etc/hosts/x", "etc/group")) {
      assertThatThrownBy(() -> create(r -> r.addAdditionalFile(path, "x")))
          .isInstanceOf(OutputPlacementException.class)
          .hasMessageContaining("additional file " + path + ": expected a place")
          .hasMessageContaining("none of the files etc/passwd, etc/group, etc/hosts");
    }
    create(r -> r.addScratchPaths("etc").addAdditionalFile("etc/passwd", "mine"));
    assertThat(scratch("etc").resolve("passwd")).hasContent("mine");
  }

  @Test
  void anAdditionalFileInThePlaceOfTheAccountsIsRefused() {
    assertThatThrownBy(() -> create(r -> r.addAdditionalFile("etc/passwd", "x")))
        .isInstanceOf(OutputPlacementException.class)
        .hasMessageContaining("additional file etc/passwd");
    assertThat(folder).doesNotExist();
  }

  private Path scratch(String path) {
    return folder.resolve(SandboxLayout.scratch(path));
  }

  private Spec spec() {
    return Json.read(folder.resolve("config.json"), Spec.class);
  }

  private static long uid(Path path) throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(path, "unix:uid"));
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
  }
}
