package dev.ocispec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is replaced as a whole or not at all, and nothing else is left. */
@Tag("unit")
class AtomicWriteTest {
  private static final Spec SPEC = Spec.builder().hostname("new").build();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void anOldFile() throws IOException {
    file = folder.resolve("config.json");
    Files.writeString(file, "old");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theFileIsReplaced() throws IOException {
    Json.write(SPEC, file);

    assertThat(Files.readString(file)).isEqualTo(Json.toPrettyString(SPEC));
    assertThat(names()).containsExactly("config.json");
  }

  @Test
  void aRefusedDocumentLeavesTheOldFile() throws IOException {
    Spec refused = Spec.builder().linux(l -> l.rootfsPropagation("x")).build();

    assertThatThrownBy(() -> Json.write(refused, file))
        .isInstanceOf(InvalidDocumentException.class);

    assertThat(Files.readString(file)).isEqualTo("old");
    assertThat(names()).containsExactly("config.json");
  }

  @Test
  void anInterruptLeavesTheOldFileAndNothingElse() throws Exception {
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    DocumentAccessException[] failed = new DocumentAccessException[1];
    Thread writer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              failed[0] =
                  catchThrowableOfType(DocumentAccessException.class, () -> Json.write(SPEC, file));
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    writer.start();
    writer.join();

    assertThat(failed[0]).hasMessage("cannot write " + file + ": interrupted");
    assertThat(stillInterrupted).isTrue();
    assertThat(Files.readString(file)).isEqualTo("old");
    assertThat(names()).containsExactly("config.json");
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path below = Files.createDirectory(folder.resolve("d"));

    assertThatThrownBy(() -> Json.write(SPEC, below))
        .isInstanceOf(DocumentAccessException.class)
        .hasMessage("cannot write " + below + ": is a directory");
    assertThat(names()).containsExactly("config.json", "d");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path nowhere = folder.resolve("none/config.json");

    assertThatThrownBy(() -> Json.write(SPEC, nowhere))
        .isInstanceOfSatisfying(
            DocumentAccessException.class, e -> assertThat(e.path()).isEqualTo(nowhere))
        .hasMessage("cannot write " + nowhere + ": no such file or folder");
  }

  @Test
  void aNewFileHasTheUsualPermissions() throws IOException {
    Path fresh = folder.resolve("fresh.json");
    Path usual = Files.createFile(folder.resolve("usual"));

    Json.write(SPEC, fresh);

    assertThat(Files.getPosixFilePermissions(fresh))
        .isEqualTo(Files.getPosixFilePermissions(usual));
  }

  @Test
  void aPrivateFileStaysPrivate() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    Json.write(SPEC, file);

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void readersSeeTheOldOrTheNewFile() throws Exception {
    Spec other = Spec.builder().hostname("x".repeat(100_000)).build();
    Json.write(SPEC, file);
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              while (!stop.get()) {
                Json.write(other, file);
                Json.write(SPEC, file);
              }
            });
    writer.start();
    try {
      for (int i = 0; i < 300; i++) {
        assertThat(Json.read(file, Spec.class)).isIn(SPEC, other);
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(names()).containsExactly("config.json");
  }
}
