package dev.ocispec.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.RealDocument;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real programs write, to every release. */
@Tag("unit")
class DowngradeRealDocumentsTest {
  @ParameterizedTest
  @EnumSource(Release.class)
  void theResultIsValidInItsReleaseOrThereIsNone(Release release) throws IOException {
    int done = 0;
    for (RealDocument document : RealDocument.configs().toList()) {
      Spec spec = Json.read(document.bytes(), Spec.class);
      if (Validator.standard().schemaOnly().validate(spec).isValid()
          && DowngradeCheck.assertSound(spec, release) instanceof Downgrade.Done) {
        done++;
      }
    }
    assertThat(done).isGreaterThan(100);
  }
}
