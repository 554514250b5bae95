package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A symbolic link stays one, and the file that it leads to is written. */
@Tag("unit")
class SymbolicLinkWriteTest {
  private static final Spec SPEC = Spec.builder().hostname("new").build();

  @TempDir Path folder;
  private Path target;
  private Path link;

  @BeforeEach
  void aLinkToAFileElsewhere() throws IOException {
    target = Files.createDirectory(folder.resolve("real")).resolve("config.json");
    link = folder.resolve("config.json");
    Files.writeString(target, "old");
    Files.createSymbolicLink(link, Path.of("real/config.json"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileThatALinkLeadsToIsWrittenAsPrivateAsItWas() throws IOException {
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));

    Json.write(SPEC, link);

    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("real/config.json"));
    assertThat(Files.readString(target)).isEqualTo(Json.toPrettyString(SPEC));
    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(names(folder)).containsExactly("config.json", "real");
    assertThat(names(folder.resolve("real"))).containsExactly("config.json");
  }

  @Test
  void aChainOfLinksIsFollowedToItsEnd() throws IOException {
    Path first = Files.createSymbolicLink(folder.resolve("first.json"), link);

    Json.write(SPEC, first);

    assertThat(Files.isSymbolicLink(first)).isTrue();
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(target)).isEqualTo(Json.toPrettyString(SPEC));
  }

  @Test
  void aLinkToNothingIsRefused() throws IOException {
    Files.delete(target);

    assertThatThrownBy(() -> Json.write(SPEC, link))
        .isInstanceOf(DocumentAccessException.class)
        .hasMessage(
            "cannot write "
                + link
                + ": it is a symbolic link to real/config.json, which leads to no file; create"
                + " that file or remove the link");
    assertThat(names(folder)).containsExactly("config.json", "real");
    assertThat(names(folder.resolve("real"))).isEmpty();
  }

  @Test
  void linksThatLeadInARoundAreRefused() throws IOException {
    Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

    assertThatThrownBy(() -> Json.write(SPEC, one))
        .isInstanceOf(DocumentAccessException.class)
        .hasMessageStartingWith(
            "cannot write " + one + ": it is a symbolic link to two, which can't be followed: ");
    assertThat(Files.isSymbolicLink(one)).isTrue();
  }

  @Test
  void aLinkToAFolderIsNoFile() throws IOException {
    Path toFolder = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

    assertThatThrownBy(() -> Json.write(SPEC, toFolder))
        .isInstanceOf(DocumentAccessException.class)
        .hasMessage("cannot write " + toFolder + ": is a directory");
  }
}
