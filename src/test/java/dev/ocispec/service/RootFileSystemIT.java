package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.bundle.OutputDigest;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.TestRuntime;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds whose programs, libraries and shell are those of a folder of the host. */
@Tag("runtime")
class RootFileSystemIT extends BuildFixture {
  private static final String READ_ONLY =
      """
      test "$(cat /etc/image)" = image || exit 2
      test "$(id -un)" = build || exit 3
      test "$(id -u daemon)" = 1 || exit 4
      test "$(cat /opt/added)" = text || exit 5
      test -c /dev/null && test -d /proc/self || exit 6
      for place in /new /usr/bin/cat /etc/image /var/lib/new /opt/added; do
        if (echo x >> $place) 2>/dev/null; then exit 7; fi
      done
      echo done > out
      """;

  private static final String WRITABLE =
      """
      set -e
      mkdir_() { /usr/bin/busybox mkdir "$@"; }
      mkdir_ /made && echo a > /made/a
      echo more >> /etc/image
      rm /usr/bin/id
      mv /usr/bin/mv /var/lib/mv
      """;

  private Path root;

  private BuildResult run(TestRuntime kind, String script, UnaryOperator<BuildRequest.Builder> edit)
      throws Exception {
    root = SmallRoot.make(folder.path().resolve("image"));
    String before = OutputDigest.of(root);
    BuildResult result;
    try (BuildService service = open(o -> o.runtime(runtime(kind)))) {
      result =
          await(
              service.start(
                  edit.apply(
                          request(script).toBuilder()
                              .putEnvironment("PATH", "/usr/bin")
                              .constraints(c -> c.rootFs(root)))
                      .build(),
                  o -> o.attest(true).outputFolder(folder.path().resolve("out"))));
    }
    assertThat(OutputDigest.of(root)).isEqualTo(before);
    return result;
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void dynamicProgramsRunAndNothingCanBeChanged(TestRuntime kind) throws Exception {
    BuildResult result =
        run(kind, READ_ONLY, r -> r.addAdditionalFile("opt/added", "text").addOutputs("build/out"));

    assertThat(result.status())
        .as("%s %s", result.reason(), result.logTail())
        .isEqualTo(BuildStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNC", "CRUN"})
  void underAnOverlayAllOfItCanBeChanged(TestRuntime kind) throws Exception {
    BuildResult result =
        run(
            kind,
            WRITABLE,
            r -> r.constraints(c -> c.overlays("/")).addOutputs("made", "etc/image", "bin/dash"));

    assertThat(result.status())
        .as("%s %s", result.reason(), result.logTail())
        .isEqualTo(BuildStatus.SUCCEEDED);
    Path out = folder.path().resolve("out");
    assertThat(out.resolve("made/a")).hasContent("a");
    assertThat(out.resolve("etc/image")).hasContent("image\nmore");
    assertThat(out.resolve("bin/dash")).isExecutable();
  }
}
