package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Needs;
import dev.ocispec.attestation.AttestationCheck;
import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.OverlayKind;
import dev.ocispec.host.RootTree;
import dev.ocispec.host.TreeFacts;
import dev.ocispec.runtime.TestRuntime;
import dev.ocispec.sandbox.UnsupportedBuildException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inputs that a build changes while they stay as they are, seen from inside and from outside. */
@Tag("runtime")
class OverlayIT extends BuildFixture {
  private static final String CHANGES =
      """
      cd /inputs/src || exit 2
      echo more >> file || exit 3
      mkdir new && echo made > new/a || exit 4
      rm other || exit 5
      mv deep moved || exit 6
      test "$(cat moved/er/x)" = x || exit 7
      """;

  private Path source() throws Exception {
    Path source = Files.createDirectories(folder.path().resolve("in:a,b/src"));
    Files.createDirectories(source.resolve("deep/er"));
    Files.writeString(source.resolve("file"), "first\n");
    Files.writeString(source.resolve("other"), "other\n");
    Files.writeString(source.resolve("deep/er/x"), "x\n");
    return source;
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void theBuildChangesWhatItSeesAndTheInputStays(TestRuntime kind) throws Exception {
    Path source = source();
    String before = OutputDigest.of(source);
    Path out = folder.path().resolve("out");
    try (BuildService service = open(o -> o.runtime(runtime(kind)))) {
      BuildResult result =
          await(
              service.start(
                  request(
                      CHANGES,
                      r ->
                          r.addInput("src", source)
                              .constraints(c -> c.overlays("inputs/src"))
                              .addOutputs("inputs/src")),
                  o -> o.outputFolder(out)));

      assertThat(result.status()).as(result.logTail()).isEqualTo(BuildStatus.SUCCEEDED);
    }
    Path seen = out.resolve("inputs/src");
    assertThat(seen.resolve("file")).hasContent("first\nmore\n");
    assertThat(seen.resolve("new/a")).hasContent("made");
    assertThat(seen.resolve("moved/er/x")).hasContent("x");
    assertThat(seen.resolve("other")).doesNotExist();
    assertThat(seen.resolve("deep")).doesNotExist();
    assertThat(OutputDigest.of(source)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void theAttestationSeesItsLayers(TestRuntime kind) throws Exception {
    Path source = source();
    try (BuildService service = open(o -> o.runtime(runtime(kind)))) {
      BuildResult result =
          await(
              service.start(
                  request(
                      "test ! -e /inputs/src/.ocispec-probe",
                      r -> r.addInput("src", source).constraints(c -> c.overlays("inputs/src"))),
                  o -> o.attest(true)));

      assertThat(result.status()).as(result.logTail()).isEqualTo(BuildStatus.SUCCEEDED);
      assertThat(result.attestation().orElseThrow().checks())
          .filteredOn(check -> check.name().equals("overlay /inputs/src"))
          .singleElement()
          .satisfies(check -> assertThat(check.expected()).contains("/upper"))
          .matches(AttestationCheck::holds);
      assertThat(result.attestation().orElseThrow().checks())
          .extracting(AttestationCheck::name)
          .contains("writable /inputs/src");
    }
  }

  @Test
  void aDeletedFileIsNoOutput() throws Exception {
    Path source = source();

    BuildResult result =
        build(
            request(
                "rm /inputs/src/other",
                r ->
                    r.addInput("src", source)
                        .constraints(c -> c.overlays("inputs/src"))
                        .addOutputs("inputs/src/file", "inputs/src/other")));

    assertThat(result.status()).isEqualTo(BuildStatus.OUTPUT_MISSING);
    assertThat(result.reason().orElseThrow()).contains("inputs/src/other");
    assertThat(source.resolve("other")).hasContent("other");
  }

  @Test
  void anOutputBehindALinkOfTheBuildIsMissing() throws Exception {
    Path source = source();

    BuildResult result =
        build(
            request(
                "cd /inputs/src && rm -r deep && ln -s /etc deep",
                r ->
                    r.addInput("src", source)
                        .constraints(c -> c.overlays("inputs/src"))
                        .addOutputs("inputs/src/deep/passwd")));

    assertThat(result.status()).isEqualTo(BuildStatus.OUTPUT_MISSING);
  }

  @Test
  void aFolderInAnInputCanBeOverlaidAndTheRestIsReadOnly() throws Exception {
    Path source = source();

    BuildResult result =
        build(
            request(
                "echo y >> /inputs/src/deep/er/x || exit 2\n"
                    + "if (echo y >> /inputs/src/file) 2>/dev/null; then exit 3; fi\n"
                    + "test \"$(cat /inputs/src/deep/added)\" = text",
                r ->
                    r.addInput("src", source)
                        .constraints(c -> c.overlays("inputs/src/deep"))
                        .addAdditionalFile("inputs/src/deep/added", "text")));

    assertThat(result.exitCode()).as(result.logTail()).hasValue(0);
    assertThat(source.resolve("deep/er/x")).hasContent("x");
    assertThat(source.resolve("deep/added")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void whereTheKernelMountsNoneFuseOverlayfsServesIt(TestRuntime kind) throws Exception {
    Needs.program("fuse-overlayfs");
    Path source = source();
    String before = OutputDigest.of(source);
    TreeFacts served = TreeFacts.NONE.with(OverlayKind.FUSE);
    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(kind))
                    .facts(
                        r -> HostFacts.detect(r.hostPaths()).toBuilder().trees(served).build()))) {
      BuildResult result =
          await(
              service.start(
                  request(
                      CHANGES,
                      r ->
                          r.addInput("src", source)
                              .constraints(c -> c.overlays("inputs/src"))
                              .addOutputs("inputs/src/new", "inputs/src/file")),
                  o -> o.attest(true).outputFolder(folder.path().resolve("out"))));

      assertThat(result.status())
          .as("%s %s", result.reason(), result.logTail())
          .isEqualTo(BuildStatus.SUCCEEDED);
    }
    assertThat(folder.path().resolve("out/inputs/src/file")).hasContent("first\nmore");
    assertThat(OutputDigest.of(source)).isEqualTo(before);
  }

  @Test
  void whereNothingCanMountOneTheBuildIsRefusedWithTheRemedy() {
    TreeFacts nothing = new TreeFacts(Set.of(), Map.of("/nothing", RootTree.of(folder.path())));
    Path source = folder.path();

    try (BuildService service =
        open(
            o ->
                o.runtime(runtime(TestRuntime.RUNC))
                    .facts(
                        r -> HostFacts.detect(r.hostPaths()).toBuilder().trees(nothing).build()))) {
      assertThatThrownBy(
              () ->
                  await(
                      service.start(
                          request(
                              "true",
                              r ->
                                  r.addInput("src", source)
                                      .constraints(c -> c.overlays("inputs/src"))))))
          .hasRootCauseInstanceOf(UnsupportedBuildException.class)
          .hasMessageContainingAll("sandbox-overlay", "install fuse-overlayfs");
    }
  }
}
