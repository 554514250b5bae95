package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ocispec.JsonTrees;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The beans that benchmarks compare with hold whole documents for Jackson. */
@Tag("unit")
class GenerateBeansTest {
  @TempDir static Path folder;
  private static Path sources;
  private static Path classes;

  @BeforeAll
  static void generate() throws IOException {
    sources = folder.resolve("sources");
    classes = Files.createDirectories(folder.resolve("classes"));
    GenerateBeans.generate(Path.of("schema"), sources);
  }

  private static List<String> warnings() throws IOException {
    return Javac.warnings(
        sources,
        classes,
        List.of(
            "-Xlint:all,-serial,-classfile,-path",
            "-Xdoclint:all/protected",
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path")));
  }

  @Test
  void thereIsOneForEachObjectTypeOfTheNewestRelease() throws IOException {
    Map<String, String> files = SourceFiles.in(sources.resolve("dev/ocispec/bench/bean"));

    assertThat(files)
        .hasSameSizeAs(SchemaReader.read(Path.of("schema")).present())
        .containsKeys("SpecBean.java", "MountBean.java", "PosixRlimitBean.java");
    assertThat(files.get("MountBean.java"))
        .contains(
            "private @Nullable List<String> options;",
            "@JsonProperty(\"options\")",
            "public @Nullable List<String> getOptions() {",
            "public void setOptions(@Nullable List<String> value) {");
  }

  @Test
  void aDocumentReadIntoBeansIsWrittenAsTheSameTree() throws Exception {
    assertThat(warnings()).isEmpty();
    String document =
        """
        {"ociVersion": "1.3.0", "annotations": {"a": "b"},
         "process": {"cwd": "/", "args": ["sh"], "oomScoreAdj": -5, "ioPriority": {"class": "IOPRIO_CLASS_RT"},
           "rlimits": [{"type": "RLIMIT_CORE", "hard": 9223372036854775807, "soft": 0}]},
         "linux": {"timeOffsets": {"boottime": {"secs": 1}}, "resources": {"hugepageLimits": [{"pageSize": "2MB", "limit": 1}]}},
         "windows": {"layerFolders": ["x"], "hyperv": {}, "credentialSpec": {"a": [1, {"b": null}]}}}
        """;
    JsonMapper mapper =
        JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Object bean = mapper.readValue(document, loader.loadClass("dev.ocispec.bench.bean.SpecBean"));

      assertThat(JsonTrees.of(mapper.writeValueAsBytes(bean))).isEqualTo(JsonTrees.of(document));
    }
  }
}
