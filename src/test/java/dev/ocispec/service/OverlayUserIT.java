package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.TestUser;
import dev.ocispec.bundle.OutputDigest;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overlays of ordinary users, with subordinate ids and without. */
@Tag("runtime")
class OverlayUserIT {
  private static final String IN_AN_INPUT =
      "cd /inputs/src && echo x >> file && echo y > new && rm other && mv deep moved";

  private static final String IN_THE_ROOT =
      """
      set -e
      echo more >> /etc/image
      busybox mkdir /made && echo made > /made/a
      mv /opt/deep /opt/moved
      mv /opt/file /var/lib/file
      echo more >> /var/lib/file
      rm /usr/bin/id
      test ! -e /usr/bin/id
      test "$(cat /opt/moved/er/x)" = x
      """;

  private static final String AS_IT_IS =
      """
      test "$(cat /etc/image)" = image || exit 2
      test "$(cat /opt/deep/er/x)" = x || exit 3
      for place in /new /usr/bin/cat /etc/image /var/lib/new /opt/file; do
        if (echo x >> $place) 2>/dev/null; then exit 4; fi
      done
      if mv /opt/deep /opt/moved 2>/dev/null; then exit 5; fi
      """;

  private TestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = TestFolder.make();
    Needs.rootAndRunc();
  }

  @AfterEach
  void nothingIsLeft() {
    try {
      folder.assertNothingRuns();
    } finally {
      folder.remove();
    }
  }

  /** What was printed; what lies below is the same afterwards. */
  private String run(TestUser user, String runtime, Path below, List<String> options)
      throws Exception {
    String before = OutputDigest.of(below);
    List<String> all = new ArrayList<>(options);
    Path out = folder.path().resolve("own/out");
    all.addAll(0, List.of("--out", out.toString()));
    SandboxCommand build =
        SandboxCommand.start(user, runtime, folder.path().resolve("own"), Map.of(), all);
    try {
      String printed = build.succeeded();
      assertThat(OutputDigest.of(below)).isEqualTo(before);
      return printed;
    } finally {
      build.stop();
    }
  }

  private static Path tree(Path at) throws Exception {
    Files.createDirectories(at.resolve("deep/er"));
    Files.writeString(at.resolve("file"), "first\n");
    Files.writeString(at.resolve("other"), "other\n");
    Files.writeString(at.resolve("deep/er/x"), "x\n");
    return at;
  }

  private Path image() throws Exception {
    Path image = SmallRoot.make(folder.path().resolve("image"));
    tree(image.resolve("opt"));
    return image;
  }

  @ParameterizedTest
  @CsvSource({"CI, runc", "CI, crun", "CI2, runc"})
  void anInputCanBeChanged(TestUser user, String runtime) throws Exception {
    Path source = tree(Files.createDirectory(folder.path().resolve("src")));

    String printed =
        run(
            user,
            runtime,
            source,
            List.of(
                "--input",
                "src=" + source,
                "--overlay",
                "inputs/src",
                "--output",
                "inputs/src/file",
                "--output",
                "inputs/src/moved",
                "--",
                "/bin/sh",
                "-c",
                IN_AN_INPUT));

    assertThat(printed).contains("are copied before it starts");
    assertThat(folder.path().resolve("own/out/inputs/src/file")).hasContent("first\nx");
    assertThat(folder.path().resolve("own/out/inputs/src/moved/er/x")).hasContent("x");
  }

  @ParameterizedTest
  @CsvSource({"CI, runc", "CI, crun", "CI2, runc"})
  void allOfARootFileSystemCanBeChanged(TestUser user, String runtime) throws Exception {
    Path image = image();

    run(
        user,
        runtime,
        image,
        List.of(
            "--root-fs",
            image.toString(),
            "--overlay",
            "/",
            "--env",
            "PATH=/usr/bin",
            "--output",
            "made",
            "--output",
            "etc/image",
            "--output",
            "opt/moved",
            "--output",
            "var/lib/file",
            "--",
            "/bin/sh",
            "-c",
            IN_THE_ROOT));

    Path out = folder.path().resolve("own/out");
    assertThat(out.resolve("made/a")).hasContent("made");
    assertThat(out.resolve("etc/image")).hasContent("image\nmore");
    assertThat(out.resolve("opt/moved/er/x")).hasContent("x");
    assertThat(out.resolve("var/lib/file")).hasContent("first\nmore");
    assertThat(Files.getOwner(out.resolve("made/a"), LinkOption.NOFOLLOW_LINKS).getName())
        .isEqualTo(user.user());
  }

  @ParameterizedTest
  @CsvSource({"CI, runc", "CI, crun", "CI2, runc"})
  void aRootFileSystemWithoutAnOverlayStaysAsItIs(TestUser user, String runtime) throws Exception {
    Path image = image();

    run(
        user,
        runtime,
        image,
        List.of(
            "--root-fs",
            image.toString(),
            "--env",
            "PATH=/usr/bin",
            "--",
            "/bin/sh",
            "-c",
            AS_IT_IS));
  }
}
