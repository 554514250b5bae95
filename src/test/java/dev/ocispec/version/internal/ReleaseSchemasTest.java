package dev.ocispec.version.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.version.NormalForm;
import dev.ocispec.version.Release;
import dev.ocispec.version.SchemaFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@Tag("unit")
class ReleaseSchemasTest {
  @Test
  void theFilesOfTheNewestReleaseSayWhatTheFilesInTheSourcesSay() {
    Map<String, JsonNode> sources = new HashMap<>(SchemaFolder.read(Path.of("schema")));
    // Images and devices have specifications of their own, and the ledgers are no schemas.
    sources.keySet().removeIf(name -> name.matches("(deviations|image-|cdi-).*"));
    Map<String, JsonNode> files = SchemaFolder.ofLibrary(Release.NEWEST);
    assertThat(files).containsOnlyKeys(sources.keySet());
    for (String name : files.keySet()) {
      assertThat(NormalForm.digest(NormalForm.of(files, name)))
          .as(name)
          .isEqualTo(NormalForm.digest(NormalForm.of(sources, name)));
    }
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void everyReferenceLeadsSomewhere(Release release) {
    Map<String, JsonNode> files = SchemaFolder.ofLibrary(release);
    for (String name : files.keySet()) {
      assertThat(NormalForm.of(files, name).findValues("$ref")).as(name).isEmpty();
      assertThat(files.get(name).findValues("x-removed")).as(name).isEmpty();
      assertThat(files.get(name).findValues("x-changes")).as(name).isEmpty();
      for (JsonNode reference : files.get(name).findValues("$ref")) {
        String target = reference.asString();
        int hash = target.indexOf('#');
        JsonNode file = files.get(hash == 0 ? name : target.substring(0, hash));
        assertThat(file).as(target).isNotNull();
        assertThat(file.at(target.substring(hash + 1)).isMissingNode()).as(target).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.1, config-vm.json, false", "1.0.2, config-vm.json, true",
    "1.0.2, config-zos.json, false", "1.1.0, config-zos.json, true",
    "1.0.2, features-schema.json, false", "1.1.0, features-schema.json, true",
    "1.0.2, process-state-schema.json, false", "1.1.0, process-state-schema.json, true",
    "1.2.1, config-freebsd.json, false", "1.3.0, config-freebsd.json, true",
    "1.0.0, config-schema.json, true", "1.0.0, state-schema.json, true"
  })
  void aReleaseHasTheFilesOfWhatItDefines(String version, String file, boolean there) {
    Release release = Release.of(version).orElseThrow();
    assertThat(ReleaseSchemas.files(release).containsKey(file)).isEqualTo(there);
  }
}
