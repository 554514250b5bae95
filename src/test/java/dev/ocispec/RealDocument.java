package dev.ocispec;

import dev.ocispec.rule.DocumentKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A file that some program wrote for or about a container. */
public record RealDocument(Path file, DocumentKind kind) {

  /** All of them; skips the test when they are absent. */
  public static Stream<RealDocument> all() {
    return Stream.of(DocumentKind.CONFIG, DocumentKind.STATE, DocumentKind.FEATURES)
        .flatMap(RealDocument::ofKind);
  }

  /** Those that are container configurations. */
  public static Stream<RealDocument> configs() {
    return ofKind(DocumentKind.CONFIG);
  }

  private static Stream<RealDocument> ofKind(DocumentKind kind) {
    return Shared.jsonFiles("real-documents/" + kind.text()).stream()
        .map(file -> new RealDocument(file, kind));
  }

  /** What stands in the file. */
  public byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return kind.text() + "/" + file.getFileName();
  }
}
