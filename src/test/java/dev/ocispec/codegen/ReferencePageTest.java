package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
  @Test
  void thePageInTheRepositoryIsWhatTheSchemaGives() throws IOException {
    assertThat(Path.of("docs/reference.md"))
        .content()
        .isEqualTo(ReferencePage.of(SchemaReader.read(Path.of("schema"))));
  }
}
